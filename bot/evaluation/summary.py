"""The headline of the report: one sentence, and a tile for each figure that matters."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.evaluation.metrics import Judged, Verdict, by_kind, shares, upper_bound

HALVES = ("development", "sealed")
Rows = dict[str, list[Judged]]


@dataclass(frozen=True, slots=True)
class Figure:
    """A share of some questions; `bound` is the 95 % upper bound where it is worth telling."""

    hits: int
    asked: int
    bound: float | None = None

    @property
    def share(self) -> float:
        """The share, 0 to 1; 0 when nothing was asked."""
        return self.hits / self.asked if self.asked else 0.0


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure for each half of the evaluation questions, in the order of HALVES."""

    name: str
    means: str
    figures: tuple[Figure, ...]
    bad: bool = False  # whether fewer is better


def tiles(judged: Sequence[Judged]) -> list[Tile]:
    """Return the tiles of the headline, both halves side by side."""
    halves = [by_kind([r for r in judged if r.question.half == half]) for half in HALVES]
    return [
        Tile(name, means, tuple(figure(rows) for rows in halves), bad)
        for name, means, figure, bad in _TILES
    ]


def sentence(judged: Sequence[Judged]) -> str:
    """Return what a clinic manager wants to know, from the sealed half where there is one."""
    half = next((h for h in reversed(HALVES) if any(r.question.half == h for r in judged)), None)
    faq = by_kind([row for row in judged if row.question.half == half])["faq"]
    if not faq:
        return (
            "Nobody has written evaluation questions yet, so nothing is known about real wording."
        )
    share = shares(faq)
    wrong = sum(row.verdict is Verdict.WRONG for row in faq)
    left = share["handed_over"] + share["missed_choices"]
    return (
        f"Of 100 patients who ask in words the bot has never seen, about "
        f"{100 * share['right']:.0f} get the right answer at once and "
        f"{100 * (share['right'] + share['one_tap']):.0f} within one tap. "
        f"About {100 * share['wrong']:.0f} of the 100 {_get(share['wrong'])} a wrong answer "
        f"(with 95 % certainty no more than {math.ceil(100 * upper_bound(wrong, len(faq)))}), "
        f"and about {100 * left:.0f} find no answer and are shown the way to staff. "
        f"Measured on {len(faq)} questions of the {half} half."
    )


def _get(share: float) -> str:
    return "gets" if round(100 * share) == 1 else "get"


def _faq(*verdicts: Verdict) -> Callable[[Rows], Figure]:
    return lambda rows: _count(rows["faq"], *verdicts)


def _wrong(rows: Rows) -> Figure:
    return _bounded(_count(rows["faq"], Verdict.WRONG))


def _outside(rows: Rows) -> Figure:
    return _bounded(_count(rows["near"] + rows["far"], Verdict.WRONG))


def _staff(rows: Rows) -> Figure:
    return _count(rows["staff"], Verdict.RIGHT)


def _alarms(rows: Rows) -> Figure:
    return _bounded(_count([r for kind in rows.values() for r in kind], Verdict.FALSE_ALARM))


def _count(rows: Sequence[Judged], *verdicts: Verdict) -> Figure:
    return Figure(sum(row.verdict in verdicts for row in rows), len(rows))


def _bounded(figure: Figure) -> Figure:
    return Figure(figure.hits, figure.asked, upper_bound(figure.hits, figure.asked))


_TILES: tuple[tuple[str, str, Callable[[Rows], Figure], bool], ...] = (
    ("Right at once", "FAQ questions with the right answer", _faq(Verdict.RIGHT), False),
    (
        "Within one tap",
        "right at once, or among the choices",
        _faq(Verdict.RIGHT, Verdict.ONE_TAP),
        False,
    ),
    ("Wrong answer given", "FAQ questions with an answer to another question", _wrong, True),
    (
        "Handed over",
        "FAQ questions without an answer or a choice that fits",
        _faq(Verdict.HANDED_OVER, Verdict.MISSED_CHOICES),
        False,
    ),
    ("Out of scope answered", "messages that should get no answer, but did", _outside, True),
    ("Staff topics routed", "staff questions understood and sent to their desk", _staff, False),
    ("False alarms", "ordinary questions met with an emergency card", _alarms, True),
)
