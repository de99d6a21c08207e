"""What changed since the live model: the evaluation questions asked of both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from bot.assistant import Assistant
from bot.content.clinic import Clinic
from bot.content.lines import Lines
from bot.evaluation.compare import Compared, Comparison, compare_turns
from bot.evaluation.metrics import NOON, Judged
from bot.evaluation.summary import HALVES
from bot.safety.advice import PersonalAdvice
from bot.safety.check import SafetyCheck
from bot.types import Conversation, Outcome, SafetyFlag, Turn

if TYPE_CHECKING:
    from bot.training.pipeline import Trained
    from bot.understanding.model import Model


@dataclass(frozen=True, slots=True)
class ChangedQuestion:
    """A development question with another fate than before, and the intents that are right."""

    compared: Compared
    wanted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """The comparison by half, as (half, comparison); `rows` are development questions only."""

    live: str | None  # the version that is live, None when there is none
    halves: tuple[tuple[str, Comparison], ...] = ()
    rows: tuple[ChangedQuestion, ...] = ()


def changes(trained: Trained, live: Model | None) -> Changes:
    """Return what changes for those who ask the evaluation questions, once the candidate is live.

    There is nothing to compare without a live model, or when it is this very version.
    """
    if live is None or live.card.version == trained.model.card.version:
        return Changes(live.card.version if live else None)
    assistant = _understanding_of(live, trained)
    halves = {
        half: _compared(assistant, [row for row in trained.judged if row.question.half == half])
        for half in HALVES
    }
    wanted = {row.question.text: row.question.intents for row in trained.judged}
    rows = (ChangedQuestion(row, wanted[row.text]) for row in halves["development"].changed)
    return Changes(live.card.version, tuple(halves.items()), tuple(rows))


def _compared(assistant: Assistant, judged: Sequence[Judged]) -> Comparison:
    def old(row: Judged) -> Turn:
        if row.turn.decision.outcome is Outcome.EMERGENCY:
            return row.turn  # both models stand behind the same safety rules
        return assistant.reply_to(row.question.text, Conversation("evaluation"), now=NOON)

    return compare_turns((row.question.text, old(row), row.turn) for row in judged)


class _NoFlags:
    """Stands in for the safety check where it has been asked before."""

    def check(self, text: str) -> tuple[SafetyFlag, ...]:
        return ()


class _NoAdvice:
    """Stands in for the hearing of personal decisions: it changes words, never the outcome."""

    line = ""

    def asks(self, text: str) -> bool:
        return False


def _understanding_of(model: Model, trained: Trained) -> Assistant:
    """Return an assistant whose outcomes and intents are those of `model`; its words do not matter.

    The clinic's own numbers and rules are read when serving starts and are part of no model.
    """
    nowhere = Clinic(
        name="", phone="", phone_label="", locale="en-US", timezone="UTC", country="US",
        emergency_number="", emergency_label="", crisis_number="", crisis_label="",
        hours=(), answers_within="",
    )  # fmt: skip
    return Assistant(
        lines=Lines(nowhere, trained.content.lines),
        safety=cast(SafetyCheck, _NoFlags()),
        advice=cast(PersonalAdvice, _NoAdvice()),
        model=model,
    )
