"""What the words cover, intent by intent, and which unseen questions fail: what to write next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.content.records import Content
from bot.evaluation.confusions import per_intent
from bot.evaluation.explain import Neighbour, explain, nearest_utterances
from bot.evaluation.metrics import Judged, Verdict
from bot.evaluation.styles import count_styles
from bot.text import words
from bot.understanding.model import Model

if TYPE_CHECKING:
    from bot.training.folds import OutOfFold

_SURE_LEAD = 2.0
"""A left-out utterance that leads by so much was understood without itself: it teaches little."""

TOO_CLOSE = 0.15
"""Two intents of which this share of each is taken for the other should be merged or sharpened."""

_HARDLY_ANYONE = 0.01
"""A style that so small a share of the utterances is written in has been forgotten by authors."""


@dataclass(frozen=True, slots=True)
class IntentCoverage:
    """One intent. Shares are 0 to 1 of its utterances, each scored by a model without it."""

    intent: str
    kind: str
    utterances: int
    styles: dict[str, int]
    distinct_words: int
    nearest: str | None  # the other intent that most often stands first or second
    nearest_share: float
    accuracy: float
    worth_little: float  # understood with a wide lead without being learned

    @property
    def lacking(self) -> tuple[str, ...]:
        """The styles that hardly anyone of its authors uses."""
        fewest = _HARDLY_ANYONE * self.utterances
        return tuple(style for style, number in self.styles.items() if number < fewest)


@dataclass(frozen=True, slots=True)
class Failure:
    """An unseen question that was not right at once, with the utterances that lie nearest."""

    text: str
    verdict: str
    wanted: tuple[str, ...]
    given: tuple[str, ...]  # what was answered, or the choices
    nearest: Neighbour | None  # of all utterances
    nearest_wanted: Neighbour | None  # of the utterances of the wanted intents


@dataclass(frozen=True, slots=True)
class Pair:
    """Two intents that are hard to tell apart: the share of each that is taken for the other."""

    first: str
    second: str
    first_as_second: float
    second_as_first: float


def intent_coverage(content: Content, model: Model, scores: OutOfFold) -> list[IntentCoverage]:
    """Return one row for each intent, the least accurate first."""
    utterances = {intent.id: intent.utterances for intent in content.intents}
    easy: Counter[str] = Counter(
        str(truth)
        for truth, right, lead in zip(scores.truth, scores.right, scores.lead, strict=True)
        if right and lead >= _SURE_LEAD
    )
    frequency = model.speller.frequency
    return [
        IntentCoverage(
            intent=row.intent,
            kind=row.kind,
            utterances=row.utterances,
            styles=count_styles(utterances[row.intent], frequency),
            distinct_words=len({w for text in utterances[row.intent] for w in words(text)}),
            nearest=row.rival,
            nearest_share=row.rival_share,
            accuracy=row.accuracy,
            worth_little=easy[row.intent] / row.utterances,
        )
        for row in per_intent(model, scores, ())
        if row.intent in utterances
    ]


def failures(model: Model, judged: Sequence[Judged]) -> list[Failure]:
    """Return the development questions that were not right at once, worst verdicts first."""
    order = [Verdict.WRONG, Verdict.MISSED_CHOICES, Verdict.HANDED_OVER, Verdict.ONE_TAP]
    rows = [
        row
        for row in judged
        if row.question.half == "development" and row.question.intents and row.verdict in order
    ]
    return [_failure(model, row) for row in sorted(rows, key=lambda r: order.index(r.verdict))]


def close_pairs(scores: OutOfFold) -> list[Pair]:
    """Return the pairs of intents that the words do not tell apart, the closest first."""
    total = Counter(map(str, scores.truth))
    taken = Counter(zip(map(str, scores.truth), map(str, scores.top), strict=True))
    pairs = [
        Pair(a, b, there / total[a], back / total[b])
        for (a, b), there in taken.items()
        if a < b and (back := taken[b, a])
    ]
    close = [p for p in pairs if p.first_as_second + p.second_as_first >= 2 * TOO_CLOSE]
    return sorted(close, key=lambda p: -(p.first_as_second + p.second_as_first))


def _failure(model: Model, row: Judged) -> Failure:
    parts = [part.decision for part in row.turn.parts]
    given = tuple(dict.fromkeys(i for d in parts for i in ((d.intent,) if d.intent else d.choices)))
    near = explain(model, row.question.text).neighbours
    wanted = nearest_utterances(model, row.question.text, row.question.intents)
    return Failure(
        text=row.question.text,
        verdict=str(row.verdict),
        wanted=row.question.intents,
        given=given,
        nearest=near[0] if near else None,
        nearest_wanted=wanted[0] if wanted else None,
    )
