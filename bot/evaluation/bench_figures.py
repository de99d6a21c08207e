"""The figures of the benchmark and how far each may be off by the choice of messages alone.

Shares are 0 to 1. A figure is None where no message can tell it, such as those about messages out
of scope in a data set that has none.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

from bot.evaluation.bench_answers import Answers
from bot.evaluation.curves import Bin, Point, calibration_error

FIGURES = {
    "accuracy": "share of the in-scope messages whose best intent in scope is right, nothing held "
    "back",
    "top3": "share of the in-scope messages whose intent is among the three best in scope",
    "macro_f1": "F1 of each intent that was asked, averaged; in-scope messages, nothing held back",
    "out_of_scope_recall": "share of the out-of-scope messages that score below the threshold",
    "in_scope_rejection": "share of the in-scope messages that score below the threshold",
    "right": "share of the in-scope messages at or above the threshold and right",
    "wrong": "share of the in-scope messages at or above the threshold and wrong",
    "abstained": "share of the in-scope messages below the threshold",
    "auroc": "chance that an in-scope message scores higher than an out-of-scope one",
    "fpr_at_95_recall": "share of the out-of-scope messages let in by the highest threshold that "
    "lets 95 % of the in-scope ones in",
    "right_at_5_percent_wrong": "highest share of the in-scope messages answered rightly at any "
    "threshold where at most 5 % of the answers given are wrong",
    "right_at_2_percent_wrong": "the same with at most 2 %",
    "calibration_error": "mean distance between confidence and share right, in ten bins of equal "
    "width; in-scope messages",
}
"""Each figure of `figures` and its meaning."""

_RESAMPLES, _SEED, _BINS, _MOST_POINTS = 200, 20260501, 10, 120
_SPREAD = 1.959964
"""The normal distribution's 97.5 % point: half-widths are those of 95 % intervals."""

_SHARES = (
    "accuracy", "top3", "out_of_scope_recall", "in_scope_rejection", "right", "wrong", "abstained",
)  # fmt: skip
Figures = dict[str, float | None]


def figures(answers: Answers, threshold: float) -> Figures:
    """Return the value of each of FIGURES."""
    inside, given = answers.in_scope, answers.score >= threshold
    right = answers.right
    counted = {
        "accuracy": _share(right, inside),
        "top3": _share(answers.in_three, inside),
        "out_of_scope_recall": _share(~given, ~inside),
        "in_scope_rejection": _share(~given, inside),
        "right": _share(given & right, inside),
        "wrong": _share(given & ~right, inside),
        "abstained": _share(~given, inside),
    }
    values = {**counted, **_curved(answers)}
    return {name: values[name] for name in FIGURES}


def half_widths(answers: Answers, threshold: float) -> Figures:
    """Return half the width of the 95 % interval of each figure.

    Shares have Wilson's interval (1927). The others are computed anew on 200 draws of as many
    messages, with replacement, and get 1.96 times the standard deviation.
    """
    values = figures(answers, threshold)
    inside = int(answers.in_scope.sum())
    outside = len(answers.truth) - inside
    found: Figures = {}
    for name in _SHARES:
        messages = outside if name == "out_of_scope_recall" else inside
        share = values[name]
        found[name] = None if share is None else _wilson(share, messages)
    random = np.random.default_rng(_SEED)
    size = len(answers.truth)
    drawn = [_curved(answers.take(random.integers(0, size, size))) for _ in range(_RESAMPLES)]
    for name in FIGURES:
        if name not in found:
            draws = [value for row in drawn if (value := row[name]) is not None]
            known = values[name] is not None and len(draws) > 1
            found[name] = float(_SPREAD * np.std(draws)) if known else None
    return {name: found[name] for name in FIGURES}


def risk_curve(answers: Answers) -> tuple[Point, ...]:
    """Return what lower and lower thresholds give in scope.

    `answered` is the share of the messages that get an answer, `wrong` the share of the answers.
    """
    answered, wrong = _risks(answers)
    if not len(answered):
        return ()
    kept = np.unique(np.linspace(0, len(answered) - 1, _MOST_POINTS).astype(int))
    return tuple(Point(float(answered[i]), float(wrong[i])) for i in kept)


def reliability(answers: Answers) -> tuple[Bin, ...]:
    """Return ten bins of equal width over the confidence of in-scope messages, none empty."""
    ours = answers.take(answers.in_scope)
    index = np.minimum((ours.confidence * _BINS).astype(int), _BINS - 1)
    return tuple(
        Bin(float(ours.confidence[held].mean()), float(ours.right[held].mean()), int(held.sum()))
        for held in (index == number for number in range(_BINS))
        if held.any()
    )


def _curved(answers: Answers) -> Figures:
    """Return the figures that are no shares of messages."""
    inside = answers.in_scope
    found: Figures = dict.fromkeys(name for name in FIGURES if name not in _SHARES)
    if inside.any():
        found["macro_f1"] = _macro_f1(answers.truth[inside], answers.best[inside])
        answered, wrong = _risks(answers)
        right = answered * (1.0 - wrong)
        for percent in (5, 2):
            held = right[wrong <= percent / 100]
            found[f"right_at_{percent}_percent_wrong"] = float(held.max()) if len(held) else 0.0
        found["calibration_error"] = calibration_error(reliability(answers))
    if inside.any() and not inside.all():
        found["auroc"] = _auroc(answers.score, inside)
        lowest = np.quantile(answers.score[inside], 0.05, method="lower")
        found["fpr_at_95_recall"] = float(np.mean(answers.score[~inside] >= lowest))
    return found


def _risks(answers: Answers) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the share answered and the share wrong of those, for each threshold there is.

    Both have shape (different scores of in-scope messages,).
    """
    ours = answers.take(answers.in_scope)
    order = np.argsort(-ours.score, kind="stable")
    falling = ours.score[order]
    # Messages of equal score are answered together: a step ends where the score changes.
    ends = np.flatnonzero(np.diff(falling, append=-np.inf))
    wrong = np.cumsum(~ours.right[order])[ends]
    return (ends + 1) / max(len(falling), 1), wrong / (ends + 1)


def _macro_f1(truth: NDArray[np.str_], best: NDArray[np.str_]) -> float:
    names, codes = np.unique(np.concatenate([truth, best]), return_inverse=True)
    meant, said = codes[: len(truth)], codes[len(truth) :]
    asked = np.bincount(meant, minlength=len(names))
    given = np.bincount(said, minlength=len(names))
    hits = np.bincount(meant[meant == said], minlength=len(names))
    return float(np.mean((2 * hits / (asked + given))[asked > 0]))


def _auroc(scores: NDArray[np.float64], inside: NDArray[np.bool_]) -> float:
    """Return the area as the rank sum of the in-scope messages tells it (Mann and Whitney 1947)."""
    ours, theirs = int(inside.sum()), int((~inside).sum())
    ranks = float(rankdata(scores)[inside].sum())  # equal scores share their ranks
    return (ranks - ours * (ours + 1) / 2) / (ours * theirs)


def _share(of: NDArray[np.bool_], among: NDArray[np.bool_]) -> float | None:
    return float(np.mean(of[among])) if among.any() else None


def _wilson(share: float, messages: int) -> float:
    z = _SPREAD
    root = np.sqrt(share * (1 - share) / messages + z * z / (4 * messages**2))
    return float(z * root / (1 + z * z / messages))
