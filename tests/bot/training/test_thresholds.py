"""How strict the thresholds are, and on which messages that is decided."""

from dataclasses import replace

import numpy as np
import pytest

from bot.content.book import Book
from bot.text import utterance, words
from bot.training.dataset import Row
from bot.training.folds import OutOfFold
from bot.training.thresholds import asked, find_thresholds, left_out, rarely_negated
from bot.types import Choice, IntentScore, Parse
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
        *(np.array(names) for names in (truth, top, second, third)),
        np.array(score, float),
        np.array(lead, float),
    )


EASY = [("a", "a", "c", 2.0, 2.0), ("b", "b", "c", 2.0, 2.0), ("c", "c", "a", 2.0, 2.0)] * 20
CLOSE = [("b", "a", "c", 1.0, 0.4)] * 2 + [("a", "a", "c", 1.0, 0.4)] * 8
OUTSIDE = [(OUT_OF_SCOPE, OUT_OF_SCOPE, "a", 1.0, 1.0)] * 20
SCORES = folds(*EASY, *CLOSE, *OUTSIDE)


def parse(*ranking, parser="classifier"):
    scores = tuple(IntentScore(name, 0.5, score) for name, score in ranking)
    return Parse(utterance("any words"), scores, (), parser)


NOBODY = asked([], BOOK)
EASY_TO_ASK = asked([(parse(("a", 2.0), ("c", 0.0)), ("a",))] * 50, BOOK)
HARD_TO_ASK = asked(
    [(parse(("a", 2.0), ("c", 0.0)), ("a",)), (parse(("a", 1.0), ("c", 0.6)), ("b",))] * 25, BOOK
)


def test_development_questions_say_how_strict_to_be():
    bold = find_thresholds(SCORES, BOOK, development=EASY_TO_ASK, aim=0.02)
    careful = find_thresholds(SCORES, BOOK, development=HARD_TO_ASK, aim=0.02)
    assert bold.answer_margin < careful.answer_margin
    assert HARD_TO_ASK.outcome(careful.answer_score, careful.answer_margin).wrong <= 0.02


def test_without_questions_the_aim_holds_for_left_out_utterances():
    found = find_thresholds(SCORES, BOOK, development=NOBODY, aim=0.02)
    assert left_out(SCORES, BOOK).outcome(found.answer_score, found.answer_margin).wrong <= 0.02


def test_a_lead_over_a_related_intent_counts_double():
    related, foreign = left_out(
        folds(("a", "a", "b", 1.0, 0.3), ("a", "a", "c", 1.0, 0.3)), BOOK
    ).lead
    assert related == pytest.approx(0.6)
    assert foreign == pytest.approx(0.3)


def test_only_a_wrong_answer_is_wrong_a_wrong_desk_leads_astray():
    rows = left_out(folds(("a", "c", "b", 1.0, 1.0), ("c", "a", "b", 1.0, 1.0)), BOOK)
    came = rows.outcome(0.0, 0.0)
    assert (came.right, came.misled, came.wrong) == (0, 1, 0.5)


def test_questions_known_word_for_word_are_no_matter_of_thresholds():
    sample = asked([(parse(("a", 99.0), parser="exact"), ("a",)), (parse(), ("a",))], BOOK)
    assert len(sample.score) == 0


def test_an_answer_to_a_message_from_outside_is_counted_apart():
    sample = asked([(parse(("a", 2.0), ("c", 0.0)), ())], BOOK)
    came = sample.outcome(0.0, 0.0)
    assert (came.wrong, came.let_in) == (0.0, 1.0)


def test_intents_that_nobody_negates_are_found():
    def said(intent, text, times):
        return [Row(text, words(text), intent)] * times

    rows = [*said("a", "what is it", 30), *said("b", "what is it", 20), *said("b", "not me", 5)]
    assert rarely_negated(rows) == ("a",)
    assert rarely_negated(rows[:10]) == ()  # too few to tell
    written = [replace(row, spoken=False) for row in rows]
    assert rarely_negated(written) == ()
