"""What patients would get from bolder and stricter thresholds, with every guard in force."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.config import BotConfig
from bot.dialogue import Reader
from bot.evaluation.curves import Curve, Point
from bot.evaluation.metrics import Verdict, judge_decisions
from bot.evaluation.questions import OUTSIDE, Question
from bot.training.strictness import RememberingParser
from bot.types import Conversation

if TYPE_CHECKING:
    from bot.understanding.model import Model

_MOST_DEGREES = 12
"""So many degrees show the bend; at each one all questions are decided anew, in 0.2 seconds."""


def by_degree(
    model: Model, degrees: Sequence[BotConfig], questions: Iterable[Question]
) -> Curve | None:
    """Return what comes of the questions in scope at each of `degrees`, None without a question.

    Wrong is an answer to another question, as in the headline and in the aim that the thresholds
    keep to. `chosen` are the thresholds of `model`.
    """
    asked = [question for question in questions if question.kind not in OUTSIDE]
    if not asked:
        return None
    parser = RememberingParser(model)
    step = -(-len(degrees) // _MOST_DEGREES) or 1
    tried = (
        replace(model.config, answer_score=each.answer_score, answer_margin=each.answer_margin)
        for each in degrees[::step]
    )
    points = {_point(parser, config, asked) for config in tried}
    chosen = _point(parser, model.config, asked)
    in_order = sorted({*points, chosen}, key=lambda point: (point.answered, point.wrong))
    return Curve(tuple(in_order), chosen, len(asked))


def _point(parser: RememberingParser, config: BotConfig, asked: Sequence[Question]) -> Point:
    reader = Reader(replace(parser.model, config=config), parser)
    given = wrong = 0
    for question in asked:
        readings = reader.read(question.text, Conversation("boldness"))
        decisions = [reading.decision for reading in readings]
        given += any(decision.intent for decision in decisions)
        wrong += judge_decisions(question, decisions) is Verdict.WRONG
    return Point(given / len(asked), wrong / len(asked))
