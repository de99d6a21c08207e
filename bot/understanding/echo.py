"""A message read in its context and read alone, put together: what both say, and what it echoes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from bot.text import words
from bot.types import IntentScore
from bot.understanding.classifier import Blend
from bot.understanding.features import Vectoriser

_ALONE = 0.3
"""How much the words of a message count by themselves beside the message with its topic."""

_ECHO = 2.0
"""How much a message that is a known follow-up, word for word, adds to the score of its intent."""


def echoes(
    tokens: Sequence[str], follow_ups: Mapping[str, Sequence[str]], vectoriser: Vectoriser
) -> dict[str, float]:
    """Return the intents that `follow_ups` lead to, each with its likeness (0 to 1) to a message.

    The likeness is the cosine of the most alike follow-up.
    """
    query = _unit(tokens, vectoriser)
    return {
        intent: max(_cosine(query, _unit(words(text), vectoriser)) for text in said)
        for intent, said in follow_ups.items()
    }


def merged(
    read: Sequence[IntentScore],
    alone: Sequence[IntentScore],
    echoed: Mapping[str, float],
    blend: Blend,
) -> tuple[IntentScore, ...]:
    """Return one ranking of a message read in its context and read alone.

    An intent that one of the two does not rank counts there as its last. What the message echoes of
    known follow-ups is added.
    """
    scores: dict[str, float] = {}
    shares = (1 - _ALONE, _ALONE)
    for ranking, share in zip((read, alone), shares, strict=True):
        last = ranking[-1].score if ranking else -1.0
        found = {row.intent: row.score for row in ranking}
        for intent in {row.intent for row in (*read, *alone)} | set(echoed):
            scores[intent] = scores.get(intent, 0.0) + share * found.get(intent, last)
    for intent, likeness in echoed.items():
        scores[intent] += _ECHO * likeness
    best = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(IntentScore(intent, blend.confidence(score), score) for intent, score in best)


def _unit(tokens: Sequence[str], vectoriser: Vectoriser) -> dict[int, float]:
    """Return the vector of `tokens`, column by column, at length 1."""
    columns, values = vectoriser.vector(tokens)
    length = float(np.linalg.norm(values)) or 1.0
    return dict(zip(columns.tolist(), (values / length).tolist(), strict=True))


def _cosine(one: Mapping[int, float], other: Mapping[int, float]) -> float:
    return sum(value * other.get(column, 0.0) for column, value in one.items())
