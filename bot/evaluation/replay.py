"""What changed since the live model: the evaluation questions asked of both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.assistant import Assistant
from bot.evaluation.compare import Compared, Comparison, compare_turns
from bot.evaluation.metrics import NOON, Judged
from bot.evaluation.summary import HALVES
from bot.types import Conversation

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
    assistant = replace(trained.assistant, model=live)
    halves = {
        half: _compared(assistant, [row for row in trained.judged if row.question.half == half])
        for half in HALVES
    }
    wanted = {row.question.text: row.question.intents for row in trained.judged}
    rows = (ChangedQuestion(row, wanted[row.text]) for row in halves["development"].changed)
    return Changes(live.card.version, tuple(halves.items()), tuple(rows))


def _compared(assistant: Assistant, judged: Sequence[Judged]) -> Comparison:
    return compare_turns(
        (
            row.question.text,
            assistant.reply_to(row.question.text, Conversation("evaluation"), now=NOON),
            row.turn,
        )
        for row in judged
    )
