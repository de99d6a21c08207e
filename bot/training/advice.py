"""Fitting the second voice of personal advice: ridge regression over TF-IDF, in closed form."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np

from bot.safety.advice_scorer import AdviceCorpus, AdviceScorer, features, vector

_RIDGE = 1.0  # 0.5 and 2 were no better
_FEWEST_ROWS = 2  # a feature of one row alone says nothing
_DIGITS = 4


def fit_advice(corpus: AdviceCorpus) -> AdviceScorer:
    """Return the voice that sets requests (1) apart from general questions (-1).

    The same corpus gives the same weights: they are rounded, so that no machine's last digit shows.
    """
    texts = (*corpus.advice, *corpus.general)
    rows = Counter(
        name for text in texts for block in features(text, corpus.kinds) for name in block
    )
    kept = sorted(name for name, count in rows.items() if count >= _FEWEST_ROWS)
    idf = {name: round(math.log((1 + len(texts)) / (1 + rows[name])) + 1, _DIGITS) for name in kept}
    column = {name: place for place, name in enumerate(kept)}
    values = np.zeros((len(texts), len(kept)))
    for row, text in enumerate(texts):
        for name, value in vector(text, corpus.kinds, idf).items():
            values[row, column[name]] = value
    wanted = np.array([1.0] * len(corpus.advice) + [-1.0] * len(corpus.general))
    mean = values.mean(axis=0)
    centred = values - mean
    likeness = centred @ centred.T + _RIDGE * np.eye(len(texts))
    weights = centred.T @ np.linalg.solve(likeness, wanted - wanted.mean())
    return AdviceScorer(
        idf=idf,
        weights={name: round(float(weights[place]), _DIGITS) for name, place in column.items()},
        offset=round(float(wanted.mean() - mean @ weights), _DIGITS),
        kinds=corpus.kinds,
    )
