"""One message, several questions: "does it hurt? and what does it cost" is two."""

from __future__ import annotations

import re
from dataclasses import dataclass

MOST_PARTS = 3

_WORDS = (
    r"(?:how|what|is|does|do|did|can|could|will|would|where|who|when|why|should|are|which|any)\b"
)
_SENTENCE = re.compile(r"([.?!\n;]+)")
_JOINED = re.compile(
    r"(?:,\s*|\s)(?:and|also|plus|but|or)\s+(?:also\s+)?(?="
    + _WORDS
    + r")|,\s*(?="
    + _WORDS
    + r")",
    re.IGNORECASE,
)
# One run of blanks at a time: two in a row took half a second for 250 spaces.
_ASKS = re.compile(
    r"\A[\s,]*(?:(?:and|so|also|but|ok|hi|hello|hey|plus)[\s,]*)?" + _WORDS,
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a message, and whether it asks: by its first word or by a question mark."""

    text: str
    asks: bool


def split_questions(text: str) -> list[Piece]:
    """Return the parts of `text` that may be questions of their own, in order.

    >>> [p.text for p in split_questions("I had it on Monday. Does it hurt? and what does it cost")]
    ['I had it on Monday', 'Does it hurt', 'and what does it cost']
    >>> [p.asks for p in split_questions("I had it on Monday. Does it hurt? parking?")]
    [False, True, True]
    """
    pieces: list[Piece] = []
    cut = _SENTENCE.split(text)
    for sentence, end in zip(cut[::2], [*cut[1::2], ""], strict=True):
        parts = [part.strip(" ,") for part in _JOINED.split(sentence)]
        for part in parts:
            if part:
                asked = "?" in end and part == parts[-1]
                pieces.append(Piece(part, asked or bool(_ASKS.match(part))))
    return pieces
