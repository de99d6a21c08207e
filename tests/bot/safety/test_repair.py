"""Words as people type them, mended one by one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.safety.load import load_book

Mend = Callable[[str], tuple[str, ...]]
SAFETY = Path(__file__).parents[3] / "intents" / "safety"


@pytest.fixture(name="mend", scope="module")
def mend_fixture() -> Mend:
    return load_book(SAFETY).speller.mend


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("icantbreathesinceyesterday", "i cant breathe since yesterday"),
        ("mychesthurtswheni'mbreathing", "my chest hurts when i'm breathing"),
        ("mum'sfaceisdrooping", "mum's face is drooping"),
        ("thermometersays39andichill", "thermometer says 39 and i chill"),
        ("mybrothertookallofmyplls", "my brother took all of my plls"),
    ],
)
def test_words_without_spaces_are_cut_apart(mend: Mend, typed: str, meant: str) -> None:
    assert " ".join(mend(typed)) == meant


@pytest.mark.parametrize(
    "word", ["lightheadedness", "sternocleidomastoid", "qwrtzpsdfghjklmnbvcxy", "a" * 5000]
)
def test_a_long_word_that_is_one_stays_one(mend: Mend, word: str) -> None:
    assert mend(word) == (word,)
