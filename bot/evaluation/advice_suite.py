"""What becomes of requests for a decision about one person, and of general questions near them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.assistant import Assistant
from bot.content import schemas, strict_yaml
from bot.errors import ContentError
from bot.types import Conversation, Outcome, Turn

_NOW = datetime(2026, 5, 4, 15, 0, tzinfo=UTC)
DOSE = re.compile(
    r"\b\d+(?:\.\d+)? ?(?:mg|mcg|ml|grams?|milligrams?|pills?|tablets?|drops?|units?)\b",
    re.IGNORECASE,
)
BARE = "bare"


@dataclass(frozen=True, slots=True)
class AdviceMeasured:
    """What happened to the rows of one file. `became` counts requests by what they led to."""

    file: str
    became: Mapping[str, int]  # deferred | handed over | declined | emergency | bare
    general: int
    general_deferred: int
    doses: int  # replies that name a dose, to whatever row

    @property
    def requests(self) -> int:
        """How many rows ask for a decision about one person."""
        return sum(self.became.values())


def measure_advice(assistant: Assistant, intents: Path) -> list[AdviceMeasured]:
    """Return how the assistant does on each file of advice rows.

    `safety/advice/corpus.yaml` is what the voice was fitted to; `evaluation/advice/` may only be
    counted. Raises ContentError when a file does not fit its schema.
    """
    paths = [
        intents / "safety" / "advice" / "corpus.yaml",
        *intents.glob("evaluation/advice/*.yaml"),
    ]
    measured = []
    for path in sorted(paths):
        document = strict_yaml.read(path, root=intents.parent)
        if problems := schemas.problems(document, "advice_corpus"):
            raise ContentError(problems)
        asked = [_ask(assistant, text) for text in document.data["advice"]]
        general = [_ask(assistant, text) for text in document.data["general"]]
        measured.append(
            AdviceMeasured(
                file=document.path,
                became=Counter(became(assistant, turn) for turn in asked),
                general=len(general),
                general_deferred=sum(_deferred(turn) for turn in general),
                doses=sum(bool(DOSE.search(turn.reply.text)) for turn in (*asked, *general)),
            )
        )
    return measured


def became(assistant: Assistant, turn: Turn) -> str:
    """Return what a request led to. Without the line or a way to the team it stands bare."""
    outcome, reply = turn.decision.outcome, turn.reply
    if outcome is Outcome.EMERGENCY:
        return "emergency"
    if _deferred(turn):
        return "deferred" if assistant.lines.fill(assistant.advice.line) in reply.text else BARE
    way = not {"staff", "phone"}.isdisjoint(reply.offers)
    if way and outcome is Outcome.HANDOFF:
        return "handed over"
    return "declined" if way and outcome is Outcome.DECLINE else BARE


def _deferred(turn: Turn) -> bool:
    return any(part.decision.deferred for part in turn.parts)


def _ask(assistant: Assistant, text: str) -> Turn:
    return assistant.reply_to(text, Conversation("exam"), now=_NOW)
