"""What a message means after an answer: its own words, its words with the topic, known follow-ups.

Authors wrote down what patients say next, answer by answer, and what they mean. A message that is
like one of these means what that one meant, above all after the same answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.understanding.features import Indices, Values, Vectoriser

HERE, ANYWHERE = 2.5, 1.2
"""How much the likeness to a known follow-up, 0 to 1, adds to the score of what that one means: of
one after the same answer, and of one after any. Of 2,048 follow-ups by authors the model knew
nothing of, 67.6 % are answered right and 6.2 % wrong; with 1.6 and 1.0 it was 66.7 and 6.5.
Characters would add nothing, for what is misspelled is mended before, and take three quarters of
the room.
"""

TOPIC = 0.5
"""How much a message counts with its topic written out, beside the same message as it stands."""

_ARRAYS = ("after", "means", "columns", "starts", "rows", "values")
_SCALE = 127.0


@dataclass(frozen=True)
class FollowUps:
    """Known follow-ups: row r was said after class `after[r]` and means class `means[r]`.

    Their phrase vectors, of length 1, stand column by column: column `columns[i]` is not zero in
    the rows `rows[starts[i]:starts[i + 1]]`, with the same places of `values` over 127.
    """

    after: NDArray[np.uint16]
    means: NDArray[np.uint16]
    columns: Indices
    starts: NDArray[np.int32]
    rows: NDArray[np.uint16]
    values: NDArray[np.int8]

    @classmethod
    def from_texts(
        cls,
        texts: Iterable[tuple[str, str, Sequence[str]]],
        classes: Sequence[str],
        vectoriser: Vectoriser,
    ) -> FollowUps:
        """Return the follow-ups of `texts`: after which intent, meaning which, the tokens."""
        number = {name: index for index, name in enumerate(classes)}
        known = [(number[a], number[m], vectoriser.phrase_vector(tokens)) for a, m, tokens in texts]
        sizes = [len(columns) for _, _, (columns, _) in known]
        columns = np.concatenate([np.zeros(0, np.int32), *(c for _, _, (c, _) in known)])
        values = np.concatenate([np.zeros(0, np.float32), *(unit(v) for _, _, (_, v) in known)])
        rows = np.repeat(np.arange(len(known)), sizes)
        order = np.argsort(columns, kind="stable")
        distinct, starts = np.unique(columns[order], return_index=True)
        return cls(
            after=np.array([a for a, _, _ in known], np.uint16),
            means=np.array([m for _, m, _ in known], np.uint16),
            columns=distinct.astype(np.int32),
            starts=np.append(starts, len(columns)).astype(np.int32),
            rows=rows[order].astype(np.uint16),
            values=np.round(values[order] * _SCALE).astype(np.int8),
        )

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, Any]) -> FollowUps:
        """Return what `to_arrays` took apart. Raises KeyError when an array is gone."""
        found = {name: arrays[f"follow_ups_{name}"] for name in _ARRAYS}
        return cls(**{**found, "rows": np.cumsum(found["rows"], dtype=np.uint16)})

    def to_arrays(self) -> dict[str, Any]:
        """Return the arrays by name, for a file. Rows stand there as steps, which pack well."""
        arrays = {f"follow_ups_{name}": getattr(self, name) for name in _ARRAYS}
        return {**arrays, "follow_ups_rows": np.diff(self.rows, prepend=np.uint16(0))}

    def echo(self, vector: tuple[Indices, Values], after: int, classes: int) -> Values:
        """Return what each class gains from the likeness of a message to known follow-ups.

        `vector` is the message's phrase vector, `after` the class of the last answer; shape
        (classes,), each between 0 and HERE + ANYWHERE.
        """
        likeness = self._likeness(*vector)
        anywhere, here = np.zeros((2, classes), np.float32)
        np.maximum.at(anywhere, self.means, likeness)
        same = self.after == after
        np.maximum.at(here, self.means[same], likeness[same])
        gained: Values = HERE * here + ANYWHERE * anywhere
        return gained

    def meant_after(self, after: int) -> list[int]:
        """Return the classes that something said after the class `after` means."""
        found: list[int] = np.unique(self.means[self.after == after]).tolist()
        return found

    def _likeness(self, columns: Indices, values: Values) -> Values:
        """Return the cosine of a vector with that of each follow-up, shape (follow-ups,)."""
        if not len(columns) or not len(self.columns):
            return np.zeros(len(self.means), np.float32)
        place = np.minimum(np.searchsorted(self.columns, columns), len(self.columns) - 1)
        there = self.columns[place] == columns
        first, last = self.starts[place[there]], self.starts[place[there] + 1]
        entries = np.concatenate(
            [np.zeros(0, np.int64), *(np.arange(a, b) for a, b in zip(first, last, strict=True))]
        )
        weights = np.repeat(unit(values)[there] / _SCALE, last - first)
        products = self.values[entries] * weights
        total = np.bincount(self.rows[entries], products, minlength=len(self.means))
        return total.astype(np.float32)


def unit(values: Values) -> Values:
    """Return `values` scaled to length 1; no values or zeros as they are."""
    length = float(np.linalg.norm(values)) or 1.0
    scaled: Values = values / np.float32(length)
    return scaled
