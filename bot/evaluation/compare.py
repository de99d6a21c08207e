"""Two assistants asked the same: what patients would notice if the new one took over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.assistant import Assistant
from bot.evaluation.metrics import NOON
from bot.types import Conversation, Outcome, Turn


class Difference(StrEnum):
    """How the new reply differs from the old one, as the patient meets it."""

    SAME = "same"
    NOW_ANSWERED = "now_answered"  # the old one asked back, declined or handed over unread
    NOW_ABSTAINS = "now_abstains"  # the old one had an answer or a desk
    ANSWER_CHANGED = "answer_changed"  # both have one, but not the same
    OTHER = "other"  # such as other choices, or an emergency card on one side only


GRAVEST_FIRST = (
    Difference.ANSWER_CHANGED,
    Difference.NOW_ABSTAINS,
    Difference.OTHER,
    Difference.NOW_ANSWERED,
    Difference.SAME,
)
"""The order in which a maintainer looks at them: another answer may be a wrong one."""


@dataclass(frozen=True, slots=True)
class Said:
    """What one assistant made of a text: the outcome, the intents it settled on, the choices."""

    outcome: Outcome
    intents: tuple[str, ...]  # sorted; empty when nothing was settled
    choices: tuple[str, ...]  # as offered, best first

    @classmethod
    def of(cls, turn: Turn) -> Said:
        """Return what `turn` says, over all its parts."""
        decisions = [part.decision for part in turn.parts] or [turn.decision]
        settled = {decision.intent for decision in decisions if decision.intent}
        return cls(turn.decision.outcome, tuple(sorted(settled)), turn.decision.choices)


@dataclass(frozen=True, slots=True)
class Compared:
    """One text with what the old and the new assistant made of it."""

    text: str
    old: Said
    new: Said
    difference: Difference


@dataclass(frozen=True, slots=True)
class Comparison:
    """All texts compared, in the order they were asked."""

    rows: tuple[Compared, ...]

    @property
    def counts(self) -> dict[Difference, int]:
        """How many texts there are of each difference; none left out, SAME first."""
        found = Counter(row.difference for row in self.rows)
        return {difference: found[difference] for difference in Difference}

    @property
    def changed(self) -> tuple[Compared, ...]:
        """The rows that differ, GRAVEST_FIRST, then in the order they were asked."""
        order = list(GRAVEST_FIRST)
        differing = (row for row in self.rows if row.difference is not Difference.SAME)
        return tuple(sorted(differing, key=lambda row: order.index(row.difference)))

    def to_json(self) -> dict[str, Any]:
        """Return the counts and the rows that differ as a JSON object."""
        return {
            "texts": len(self.rows),
            "counts": {str(name): number for name, number in self.counts.items()},
            "changed": [asdict(row) for row in self.changed],
        }


def compare(
    old: Assistant, new: Assistant, texts: Iterable[str], *, now: datetime = NOON
) -> Comparison:
    """Return how the replies of `old` and `new` differ, each text in a conversation of its own."""

    def ask(assistant: Assistant, text: str) -> Turn:
        return assistant.reply_to(text, Conversation("comparison"), now=now)

    return compare_turns((text, ask(old, text), ask(new, text)) for text in texts)


def compare_turns(turns: Iterable[tuple[str, Turn, Turn]]) -> Comparison:
    """Return how turns differ that are there already, as (text, old turn, new turn)."""
    return Comparison(
        tuple(_compared(text, Said.of(old), Said.of(new)) for text, old, new in turns)
    )


def summary(counts: Mapping[Difference, int]) -> str:
    """Return the counts as one line of plain words.

    >>> summary({Difference.SAME: 8, Difference.NOW_ANSWERED: 2})
    '8 the same, 2 now answered'
    """
    words = {Difference.SAME: "the same", Difference.OTHER: "changed in another way"}
    return ", ".join(
        f"{number} {words.get(difference, difference.replace('_', ' '))}"
        for difference, number in counts.items()
    )


def _compared(text: str, old: Said, new: Said) -> Compared:
    return Compared(text, old, new, _difference(old, new))


def _difference(old: Said, new: Said) -> Difference:
    if old == new:
        return Difference.SAME
    if Outcome.EMERGENCY in (old.outcome, new.outcome):
        return Difference.OTHER
    if old.intents and new.intents:
        same = old.intents == new.intents and old.outcome == new.outcome
        return Difference.SAME if same else Difference.ANSWER_CHANGED
    if new.intents:
        return Difference.NOW_ANSWERED
    if old.intents:
        return Difference.NOW_ABSTAINS
    return Difference.OTHER
