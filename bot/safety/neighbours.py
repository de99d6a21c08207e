"""How near a message is to the nearest training message of each kind."""

from __future__ import annotations

from dataclasses import dataclass

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

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Neighbours:
    """Training messages by their stems and concepts, as an inverted index.

    Column `first + c` of the second voice stands in the messages `rows[starts[c]:starts[c + 1]]`
    with the `values` beside them; each message is a vector of length 1. The messages of a group
    follow each other, `sizes` of them.
    """

    first: int
    starts: NDArray[np.uint32]  # (columns + 1,)
    rows: NDArray[np.uint16]
    values: NDArray[np.uint8]
    sizes: tuple[int, ...]  # GROUPS of them

    def likeness(self, place: NDArray[np.intp], value: Floats) -> Floats:
        """Return the cosine of a vector and its nearest message of each group, from 0 to 1.

        A column that stands in too many messages to tell anything has no entries and counts as
        unknown.
        """
        column = place - self.first
        inside = (column >= 0) & (column < len(self.starts) - 1)
        column, value = column[inside], value[inside]
        begin, end = self.starts[column], self.starts[column + 1]
        told = end > begin
        if not told.any():
            return np.zeros(GROUPS, np.float32)
        weight = value[told] / (SCALE * float(np.linalg.norm(value[told])))
        spans = list(zip(begin[told].tolist(), end[told].tolist(), strict=True))
        rows = np.concatenate([self.rows[b:e] for b, e in spans])
        values = np.concatenate([self.values[b:e] for b, e in spans])
        products = values * np.repeat(weight, end[told] - begin[told])
        alike = np.bincount(rows, products, sum(self.sizes))
        nearest, at = np.zeros(GROUPS, np.float32), 0
        for group, size in enumerate(self.sizes):
            nearest[group] = alike[at : at + size].max(initial=0.0)
            at += size
        return nearest
