"""The TF-IDF classifier as numpy arrays: a linear model blended with the nearest utterances."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.types import IntentScore
from bot.understanding.features import Indices, Values, Vectoriser

OUT_OF_SCOPE = "out_of_scope"
"""The class of messages that are none of the clinic's business here."""

NEIGHBOURS = 3
"""So many nearest utterances of a class are averaged; one alone is too easily a chance match."""

_SHORTLIST = 12
"""Nearest utterances are looked up in so many classes with the best linear score."""


@dataclass(frozen=True)
class Rows:
    """The training utterances' vectors, row by row, sorted by class.

    `values[starts[r]:starts[r + 1]]` are row r's values; class c owns the rows from `bounds[c]` to
    `bounds[c + 1]`.
    """

    starts: NDArray[np.int64]
    columns: Indices
    values: Values
    bounds: NDArray[np.int64]
    lengths: Values  # Euclidean length of each row

    def similarity(self, query: Values, length: float, index: int) -> float:
        """Return the mean cosine (0 to 1) of the nearest utterances of class `index`.

        `query` is dense, of shape (columns,).
        """
        first, last = int(self.bounds[index]), int(self.bounds[index + 1])
        if first == last or not length:
            return 0.0
        begin, end = int(self.starts[first]), int(self.starts[last])
        products = query[self.columns[begin:end]] * self.values[begin:end]
        dots = np.add.reduceat(products, self.starts[first:last] - begin)
        cosines = dots / (self.lengths[first:last] * length)
        if len(cosines) > NEIGHBOURS:
            cosines = np.partition(cosines, len(cosines) - NEIGHBOURS)[-NEIGHBOURS:]
        return float(cosines.mean())


@dataclass(frozen=True)
class Blend:
    """How the two voices are put together and shown: all found on out-of-fold scores."""

    linear_scale: float
    neighbour_scale: float
    neighbour_weight: float
    slope: float  # confidence = sigmoid(slope * score + offset)
    offset: float

    def score(self, linear: float, neighbour: float) -> float:
        """Return the blended raw score of one class."""
        return linear / self.linear_scale + self.neighbour_weight * neighbour / self.neighbour_scale

    def confidence(self, score: float) -> float:
        """Return the score as a probability, 0 to 1, for display."""
        z = max(-30.0, min(30.0, self.slope * score + self.offset))
        return 1.0 / (1.0 + math.exp(-z))


@dataclass(frozen=True)
class Classifier:
    """Ranks the classes for a list of tokens.

    `weights` has shape (columns, classes), int8; times `scales` (float32, one a class) it is the
    linear model's weights. Eight bits cost no accuracy that could be measured, and save memory.
    """

    classes: tuple[str, ...]
    vectoriser: Vectoriser
    weights: NDArray[np.int8]
    scales: Values
    intercepts: Values
    rows: Rows
    blend: Blend

    def voices(self, tokens: Sequence[str]) -> list[tuple[str, float, float]]:
        """Return (class, linear score, neighbours' cosine) for the shortlist, in no order."""
        columns, values = self.vectoriser.vector(tokens)
        if not len(columns):
            return []
        linear = (values @ self.weights[columns]) * self.scales + self.intercepts
        size = min(_SHORTLIST, len(self.classes))
        shortlist = np.argpartition(linear, len(linear) - size)[-size:]
        query = np.zeros(len(self.vectoriser.idf), np.float32)
        query[columns] = values
        length = float(np.linalg.norm(values))
        return [
            (self.classes[i], float(linear[i]), self.rows.similarity(query, length, int(i)))
            for i in shortlist
        ]

    def rank(self, tokens: Sequence[str]) -> tuple[IntentScore, ...]:
        """Return the best classes, best first; none when no n-gram of `tokens` is known."""
        scored = sorted(
            (
                (self.blend.score(linear, neighbour), name)
                for name, linear, neighbour in self.voices(tokens)
            ),
            key=lambda pair: (-pair[0], pair[1]),
        )
        return tuple(
            IntentScore(intent=name, confidence=self.blend.confidence(score), score=score)
            for score, name in scored
        )
