"""The vocabulary and the vectors of all training rows, counted in whole arrays.

A row at a time would give the same numbers in three times the time.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix

from bot.grams import BLOCK_BITS
from bot.understanding.features import Vectoriser, tally, vocabulary_of
from bot.understanding.lexicon import Lexicon
from bot.understanding.ngrams import keys_of

_KEY_BITS = 32


def fit_vectors(rows: Sequence[Sequence[str]], lexicon: Lexicon) -> tuple[Vectoriser, csr_matrix]:
    """Return the vocabulary of `rows`, which are lists of tokens, and their vectors as float32.

    The matrix has shape (rows, columns); each of its rows is what `Vectoriser.vector` returns.
    """
    keys = [keys_of(tokens, lexicon) for tokens in rows]
    # The row's number stands above the key, so that one count serves all rows.
    numbers = np.repeat(np.arange(len(rows), dtype=np.uint64), [len(row) for row in keys])
    grams, counts = tally(numbers << np.uint64(_KEY_BITS) | np.concatenate(keys))
    row_of = (grams >> np.uint64(_KEY_BITS)).astype(np.intp)
    bare = grams.astype(np.uint32)
    vectoriser = vocabulary_of(bare, len(rows), lexicon)
    columns, values, known = vectoriser.weigh(bare, counts, grams >> np.uint64(BLOCK_BITS))
    starts = np.cumsum([0, *np.bincount(row_of[known], minlength=len(rows))])
    shape = (len(rows), len(vectoriser.keys))
    return vectoriser, csr_matrix((values[known], columns[known], starts), shape)
