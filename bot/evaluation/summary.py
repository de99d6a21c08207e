"""The headline of the report: one sentence, and a tile for each figure that matters."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.evaluation.metrics import Judged, Verdict, by_kind, shares, upper_bound

if TYPE_CHECKING:
    from bot.evaluation.exam import Result
    from bot.evaluation.typos import Slipped

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


@dataclass(frozen=True, slots=True)
class _Half:
    """What was asked of one half: questions by kind, messages of dialogues, misspelled ones."""

    kinds: Rows
    turns: Sequence[Judged]
    misspelled: Sequence[Slipped]


def tiles(result: Result) -> list[Tile]:
    """Return the tiles of the headline, both halves side by side."""
    halves = [_half(result, name) for name in HALVES]
    return [
        Tile(name, means, tuple(figure(half) for half in halves)) for name, means, figure in _TILES
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


def _half(result: Result, half: str) -> _Half:
    return _Half(
        by_kind([row for row in result.judged if row.question.half == half]),
        [row for row in result.turns if row.question.half == half],
        [row for row in result.misspelled if row.half == half],
    )


def _of(kind: str, *verdicts: Verdict) -> Callable[[_Half], Figure]:
    return lambda half: _count(half.kinds[kind], *verdicts)


def _wrong(kind: str) -> Callable[[_Half], Figure]:
    return lambda half: _bounded(_count(half.kinds[kind], Verdict.WRONG))


def _alarms(half: _Half) -> Figure:
    rows = [row for kind in half.kinds.values() for row in kind]
    return _bounded(_count(rows, Verdict.FALSE_ALARM))


def _spoken(*verdicts: Verdict) -> Callable[[_Half], Figure]:
    return lambda half: _count(half.turns, *verdicts)


def _spoken_wrong(half: _Half) -> Figure:
    return _bounded(_count(half.turns, Verdict.WRONG))


def _slipped(half: _Half) -> Figure:
    return Figure(sum(row.same for row in half.misspelled), len(half.misspelled))


def _count(rows: Sequence[Judged], *verdicts: Verdict) -> Figure:
    return Figure(sum(row.verdict in verdicts for row in rows), len(rows))


def _bounded(figure: Figure) -> Figure:
    return Figure(figure.hits, figure.asked, upper_bound(figure.hits, figure.asked))


_IN_REACH = (Verdict.RIGHT, Verdict.ONE_TAP)
_TILES: tuple[tuple[str, str, Callable[[_Half], Figure]], ...] = (
    ("Right at once", "FAQ questions with the right answer", _of("faq", Verdict.RIGHT)),
    ("Within one tap", "right at once, or among the choices", _of("faq", *_IN_REACH)),
    (
        "Wrong answer given",
        "FAQ questions with an answer to another question",
        _wrong("faq"),
    ),
    (
        "Handed over",
        "FAQ questions without an answer or a choice that fits",
        _of("faq", Verdict.HANDED_OVER, Verdict.MISSED_CHOICES),
    ),
    (
        "Staff topics routed",
        "staff questions understood and sent to their desk",
        _of("staff", Verdict.RIGHT),
    ),
    (
        "Near answered",
        "about health, but none of the clinic's topics: should get no answer, but did",
        _wrong("near"),
    ),
    (
        "Far answered",
        "about anything else: should get no answer, but did",
        _wrong("far"),
    ),
    ("False alarms", "ordinary questions met with an emergency card", _alarms),
    (
        "Dialogues: right at once",
        "messages of whole conversations with the right reply",
        _spoken(Verdict.RIGHT),
    ),
    (
        "Dialogues: one tap",
        "right at once, or among the choices",
        _spoken(*_IN_REACH),
    ),
    (
        "Dialogues: wrong",
        "messages of whole conversations with an answer to something else",
        _spoken_wrong,
    ),
    (
        "Misspelled: the same",
        "questions in scope that end alike with the slips of a thumb in them",
        _slipped,
    ),
)
