"""How strict the thresholds are, and on which messages that is decided."""

from dataclasses import replace

import numpy as np
import pytest

from bot.content.book import Book
from bot.text import words
from bot.training.dataset import Row
from bot.training.folds import OutOfFold
from bot.training.thresholds import STRICTNESS, degrees, left_out, rarely_negated
from bot.types import Choice
from bot.understanding.classifier import OUT_OF_SCOPE
from tests.bot.small_model import entry

BOOK = Book(
    {
        "a": entry("a", "faq", "Text.", related=(Choice("b", "B?"),)),
        "b": entry("b", "faq", "Text."),
        "c": entry("c", "staff", "Text."),
    },
    "demo",
)


def folds(*rows):
    """Return out-of-fold scores from (truth, top, second, score, lead)."""
    truth, top, second, score, lead = zip(*rows, strict=True)
    third = ["" for _ in rows]
    return OutOfFold(
        np.arange(len(truth)),
        *(np.array(names) for names in (truth, top, second, third)),
        np.array(score, float),
        np.array(lead, float),
    )


EASY = [("a", "a", "c", 2.0, 2.0), ("b", "b", "c", 2.0, 2.0), ("c", "c", "a", 2.0, 2.0)] * 20
CLOSE = [("b", "a", "c", 1.0, 0.4)] * 2 + [("a", "a", "c", 1.0, 0.4)] * 8
OUTSIDE = [(OUT_OF_SCOPE, OUT_OF_SCOPE, "a", 1.0, 1.0)] * 20
SCORES = folds(*EASY, *CLOSE, *OUTSIDE)


def at(rows, score, lead):
    """Return right, misled, wrong and let in at one pair of thresholds."""
    came = rows.outcomes(np.array([score]), np.array([lead]))
    return came.right[0], came.misled[0], came.wrong[0], came.let_in[0]


def test_each_degree_answers_more_and_more_of_it_wrongly():
    rows = left_out(SCORES, BOOK)
    came = [at(rows, d.answer_score, d.answer_margin) for d in degrees(SCORES, BOOK)]
    assert len(came) > 1
    assert [right for right, *_ in came] == sorted(right for right, *_ in came)
    assert came[0][2] <= STRICTNESS[0]
    assert came[-1][2] <= STRICTNESS[-1]


def test_all_pairs_of_thresholds_come_out_as_each_does_alone():
    rows = left_out(SCORES, BOOK)
    scores, leads = np.array([0.5, 1.0, 1.5]), np.array([0.0, 0.4, 1.0, 2.5])
    came = rows.outcomes(scores, leads)
    pairs = list(zip(came.right, came.misled, came.wrong, came.let_in, strict=True))
    assert pairs == [at(rows, score, lead) for lead in leads for score in scores]
    given = rows.ours & (rows.score >= 1.0) & (rows.lead >= 0.4)
    assert came.right[4] == np.sum(given & rows.right) == 68
    assert came.wrong[4] == np.sum(given & ~rows.right) / np.sum(~rows.outside)


def test_without_a_pair_within_the_share_the_highest_thresholds_stand():
    rows = left_out(folds(*[("a", "b", "c", 1.0, 1.0)] * 3), BOOK)
    came = rows.outcomes(np.array([0.0, 0.5]), np.array([0.0, 0.5]))
    assert came.best(0.1, near=0) == (0.5, 0.5)


def test_the_middle_of_what_is_as_good_is_taken():
    rows = left_out(folds(*[("a", "a", "c", 2.0, 1.0)] * 3), BOOK)
    came = rows.outcomes(np.array([0.0, 1.0, 2.0, 3.0]), np.array([0.0, 1.0]))
    assert came.best(0.1, near=0) == (1.0, 0.5)


def test_a_lead_over_a_related_intent_counts_double():
    related, foreign = left_out(
        folds(("a", "a", "b", 1.0, 0.3), ("a", "a", "c", 1.0, 0.3)), BOOK
    ).lead
    assert related == pytest.approx(0.6)
    assert foreign == pytest.approx(0.3)


def test_only_a_wrong_answer_is_wrong_a_wrong_desk_leads_astray():
    rows = left_out(folds(("a", "c", "b", 1.0, 1.0), ("c", "a", "b", 1.0, 1.0)), BOOK)
    assert at(rows, 0.0, 0.0) == (0, 1, 0.5, 0.0)


def test_an_answer_to_a_message_from_outside_is_counted_apart():
    rows = left_out(folds((OUT_OF_SCOPE, "a", "c", 1.0, 1.0), ("a", "a", "c", 1.0, 1.0)), BOOK)
    assert at(rows, 0.0, 0.0) == (1, 0, 0.0, 1.0)


def test_intents_that_nobody_negates_are_found():
    def said(intent, text, times):
        return [Row(text, words(text), intent)] * times

    rows = [*said("a", "what is it", 30), *said("b", "what is it", 20), *said("b", "not me", 5)]
    assert rarely_negated(rows) == ("a",)
    assert rarely_negated(rows[:10]) == ()  # too few to tell
    written = [replace(row, spoken=False) for row in rows]
    assert rarely_negated(written) == ()
