"""N-grams as numbers, so that neither training nor serving keeps or compares them as text.

An n-gram's key has 32 bits: its block in the upper three, a checksum of its text below. Of 40,000
n-grams about one pair shares a key; what that adds is drowned by the rest of the message. Which
n-grams there are is for the classifier and for the emergency check to say, each its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.uint32]

BLOCK_BITS = 29
_LOW = (1 << BLOCK_BITS) - 1


def key_of(block: int, gram: str) -> int:
    """Return the key of an n-gram given as text."""
    return block << BLOCK_BITS | crc32(gram.encode()) & _LOW


@dataclass(frozen=True, slots=True)
class Word:
    """A word with all that is known of it alone. The checksum of a pair goes on from its first."""

    keys: Keys  # what it gives by itself
    word: bytes
    root: bytes
    before_word: int
    before_root: int


def make_word(token: str, root: str, keys: Iterable[int], *, mark: str = "") -> Word:
    """Return the word `token`, which gives `keys` by itself; `mark` begins each bigram's text."""
    return Word(
        keys=np.array(list(keys), np.uint32),
        word=token.encode(),
        root=root.encode(),
        before_word=crc32(f"{mark}{token} ".encode()),
        before_root=crc32(f"{root}~".encode()),
    )


def bigrams(words: Sequence[Word], block: int) -> list[int]:
    """Return the keys of each word with the next one."""
    return [
        block << BLOCK_BITS | crc32(second.word, first.before_word) & _LOW
        for first, second in pairwise(words)
    ]


def pairs(words: Sequence[Word], block: int, reach: int) -> list[int]:
    """Return the keys of each two stems that stand two to `reach` words apart."""
    return [
        block << BLOCK_BITS | crc32(second.root, first.before_root) & _LOW
        for i, first in enumerate(words)
        for second in words[i + 2 : i + 1 + reach]
    ]


def sorted_keys(words: Sequence[Word], others: Sequence[int]) -> Keys:
    """Return what the words give by themselves and the `others`, sorted, with repetitions."""
    keys = np.concatenate([*(word.keys for word in words), np.array(others, np.uint32)])
    keys.sort()
    return keys
