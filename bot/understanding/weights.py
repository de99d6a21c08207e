"""The linear model's weights, most of which are zero, kept small and still added up at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float32]
Columns = NDArray[np.integer]

CROWDED = 0.25
"""A column with a larger share of weights that are not zero is kept as a whole row. Of our 180,000
columns one in twelve is, and all take 5.2 MB. With a tenth they took 7.5 MB, and a message was
ranked no sooner; with none crowded 5.4 MB and 0.2 ms more, with all 30 MB."""

FAINT = 1
"""In a column that is not crowded no weight is kept that is no larger: a third of them, 1 MB and
half a megabyte on disk. No figure of the development questions fell."""


@dataclass(frozen=True)
class Weights:
    """Weights of shape (columns, classes), int8.

    Column c is row `place[c]` of `rows` (shape (crowded columns, classes)) or, where that is below
    zero, stands from -1 - `place[c]` on in the rest: the classes `members` have the weights at the
    same `sizes[c]` places of `values`, all others none.
    """

    place: NDArray[np.int32]
    sizes: NDArray[np.unsignedinteger]
    rows: NDArray[np.int8]
    members: NDArray[np.unsignedinteger]
    values: NDArray[np.int8]

    @classmethod
    def from_sizes(
        cls,
        crowded: NDArray[np.bool_],
        sizes: NDArray[np.unsignedinteger],
        *,
        rows: NDArray[np.int8],
        members: NDArray[np.unsignedinteger],
        values: NDArray[np.int8],
    ) -> Weights:
        """Return the weights of which `crowded` (shape (columns,)) tells the whole rows.

        `sizes` has shape (columns of the rest,): how many weights each has.
        """
        place = np.zeros(len(crowded), np.int32)
        place[crowded] = np.arange(len(rows))
        place[~crowded] = sizes - np.cumsum(sizes, dtype=np.int32) - 1
        every = np.zeros(len(crowded), sizes.dtype)
        every[~crowded] = sizes
        return cls(place, every, rows, members, values)

    @classmethod
    def from_matrix(cls, matrix: NDArray[np.int8]) -> Weights:
        """Return the weights of `matrix`, shape (columns, classes), without the FAINT ones."""
        full = (matrix != 0).mean(axis=1) if matrix.size else np.zeros(len(matrix))
        crowded = full > CROWDED
        rest = matrix[~crowded]
        filled = np.abs(rest) > FAINT
        small = np.min_scalar_type(matrix.shape[1])
        return cls.from_sizes(
            crowded,
            filled.sum(axis=1).astype(small),
            rows=np.ascontiguousarray(matrix[crowded]),
            members=np.nonzero(filled)[1].astype(small),
            values=rest[filled],
        )

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, Any]) -> Weights:
        """Return the weights that `to_arrays` took apart. Raises KeyError when an array is gone."""
        names = ("crowded", "sizes", "rows", "members", "values")
        crowded, sizes, rows, members, values = (arrays[f"weights_{name}"] for name in names)
        members = np.cumsum(members, dtype=members.dtype)
        return cls.from_sizes(crowded, sizes, rows=rows, members=members, values=values)

    def to_arrays(self) -> dict[str, Any]:
        """Return the arrays of these weights by name, for a file: places would pack badly, and
        steps from one member to the next pack better than members."""
        return {
            "weights_crowded": self.place >= 0,
            "weights_sizes": self.sizes[self.place < 0],
            "weights_rows": self.rows,
            "weights_members": np.diff(self.members, prepend=self.members.dtype.type(0)),
            "weights_values": self.values,
        }

    def total(self, columns: Columns, values: Values) -> NDArray[np.float64]:
        """Return the sum of the weights of `columns`, each times its value, shape (classes,)."""
        place = self.place[columns]
        crowded = place >= 0
        whole = (values[crowded] @ self.rows[place[crowded]]).astype(np.float64)
        begin, times = -1 - place[~crowded], values[~crowded]
        sizes = self.sizes[columns[~crowded]].astype(np.int64)
        ends = np.cumsum(sizes)
        if not len(ends) or not ends[-1]:
            return whole
        # All places of all columns in one go: each column's run of numbers, one after the other.
        at = np.arange(ends[-1]) + np.repeat(begin - (ends - sizes), sizes)
        products = self.values[at] * np.repeat(times, sizes)
        return whole + np.bincount(self.members[at], products, self.rows.shape[1])

    def one(self, column: int, index: int) -> int:
        """Return the weight of one column for class `index`."""
        place = int(self.place[column])
        if place >= 0:
            return int(self.rows[place, index])
        run = slice(-1 - place, -1 - place + int(self.sizes[column]))
        found = self.values[run][self.members[run] == index]
        return int(found[0]) if len(found) else 0
