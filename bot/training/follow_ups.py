"""From the follow-ups that authors wrote to what the model knows of them: texts and voices."""

from __future__ import annotations

import warnings
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack, spmatrix, vstack
from sklearn.exceptions import ConvergenceWarning
from sklearn.svm import LinearSVC

from bot.content.records import Content, Policy
from bot.text import words
from bot.training.svm import SEED
from bot.understanding.classifier import OUT_OF_SCOPE
from bot.understanding.features import Vectoriser
from bot.understanding.follow_up_voices import AFTER, SILENT, FollowUpVoices
from bot.understanding.follow_ups import unit
from bot.understanding.weights import Weights

FollowUp = tuple[str, str, tuple[str, ...]]
"""After which intent, meaning which, the words."""

_COST, _TOLERANCE, _PASSES = 1.0, 0.01, 100
"""LinearSVC's C, flat between 0.3 and 3 on follow-ups of authors left out; and how far it goes."""

_TOO_SMALL = 2
"""Weights of at most so many 127ths of the largest of their class are taken for none: half of them,
with the same answers."""


def follow_up_texts(content: Content, policy: Policy) -> list[FollowUp]:
    """Return all follow-ups after and to intents that `policy` lets through, in a fixed order."""
    served = {intent.id for intent in content.served(policy)}
    return [
        (intent.id, meant, words(text))
        for intent in content.served(policy)
        for meant, said in sorted(intent.follow_ups.items())
        if meant in served
        for text in said
    ]


def fit_voices(
    texts: Sequence[FollowUp],
    outside: Sequence[tuple[str, ...]],
    classes: Sequence[str],
    vectoriser: Vectoriser,
) -> FollowUpVoices:
    """Return the voices of `texts`; `outside` are the words of messages that are out of scope.

    Those are learned after answers drawn by chance, so that what is none of our business stays so,
    whatever stands before. Without two meanings to tell apart the voices say nothing.
    """
    number = {name: index for index, name in enumerate(classes)}
    means = np.array([number[meant] for _, meant, _ in texts], np.intp)
    if len(np.unique(means)) < 2:
        return FollowUpVoices.silent(len(classes))
    before = np.array([number[intent] for intent, _, _ in texts], np.intp)
    messages = _vectors([tokens for _, _, tokens in texts], vectoriser)
    columns = np.unique(messages.indices)
    if OUT_OF_SCOPE in number:
        chance = np.random.default_rng(SEED).choice(np.unique(before), len(outside))
        messages = vstack([messages, _vectors(outside, vectoriser)])
        before = np.append(before, chance)
        means = np.append(means, np.full(len(outside), number[OUT_OF_SCOPE]))
    answers = csr_matrix(
        (np.full(len(before), AFTER), before, np.arange(len(before) + 1)),
        shape=(len(before), len(classes)),
    )
    weights, intercepts = _fit(hstack([messages.tocsc()[:, columns], answers]), means, len(classes))
    scales = np.maximum(np.abs(weights).max(axis=0), 1e-6) / 127.0
    small = np.rint(weights / scales).astype(np.int8)
    small[np.abs(small) <= _TOO_SMALL] = 0
    return FollowUpVoices(
        columns=columns.astype(np.int32),
        weights=Weights.from_matrix(small[: len(columns)]),
        after=small[len(columns) :],
        scales=scales.astype(np.float32),
        intercepts=intercepts.astype(np.float32),
    )


def _fit(
    rows: spmatrix, means: NDArray[np.intp], classes: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return weights (columns, classes) and intercepts; classes that nothing means stay silent."""
    svm = LinearSVC(C=_COST, tol=_TOLERANCE, max_iter=_PASSES, random_state=SEED)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # so many passes are enough
        svm.fit(rows.tocsr(), means)
    weights, intercepts = np.zeros((rows.shape[1], classes)), np.full(classes, SILENT)
    if len(svm.classes_) == 2:  # liblinear gives one voice for two classes: for the second
        weights[:, svm.classes_] = np.vstack([-svm.coef_, svm.coef_]).T
        intercepts[svm.classes_] = np.append(-svm.intercept_, svm.intercept_)
    else:
        weights[:, svm.classes_], intercepts[svm.classes_] = svm.coef_.T, svm.intercept_
    return weights, intercepts


def _vectors(texts: Sequence[Sequence[str]], vectoriser: Vectoriser) -> csr_matrix:
    """Return the phrase vectors of `texts`, each of length 1, shape (texts, columns)."""
    rows = [vectoriser.phrase_vector(tokens) for tokens in texts]
    starts = np.cumsum([0, *(len(columns) for columns, _ in rows)])
    columns = np.concatenate([np.zeros(0, np.int32), *(columns for columns, _ in rows)])
    values = np.concatenate([np.zeros(0, np.float32), *(unit(values) for _, values in rows)])
    return csr_matrix((values, columns, starts), shape=(len(texts), len(vectoriser.keys)))
