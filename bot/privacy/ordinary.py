"""Ordinary words in small letters, so that what is none of them may be a name nobody listed.

`ordinary_words.txt` holds what stands in small letters at least twice in `intents/` (not in its
evaluation), common misspellings among it, and some six hundred words more; names stand elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from string import ascii_lowercase

from bot.privacy.common_words import COMMON

_FILE = Path(__file__).with_name("ordinary_words.txt")
# A set that grew word by word has room for three times as many; a copy has not: half a megabyte.
_WORDS = frozenset(set(COMMON.union(_FILE.read_text(encoding="ascii").split())))
_LEAST_FOR_TYPOS = 6
"""A shorter name is one letter away from some word or other: "trey", "they"."""


@lru_cache(maxsize=256)
def is_ordinary(word: str, *, slips: bool = True, least: int = _LEAST_FOR_TYPOS) -> bool:
    """Return whether `word` is an ordinary one or, with `slips`, one slip of the finger away.

    Words shorter than `least` letters are not asked for slips.

    >>> is_ordinary("bleeding"), is_ordinary("bleedign"), is_ordinary("kayden")
    (True, True, False)
    """
    if word in _WORDS or word.removesuffix("s") in _WORDS:
        return True
    if not slips or len(word) < least:
        return False
    return any(near in _WORDS for near in _one_slip_away(word))


def _one_slip_away(word: str) -> Iterator[str]:
    """Yield what `word` becomes with one letter left out, swapped, changed or added."""
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        if tail:
            yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        for letter in ascii_lowercase:
            yield head + letter + tail[1:]
            yield head + letter + tail
