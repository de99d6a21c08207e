"""The TF-IDF classifier as numpy arrays: one linear voice a class, and how far it is ahead."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.types import IntentScore
from bot.understanding.features import Indices, Values, Vectoriser
from bot.understanding.weights import Weights

OUT_OF_SCOPE = "out_of_scope"
"""The class of messages that are none of the clinic's business here."""

LEAD = 0.3
"""How much a class's distance to its best rival counts beside its own voice. With it, 3 points more
of CLINC150's validation rows can be answered at 2 % wrong answers."""

DOUBT = 0.75
"""How much the out-of-scope class's voice takes from every score, from the margin (-1) on. With it,
AUROC rises from 96.9 to 97.3 on CLINC150's validation rows and from 93.1 to 95.5 on our left-out
ones, and as much can be answered. Below the margin its voice says nothing: counting it there too
took a tenth of our right answers."""

_SHORTLIST = 12
"""So many of the best classes are ranked."""

Scores = NDArray[np.float64]


@dataclass(frozen=True)
class Blend:
    """How scores are made and shown; slope and offset are found on out-of-fold scores."""

    lead: float = LEAD
    doubt: float = DOUBT
    slope: float = 1.0  # confidence = sigmoid(slope * score + offset)
    offset: float = 0.0

    def scores(self, voices: NDArray[np.floating], classes: Sequence[str]) -> Scores:
        """Return the scores of the classes' linear voices, both of shape (..., classes).

        A score is the class's own voice plus `lead` times its distance to the loudest other voice
        (below zero for all but the loudest), less what the out-of-scope class takes from all alike.
        So the order is that of the voices.
        """
        own = np.asarray(voices, np.float64)
        ranked = np.partition(own, -2, axis=-1)
        best, second = ranked[..., -1:], ranked[..., -2:-1]
        scores: Scores = own + self.lead * (own - np.where(own == best, second, best))
        if OUT_OF_SCOPE in classes:
            outside = classes.index(OUT_OF_SCOPE)
            scores -= self.doubt * np.maximum(own[..., outside : outside + 1] + 1.0, 0.0)
        return scores

    def confidence(self, score: float) -> float:
        """Return the score as a probability, 0 to 1, for display."""
        z = max(-30.0, min(30.0, self.slope * score + self.offset))
        return 1.0 / (1.0 + math.exp(-z))


@dataclass(frozen=True)
class Classifier:
    """Ranks the classes for a list of tokens.

    `weights` has shape (columns, classes). Times `scales` (float32, one a class), plus `commons`
    (int8, one a column) times `common_scale` and `slopes` (float32, one a class), it is the linear
    model's weights. Eight bits cost no accuracy that could be measured, and save memory.
    """

    classes: tuple[str, ...]
    vectoriser: Vectoriser
    weights: Weights
    scales: Values
    intercepts: Values
    commons: NDArray[np.int8]
    common_scale: float
    slopes: Values
    blend: Blend

    def voices(self, tokens: Sequence[str]) -> Values | None:
        """Return each class's linear voice, shape (classes,); None when no n-gram is known."""
        return self._voices(*self.vectoriser.vector(tokens))

    def weight(self, column: int, index: int) -> float:
        """Return the linear model's weight of one column for class `index`."""
        own = self.weights.one(column, index) * float(self.scales[index])
        common = int(self.commons[column]) * self.common_scale
        return own + common + float(self.slopes[index])

    def rank(self, tokens: Sequence[str]) -> tuple[IntentScore, ...]:
        """Return the best classes, best first; none when no n-gram of `tokens` is known."""
        scores = self.scores(tokens)
        return () if scores is None else self.ranking(scores)

    def scores(self, tokens: Sequence[str]) -> Scores | None:
        """Return each class's score, shape (classes,); None when no n-gram is known."""
        return self.scores_of(self.vectoriser.vector(tokens))

    def scores_of(self, vector: tuple[Indices, Values]) -> Scores | None:
        """Return the same for the vector of a message."""
        voices = self._voices(*vector)
        return None if voices is None else self.blend.scores(voices, self.classes)

    def _voices(self, columns: Indices, values: Values) -> Values | None:
        if not len(columns):
            return None
        voices: Values = self.weights.total(columns, values).astype(np.float32) * self.scales
        voices += self.common_scale * (values @ self.commons[columns].astype(np.float32))
        voices += values.sum() * self.slopes + self.intercepts
        return voices

    def ranking(self, scores: Scores) -> tuple[IntentScore, ...]:
        """Return the best classes by their scores, shape (classes,), best first."""
        # Classes are sorted by name, so equal scores keep that order.
        best = np.argsort(-scores, kind="stable")[:_SHORTLIST]
        return tuple(
            IntentScore(self.classes[i], confidence=self.blend.confidence(score), score=score)
            for i, score in zip(best.tolist(), scores[best].tolist(), strict=True)
        )
