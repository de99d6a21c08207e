"""One-vs-rest linear support vectors with a little naive Bayes, and scores of rows held out.

Of 15,000 rows about 400 bear on a class: the rest lie beyond the margin, and without them the model
is the same. A class starts with its own rows, those most like them and an even sample of the rest;
rows found on the wrong side of the margin join, and it is fitted again. The model of a fold then
needs the rows near the margin alone. Classes are independent, so two processes share them; threads
would not do, for liblinear keeps its random numbers per process, and the same content would not
give the same model.
"""

from __future__ import annotations

import os
import warnings
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn import config_context
from sklearn.exceptions import ConvergenceWarning
from sklearn.svm import LinearSVC

from bot.training.evidence import Sums, column_sums, common_part, evidence

Rows = NDArray[np.intp]
Scores = NDArray[np.float32]

COST = 1.5
"""LinearSVC's C. Flat between 1 and 3 on CLINC150's and BANKING77's validation rows."""

SEED = 20260501
"""Anything random in training starts here, so that the same content gives the same bytes."""

NEVER_HELD_OUT = -1
"""The fold of a row that every fold's model learns from."""

_FEW = 1500
"""Up to so many rows all are near."""
_NEAREST, _WRONG, _SAMPLE = 3, 6, 400
"""Rows that a class starts with and that join later, per row of its own, and the even sample.
Fewer cost accuracy for the large class of what is out of scope, more cost time."""
_NEAR_THE_MARGIN = -1.15
"""Rows of other classes that score less do not bear on a fold's model either."""
_WORTH_A_PROCESS = 100_000
_TOLERANCE, _PASSES = 0.5, 20
"""Looser than liblinear's own: 3 times as fast, accuracy within 0.1 points."""
_ROUGH = 0.5
"""Enough to find the rows on the wrong side, and for held-out scores: their mean moves by 0.004."""


@dataclass(frozen=True)
class Linear:
    """The weights of all classes, and what models that had not seen a row give it.

    `weights` (int8, shape (classes, columns)) times `scales` (shape (classes,)), plus `commons`
    (shape (columns,)), plus `slopes` (shape (classes,)) are the weights: so split, most bytes are
    zero. `held_out` has shape (rows, classes) and is NaN for rows that are never held out.
    """

    weights: NDArray[np.int8]
    scales: Scores
    intercepts: Scores
    commons: NDArray[np.float16]
    slopes: Scores
    held_out: Scores


@dataclass(frozen=True)
class _Problem:
    matrix: csr_matrix  # float64, as liblinear wants it
    labels: NDArray[np.intp]
    folds: NDArray[np.intp] | None
    totals: list[Sums]  # of all rows, then of the rows that each fold learns from
    commons: list[Sums]  # what all classes' weights have in common, in the same order
    held_out: list[csr_matrix]  # the rows of each fold, cut out once for all classes


_Fit = tuple[NDArray[np.int8], float, float, float, Scores]


def fit_linear(
    matrix: csr_matrix, labels: NDArray[np.intp], folds: NDArray[np.intp] | None = None
) -> Linear:
    """Return the linear model of `matrix` (rows, columns) and of `labels`, classes from 0 up.

    With `folds` (shape (rows,), from 0 up or NEVER_HELD_OUT) models without a row score it.
    """
    classes = int(labels.max()) + 1
    exact = matrix.astype(np.float64)
    totals = [column_sums(exact, np.ones(len(labels), np.bool_))]
    if folds is not None:
        totals += [column_sums(exact, folds != fold) for fold in range(int(folds.max()) + 1)]
    commons = [common_part(total) for total in totals]
    cut_out = [exact[folds == fold] for fold in range(len(totals) - 1)]
    problem = _Problem(exact, labels, folds, totals, commons, cut_out)
    if len(labels) * classes < _WORTH_A_PROCESS or (os.cpu_count() or 1) < 2:
        found = [_fit_class(problem, index) for index in range(classes)]
    else:
        with ProcessPoolExecutor(2, initializer=_remember, initargs=(problem,)) as pool:
            found = list(pool.map(_fit_remembered, range(classes), chunksize=4))
    weights, scales, intercepts, slopes, held_out = zip(*found, strict=True)
    return Linear(
        np.stack(weights),
        np.array(scales, np.float32),
        np.array(intercepts, np.float32),
        commons[0].astype(np.float16),
        np.array(slopes, np.float32),
        np.stack(held_out, axis=1),
    )


_problems: list[_Problem] = []


def _remember(problem: _Problem) -> None:
    _problems[:] = [problem]


def _fit_remembered(index: int) -> _Fit:
    return _fit_class(_problems[0], index)


def _fit_class(problem: _Problem, index: int) -> _Fit:
    """Return weights (int8), their scale, intercept, slope and held-out scores of one class."""
    matrix, own = problem.matrix, problem.labels == index
    solve = partial(_solve, matrix, own)
    near = _start(matrix, own)
    weights, intercept = solve(near, _ROUGH if len(near) < len(own) else _TOLERANCE)
    if len(near) < len(own):
        scores = matrix @ weights + intercept
        wrong_side = _largest(np.where(own, -np.inf, scores), _WRONG * int(own.sum()), above=-1.0)
        weights, intercept = solve(np.union1d(near, wrong_side), _TOLERANCE)
    held_out = np.full(len(own), np.nan, np.float32)
    if problem.folds is not None:
        near = np.flatnonzero(own | (matrix @ weights + intercept > _NEAR_THE_MARGIN))
        for fold in range(int(problem.folds.max()) + 1):
            out = problem.folds == fold
            without, start = solve(near[~out[near]], _ROUGH)
            total = problem.totals[1 + fold]
            own_part, slope = evidence(column_sums(matrix, own & ~out), total)
            without = without + own_part + problem.commons[1 + fold] + slope
            held_out[out] = problem.held_out[fold] @ without + start
    own_part, slope = evidence(column_sums(matrix, own), problem.totals[0])
    weights = weights + own_part
    scale = float(np.abs(weights).max()) / 127.0 or 1.0
    return np.rint(weights / scale).astype(np.int8), scale, intercept, slope, held_out


def _start(matrix: csr_matrix, own: NDArray[np.bool_]) -> Rows:
    if len(own) <= _FEW:
        return np.arange(len(own))
    centre = np.asarray(matrix[own].mean(axis=0)).ravel()
    nearest = _largest(np.where(own, -np.inf, matrix @ centre), _NEAREST * int(own.sum()))
    sample = np.arange(0, len(own), max(len(own) // _SAMPLE, 1))
    return np.union1d(np.union1d(np.flatnonzero(own), nearest), sample)


def _largest(values: NDArray[np.float64], most: int, *, above: float = -np.inf) -> Rows:
    """Return the places of up to `most` largest values that lie above `above`."""
    places = np.flatnonzero(values > above)
    if len(places) > most:
        places = places[np.argpartition(-values[places], most)[:most]]
    return places


def _solve(
    matrix: csr_matrix, own: NDArray[np.bool_], rows: Rows, tolerance: float
) -> tuple[NDArray[np.float64], float]:
    """Return weights and intercept of "own or not" learned from `rows`."""
    truth = own[rows]
    if not truth.any() or truth.all():  # a class of one row, held out: nothing speaks for it
        return np.zeros(matrix.shape[1]), 1.0 if truth.any() else -1.0
    svm = LinearSVC(C=COST, tol=tolerance, max_iter=_PASSES, random_state=SEED)
    with (
        warnings.catch_warnings(),
        config_context(assume_finite=True, skip_parameter_validation=True),
    ):
        warnings.simplefilter("ignore", ConvergenceWarning)  # so many passes are enough
        svm.fit(matrix[rows], truth)
    return svm.coef_[0], float(svm.intercept_[0])
