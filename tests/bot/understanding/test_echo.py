"""What a message echoes of known follow-ups, and one ranking from two readings."""

import pytest

from bot.text import words
from bot.types import IntentScore
from bot.understanding import echo
from bot.understanding.classifier import Blend
from bot.understanding.features import fit_vectoriser


def test_a_known_follow_up_is_echoed_by_its_like():
    vectoriser = fit_vectoriser(
        [words(t) for t in ("how long is it", "what helps", "does it hurt")]
    )
    said = {
        "soreness-after": ("how long is it", "does it hurt"),
        "aftercare-general": ("what helps",),
    }
    found = echo.echoes(words("how long is it"), said, vectoriser)
    assert found["soreness-after"] == pytest.approx(1.0)
    assert found["aftercare-general"] < 0.3
    assert echo.echoes(words("how long"), {}, vectoriser) == {}


def test_an_echo_lifts_its_intent_in_the_merged_ranking():
    read = (IntentScore("a", 0.5, 1.0), IntentScore("b", 0.5, 0.0))
    alone = (IntentScore("b", 0.5, 0.4), IntentScore("a", 0.5, 0.0))
    plain = echo.merged(read, alone, {}, Blend())
    assert [row.intent for row in plain] == ["a", "b"]
    lifted = echo.merged(read, alone, {"b": 1.0}, Blend())
    assert [row.intent for row in lifted] == ["b", "a"]
    assert all(0 <= row.confidence <= 1 for row in lifted)
