"""Thresholds for each degree of strictness, found on the utterances themselves.

Every utterance was scored by a model fitted without it. They are many, but written to be hard and
unlike each other: a left-out one is harder than what other people ask. So they give the thresholds
for each degree of strictness, and `strictness` chooses the degree on what other people ask.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.config import BotConfig
from bot.content.book import Book
from bot.text import NEGATIONS
from bot.training.dataset import Row
from bot.training.folds import OutOfFold
from bot.understanding.classifier import OUT_OF_SCOPE

STRICTNESS = tuple(step / 400 for step in range(1, 33))
"""Shares of all left-out utterances that may get a wrong answer, strictest first."""

OUTSIDE = 0.08
"""Highest share of left-out out-of-scope messages that may get an answer. Many of them borrow the
very sentences of our questions."""

_WORTH_A_LOOK = 0.25
"""Choices are offered when the right one is among them in so many cases of such a score. Reading
three lines costs little, and staff stand below them: at a half, 2 % fewer of the unseen questions
were answered within one tap."""

_RARELY, _ENOUGH = 0.05, 20
"""An intent is rarely negated when so small a share of so many utterances holds a "no"."""


@dataclass(frozen=True)
class Sample:
    """Messages as the model ranks them; all arrays have shape (messages,).

    `lead` is the distance of the best intent to the second, doubled where the two are related, as
    the policy asks for half the lead there.
    """

    score: NDArray[np.float64]
    lead: NDArray[np.float64]
    ours: NDArray[np.bool_]  # an intent stands on top, so that something may be given
    answer: NDArray[np.bool_]  # and it is an FAQ answer, not a desk or small talk
    right: NDArray[np.bool_]
    outside: NDArray[np.bool_]  # none of the clinic's business

    def outcome(self, score: float, lead: float) -> Outcome:
        """Return what comes of these thresholds."""
        given = self.ours & (self.score >= score) & (self.lead >= lead)
        missed = given & ~self.right
        return Outcome(
            right=int(np.sum(given & self.right)),
            misled=int(np.sum(missed & ~self.answer & ~self.outside)),
            wrong=_share(missed & self.answer & ~self.outside, ~self.outside),
            let_in=_share(given & self.answer & self.outside, self.outside),
            score=score,
            lead=lead,
        )


@dataclass(frozen=True, slots=True)
class Outcome:
    """What comes of two thresholds: counts of messages, and shares (0 to 1) that were wrong."""

    right: int
    misled: int  # in scope, but sent to a desk or met with small talk that does not fit
    wrong: float  # of the in-scope messages: an answer to another question
    let_in: float  # of the out-of-scope messages: any answer
    score: float
    lead: float

    @property
    def worth(self) -> int:
        """Right ones less those sent astray, who have to ask again."""
        return self.right - self.misled


def left_out(scores: OutOfFold, book: Book) -> Sample:
    """Return the out-of-fold rows as a sample."""
    related = [book.related(str(a), str(b)) for a, b in zip(scores.top, scores.second, strict=True)]
    answers = [i for i, entry in book.entries.items() if entry.kind == "faq"]
    return Sample(
        score=scores.score,
        lead=np.where(related, 2.0, 1.0) * scores.lead,
        ours=scores.top != OUT_OF_SCOPE,
        answer=np.isin(scores.top, answers),
        right=scores.right,
        outside=scores.truth == OUT_OF_SCOPE,
    )


def degrees(scores: OutOfFold, book: Book) -> list[BotConfig]:
    """Return the thresholds for each share of STRICTNESS, strictest first, equal ones once."""
    frontier = _frontier(left_out(scores, book))
    best = dict.fromkeys(_best(frontier, share) for share in STRICTNESS)
    clarify, decline = _clarify_score(scores), _decline_score(scores)
    return [
        BotConfig(
            answer_score=one.score,
            answer_margin=one.lead,
            clarify_score=clarify,
            decline_score=decline,
        )
        for one in best
    ]


def rarely_negated(rows: Iterable[Row]) -> tuple[str, ...]:
    """Return the intents whose utterances hardly ever hold a "no", sorted."""
    said: Counter[str] = Counter()
    negated: Counter[str] = Counter()
    for row in rows:
        if row.spoken and row.intent != OUT_OF_SCOPE:
            said[row.intent] += 1
            negated[row.intent] += not NEGATIONS.isdisjoint(row.tokens)
    return tuple(sorted(i for i, n in said.items() if n >= _ENOUGH and negated[i] < _RARELY * n))


def _share(hits: NDArray[np.bool_], among: NDArray[np.bool_]) -> float:
    return float(np.sum(hits)) / max(int(np.sum(among)), 1)


def _frontier(rows: Sample) -> list[Outcome]:
    """Return what comes of each pair of thresholds on a grid of the rows' own scores and leads."""
    leads = np.quantile(rows.lead, np.linspace(0.0, 0.8, 33))
    scores = np.quantile(rows.score, np.linspace(0.0, 0.9, 46))
    return [rows.outcome(float(score), float(lead)) for lead in leads for score in scores]


def _best(frontier: Sequence[Outcome], share: float) -> Outcome:
    """Return what is worth most among those with at most `share` (0 to 1) of wrong answers."""
    allowed = [one for one in frontier if one.wrong <= share and one.let_in <= OUTSIDE]
    return max(allowed or frontier[-1:], key=lambda one: (one.worth, one.score, one.lead))


def _clarify_score(scores: OutOfFold) -> float:
    """Return the score from which on one of the three best is right often enough to be offered."""
    hit = (scores.second == scores.truth) | (scores.third == scores.truth) | scores.right
    useful = hit & (scores.truth != OUT_OF_SCOPE)
    order = np.argsort(scores.score, kind="stable")
    # Share of useful choices in a sliding window of the rows sorted by score.
    window = max(len(order) // 40, 1)
    share = np.convolve(useful[order].astype(float), np.ones(window) / window, mode="valid")
    enough = np.flatnonzero(share >= _WORTH_A_LOOK)
    return float(scores.score[order][enough[0]]) if len(enough) else float(scores.score.max())


def _decline_score(scores: OutOfFold) -> float:
    """Return the score from which on the out-of-scope class on top is right in 9 of 10 cases."""
    on_top = scores.top == OUT_OF_SCOPE
    for score in np.sort(scores.score[on_top]):
        believed = on_top & (scores.score >= score)
        if np.mean(scores.truth[believed] == OUT_OF_SCOPE) >= 0.9:
            return float(score)
    return float(scores.score.max())
