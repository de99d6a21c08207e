"""How coverage, wrong answers and confidence hang together, as points that can be drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from bot.config import BotConfig
from bot.evaluation.questions import Question
from bot.understanding.classifier import OUT_OF_SCOPE, Blend
from bot.understanding.parser import Parser

if TYPE_CHECKING:
    from bot.training.folds import OutOfFold
    from bot.understanding.model import Model

_MOST_POINTS = 160
_BINS = 10
_NOTHING_BELOW = -9.0  # stands for the second where there is none, as in the policy


@dataclass(frozen=True)
class Ranked:
    """The best intent of each message, without guards; all arrays have shape (messages,)."""

    score: NDArray[np.float64]
    lead: NDArray[np.float64]  # distance to the second
    right: NDArray[np.bool_]  # out of scope on top is right for what is out of scope
    in_scope: NDArray[np.bool_]  # whether an intent stands on top, so that it may be answered


@dataclass(frozen=True, slots=True)
class Point:
    """Shares (0 to 1) of all messages: answered at all, and answered wrongly."""

    answered: float
    wrong: float


@dataclass(frozen=True, slots=True)
class Curve:
    """What bolder and bolder thresholds give; `chosen` are the ones in force."""

    points: tuple[Point, ...]
    chosen: Point
    messages: int


@dataclass(frozen=True, slots=True)
class Bin:
    """Messages of like confidence: the mean confidence, the share that is right, how many."""

    confidence: float
    right: float
    messages: int


def ranked_rows(scores: OutOfFold) -> Ranked:
    """Return the training messages as ranked by models that had not seen them."""
    return Ranked(scores.score, scores.lead, scores.right, scores.top != OUT_OF_SCOPE)


def ranked_questions(model: Model, questions: Iterable[Question]) -> Ranked:
    """Return the evaluation questions as ranked by the parsers of `model`, each as a whole."""
    parser = Parser(model)
    rows: list[tuple[float, float, bool, bool]] = []
    for question in questions:
        ranking = parser.parse(question.text).ranking
        top = ranking[0].intent if ranking else OUT_OF_SCOPE
        score = ranking[0].score if ranking else _NOTHING_BELOW
        second = ranking[1].score if len(ranking) > 1 else _NOTHING_BELOW
        right = top in question.intents or (top == OUT_OF_SCOPE and not question.intents)
        rows.append((score, score - second, right, top != OUT_OF_SCOPE))
    table = np.array(rows, np.float64).reshape(-1, 4)
    return Ranked(table[:, 0], table[:, 1], table[:, 2] > 0, table[:, 3] > 0)


def coverage(ranked: Ranked, config: BotConfig) -> Curve:
    """Return the curve of `ranked` over all answer scores, at the margin of `config`.

    It is the ranking alone: the guards, which withhold more of the wrong ones, are not asked.
    """
    total = len(ranked.score)
    if not total:
        return Curve((), Point(0.0, 0.0), 0)
    may = ranked.in_scope & (ranked.lead >= config.answer_margin)
    order = np.argsort(-ranked.score[may], kind="stable")
    wrong = np.cumsum(~ranked.right[may][order])
    # A step ends where the score changes: messages of equal score are answered together.
    falling = ranked.score[may][order]
    ends = np.flatnonzero(np.diff(falling, append=-np.inf))
    kept = (
        ends[np.unique(np.linspace(0, len(ends) - 1, _MOST_POINTS).astype(int))]
        if len(ends)
        else ends
    )
    points = [Point((int(i) + 1) / total, int(wrong[i]) / total) for i in kept]
    given = _given(ranked, config)
    chosen = Point(float(np.mean(given)), given_wrongly(ranked, config) / total)
    return Curve((Point(0.0, 0.0), *points), chosen, total)


def given_wrongly(ranked: Ranked, config: BotConfig) -> int:
    """Return how many messages the thresholds of `config` let through to a wrong answer."""
    return int(np.sum(_given(ranked, config) & ~ranked.right))


def _given(ranked: Ranked, config: BotConfig) -> NDArray[np.bool_]:
    may = ranked.in_scope & (ranked.lead >= config.answer_margin)
    given: NDArray[np.bool_] = may & (ranked.score >= config.answer_score)
    return given


def reliability(ranked: Ranked, blend: Blend) -> tuple[Bin, ...]:
    """Return ten bins of equal width over the confidence, empty ones left out."""
    confidence = np.array([blend.confidence(float(score)) for score in ranked.score])
    index = np.minimum((confidence * _BINS).astype(int), _BINS - 1)
    return tuple(
        Bin(float(confidence[held].mean()), float(ranked.right[held].mean()), int(held.sum()))
        for held in (index == number for number in range(_BINS))
        if held.any()
    )


def calibration_error(bins: Sequence[Bin]) -> float:
    """Return the mean distance (0 to 1) between confidence and share right, by messages."""
    total = sum(row.messages for row in bins) or 1
    return sum(row.messages * abs(row.confidence - row.right) for row in bins) / total
