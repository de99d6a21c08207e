"""One message, several questions: "does it hurt? and what does it cost" is two."""

from __future__ import annotations

import re

MOST_PARTS = 3

_SENTENCE = re.compile(r"[.?!\n;]+")
_JOINED = re.compile(
    r"(?:,\s*|\s)(?:and|also|plus|but)\s+(?:also\s+)?"
    r"(?=(?:how|what|is|does|do|can|will|where|who|when|why|should|are)\b)",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\s*(?:and|so|also|but|ok|hi|hello|hey)?[\s,]*"
    r"(?:how|what|is|does|do|can|will|where|who|when|why|should|are|could|would)\b",
    re.IGNORECASE,
)


def split_questions(text: str) -> list[str]:
    """Return the parts of `text` that may be questions of their own: at least two words each.

    >>> split_questions("I had it on Monday. Does it hurt? and what does it cost")
    ['I had it on Monday', 'Does it hurt', 'and what does it cost']
    """
    sentences = [part.strip() for part in _SENTENCE.split(text)]
    parts = [piece.strip(" ,") for sentence in sentences for piece in _JOINED.split(sentence)]
    return [part for part in parts if len(part.split()) >= 2]


def asks(part: str) -> bool:
    """Return whether `part` begins as a question does.

    >>> asks("and how long does it take"), asks("I had it on Monday")
    (True, False)
    """
    return bool(_ASKS.match(part))
