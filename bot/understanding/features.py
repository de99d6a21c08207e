"""From words to a TF-IDF vector: five blocks of n-grams, each scaled to its own unit length.

Blocks: characters inside words; words 1 to 2; stems; pairs of stems up to four apart; concepts
(what the lexicon knows a word to stand for). An n-gram that training never saw still counts in the
length of its block, at the highest idf, so that foreign words pull every score down: it is what
lets the bot notice what it does not know.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from bot.grams import BLOCK_BITS, Keys, key_of
from bot.understanding.lexicon import Lexicon
from bot.understanding.ngrams import WORDS, keys_of

Indices = NDArray[np.int32]
Values = NDArray[np.float32]

BLOCKS = ("characters", "words", "stems", "pairs", "concepts")
WEIGHTS = np.array([1.0, 0.8, 0.4, 0.6, 0.6])
"""How much each block counts; characters carry misspelled words, the others meaning and order.
Words and pairs at 0.4 lost 0.4 points of accuracy on CLINC150's and BANKING77's validation rows."""

IDF_POWER = 0.5
"""Below 1 a rare n-gram weighs less: 0.2 to 0.6 points better on CLINC150 and BANKING77 than 1."""

FEW_ROWS = 3000
MIN_ROWS = np.array([2, 1, 1, 3, 2])
"""An n-gram must stand in so many rows, block by block, where there are FEW_ROWS or more. In few
rows every n-gram counts: 0.3 points of accuracy and of AUROC with 12 to 15 rows a class. Words and
bigrams always do: a rare one may be the whole question."""

MANY_ROWS = 30_000
MIN_OF_MANY = np.array([2, 3, 1, 3, 3])
"""In so many rows four in five words and bigrams stand once or twice. Without them a model has half
the columns and gets as many of the development questions right; a rare word's stem is kept."""

_ZERO = np.zeros(1, np.intp)


@dataclass(frozen=True)
class Vectoriser:
    """The vocabulary: the key of each column's n-gram, ascending, and its idf; shape (columns,)."""

    keys: Keys
    idf: Values
    unseen_idf: float
    lexicon: Lexicon = field(default_factory=Lexicon)

    def vector(self, tokens: Sequence[str]) -> tuple[Indices, Values]:
        """Return the columns and values of the vector of `tokens`, both of shape (known n-grams,).

        Each block has unit length times its weight when every n-gram is known, less otherwise.
        """
        return self.vector_of(keys_of(tokens, self.lexicon))

    def phrase_vector(self, tokens: Sequence[str]) -> tuple[Indices, Values]:
        """Return the same without the n-grams of characters."""
        return self.phrases(self.vector(tokens))

    def phrases(self, vector: tuple[Indices, Values]) -> tuple[Indices, Values]:
        """Return a vector without the n-grams of characters."""
        columns, values = vector
        words = np.searchsorted(self.keys, np.uint32(WORDS << BLOCK_BITS))
        return columns[columns >= words], values[columns >= words]

    def vector_of(self, keys: Keys) -> tuple[Indices, Values]:
        """Return the same for n-grams that are keys already, sorted, with repetitions."""
        if not len(keys) or not len(self.keys):
            return np.zeros(0, np.int32), np.zeros(0, np.float32)
        grams, counts = tally(keys)
        columns, values, known = self.weigh(grams, counts, grams >> np.uint32(BLOCK_BITS))
        return columns[known], values[known]

    def weigh(
        self, grams: Keys, counts: NDArray[np.int64], groups: NDArray[np.unsignedinteger]
    ) -> tuple[Indices, Values, NDArray[np.bool_]]:
        """Return the column and the value of each n-gram, and whether training had it.

        `groups` ascend and number the blocks of the messages; modulo 8 each is the block's own
        number. All arrays have the shape of `grams`; the column of an unknown n-gram means nothing.
        """
        columns = np.searchsorted(self.keys, grams)
        columns[columns == len(self.keys)] = 0
        known = self.keys[columns] == grams
        values = np.where(known, self.idf[columns], self.unseen_idf) * (1.0 + np.log(counts))
        heads = np.concatenate([_ZERO, np.flatnonzero(groups[1:] != groups[:-1]) + 1])
        sizes = np.concatenate([heads[1:], [len(groups)]]) - heads  # np.diff takes far longer
        scales = WEIGHTS[groups[heads] % 8] / np.sqrt(np.add.reduceat(values * values, heads))
        values *= np.repeat(scales, sizes)
        return columns.astype(np.int32), values.astype(np.float32), known

    def follow_each_other(self, first: str, second: str) -> bool:
        """Return whether training had the two words next to each other, in this order."""
        return self.column(key_of(WORDS, f"w {first} {second}")) is not None

    def column(self, key: int) -> int | None:
        """Return the column of the n-gram with `key`, or None where training had none."""
        place = int(np.searchsorted(self.keys, np.uint32(key)))
        return place if place < len(self.keys) and self.keys[place] == key else None


def fit_vectoriser(rows: Sequence[Sequence[str]], lexicon: Lexicon | None = None) -> Vectoriser:
    """Return the vocabulary of `rows`, which are lists of tokens."""
    lexicon = lexicon or Lexicon()
    return fit_vocabulary([keys_of(tokens, lexicon) for tokens in rows], lexicon)


def fit_vocabulary(rows: Sequence[Keys], lexicon: Lexicon) -> Vectoriser:
    """Return the vocabulary of `rows`, which are the keys of each."""
    once = [tally(keys)[0] for keys in rows]
    return vocabulary_of(np.concatenate([np.zeros(0, np.uint32), *once]), len(rows), lexicon)


def vocabulary_of(keys: Keys, total: int, lexicon: Lexicon) -> Vectoriser:
    """Return the vocabulary of `total` rows; `keys` holds each row's n-grams once.

    The idf of an n-gram that stands in df rows is (ln((1 + rows) / (1 + df)) + 1) ** IDF_POWER.
    """
    grams, frequency = tally(np.sort(keys))
    if total >= FEW_ROWS:
        least = MIN_OF_MANY if total >= MANY_ROWS else MIN_ROWS
        kept = frequency >= least[grams >> np.uint32(BLOCK_BITS)]
        grams, frequency = grams[kept], frequency[kept]
    idf = (np.log((1.0 + total) / (1.0 + frequency)) + 1.0) ** IDF_POWER
    unseen = (math.log(1.0 + total) + 1.0) ** IDF_POWER
    return Vectoriser(grams, idf.astype(np.float32), unseen, lexicon)


def tally(ordered: Keys) -> tuple[Keys, NDArray[np.int64]]:
    """Return the distinct keys of a sorted array and how often each stands in it."""
    first = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]])[: len(ordered)])
    ends = np.append(first[1:], len(ordered))
    return ordered[first], ends - first
