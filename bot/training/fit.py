"""Fitting the classifier: one-vs-rest linear support vectors, and the utterances as neighbours."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.svm import LinearSVC

from bot.training.dataset import Row
from bot.understanding.classifier import Blend, Classifier, Rows
from bot.understanding.features import Vectoriser, fit_vectoriser
from bot.understanding.lexicon import Lexicon

COST = 1.5
"""LinearSVC's C. Flat between 1 and 2 on CLINC150's and BANKING77's validation rows."""

SEED = 20260501
"""Anything random in training starts here, so that the same content gives the same bytes."""

UNTUNED = Blend(1.0, 1.0, 0.25, 1.0, 0.0)
"""Stands in for the blend until the out-of-fold scores have been seen."""


def to_matrix(vectoriser: Vectoriser, rows: Sequence[Sequence[str]]) -> csr_matrix:
    """Return the vectors of `rows` (token lists), shape (rows, columns), float32."""
    vectors = [vectoriser.vector(tokens) for tokens in rows]
    starts = np.cumsum([0, *(len(columns) for columns, _ in vectors)])
    empty: NDArray[np.int32] = np.zeros(0, np.int32)
    columns = np.concatenate([empty, *(c for c, _ in vectors)])
    values = np.concatenate([empty.astype(np.float32), *(v for _, v in vectors)])
    return csr_matrix((values, columns, starts), shape=(len(rows), len(vectoriser.idf)))


def fit_classifier(rows: Sequence[Row], lexicon: Lexicon, *, blend: Blend = UNTUNED) -> Classifier:
    """Return the classifier of `rows`, which must be sorted by intent and hold two or more."""
    vectoriser = fit_vectoriser([row.tokens for row in rows], lexicon, min_rows=2)
    matrix = to_matrix(vectoriser, [row.tokens for row in rows])
    labels = np.array([row.intent for row in rows])
    svm = LinearSVC(C=COST, random_state=SEED, max_iter=3000).fit(matrix, labels)
    classes = tuple(map(str, svm.classes_))
    weights, intercepts = svm.coef_, svm.intercept_
    if len(classes) == 2:  # scikit-learn keeps one row for two classes
        weights, intercepts = np.vstack([-weights, weights]), np.hstack([-intercepts, intercepts])
    scales = np.abs(weights).max(axis=1, keepdims=True) / 127.0
    return Classifier(
        classes=classes,
        vectoriser=vectoriser,
        weights=np.ascontiguousarray(np.rint(weights / scales).T.astype(np.int8)),
        scales=scales.ravel().astype(np.float32),
        intercepts=intercepts.astype(np.float32),
        rows=_neighbours(matrix, labels, classes),
        blend=blend,
    )


def _neighbours(matrix: csr_matrix, labels: NDArray[np.str_], classes: tuple[str, ...]) -> Rows:
    # `labels` are sorted, so each class owns one stretch of rows.
    bounds = np.searchsorted(labels, np.array([*classes, "\uffff"]))
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1), np.float32)).ravel()
    return Rows(
        starts=matrix.indptr.astype(np.int64),
        columns=matrix.indices.astype(np.int32),
        values=matrix.data.astype(np.float32),
        bounds=bounds.astype(np.int64),
        lengths=np.maximum(lengths, np.float32(1e-9)),
    )
