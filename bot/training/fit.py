"""From rows to a classifier, with the scores that rows get from models that had not seen them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from bot.text import words
from bot.training.dataset import Row
from bot.training.folds import ENOUGH, OutOfFold, calibrate, fold_of_each, out_of_fold_scores
from bot.training.linear import NEVER_HELD_OUT, Linear, fit_linear
from bot.training.svm import SEED
from bot.training.vectors import fit_vectors
from bot.understanding.classifier import Blend, Classifier
from bot.understanding.features import Vectoriser
from bot.understanding.lexicon import Lexicon
from bot.understanding.weights import Weights

__all__ = ["SEED", "fit_classifier", "fit_texts", "fit_with_scores"]


UNTUNED = Blend()
"""Stands in for the blend until the out-of-fold scores have been seen."""


def fit_with_scores(
    rows: Sequence[Row],
    lexicon: Lexicon,
    *,
    enough: int = ENOUGH,
    progress: Callable[[str], None],
) -> tuple[Classifier, OutOfFold]:
    """Return the classifier of `rows`, and the out-of-fold scores of `enough` spoken ones or all.

    Rows must be sorted by intent and hold two intents or more. The vocabulary and its idf are those
    of all rows; what a fold's model has not seen of them has no weight in it.
    """
    vectoriser, matrix = fit_vectors([row.tokens for row in rows], lexicon)
    classes, labels = np.unique([row.intent for row in rows], return_inverse=True)
    progress(f"fitting {len(classes)} classes on {len(rows)} rows")
    folds = fold_of_each(rows, enough=enough)
    linear = fit_linear(matrix, labels, folds)
    places = np.flatnonzero(folds != NEVER_HELD_OUT)
    names = tuple(map(str, classes))
    held_out = UNTUNED.scores(linear.held_out[places], names)
    scores = out_of_fold_scores(held_out, labels[places], names, places)
    return _classifier(vectoriser, classes, linear, calibrate(UNTUNED, scores)), scores


def fit_classifier(rows: Sequence[Row], lexicon: Lexicon, *, blend: Blend = UNTUNED) -> Classifier:
    """Return the classifier of `rows`, sorted by intent, where the blend is known beforehand."""
    vectoriser, matrix = fit_vectors([row.tokens for row in rows], lexicon)
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
        common_scale=linear.common_scale,
        slopes=linear.slopes,
        blend=blend,
    )
