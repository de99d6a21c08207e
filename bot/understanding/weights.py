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
columns one in twelve is, and all take 6.3 MB. With a tenth they took 8.6 MB, and a message was
ranked no sooner; with none crowded 6.5 MB and 0.2 ms more, with all 30 MB."""


@dataclass(frozen=True)
class Weights:
    """Weights of shape (columns, classes), int8.

    Column c is row `place[c]` of `rows` (shape (crowded columns, classes)) or, where that is below
    zero, entry e = -1 - `place[c]` of the rest: the classes `members[starts[e]:starts[e + 1]]` have
    the weights at the same places of `values`, all others none.
    """

    place: NDArray[np.int32]
    rows: NDArray[np.int8]
    starts: NDArray[np.int32]
    members: NDArray[np.unsignedinteger]
    values: NDArray[np.int8]

    @classmethod
    def from_sizes(
        cls,
        crowded: NDArray[np.bool_],
        sizes: NDArray[np.integer],
        *,
        rows: NDArray[np.int8],
        members: NDArray[np.unsignedinteger],
        values: NDArray[np.int8],
    ) -> Weights:
        """Return the weights of which `crowded` (shape (columns,)) tells the whole rows.

        `sizes` has shape (columns of the rest,): how many weights each has that are not zero.
        """
        whole = np.cumsum(crowded, dtype=np.int32)
        place = np.where(crowded, whole - 1, whole - np.arange(1, len(crowded) + 1))
        starts = np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)])
        return cls(place.astype(np.int32), rows, starts.astype(np.int32), members, values)

    @classmethod
    def from_matrix(cls, matrix: NDArray[np.int8]) -> Weights:
        """Return the weights of `matrix`, shape (columns, classes)."""
        there = matrix != 0
        crowded = there.mean(axis=1) > CROWDED if matrix.size else np.zeros(len(matrix), bool)
        rest, filled = matrix[~crowded], there[~crowded]
        return cls.from_sizes(
            crowded,
            filled.sum(axis=1),
            rows=np.ascontiguousarray(matrix[crowded]),
            members=np.nonzero(filled)[1].astype(np.min_scalar_type(matrix.shape[1])),
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
            "weights_sizes": np.diff(self.starts).astype(self.members.dtype),
            "weights_rows": self.rows,
            "weights_members": np.diff(self.members, prepend=self.members.dtype.type(0)),
            "weights_values": self.values,
        }

    def total(self, columns: Columns, values: Values) -> NDArray[np.float64]:
        """Return the sum of the weights of `columns`, each times its value, shape (classes,)."""
        place = self.place[columns]
        crowded = place >= 0
        whole = (values[crowded] @ self.rows[place[crowded]]).astype(np.float64)
        entries, times = -1 - place[~crowded], values[~crowded]
        begin = self.starts[entries]
        sizes = self.starts[entries + 1] - begin
        ends = np.cumsum(sizes)
        if not len(ends) or not ends[-1]:
            return whole
        # All places of all entries in one go: each entry's run of numbers, one after the other.
        at = np.arange(ends[-1]) + np.repeat(begin - (ends - sizes), sizes)
        products = self.values[at] * np.repeat(times, sizes)
        return whole + np.bincount(self.members[at], products, self.rows.shape[1])

    def one(self, column: int, index: int) -> int:
        """Return the weight of one column for class `index`."""
        place = int(self.place[column])
        if place >= 0:
            return int(self.rows[place, index])
        run = slice(self.starts[-1 - place], self.starts[-place])
        found = self.values[run][self.members[run] == index]
        return int(found[0]) if len(found) else 0
