"""Thresholds for each degree of strictness, found on the utterances themselves.

Every utterance was scored by a model fitted without it. They are many, but written to be hard and
unlike each other: a left-out one is harder than what other people ask. So they give the thresholds
for each degree of strictness, and `strictness` chooses the degree on what other people ask.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.config import BotConfig
from bot.content.book import Book
from bot.text import NEGATIONS
from bot.training.dataset import Row
from bot.training.folds import OutOfFold
from bot.understanding.classifier import OUT_OF_SCOPE

STRICTNESS = tuple(step / 800 for step in range(1, 65))
"""Shares of all left-out utterances that may get a wrong answer, strictest first."""

_SCORES, _LEADS = np.linspace(0.0, 0.9, 91), np.linspace(0.0, 0.8, 65)
"""The quantiles of the rows' own scores and leads that are tried, all pairs of them."""

_AS_GOOD = 0.003
"""Pairs of thresholds that differ in worth by so small a share of the messages are as good. Which
is best is chance: four samples gave leads from 0.47 to 0.64, and 482 to 487 of 546 unseen questions
right; the means of what is as good 483 or 484."""

OUTSIDE = 0.08
"""Highest share of left-out out-of-scope messages that may get an answer. Many of them borrow the
very sentences of our questions."""

_WORTH_A_LOOK = 0.25
"""Choices are offered when the right one is among them in so many cases of such a score. Reading
three lines costs little, and staff stand below them: at a half, 2 % fewer of the unseen questions
were answered within one tap."""

_RARELY, _ENOUGH = 0.05, 20
"""An intent is rarely negated when so small a share of so many utterances holds a "no"."""


Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Sample:
    """Messages as the model ranks them; all arrays have shape (messages,).

    `lead` is the distance of the best intent to the second, doubled where the two are related, as
    the policy asks for half the lead there.
    """

    score: Numbers
    lead: Numbers
    ours: NDArray[np.bool_]  # an intent stands on top, so that something may be given
    answer: NDArray[np.bool_]  # and it is an FAQ answer, not a desk or small talk
    right: NDArray[np.bool_]
    outside: NDArray[np.bool_]  # none of the clinic's business

    def outcomes(self, scores: Numbers, leads: Numbers) -> Outcomes:
        """Return what comes of each pair of thresholds, one of `scores` and one of `leads`."""
        shape = (len(leads) + 1, len(scores) + 1)
        # How many of the thresholds a row reaches; it is given by all pairs up to there.
        reached = np.ravel_multi_index(
            (
                np.searchsorted(np.sort(leads), self.lead, side="right"),
                np.searchsorted(np.sort(scores), self.score, side="right"),
            ),
            shape,
        )

        def given(rows: NDArray[np.bool_]) -> NDArray[np.int64]:
            table = np.bincount(reached[rows & self.ours], minlength=shape[0] * shape[1])
            sums = table.reshape(shape)[::-1, ::-1].cumsum(axis=0).cumsum(axis=1)
            return sums[::-1, ::-1][1:, 1:].ravel()

        missed = ~self.right & ~self.outside
        return Outcomes(
            right=given(self.right),
            misled=given(missed & ~self.answer),
            wrong=given(missed & self.answer) / max(int(np.sum(~self.outside)), 1),
            let_in=given(~self.right & self.outside & self.answer)
            / max(int(np.sum(self.outside)), 1),
            score=np.tile(np.sort(scores), len(leads)),
            lead=np.repeat(np.sort(leads), len(scores)),
        )


@dataclass(frozen=True)
class Outcomes:
    """What comes of pairs of thresholds; all arrays have shape (pairs,).

    `right` and `misled` count messages, `wrong` and `let_in` are shares (0 to 1).
    """

    right: NDArray[np.int64]
    misled: NDArray[np.int64]  # in scope, but sent to a desk or met with small talk that misses
    wrong: Numbers  # of the in-scope messages: an answer to another question
    let_in: Numbers  # of the out-of-scope messages: any answer
    score: Numbers
    lead: Numbers

    def best(self, share: float, *, near: int) -> tuple[float, float]:
        """Return score and lead that are worth most with at most `share` (0 to 1) wrong answers.

        They are worth the right ones less those sent astray, who have to ask again; taken is the
        mean of all pairs that are worth at most `near` less than the best. The highest thresholds
        where no pair keeps within the share.
        """
        allowed = (self.wrong <= share) & (self.let_in <= OUTSIDE)
        if not allowed.any():
            return float(self.score[-1]), float(self.lead[-1])
        worth = np.where(allowed, self.right - self.misled, np.iinfo(np.int64).min)
        as_good = worth >= worth.max() - near
        return float(self.score[as_good].mean()), float(self.lead[as_good].mean())


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
    rows = left_out(scores, book)
    came = rows.outcomes(np.quantile(rows.score, _SCORES), np.quantile(rows.lead, _LEADS))
    near = int(_AS_GOOD * len(rows.score))
    pairs = dict.fromkeys(came.best(share, near=near) for share in STRICTNESS)
    clarify, decline = _clarify_score(scores), _decline_score(scores)
    return [
        BotConfig(
            answer_score=score,
            answer_margin=lead,
            clarify_score=clarify,
            decline_score=decline,
        )
        for score, lead in pairs
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
