"""Spoken rows scored by models that were fitted without them, and what that calibrates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from bot.training.dataset import Row
from bot.training.linear import NEVER_HELD_OUT
from bot.training.svm import SEED
from bot.understanding.classifier import Blend

FOLDS = 4

ENOUGH = 8000
"""So many scores are enough to find thresholds on. With 35,000 rows one fold gives them, and the
thresholds answer the unseen questions as those of all four did."""

Scores = NDArray[np.float64]


@dataclass(frozen=True)
class OutOfFold:
    """Scores of rows by models that had not seen them; all arrays have shape (rows,).

    `places` are the numbers of the rows among all that training had. `top`, `second` and `third`
    are intents; `score` and `lead` belong to the best, `lead` being its distance to the second.
    """

    places: NDArray[np.intp]
    truth: NDArray[np.str_]
    top: NDArray[np.str_]
    second: NDArray[np.str_]
    third: NDArray[np.str_]
    score: Scores
    lead: Scores

    @property
    def right(self) -> NDArray[np.bool_]:
        """Whether the best intent is the true one."""
        right: NDArray[np.bool_] = self.top == self.truth
        return right


def fold_of_each(rows: Sequence[Row], *, enough: int = ENOUGH) -> NDArray[np.intp]:
    """Return the fold in which each row is held out; titles and answers never are.

    The rows of an intent are dealt out evenly, in an order drawn from SEED. Folds beyond those that
    hold `enough` rows together are never held out.
    """
    folds = np.full(len(rows), NEVER_HELD_OUT, np.intp)
    order = np.random.default_rng(SEED).permutation(len(rows))
    dealt: Counter[str] = Counter()
    for i in order:
        if rows[i].spoken:
            folds[i] = dealt[rows[i].intent] % FOLDS
            dealt[rows[i].intent] += 1
    held_out = np.cumsum(np.bincount(folds[folds >= 0], minlength=FOLDS))
    turns = int(np.searchsorted(held_out, enough)) + 1
    return np.where(folds < turns, folds, NEVER_HELD_OUT)


def out_of_fold_scores(
    scores: Scores, labels: NDArray[np.intp], classes: Sequence[str], places: NDArray[np.intp]
) -> OutOfFold:
    """Return the best three classes of each row of `scores`, shape (rows, classes).

    `labels` and `places` (shape (rows,)) are the rows' own classes and their numbers.
    """
    names = np.array([*classes, ""])
    order = np.argsort(-scores, axis=1, kind="stable")[:, :3]
    best = np.take_along_axis(scores, order, axis=1)
    if len(classes) < 3:  # the third place is empty
        order = np.pad(order, ((0, 0), (0, 3 - len(classes))), constant_values=len(classes))
    return OutOfFold(
        places=places,
        truth=names[labels],
        top=names[order[:, 0]],
        second=names[order[:, 1]],
        third=names[order[:, 2]],
        score=best[:, 0],
        lead=best[:, 0] - best[:, 1],
    )


def calibrate(blend: Blend, scores: OutOfFold) -> Blend:
    """Return the blend with Platt's sigmoid (Platt 1999) from score to the share that is right."""
    if scores.right.all() or not scores.right.any():
        return blend  # nothing to learn from; a score of 0 shows as 50 %
    fit = LogisticRegression(C=1e3).fit(scores.score.reshape(-1, 1), scores.right)
    return replace(blend, slope=float(fit.coef_[0, 0]), offset=float(fit.intercept_[0]))
