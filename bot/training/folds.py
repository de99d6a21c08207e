"""Every spoken row scored by a model that was fitted without it, and the blend found on that."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from bot.training.dataset import Row
from bot.training.fit import SEED, UNTUNED, fit_classifier
from bot.understanding.classifier import Blend
from bot.understanding.lexicon import Lexicon

FOLDS = 4
Scores = NDArray[np.float64]
Voices = list[tuple[str, float, float]]
"""What `Classifier.voices` says of one text: (intent, linear score, neighbours' cosine)."""


@dataclass(frozen=True)
class OutOfFold:
    """Scores of rows by models that had not seen them; all arrays have shape (rows,).

    `top`, `second` and `third` are intents; `score` and `lead` belong to the best, `lead` being its
    distance to the second.
    """

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


def out_of_fold(
    rows: Sequence[Row], lexicon: Lexicon, *, progress: Callable[[str], None]
) -> tuple[OutOfFold, Blend]:
    """Return the out-of-fold scores of the spoken rows, and the blend with its scales."""
    spoken = [row for row in rows if row.spoken]
    written = [row for row in rows if not row.spoken]
    labels = [row.intent for row in spoken]
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=SEED)
    rankings: dict[int, Voices] = {}

    def score(fold: tuple[NDArray[np.intp], NDArray[np.intp]]) -> dict[int, Voices]:
        learn, hold = fold
        kept = [*(spoken[i] for i in learn), *written]
        kept.sort(key=lambda row: (row.intent, not row.spoken, row.text))
        classifier = fit_classifier(kept, lexicon)
        progress("a fold is scored")
        return {int(i): classifier.voices(spoken[i].tokens) for i in hold}

    progress(f"fitting {FOLDS} folds")
    # One after another: liblinear keeps its random numbers per process, so folds in threads would
    # draw from one another's and the same content would not give the same model.
    for fold in folds.split(labels, labels):
        rankings |= score(fold)
    blend = _scaled_blend(list(rankings.values()))
    scores = _blended(spoken, rankings, blend)
    return scores, _calibrated(blend, scores)


def _scaled_blend(rankings: Sequence[Voices]) -> Blend:
    linear = np.std([max(row[1] for row in ranking) for ranking in rankings if ranking])
    neighbour = np.std([max(row[2] for row in ranking) for ranking in rankings if ranking])
    return replace(
        UNTUNED,
        linear_scale=float(linear) or 1.0,
        neighbour_scale=float(neighbour) or 1.0,
    )


def _blended(spoken: Sequence[Row], rankings: dict[int, Voices], blend: Blend) -> OutOfFold:
    best: list[list[tuple[float, str]]] = []
    for i in range(len(spoken)):
        scored = sorted(
            ((blend.score(linear, near), name) for name, linear, near in rankings[i]),
            key=lambda pair: (-pair[0], pair[1]),
        )
        best.append((scored + [(-9.0, "")] * 3)[:3])
    return OutOfFold(
        truth=np.array([row.intent for row in spoken]),
        top=np.array([row[0][1] for row in best]),
        second=np.array([row[1][1] for row in best]),
        third=np.array([row[2][1] for row in best]),
        score=np.array([row[0][0] for row in best]),
        lead=np.array([row[0][0] - row[1][0] for row in best]),
    )


def _calibrated(blend: Blend, scores: OutOfFold) -> Blend:
    """Return the blend with Platt's sigmoid (Platt 1999) from score to the share that is right."""
    if scores.right.all() or not scores.right.any():
        return blend  # nothing to learn from; a score of 0 shows as 50 %
    fit = LogisticRegression(C=1e3).fit(scores.score.reshape(-1, 1), scores.right)
    return replace(blend, slope=float(fit.coef_[0, 0]), offset=float(fit.intercept_[0]))
