"""What a system says to the messages of a data set, as arrays that figures are computed from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.understanding.classifier import OUT_OF_SCOPE

Ranking = Sequence[tuple[str, float, float]]
"""(intent, raw score, confidence 0 to 1) of the best intents, best first; four are enough."""

Scores = NDArray[np.float64]

NOTHING = -1e6
"""The score of a message in which a system knows no word: below every other."""

REJECTED = 0.05
"""Share of the in-scope training rows, each scored by a model that had not seen it, that the
threshold rejects."""


@dataclass(frozen=True)
class Answers:
    """The verdict on each message; all arrays have shape (messages,).

    `best` is the best intent in scope, and `score` says how sure the system is that the message is
    in scope at all: the score of `best`, less what the out-of-scope class has more than that.
    """

    truth: NDArray[np.str_]
    best: NDArray[np.str_]
    score: Scores
    confidence: Scores  # of `best`
    in_three: NDArray[np.bool_]  # whether the true intent is among the three best in scope

    @property
    def in_scope(self) -> NDArray[np.bool_]:
        """Whether the message belongs to an intent."""
        inside: NDArray[np.bool_] = self.truth != OUT_OF_SCOPE
        return inside

    @property
    def right(self) -> NDArray[np.bool_]:
        """Whether the best intent is the true one; never for what is out of scope."""
        right: NDArray[np.bool_] = (self.best == self.truth) & self.in_scope
        return right

    def take(self, rows: NDArray[np.intp] | NDArray[np.bool_]) -> Answers:
        """Return the answers to these messages."""
        return Answers(
            self.truth[rows],
            self.best[rows],
            self.score[rows],
            self.confidence[rows],
            self.in_three[rows],
        )


def judge(truth: Sequence[str], rankings: Sequence[Ranking]) -> Answers:
    """Return the verdict on each ranking; `truth` holds the intents that were meant."""
    best: list[str] = []
    scores: list[tuple[float, float, float]] = []
    in_three: list[bool] = []
    for meant, ranking in zip(truth, rankings, strict=True):
        ours = [row for row in ranking if row[0] != OUT_OF_SCOPE]
        outside = max((row[1] for row in ranking if row[0] == OUT_OF_SCOPE), default=NOTHING)
        name, own, sure = ours[0] if ours else ("", NOTHING, 0.0)
        best.append(name)
        scores.append((own, outside, sure))
        in_three.append(meant in [row[0] for row in ours[:3]])
    table = np.array(scores, np.float64).reshape(-1, 3)
    return Answers(
        truth=np.array(truth, np.str_),
        best=np.array(best, np.str_),
        score=in_scope_score(table[:, 0], table[:, 1]),
        confidence=table[:, 2],
        in_three=np.array(in_three, np.bool_),
    )


def in_scope_score(best: Scores, outside: Scores) -> Scores:
    """Return how sure it is that a message is in scope.

    `best` is the best score of an intent, `outside` the score of the out-of-scope class.

    >>> in_scope_score(np.array([2.0, 2.0]), np.array([0.5, 3.0]))
    array([2., 1.])
    """
    return best - np.maximum(0.0, outside - best)


def find_threshold(scores: Scores, truth: NDArray[np.str_]) -> float:
    """Return the score below which REJECTED of the in-scope rows lie; `scores` are out-of-fold."""
    return float(np.quantile(scores[truth != OUT_OF_SCOPE], REJECTED))
