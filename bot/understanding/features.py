"""From words to a TF-IDF vector: five blocks of n-grams, each scaled to its own unit length.

Blocks: characters 2 to 5 inside words; words 1 to 2; stems; pairs of stems up to four apart;
concepts (what the lexicon knows a word to stand for). An n-gram that training never saw still
counts in the length of its block, at the highest idf, so that foreign words pull every score down:
it is what lets the bot notice what it does not know.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise

import numpy as np
from numpy.typing import NDArray

from bot.understanding.lexicon import Lexicon

Indices = NDArray[np.int32]
Values = NDArray[np.float32]

BLOCKS = ("characters", "words", "stems", "pairs", "concepts")
WEIGHTS = (1.0, 0.4, 0.4, 0.4, 0.6)
"""How much each block counts; characters carry misspelled words, the others meaning and order."""

_REACH = 4
_MOST_ENTITIES = 7
_SUFFIXES = ("ingly", "edly", "ness", "ment", "able", "ing", "ies", "ied", "ly", "ed", "es", "s")


def stem(word: str) -> str:
    """Return `word` without a common ending, at least three letters long.

    >>> [stem(w) for w in ("injections", "needling", "bruised", "knots", "is")]
    ['injection', 'needl', 'bruis', 'knot', 'is']
    """
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            return word[: -len(suffix)]
    return word


def grams(tokens: Sequence[str], lexicon: Lexicon) -> tuple[list[str], ...]:
    """Return the n-grams of each block, in the order of BLOCKS, with repetitions."""
    characters: list[str] = []
    for token in tokens:
        padded = f" {token} "
        size = len(padded)
        for n in (2, 3, 4, 5):
            characters.extend(padded[i : i + n] for i in range(max(size - n + 1, 0)))
    stems = [stem(token) for token in tokens]
    words = [*tokens, *map(" ".join, pairwise(tokens))]
    pairs = [
        f"{first}~{second}"
        for i, first in enumerate(stems)
        for second in stems[i + 2 : i + 1 + _REACH]
    ]
    concepts = _concepts(tokens, stems, lexicon)
    return characters, [f"w {w}" for w in words], [f"s {s}" for s in stems], pairs, concepts


def _concepts(tokens: Sequence[str], stems: Sequence[str], lexicon: Lexicon) -> list[str]:
    """Return the values named, their entities, pairs of entities, and the neighbours they have."""
    found: list[str] = []
    entities: set[str] = set()
    sketch: list[str] = []
    position = 0
    for mention in lexicon.mentions(tokens):
        sketch.extend(stems[position : mention.start])
        sketch.append(f"<{mention.entity}>")
        position = mention.end
        entities.add(mention.entity)
        found += [f"e {mention.entity}", f"e {mention.entity}={mention.value}"]
    if not found:
        return found
    sketch.extend(stems[position:])
    found.extend(f"e {a}&{b}" for a, b in combinations(sorted(entities)[:_MOST_ENTITIES], 2))
    found.extend(f"e {a} {b}" for a, b in pairwise(sketch) if "<" in a + b)
    return found


@dataclass(frozen=True)
class Vectoriser:
    """The vocabulary: n-gram to column, and the idf of each column (float32, shape (columns,))."""

    columns: Mapping[str, int]
    idf: Values
    unseen_idf: float
    lexicon: Lexicon = field(default_factory=Lexicon)

    def vector(self, tokens: Sequence[str]) -> tuple[Indices, Values]:
        """Return the columns and values of the vector of `tokens`, both of shape (known n-grams,).

        Each block has unit length times its weight when every n-gram is known, less otherwise.
        """
        indices: list[int] = []
        values: list[float] = []
        for block, weight in zip(grams(tokens, self.lexicon), WEIGHTS, strict=True):
            self._add_block(Counter(block), weight, indices, values)
        return np.array(indices, np.int32), np.array(values, np.float32)

    def _add_block(
        self, counts: Counter[str], weight: float, indices: list[int], values: list[float]
    ) -> None:
        columns, idf, unseen = self.columns, self.idf, self.unseen_idf
        squares = 0.0
        found: list[float] = []
        for gram, count in counts.items():
            tf = 1.0 + math.log(count) if count > 1 else 1.0
            column = columns.get(gram)
            if column is None:
                squares += (tf * unseen) ** 2
                continue
            value = tf * float(idf[column])
            squares += value * value
            indices.append(column)
            found.append(value)
        scale = weight / math.sqrt(squares) if squares else 0.0
        values.extend(value * scale for value in found)


def fit_vectoriser(
    rows: Iterable[Sequence[str]], lexicon: Lexicon | None = None, *, min_rows: int = 1
) -> Vectoriser:
    """Return the vocabulary of `rows` (token lists): n-grams that stand in `min_rows` or more.

    Words and stems are kept always: a rare word may be the whole question.
    """
    lexicon = lexicon or Lexicon()
    frequency: Counter[str] = Counter()
    total = 0
    for tokens in rows:
        total += 1
        for block in grams(tokens, lexicon):
            frequency.update(set(block))
    kept = sorted(g for g, n in frequency.items() if n >= min_rows or g.startswith(("w ", "s ")))
    counts = np.array([frequency[g] for g in kept], np.float64)
    idf = np.log((1.0 + total) / (1.0 + counts)) + 1.0
    return Vectoriser(
        columns={gram: column for column, gram in enumerate(kept)},
        idf=idf.astype(np.float32),
        unseen_idf=math.log(1.0 + total) + 1.0,
        lexicon=lexicon,
    )
