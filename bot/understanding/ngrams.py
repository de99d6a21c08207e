"""The n-grams of a message as numbers, so that neither training nor serving keeps them as strings.

An n-gram's key has 32 bits: its block in the upper three, a checksum of its text below. Of 40,000
n-grams about one pair shares a key; what that adds is drowned by the rest of the message.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from bot.text import stem
from bot.understanding.lexicon import Lexicon

Keys = NDArray[np.uint32]

CHARACTERS, WORDS, STEMS, PAIRS, CONCEPTS = range(5)

SIZES = (2, 3, 4)
"""Lengths of the n-grams of characters. With a fifth the model grew by a third, and was no better:
93.5 against 93.3 % on CLINC150's validation rows."""

REACH = 4
"""Two stems are a pair when they stand two to four words apart; next neighbours are a bigram."""

MOST_ENTITIES = 7
"""A text that names more of them is a list, and pairs of them would tell nothing."""

BLOCK_BITS = 29
_LOW = (1 << BLOCK_BITS) - 1
_REMEMBERED = 8192


def characters(token: str) -> list[str]:
    """Return the n-grams of characters of one word, which begins and ends with a blank.

    >>> characters("is")
    [' i', 'is', 's ', ' is', 'is ', ' is ']
    """
    padded = f" {token} "
    return [padded[i : i + n] for n in SIZES for i in range(len(padded) - n + 1)]


def phrases(tokens: Sequence[str], lexicon: Lexicon) -> tuple[list[str], ...]:
    """Return the n-grams of the other blocks, from words to concepts, with repetitions.

    A letter tells words, stems and concepts of the same spelling apart.
    """
    stems = [stem(token) for token in tokens]
    pairs = [
        f"{first}~{second}"
        for i, first in enumerate(stems)
        for second in stems[i + 2 : i + 1 + REACH]
    ]
    words = [*tokens, *map(" ".join, pairwise(tokens))]
    return (
        [f"w {word}" for word in words],
        [f"s {root}" for root in stems],
        pairs,
        _concepts(tokens, lexicon),
    )


def grams(tokens: Sequence[str], lexicon: Lexicon) -> tuple[list[str], ...]:
    """Return the n-grams of all blocks as texts, for people to read."""
    return [gram for token in tokens for gram in characters(token)], *phrases(tokens, lexicon)


def _concepts(tokens: Sequence[str], lexicon: Lexicon) -> list[str]:
    """Return the values named, their entities, pairs of entities, and the words beside them."""
    mentions = lexicon.mentions(tokens)
    if not mentions:
        return []
    stems = [stem(token) for token in tokens]
    found: list[str] = []
    entities: set[str] = set()
    sketch: list[str] = []
    position = 0
    for mention in mentions:
        sketch.extend(stems[position : mention.start])
        sketch.append(f"<{mention.entity}>")
        position = mention.end
        entities.add(mention.entity)
        found += [f"e {mention.entity}", f"e {mention.entity}={mention.value}"]
    sketch.extend(stems[position:])
    found.extend(f"e {a}&{b}" for a, b in combinations(sorted(entities)[:MOST_ENTITIES], 2))
    found.extend(f"e {a} {b}" for a, b in pairwise(sketch) if "<" in a + b)
    return found


def key_of(block: int, gram: str) -> int:
    """Return the key of an n-gram given as text."""
    return block << BLOCK_BITS | crc32(gram.encode()) & _LOW


def keys_of(tokens: Sequence[str], lexicon: Lexicon) -> Keys:
    """Return the keys of all n-grams of `tokens`, sorted, with repetitions."""
    words = [_word(token) for token in tokens]
    found = [
        WORDS << BLOCK_BITS | crc32(second.word, first.before_word) & _LOW
        for first, second in pairwise(words)
    ]
    found += [
        PAIRS << BLOCK_BITS | crc32(second.root, first.before_root) & _LOW
        for i, first in enumerate(words)
        for second in words[i + 2 : i + 1 + REACH]
    ]
    found += [key_of(CONCEPTS, gram) for gram in _concepts(tokens, lexicon)]
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
    first = CHARACTERS << BLOCK_BITS
    keys = [first | crc32(gram.encode()) & _LOW for gram in characters(token)]
    keys += [key_of(WORDS, f"w {token}"), key_of(STEMS, f"s {root}")]
    return _Word(
        keys=np.array(keys, np.uint32),
        word=token.encode(),
        root=root.encode(),
        before_word=crc32(f"w {token} ".encode()),
        before_root=crc32(f"{root}~".encode()),
    )
