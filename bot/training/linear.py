"""One-vs-rest linear support vectors with a little naive Bayes, and scores of rows held out.

Classes are independent, so two processes share them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from bot.training.evidence import Sums, column_sums, common_part, evidence
from bot.training.svm import FAIR, FINE, Own, Rows, Table, near_rows, rows_at_the_margin, solve
from bot.workers import parts_of, share

Scores = NDArray[np.float32]

NEVER_HELD_OUT = -1
"""The fold of a row that every fold's model learns from."""

_WORTH_A_PROCESS = 100_000
_BATCH = 8
"""Classes that share each pass over all rows: three times as fast as a pass for each."""


@dataclass(frozen=True)
class Linear:
    """The weights of all classes, and what models that had not seen a row give it.

    `weights` (int8, shape (classes, columns)) times `scales` (shape (classes,)), plus `commons`
    (shape (columns,)) times `common_scale`, plus `slopes` (shape (classes,)) are the weights: so
    split, most bytes are zero. `held_out` has shape (rows, classes) and is NaN for rows that are
    never held out.
    """

    weights: NDArray[np.int8]
    scales: Scores
    intercepts: Scores
    commons: NDArray[np.int8]
    common_scale: float
    slopes: Scores
    held_out: Scores


@dataclass(frozen=True)
class _Fold:
    """What all classes share of one fold: the rows held out, and what the others have."""

    out: NDArray[np.bool_]
    light: csr_matrix  # the rows held out, as float32
    lengths: Scores  # the sum of each of them, which a class's slope multiplies
    commons: Scores  # what all classes' weights have in common gives each of them
    total: Sums  # of the rows that the fold's model learns from


@dataclass(frozen=True)
class _Problem:
    table: Table
    labels: NDArray[np.intp]
    total: Sums
    folds: list[_Fold]


_Fit = tuple[NDArray[np.int8], float, float, float, Scores]


def fit_linear(
    matrix: csr_matrix, labels: NDArray[np.intp], folds: NDArray[np.intp] | None = None
) -> Linear:
    """Return the linear model of `matrix` (rows, columns) and of `labels`, classes from 0 up.

    With `folds` (shape (rows,), from 0 up or NEVER_HELD_OUT) models without a row score it.
    """
    table = Table.of(matrix)
    total = column_sums(table.exact, np.ones(len(labels), np.bool_))
    turns = [] if folds is None else [folds == turn for turn in range(int(folds.max()) + 1)]
    problem = _Problem(table, labels, total, [_fold(table, out) for out in turns])
    classes = int(labels.max()) + 1
    batches = parts_of(range(classes), _BATCH)
    worth_it = len(labels) * classes >= _WORTH_A_PROCESS
    found = [f for fits in share(_fit_batch, problem, batches, worth_it=worth_it) for f in fits]
    weights, scales, intercepts, slopes, held_out = zip(*found, strict=True)
    commons, common_scale = _in_bytes(common_part(total))
    return Linear(
        np.stack(weights),
        np.array(scales, np.float32),
        np.array(intercepts, np.float32),
        commons,
        common_scale,
        np.array(slopes, np.float32),
        np.stack(held_out, axis=1),
    )


def _fold(table: Table, out: NDArray[np.bool_]) -> _Fold:
    light, total = table.light[out], column_sums(table.exact, ~out)
    commons = light @ common_part(total).astype(np.float32)
    return _Fold(out, light, np.asarray(light.sum(axis=1)).ravel(), commons, total)


def _fit_batch(problem: _Problem, batch: Sequence[int]) -> list[_Fit]:
    """Return weights (int8), their scale, intercept, slope and held-out scores of each class."""
    table = problem.table
    classes = [problem.labels == index for index in batch]
    near = near_rows(table, classes)
    voices = [solve(table.exact, own, rows, FINE) for own, rows in zip(classes, near, strict=True)]
    held_out = np.full((len(batch), len(problem.labels)), np.nan, np.float32)
    kept = rows_at_the_margin(table, classes, voices) if problem.folds else []
    for fold in problem.folds:
        held_out[:, fold.out] = _fold_scores(table, fold, classes, kept)
    fits = []
    for own, voice, scores in zip(classes, voices, held_out, strict=True):
        own_part, slope = evidence(column_sums(table.exact, own), problem.total)
        small, scale = _in_bytes(voice.weights + own_part)
        fits.append((small, scale, voice.intercept, slope, scores))
    return fits


def _in_bytes(weights: NDArray[np.float64]) -> tuple[NDArray[np.int8], float]:
    """Return `weights` in eight bits, and what they are to be multiplied by."""
    scale = float(np.abs(weights).max()) / 127.0 or 1.0
    return np.rint(weights / scale).astype(np.int8), scale


def _fold_scores(table: Table, fold: _Fold, classes: Sequence[Own], kept: Sequence[Rows]) -> Scores:
    """Return what each class's model, fitted without the fold, gives the rows held out.

    The shape is (classes, rows held out).
    """
    columns, slopes, intercepts = [], [], []
    for own, rows in zip(classes, kept, strict=True):
        voice = solve(table.exact, own, rows[~fold.out[rows]], FAIR)
        own_part, slope = evidence(column_sums(table.exact, own & ~fold.out), fold.total)
        columns.append((voice.weights + own_part).astype(np.float32))
        slopes.append(np.float32(slope))
        intercepts.append(np.float32(voice.intercept))
    scores: Scores = (fold.light @ np.stack(columns, axis=1)).T
    scores += fold.commons + np.outer(slopes, fold.lengths)
    return scores + np.array(intercepts)[:, np.newaxis]
