"""Slips of thumbs: what they hit, and that two models are asked the same."""

import pytest
from rapidfuzz.distance import DamerauLevenshtein

from bot.evaluation.metrics import Judged, Verdict
from bot.evaluation.questions import Question
from bot.evaluation.typos import Slipped, misspelled, same_outcome
from bot.types import Decision, Outcome, Reply, Turn
from tests.bot.fakes import FakeReplies


@pytest.mark.parametrize("seed", range(20))
def test_a_short_message_gets_one_slip_and_a_longer_one_two(seed):
    short, longer = "does needling hurt", "how long does the soreness usually last after needling"
    assert DamerauLevenshtein.distance(short, misspelled(short, seed=seed)) == 1
    assert 1 <= DamerauLevenshtein.distance(longer, misspelled(longer, seed=seed)) <= 2


def test_short_words_and_first_letters_are_left_alone():
    assert misspelled("is it ok", seed=3) == "is it ok"
    assert all(misspelled("needling", seed=seed)[0] == "n" for seed in range(30))


def test_the_same_seed_gives_the_same_slips():
    assert misspelled("does needling hurt", seed=1) == misspelled("does needling hurt", seed=1)


def said(outcome: Outcome, intent: str | None) -> Turn:
    return Turn("", "", Decision(outcome, "sure", intent), Reply(""))


def test_another_answer_is_another_outcome():
    text = "does needling hurt"
    wrong = misspelled(text, seed=1)
    asked = Question(text, "faq", ("pain-during",), "sealed", "intents/evaluation/a.yaml")
    for slipped, same in (
        (said(Outcome.ANSWER, "pain-during"), True),
        (said(Outcome.ANSWER, "does-it-work"), False),
        (said(Outcome.CLARIFY, None), False),
    ):
        replies = FakeReplies({text: said(Outcome.ANSWER, "pain-during"), wrong: slipped})
        right = Judged(asked, replies.turns[text], Verdict.RIGHT)
        assert same_outcome(replies, [right]) == [Slipped(wrong, "sealed", same)]
