"""From rows to a classifier, with the scores that rows get from models that had not seen them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from bot.text import words
from bot.training.dataset import Row
from bot.training.folds import OutOfFold, calibrate, fold_of_each, out_of_fold_scores
from bot.training.linear import SEED, Linear, fit_linear
from bot.understanding.classifier import Blend, Classifier
from bot.understanding.features import Vectoriser, fit_vocabulary
from bot.understanding.lexicon import Lexicon
from bot.understanding.ngrams import keys_of
from bot.understanding.weights import Weights

__all__ = ["SEED", "fit_classifier", "fit_texts", "fit_with_scores"]


UNTUNED = Blend()
"""Stands in for the blend until the out-of-fold scores have been seen."""


def fit_with_scores(
    rows: Sequence[Row], lexicon: Lexicon, *, progress: Callable[[str], None]
) -> tuple[Classifier, OutOfFold]:
    """Return the classifier of `rows`, and the out-of-fold scores of the spoken ones.

    Rows must be sorted by intent and hold two intents or more. The vocabulary and its idf are those
    of all rows; what a fold's model has not seen of them has no weight in it.
    """
    vectoriser, matrix = _vectors(rows, lexicon)
    classes, labels = np.unique([row.intent for row in rows], return_inverse=True)
    progress(f"fitting {len(classes)} classes on {len(rows)} rows")
    linear = fit_linear(matrix, labels, fold_of_each(rows))
    spoken = np.array([row.spoken for row in rows])
    names = tuple(map(str, classes))
    held_out = UNTUNED.scores(linear.held_out[spoken], names)
    scores = out_of_fold_scores(held_out, labels[spoken], names)
    return _classifier(vectoriser, classes, linear, calibrate(UNTUNED, scores)), scores


def fit_classifier(rows: Sequence[Row], lexicon: Lexicon, *, blend: Blend = UNTUNED) -> Classifier:
    """Return the classifier of `rows`, sorted by intent, where the blend is known beforehand."""
    vectoriser, matrix = _vectors(rows, lexicon)
    classes, labels = np.unique([row.intent for row in rows], return_inverse=True)
    return _classifier(vectoriser, classes, fit_linear(matrix, labels), blend)


def fit_texts(
    texts: Iterable[tuple[str, str]], *, progress: Callable[[str], None] = lambda line: None
) -> tuple[Classifier, OutOfFold]:
    """Return the same as `fit_with_scores` for plain (text, intent) pairs, such as a public set.

    Out-of-scope texts carry the intent OUT_OF_SCOPE. Texts without a word are left out.
    """
    rows = [Row(text=text, tokens=words(text), intent=intent) for text, intent in texts]
    kept = sorted((r for r in rows if r.tokens), key=lambda row: (row.intent, row.text))
    return fit_with_scores(kept, Lexicon(), progress=progress)


def _vectors(rows: Sequence[Row], lexicon: Lexicon) -> tuple[Vectoriser, csr_matrix]:
    """Return the vocabulary and the vectors of `rows`, shape (rows, columns)."""
    keys = [keys_of(row.tokens, lexicon) for row in rows]
    vectoriser = fit_vocabulary(keys, lexicon)
    vectors = [vectoriser.vector_of(row) for row in keys]
    starts = np.cumsum([0, *(len(columns) for columns, _ in vectors)])
    columns = np.concatenate([columns for columns, _ in vectors])
    values = np.concatenate([values for _, values in vectors])
    return vectoriser, csr_matrix((values, columns, starts), (len(rows), len(vectoriser.keys)))


def _classifier(
    vectoriser: Vectoriser, classes: NDArray[np.str_], linear: Linear, blend: Blend
) -> Classifier:
    return Classifier(
        classes=tuple(map(str, classes)),
        vectoriser=vectoriser,
        weights=Weights.from_matrix(linear.weights.T),
        scales=linear.scales,
        intercepts=linear.intercepts,
        commons=linear.commons,
        slopes=linear.slopes,
        blend=blend,
    )
