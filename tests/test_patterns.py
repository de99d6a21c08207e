"""No pattern of the project gets slow on hostile text: its work grows as the text does."""

from __future__ import annotations

import re
import time

import pytest

from tests.patterns import all_patterns, hostile

PATTERNS = all_patterns()
LENGTHS = (20, 120, 1000, 4000)
"""An endless pattern shows at 20 characters already; the API takes no more than 4,000."""

MEASURABLE = 0.01
"""Seconds of the processor; growth cannot be told from noise below, and 50 ms are allowed."""

MOST_GROWTH = 8.0
"""Four times the text takes four times the time, with room for noise; sixteen times is a square."""


def seconds(pattern: re.Pattern[str], text: str) -> float:
    """Return the processor time of replacing all that `pattern` finds in `text`."""
    start = time.thread_time()
    pattern.sub("", text)
    return time.thread_time() - start


def growth(pattern: re.Pattern[str], text: str) -> float:
    """Return how many times longer `text` takes than its first quarter, at the best of three."""
    whole = min(seconds(pattern, text) for _ in range(3))
    quarter = min(seconds(pattern, text[: len(text) // 4]) for _ in range(3))
    return whole / max(quarter, 1e-9)


def slow_on(pattern: re.Pattern[str]) -> str | None:
    """Return the beginning of a hostile text on which `pattern` takes ever longer, or None."""
    for make in hostile(pattern):
        for text in map(make, LENGTHS):
            if seconds(pattern, text) > MEASURABLE:
                if growth(pattern, text) > MOST_GROWTH:
                    return text[:20]
                break
    return None


def test_the_patterns_of_both_packages_are_found() -> None:
    places = " ".join(PATTERNS)
    for module in ("bot.text.", "bot.privacy.codes.", "web.settings."):
        assert module in places
    assert any(re.search(r":\d+$", place) for place in PATTERNS), "none inside a function"


@pytest.mark.parametrize("place", sorted(PATTERNS))
def test_the_work_grows_as_the_text_does(place: str) -> None:
    assert slow_on(PATTERNS[place]) is None


@pytest.mark.parametrize("source", ["(a+)+$", r"\s*,?\s*\s*x"])
def test_a_slow_pattern_is_caught(source: str) -> None:
    assert slow_on(re.compile(source)) is not None
