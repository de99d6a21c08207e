"""How near a message is to the nearest training message of each kind."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

GROUPS = 3
"""Ordinary messages, the body's emergencies, crises: in this order, everywhere."""

MOST_MESSAGES = 2**16
"""A row's number is kept in sixteen bits."""

SCALE = 255
"""Values from 0 to 1 are kept in eight bits."""

MOST_LIKE = 1.05
"""No likeness is larger: the length of a row was 1 before its values were rounded."""

_TINY = 1e-9

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Neighbours:
    """Training messages by their stems and concepts, as an inverted index.

    Column `first + c` of the second voice stands in the messages `rows[starts[c]:starts[c + 1]]`,
    ascending, with the `values` beside them; each message is a vector of length 1. The messages of
    a group follow each other, `sizes` of them.
    """

    first: int
    starts: NDArray[np.uint32]  # (columns + 1,)
    rows: NDArray[np.uint16]
    values: NDArray[np.uint8]
    sizes: tuple[int, ...]  # GROUPS of them

    @cached_property
    def _middles(self) -> NDArray[np.uint32]:
        """Where the emergencies of each column begin, shape (columns,)."""
        emergencies = np.concatenate([[0], np.cumsum(self.rows >= self.sizes[0], dtype=np.uint32)])
        counts = emergencies[self.starts[1:]] - emergencies[self.starts[:-1]]
        middles: NDArray[np.uint32] = (self.starts[1:] - counts).astype(np.uint32)
        return middles

    def to_ordinary(self, place: NDArray[np.intp], value: Floats) -> np.float32:
        """Return the cosine of a vector and its nearest ordinary message, from 0 to 1."""
        column, weight = self._known(place, value)
        spans = self.starts[column], self._middles[column]
        return np.float32(self._alike(*spans, weight, range(self.sizes[0])).max(initial=0.0))

    def to_emergencies(self, place: NDArray[np.intp], value: Floats) -> Floats:
        """Return the same for the body's emergencies and for crises, shape (2,).

        Of all entries 38 in 100 are theirs, so this takes less time than `to_ordinary`.
        """
        column, weight = self._known(place, value)
        spans = self._middles[column], self.starts[column + 1]
        alike = self._alike(*spans, weight, range(self.sizes[0], sum(self.sizes)))
        body = self.sizes[1]
        nearest = alike[:body].max(initial=0.0), alike[body:].max(initial=0.0)
        return np.array(nearest, np.float32)

    def _known(self, place: NDArray[np.intp], value: Floats) -> tuple[NDArray[np.intp], Floats]:
        """Return the columns of a vector that have entries, and their values, of length 1 / SCALE.

        A column that stands in too many messages to tell anything has no entries and counts as
        unknown.
        """
        column = place - self.first
        inside = (column >= 0) & (column < len(self.starts) - 1)
        column, value = column[inside], value[inside]
        told = self.starts[column + 1] > self.starts[column]
        column, value = column[told], value[told]
        weight: Floats = value / (SCALE * max(float(np.linalg.norm(value)), _TINY))
        return column, weight

    def _alike(
        self, begin: NDArray[np.uint32], end: NDArray[np.uint32], weight: Floats, among: range
    ) -> NDArray[np.float64]:
        """Return what the entries from `begin` to `end` of each column add up to, row by row.

        All of them stand in rows of `among`; sums for other rows would only take room and time.
        """
        spans = list(zip(begin.tolist(), end.tolist(), strict=True))
        rows = np.concatenate([self.rows[:0], *(self.rows[b:e] for b, e in spans)])
        values = np.concatenate([self.values[:0], *(self.values[b:e] for b, e in spans)])
        sums: NDArray[np.float64] = np.bincount(
            rows - np.uint16(among.start), values * np.repeat(weight, end - begin), len(among)
        ).astype(np.float64, copy=False)
        return sums
