"""What a verdict is, and what the figures make of verdicts."""

from dataclasses import replace

import pytest

from bot.evaluation.metrics import (
    Judged,
    Verdict,
    ask_all,
    by_kind,
    headline,
    judge,
    rounded,
    shares,
    upper_bound,
)
from bot.evaluation.questions import Question
from bot.text import utterance
from bot.types import Decision, Outcome, Parse, Part, Reply, Turn
from tests.bot.fakes import FakeReplies


def ask(kind: str, *intents: str) -> Question:
    return Question("any words", kind, intents, "development", "intents/evaluation/a.yaml")


def turn(outcome: Outcome, intent: str | None = None, choices: tuple[str, ...] = ()) -> Turn:
    decision = Decision(outcome, "sure", intent, choices=choices)
    parts = () if outcome is Outcome.EMERGENCY else (part(decision),)
    return Turn("any words", "any words", decision, Reply(""), parts)


def part(decision: Decision) -> Part:
    return Part(Parse(utterance("any words")), decision, Reply(""))


@pytest.mark.parametrize(
    ("question", "reply", "verdict"),
    [
        (ask("faq", "a"), turn(Outcome.ANSWER, "a"), Verdict.RIGHT),
        (ask("faq", "a", "b"), turn(Outcome.ANSWER, "b"), Verdict.RIGHT),
        (ask("faq", "a"), turn(Outcome.ANSWER, "b"), Verdict.WRONG),
        (ask("faq", "a"), turn(Outcome.CLARIFY, None, ("b", "a")), Verdict.ONE_TAP),
        (ask("faq", "a"), turn(Outcome.CLARIFY, None, ("b", "c")), Verdict.MISSED_CHOICES),
        (ask("faq", "a"), turn(Outcome.HANDOFF), Verdict.HANDED_OVER),
        (ask("faq", "a"), turn(Outcome.DECLINE), Verdict.HANDED_OVER),
        (ask("faq", "a"), turn(Outcome.EMERGENCY), Verdict.FALSE_ALARM),
        (ask("staff", "cost"), turn(Outcome.HANDOFF, "cost"), Verdict.RIGHT),
        (ask("small_talk", "thanks"), turn(Outcome.SMALL_TALK, "thanks"), Verdict.RIGHT),
        (ask("near"), turn(Outcome.ANSWER, "a"), Verdict.WRONG),
        (ask("near"), turn(Outcome.DECLINE), Verdict.RIGHT),
        (ask("far"), turn(Outcome.CLARIFY, None, ("a", "b")), Verdict.RIGHT),
        (ask("far"), turn(Outcome.EMERGENCY), Verdict.FALSE_ALARM),
    ],
)
def test_a_reply_is_judged_by_how_it_serves(question, reply, verdict):
    assert judge(question, reply) is verdict


def test_one_right_part_of_several_is_right():
    said = turn(Outcome.ANSWER, "a")
    parts = tuple(part(Decision(Outcome.ANSWER, "sure", name)) for name in ("b", "a"))
    assert judge(ask("faq", "a"), replace(said, parts=parts)) is Verdict.RIGHT


def test_the_second_question_of_a_message_must_be_answered_or_named():
    two = replace(ask("faq", "a"), also=("b",))
    answered = [part(Decision(Outcome.ANSWER, "sure", name)) for name in ("a", "b")]
    unsure = part(Decision(Outcome.CLARIFY, "too_close", choices=("c", "d")))
    one = turn(Outcome.ANSWER, "a")
    assert judge(two, replace(one, parts=tuple(answered))) is Verdict.RIGHT
    assert judge(two, replace(one, parts=(answered[0], unsure))) is Verdict.RIGHT
    assert judge(two, one) is Verdict.HALF


def test_asking_back_is_right_when_a_message_is_unclear():
    vague = ask("unclear", "a")
    assert judge(vague, turn(Outcome.CLARIFY, None, ("b", "c"))) is Verdict.RIGHT
    assert judge(vague, turn(Outcome.ANSWER, "a")) is Verdict.RIGHT
    assert judge(vague, turn(Outcome.ANSWER, "b")) is Verdict.WRONG


def test_each_question_is_asked_in_a_conversation_of_its_own():
    assistant = FakeReplies({"one": turn(Outcome.ANSWER, "a"), "two": turn(Outcome.DECLINE)})
    questions = [replace(ask("faq", "a"), text=text) for text in ("one", "two")]
    judged = ask_all(assistant, questions)
    assert [row.verdict for row in judged] == [Verdict.RIGHT, Verdict.HANDED_OVER]
    assert [conversation.intent for _, conversation in assistant.asked] == [None, None]


def rows(kind: str, **verdicts: int) -> list[Judged]:
    return [
        Judged(ask(kind, "a"), turn(Outcome.DECLINE), Verdict(name))
        for name, number in verdicts.items()
        for _ in range(number)
    ]


def test_the_headline_counts_each_kind_by_itself():
    judged = [
        *rows("faq", right=6, one_tap=2, wrong=1, missed_choices=1),
        *rows("staff", right=1, wrong=1),
        *rows("near", wrong=1, right=1),
        *rows("far", right=2),
        *rows("small_talk", false_alarm=4),
    ]
    figures = headline(judged)
    assert figures["questions"] == 20
    assert figures["faq_right"] == pytest.approx(0.6)
    assert figures["faq_right_or_one_tap"] == pytest.approx(0.8)
    assert figures["faq_wrong"] == pytest.approx(0.1)
    assert figures["faq_handed_over"] == pytest.approx(0.1)
    assert figures["staff_wrong"] == pytest.approx(0.5)
    assert figures["out_of_scope_answered"] == pytest.approx(0.25)
    assert figures["false_alarms"] == pytest.approx(0.2)


def test_no_questions_give_zeros_and_no_error():
    assert set(headline([]).values()) == {0.0}
    assert set(shares([]).values()) == {0.0}
    assert list(by_kind([])) == ["faq", "staff", "small_talk", "near", "far"]


@pytest.mark.parametrize(
    ("wrong", "total", "bound"),
    [(0, 300, 0.0089), (0, 0, 1.0), (3, 100, 0.0728), (10, 10, 1.0), (0, 1, 0.7301)],
)
def test_the_upper_bound_is_wilsons(wrong, total, bound):
    assert upper_bound(wrong, total) == pytest.approx(bound, abs=5e-4)


def test_figures_in_the_card_have_four_decimals():
    assert rounded({"a": 1 / 3}) == {"a": 0.3333}
