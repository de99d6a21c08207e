"""Which words and signs a text holds, so that a pattern is only tried where it can match.

Most patterns of this package need one of a few words. Trying them all on every message took more
time than all the rest of masking.
"""

from __future__ import annotations

import re
from functools import lru_cache

FIGURE = "0"
_REMEMBERED = 4
_DIGIT = re.compile(r"\d")
_PIECE = re.compile(r"\w+|[^\w ]")
_ALSO_I = str.maketrans("ıİ", "ii")  # patterns that ignore case take them for an i


@lru_cache(maxsize=_REMEMBERED)
def said(text: str) -> frozenset[str]:
    """Return the words of `text` in small letters, and its signs.

    "Nickname" and "nameis" count as "name", too, and FIGURE stands for any digit.

    >>> sorted(said("Hi (nameis I.C 3rd)"))
    ['(', ')', '.', '0', '3rd', 'c', 'hi', 'i', 'name', 'nameis']
    """
    if text.isascii():
        found = set(_PIECE.findall(text.lower()))
    else:
        found = {folded(piece) for piece in _PIECE.findall(text)}
    if any("name" in piece for piece in found):
        found.add("name")
    if _DIGIT.search(text):
        found.add(FIGURE)
    return frozenset(found)


def folded(text: str) -> str:
    """Return `text` in small letters, as patterns that ignore case see it."""
    return text.lower() if text.isascii() else text.translate(_ALSO_I).casefold()


def last_words(alternatives: str) -> frozenset[str]:
    """Return the last word of each of the alternatives of a pattern.

    >>> sorted(last_words("mom|step dad|mother[- ]in[- ]law"))
    ['dad', 'law', 'mom']
    """
    return frozenset(re.findall(r"\w+", each)[-1] for each in alternatives.split("|"))
