"""What became of each question, and the figures: the headline is wrong answers given."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from bot.assistant import Assistant
from bot.evaluation.questions import OUTSIDE, Dialogue, Question
from bot.types import Conversation, Decision, Outcome, Turn

NOON = datetime(2026, 5, 4, 16, 0, tzinfo=UTC)
"""A Monday noon in New York: evaluation must not depend on when it runs."""


class Verdict(StrEnum):
    """How a reply served the person who asked."""

    RIGHT = "right"  # the right answer, desk or refusal at once
    ONE_TAP = "one_tap"  # the right answer is among the choices
    HANDED_OVER = "handed_over"  # no answer, but the way to a person
    MISSED_CHOICES = "missed_choices"  # choices, none of them right
    HALF = "half"  # one of two questions was answered, and the other not even named
    WRONG = "wrong"  # an answer to another question
    FALSE_ALARM = "false_alarm"  # an emergency card for an ordinary question


@dataclass(frozen=True, slots=True)
class Judged:
    """A question, the turn it got and the verdict."""

    question: Question
    turn: Turn
    verdict: Verdict


def judge(question: Question, turn: Turn) -> Verdict:
    """Return the verdict on the reply `turn` to `question`."""
    decisions = [part.decision for part in turn.parts] or [turn.decision]
    return judge_decisions(question, decisions)


def judge_decisions(question: Question, decisions: Sequence[Decision]) -> Verdict:
    """Return the verdict on what was decided for the parts of one message."""
    outcomes = {decision.outcome for decision in decisions}
    given = {decision.intent for decision in decisions if decision.intent}
    if Outcome.EMERGENCY in outcomes:
        return Verdict.FALSE_ALARM
    if question.kind in OUTSIDE:
        return Verdict.WRONG if Outcome.ANSWER in outcomes else Verdict.RIGHT
    wanted, also = set(question.intents), set(question.also)
    if given & wanted or given & also:
        answered = bool(given & wanted) + bool(given & also)
        named = not also or answered == 2 or len(decisions) > 1
        return Verdict.RIGHT if named else Verdict.HALF
    if Outcome.ANSWER in outcomes:
        return Verdict.WRONG
    if Outcome.CLARIFY in outcomes:
        offered = {choice for decision in decisions for choice in decision.choices}
        if question.kind == "unclear":
            return Verdict.RIGHT
        return Verdict.ONE_TAP if offered & (wanted | also) else Verdict.MISSED_CHOICES
    return Verdict.HANDED_OVER


def ask_all(assistant: Assistant, questions: Iterable[Question]) -> list[Judged]:
    """Return the verdict on each question, each asked in a conversation of its own."""
    judged = []
    for question in questions:
        turn = assistant.reply_to(question.text, Conversation("evaluation"), now=NOON)
        judged.append(Judged(question, turn, judge(question, turn)))
    return judged


def ask_dialogue(assistant: Assistant, dialogue: Dialogue) -> list[Judged]:
    """Return the verdict on each message of one conversation.

    Where the right answer is among the choices the asker taps it before going on, as people do.
    """
    conversation = Conversation("evaluation")
    judged = []
    for question in dialogue.turns:
        turn = assistant.reply_to(question.text, conversation, now=NOON)
        conversation = assistant.remember(conversation, turn)
        judged.append(Judged(question, turn, judge(question, turn)))
        wanted = (*question.intents, *question.also)
        if tap := next((choice for choice in conversation.choices if choice in wanted), None):
            turn = assistant.reply_to("", conversation, now=NOON, choice=tap)
            conversation = assistant.remember(conversation, turn)
    return judged


def shares(judged: Sequence[Judged]) -> dict[str, float]:
    """Return the share (0 to 1) of each verdict; all zero for no questions."""
    total = len(judged) or 1
    return {str(v): sum(row.verdict is v for row in judged) / total for v in Verdict}


def by_kind(judged: Sequence[Judged]) -> dict[str, list[Judged]]:
    """Return the judged questions by kind, kinds in a fixed order, none left out."""
    kinds = ("faq", "staff", "small_talk", "near", "far")
    return {kind: [row for row in judged if row.question.kind == kind] for kind in kinds}


def headline(judged: Sequence[Judged], turns: Sequence[Judged] = ()) -> dict[str, float]:
    """Return the figures of the model card: shares of FAQ, staff and out-of-scope questions.

    `turns` are the messages of the dialogues; their figures are left out when there are none.
    """
    kinds = by_kind(judged)
    faq, staff = shares(kinds["faq"]), shares(kinds["staff"])
    figures = {
        "questions": float(len(judged)),
        "faq_right": faq["right"],
        "faq_right_or_one_tap": faq["right"] + faq["one_tap"],
        "faq_wrong": faq["wrong"],
        "faq_handed_over": faq["handed_over"] + faq["missed_choices"],
        "staff_right": staff["right"],
        "staff_right_or_one_tap": staff["right"] + staff["one_tap"],
        "staff_wrong": staff["wrong"],
        "out_of_scope_answered": shares(kinds["near"] + kinds["far"])["wrong"],
        "near_answered": shares(kinds["near"])["wrong"],
        "far_answered": shares(kinds["far"])["wrong"],
        "false_alarms": shares(judged)["false_alarm"],
    }
    if turns:
        spoken = shares(turns)
        figures["dialogue_turns"] = float(len(turns))
        figures["dialogue_right"] = spoken["right"]
        figures["dialogue_right_or_one_tap"] = spoken["right"] + spoken["one_tap"]
        figures["dialogue_wrong"] = spoken["wrong"]
    return figures


def upper_bound(wrong: int, total: int) -> float:
    """Return the 95 % upper bound (Wilson 1927, one-sided) of a share seen as `wrong` of `total`.

    >>> round(upper_bound(0, 300), 4)
    0.0089
    """
    if not total:
        return 1.0
    z = 1.6449
    share = wrong / total
    middle = share + z * z / (2 * total)
    spread = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    return min(1.0, (middle + spread) / (1 + z * z / total))


def rounded(figures: Mapping[str, float]) -> dict[str, float]:
    """Return the figures with four decimals, as they stand in the card."""
    return {name: round(value, 4) for name, value in figures.items()}
