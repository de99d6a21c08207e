"""A rule as a value: lines of terms, and whether one of them is said of something that is so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.safety.context import Context, Mark
from bot.safety.matching import Found, Hit
from bot.types import Tier


@dataclass(frozen=True, slots=True)
class Line:
    """One line of `fires_on`: terms that must stand near each other, and that must not."""

    needs: tuple[int, ...]
    without: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One red flag. `within` is the most words from its first to its last word, exclusive."""

    id: str
    category: str
    tier: Tier
    lines: tuple[Line, ...]
    unless: tuple[int, ...]
    within: int
    even_if: frozenset[Mark]


def find(rule: Rule, line: Line, hits: Found, context: Callable[[], Context]) -> Hit | None:
    """Return where `line` of `rule` is told as a present fact, or None."""
    for number in line.needs:
        if not hits[number]:
            return None
    told = []
    for number in line.needs:
        here = [hit for hit in hits[number] if not context().marks(hit) - rule.even_if]
        if not here:
            return None
        told.append(here)
    for pivot in told[0]:
        whole = _together(pivot, told[1:], rule.within)
        if whole and not _excluded(whole, (*line.without, *rule.unless), hits):
            return whole
    return None


def _together(pivot: Hit, others: list[list[Hit]], within: int) -> Hit | None:
    start, end, positions = pivot.start, pivot.end, set(pivot.positions)
    for hits in others:
        free = [hit for hit in hits if positions.isdisjoint(hit.positions)]
        if not free:
            return None
        near = min(free, key=lambda hit: max(end, hit.end) - min(start, hit.start))
        start, end = min(start, near.start), max(end, near.end)
        positions.update(near.positions)
    return Hit(start, end, tuple(sorted(positions))) if end - start <= within else None


def _excluded(whole: Hit, numbers: tuple[int, ...], hits: Found) -> bool:
    """Return whether an excluding term stands within or near (eight words) the hit."""
    return any(
        hit.end > whole.start - 8 and hit.start < whole.end + 8
        for number in numbers
        for hit in hits.get(number, ())
    )
