"""The same message written badly: capitals, look-alike and hidden characters, glued words,
slips."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping

from bot.evaluation.typos import misspelled

_TWINS = str.maketrans("aeopcyxi", "аеорсухі")  # Latin to Cyrillic
_HIDDEN = "\u200b\u200d\u2060\u00ad"


def _hidden(text: str) -> str:
    """Put an invisible character into each longer word."""
    return " ".join(
        word[: len(word) // 2] + _HIDDEN[len(word) % len(_HIDDEN)] + word[len(word) // 2 :]
        for word in text.split(" ")
    )


def _twins(text: str) -> str:
    """Write every other word with Cyrillic letters that look the same."""
    words = text.split(" ")
    return " ".join(w.translate(_TWINS) if i % 2 else w for i, w in enumerate(words))


def _wide(text: str) -> str:
    """Write ASCII in the full-width forms of East Asian keyboards."""
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def _glued(text: str) -> str:
    """Leave out one space in three."""
    chance = random.Random(text)  # noqa: S311  # no secret hangs on it
    return "".join("" if c == " " and chance.random() < 1 / 3 else c for c in text)


HARMLESS: Mapping[str, Callable[[str], str]] = {
    "capitals": str.upper,
    "small letters": str.lower,
    "hidden characters": _hidden,
    "look-alike letters": _twins,
    "wide letters": _wide,
}
"""Disguises that must not change what the check hears."""

SLIPS: Mapping[str, Callable[[str], str]] = {
    "1-2 typos": lambda text: misspelled(text, seed=1),
    "glued words": _glued,
    "no spaces": lambda text: text.replace(" ", ""),
}
"""Disguises that may cost a few."""
