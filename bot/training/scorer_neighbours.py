"""Training messages as neighbours, and how near messages left out of them are."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_matrix, csr_matrix, diags

from bot.grams import Keys
from bot.safety.neighbours import GROUPS, MOST_MESSAGES, SCALE, Neighbours
from bot.safety.scorer import span

COMPARED = ("stems", "concepts")
"""The blocks that neighbours are compared by. With all words beside them no more was caught."""

COMMON = 0.25
"""What stands in a larger share of the messages tells little and costs most of the time."""

_AT_ONCE = 500
"""Messages compared at once, so that two processes at this need little room."""

Floats = NDArray[np.float64]
Marks = NDArray[np.bool_]


class Compared:
    """The columns by which messages are compared, of all `vectors` (rows, columns of `keys`)."""

    def __init__(self, vectors: csr_matrix, keys: Keys, members: NDArray[np.intp]) -> None:
        """`members` are the rows that become neighbours.

        Raises ValueError when they are more than a row's number can count.
        """
        if len(members) > MOST_MESSAGES:
            raise ValueError(f"{len(members)} messages, more than {MOST_MESSAGES}")
        self._first, last = span(keys, COMPARED)
        part = vectors[:, self._first : last]
        often = np.asarray((part[members] > 0).sum(axis=0)).ravel()
        kept = diags((often <= COMMON * len(members)).astype(float))
        part = (part @ kept).tocsr()
        part.eliminate_zeros()
        lengths = np.sqrt(np.asarray(part.multiply(part).sum(axis=1)).ravel())
        self._unit = (diags(1.0 / np.maximum(lengths, 1e-9)) @ part).tocsr()
        self._members = members

    def neighbours(self, groups: NDArray[np.intp]) -> Neighbours:
        """Return the members as they are kept; `groups` (rows,) counts as `likeness` does."""
        order = self._members[np.argsort(groups[self._members], kind="stable")]
        index = csc_matrix(self._unit[order])
        index.sort_indices()
        return Neighbours(
            first=self._first,
            starts=index.indptr.astype(np.uint32),
            rows=index.indices.astype(np.uint16),
            values=np.rint(index.data * SCALE).astype(np.uint8),
            sizes=tuple(int(np.sum(groups[order] == group)) for group in range(GROUPS)),
        )

    def likeness(self, groups: NDArray[np.intp], rows: NDArray[np.intp]) -> Floats:
        """Return (rows, GROUPS): how like each of `rows` its nearest member of a group is."""
        found = np.zeros((len(rows), GROUPS))
        members = [self._members[groups[self._members] == group] for group in range(GROUPS)]
        turned = [self._unit[some].T.tocsr() for some in members]
        for start in range(0, len(rows), _AT_ONCE):
            some = self._unit[rows[start : start + _AT_ONCE]]
            for group, others in enumerate(turned):
                if others.shape[1]:
                    alike = (some @ others).toarray()
                    found[start : start + _AT_ONCE, group] = alike.max(axis=1)
        return found
