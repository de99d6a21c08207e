"""The n-grams that the second voice weighs, as numbers, so that none is kept or compared as text.

An n-gram's key has 32 bits: its block in the upper three, a checksum of its text below. What a word
gives by itself is worked out once and remembered.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from bot.safety import features
from bot.safety.concepts import Mention
from bot.safety.reading import Reading
from bot.text import stem

BLOCK_BITS = 29
_LOW = (1 << BLOCK_BITS) - 1
_CHARACTERS, _WORDS, _STEMS, _CONCEPTS, _PAIRS, _CONCEPT_PAIRS, _FORM, _OPENINGS = range(8)
_REMEMBERED = 2048
"""So many words' keys are kept, a megabyte at most."""

Keys = NDArray[np.uint32]


def key_of(block: int, gram: str) -> int:
    """Return the key of an n-gram of block number `block` of `features.BLOCKS`."""
    return block << BLOCK_BITS | crc32(gram.encode()) & _LOW


def keys_of(reading: Reading, mentions: Sequence[Mention]) -> Keys:
    """Return the keys of the n-grams of all blocks, as `features.grams` tells them, sorted."""
    words = [_word(token) for token in reading.tokens]
    found = [
        _WORDS << BLOCK_BITS | crc32(second.word, first.before_word) & _LOW
        for first, second in pairwise(words)
    ]
    found += [
        _PAIRS << BLOCK_BITS | crc32(second.root, first.before_root) & _LOW
        for i, first in enumerate(words)
        for second in words[i + 2 : i + 1 + features.REACH]
    ]
    found += [key_of(_CONCEPTS, mention.concept) for mention in mentions]
    pairs = features.concept_pairs(reading, mentions)
    found += [key_of(_CONCEPT_PAIRS, gram) for gram in pairs]
    found += [key_of(_FORM, gram) for gram in features.form(reading)]
    found += [key_of(_OPENINGS, gram) for gram in features.openings(reading)]
    keys = np.concatenate([*(word.keys for word in words), np.array(found, np.uint32)])
    keys.sort()
    return keys


@dataclass(frozen=True, slots=True)
class _Word:
    """A word with all that is known of it alone. The checksum of a pair goes on from its first."""

    keys: Keys  # its characters, itself and its stem
    word: bytes
    root: bytes
    before_word: int
    before_root: int


@lru_cache(maxsize=_REMEMBERED)
def _word(token: str) -> _Word:
    root = stem(token)
    first = _CHARACTERS << BLOCK_BITS
    keys = [first | crc32(gram.encode()) & _LOW for gram in features.characters(token)]
    keys += [key_of(_WORDS, token), key_of(_STEMS, root)]
    return _Word(
        keys=np.array(keys, np.uint32),
        word=token.encode(),
        root=root.encode(),
        before_word=crc32(f"{token} ".encode()),
        before_root=crc32(f"{root}~".encode()),
    )
