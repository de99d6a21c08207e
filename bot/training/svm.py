"""One class against all others, by liblinear: which rows bear on it, and what they teach.

Of 15,000 rows about 400 bear on a class: the rest lie beyond the margin, and without them the model
is the same. A class starts with its own rows, those most like them and an even sample of the rest;
rows found on the wrong side of the margin join. The model of a fold then needs the rows near the
margin alone.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn import config_context
from sklearn.exceptions import ConvergenceWarning
from sklearn.svm import LinearSVC

Rows = NDArray[np.intp]
Own = NDArray[np.bool_]
"""Whether a row is of the class; shape (rows,)."""

COST = 1.5
"""LinearSVC's C. Flat between 1 and 3 on CLINC150's and BANKING77's validation rows."""

SEED = 20260501
"""Anything random in training starts here, so that the same content gives the same bytes."""

FINE, FAIR, ROUGH = 0.5, 1.0, 2.0
"""How far liblinear goes: for the model, for held-out scores, and to find rows on the wrong side.
All are looser than its own: FINE is 3 times as fast, accuracy within 0.1 points; FAIR moves
held-out scores by 0.01 in the mean."""
_PASSES = 20

_FEW = 1500
"""Up to so many rows all are near."""
_NEAREST, _WRONG, _SAMPLE = 3, 6, 400
"""Rows that a class starts with and that join later, per row of its own, and the even sample.
Fewer cost accuracy for the large class of what is out of scope, more cost time."""
_NEAR_THE_MARGIN = -1.15
"""Rows of other classes that score less do not bear on a fold's model either."""


@dataclass(frozen=True)
class Table:
    """The vectors of all rows, twice: liblinear wants float64, and products are quicker in 32."""

    exact: csr_matrix
    light: csr_matrix

    @classmethod
    def of(cls, matrix: csr_matrix) -> Table:
        """Return the table of `matrix`, shape (rows, columns)."""
        return cls(matrix.astype(np.float64), matrix.astype(np.float32))


@dataclass(frozen=True)
class Voice:
    """The weights (shape (columns,)) and intercept of one class."""

    weights: NDArray[np.float64]
    intercept: float


def solve(matrix: csr_matrix, own: Own, rows: Rows, tolerance: float) -> Voice:
    """Return the voice that says "own or not", learned from `rows` of `matrix`."""
    truth = own[rows]
    if not truth.any() or truth.all():  # a class of one row, held out: nothing speaks for it
        return Voice(np.zeros(matrix.shape[1]), 1.0 if truth.any() else -1.0)
    svm = LinearSVC(C=COST, tol=tolerance, max_iter=_PASSES, random_state=SEED)
    with (
        warnings.catch_warnings(),
        config_context(assume_finite=True, skip_parameter_validation=True),
    ):
        warnings.simplefilter("ignore", ConvergenceWarning)  # so many passes are enough
        svm.fit(matrix[rows], truth)
    return Voice(svm.coef_[0], float(svm.intercept_[0]))


def near_rows(table: Table, classes: Sequence[Own]) -> list[Rows]:
    """Return for each of `classes` the rows that bear on it."""
    count = table.exact.shape[0]
    if count <= _FEW:
        return [np.arange(count)] * len(classes)
    centres = [np.asarray(table.exact[own].mean(axis=0)).ravel() for own in classes]
    starts = [
        _start(own, likeness)
        for own, likeness in zip(classes, _products(table, centres), strict=True)
    ]
    rough = [
        solve(table.exact, own, rows, ROUGH) for own, rows in zip(classes, starts, strict=True)
    ]
    return [
        np.union1d(rows, _largest(np.where(own, -np.inf, said), _WRONG * int(own.sum()), -1.0))
        for own, rows, said in zip(classes, starts, said_to_all(table, rough), strict=True)
    ]


def rows_at_the_margin(table: Table, classes: Sequence[Own], voices: Sequence[Voice]) -> list[Rows]:
    """Return for each of `classes` its own rows and those its voice does not clearly refuse."""
    return [
        np.flatnonzero(own | (said > _NEAR_THE_MARGIN))
        for own, said in zip(classes, said_to_all(table, voices), strict=True)
    ]


def said_to_all(table: Table, voices: Sequence[Voice]) -> Iterator[NDArray[np.float32]]:
    """Return what each voice says to every row, shape (rows,)."""
    products = _products(table, [voice.weights for voice in voices])
    return (
        said + np.float32(voice.intercept) for voice, said in zip(voices, products, strict=True)
    )


def _products(table: Table, columns: Sequence[NDArray[np.float64]]) -> NDArray[np.float32]:
    """Return the products of all rows with each of `columns`, in one pass over the rows."""
    products: NDArray[np.float32] = (table.light @ np.stack(columns, 1).astype(np.float32)).T
    return products


def _start(own: Own, likeness: NDArray[np.float32]) -> Rows:
    nearest = _largest(np.where(own, -np.inf, likeness), _NEAREST * int(own.sum()), -np.inf)
    sample = np.arange(0, len(own), max(len(own) // _SAMPLE, 1))
    return np.union1d(np.union1d(np.flatnonzero(own), nearest), sample)


def _largest(values: NDArray[np.floating], most: int, above: float) -> Rows:
    """Return the places of up to `most` largest values that lie above `above`."""
    places = np.flatnonzero(values > above)
    if len(places) > most:
        places = places[np.argpartition(-values[places], most)[:most]]
    return places
