"""Thresholds, found on messages the model did not learn from.

On out-of-fold scores the thresholds give as many right answers as possible while no more than `aim`
of the messages get a wrong one. The utterances were written to be hard and unlike each other, so a
left-out one is harder than what other people ask: on the development questions about a third as
many answers are wrong.
"""

from __future__ import annotations

import numpy as np

from bot.config import BotConfig
from bot.training.folds import OutOfFold
from bot.understanding.classifier import OUT_OF_SCOPE


def find_thresholds(scores: OutOfFold, *, aim: float, outside: float) -> BotConfig:
    """Return the thresholds that answer most rows rightly within two limits.

    At most `aim` of all rows get a wrong answer, and at most `outside` of the out-of-scope rows get
    any (both shares, 0 to 1).
    """
    ours = scores.top != OUT_OF_SCOPE
    foreign = scores.truth == OUT_OF_SCOPE
    best = (-1, 0.0, 0.0)
    for lead in np.quantile(scores.lead, np.linspace(0.0, 0.8, 33)):
        for score in np.quantile(scores.score, np.linspace(0.0, 0.9, 46)):
            given = ours & (scores.score >= score) & (scores.lead >= lead)
            wrong = np.mean(given & ~scores.right)
            let_in = np.sum(given & foreign) / max(int(np.sum(foreign)), 1)
            if wrong <= aim and let_in <= outside:
                best = max(best, (int(np.sum(given & scores.right)), float(score), float(lead)))
                break  # higher scores answer less
    answered, answer_score, answer_margin = best
    if answered < 0:
        answer_score, answer_margin = float(scores.score.max()), 0.0
    return BotConfig(
        answer_score=answer_score,
        answer_margin=answer_margin,
        clarify_score=_clarify_score(scores),
        decline_score=_decline_score(scores),
        wrong_answers_aim=aim,
    )


def _clarify_score(scores: OutOfFold) -> float:
    """Return the score from which on one of the three best is right at least half the time."""
    hit = (scores.second == scores.truth) | (scores.third == scores.truth) | scores.right
    useful = hit & (scores.truth != OUT_OF_SCOPE)
    order = np.argsort(scores.score)
    # Share of useful choices in a sliding window of the rows sorted by score.
    window = max(len(order) // 40, 1)
    share = np.convolve(useful[order].astype(float), np.ones(window) / window, mode="valid")
    enough = np.flatnonzero(share >= 0.5)
    return float(scores.score[order][enough[0]]) if len(enough) else float(scores.score.max())


def _decline_score(scores: OutOfFold) -> float:
    """Return the score from which on the out-of-scope class on top is right in 9 of 10 cases."""
    on_top = scores.top == OUT_OF_SCOPE
    for score in np.sort(scores.score[on_top]):
        believed = on_top & (scores.score >= score)
        if np.mean(scores.truth[believed] == OUT_OF_SCOPE) >= 0.9:
            return float(score)
    return float(scores.score.max())
