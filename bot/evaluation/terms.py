"""Which words of a message counted for or against one intent, and by how much."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from bot.grams import key_of
from bot.text import stem
from bot.understanding.classifier import Classifier
from bot.understanding.lexicon import Lexicon
from bot.understanding.ngrams import MOST_ENTITIES, REACH, characters, grams


@dataclass(frozen=True, slots=True)
class Term:
    """A word or n-gram and what it adds to the linear voice; below zero it counts against."""

    term: str
    weight: float


Located = tuple[str, tuple[int, ...]]
"""An n-gram and the positions of the words it was made of."""


def weigh(classifier: Classifier, tokens: Sequence[str], intent: str) -> tuple[list[Term], float]:
    """Return the weight of each n-gram of `tokens` for `intent`, strongest first, and the start.

    Weights and start (what the intent gets before any word) add up to the linear voice, so they
    count in the same units as the blended score. KeyError: unknown intent.
    """
    if intent not in classifier.classes:
        raise KeyError(intent)
    index = classifier.classes.index(intent)
    columns, values = classifier.vectoriser.vector(tokens)
    names = _names(classifier, tokens)
    terms = [
        Term(names[int(column)], float(value) * classifier.weight(int(column), index))
        for column, value in zip(columns, values, strict=True)
    ]
    terms.sort(key=lambda term: (-abs(term.weight), term.term))
    return terms, float(classifier.intercepts[index])


def by_word(tokens: Sequence[str], lexicon: Lexicon, terms: Sequence[Term]) -> list[Term]:
    """Return the weight of each word, in the order of the message: all its n-grams' shares.

    An n-gram over several words is shared out evenly between them, and one that stands twice in the
    message between both places.
    """
    places: dict[str, list[tuple[int, ...]]] = defaultdict(list)
    for gram, words in located(tokens, lexicon):
        places[gram].append(words)
    totals = [0.0] * len(tokens)
    for term in terms:
        # A kind of n-gram that `located` does not know of is shared out between all words.
        stands = places.get(term.term) or [tuple(range(len(tokens)))]
        for words in stands:
            for position in words:
                totals[position] += term.weight / len(stands) / len(words)
    return [Term(token, total) for token, total in zip(tokens, totals, strict=True)]


def readable(gram: str) -> str:
    """Return an n-gram as a reader may see it.

    >>> [readable(g) for g in ("w does it", "s needl", "hurt~much", " hur", "e pain=ache")]
    ['does it', 'needl…', 'hurt … much', '·hur', 'pain: ache']
    """
    if gram.startswith("w "):
        return gram[2:]
    if gram.startswith("s "):
        return f"{gram[2:]}…"
    if gram.startswith("e "):
        return gram[2:].replace("=", ": ").replace("&", " & ").replace("_", " ")
    if "~" in gram:
        return gram.replace("~", " … ")
    return gram.replace(" ", "·")


def located(tokens: Sequence[str], lexicon: Lexicon) -> Iterator[Located]:
    """Yield the same n-grams as `features.grams`, each with the words it was made of."""
    stems = [stem(token) for token in tokens]
    for i, token in enumerate(tokens):
        yield from ((gram, (i,)) for gram in characters(token))
        yield f"w {token}", (i,)
        yield f"s {stems[i]}", (i,)
        if i + 1 < len(tokens):
            yield f"w {token} {tokens[i + 1]}", (i, i + 1)
        for j in range(i + 2, min(i + 1 + REACH, len(tokens))):
            yield f"{stems[i]}~{stems[j]}", (i, j)
    yield from _concepts(tokens, stems, lexicon)


def _concepts(tokens: Sequence[str], stems: Sequence[str], lexicon: Lexicon) -> Iterator[Located]:
    sketch: list[Located] = []
    named: dict[str, tuple[int, ...]] = {}
    position = 0
    for mention in lexicon.mentions(tokens):
        words = tuple(range(mention.start, mention.end))
        yield f"e {mention.entity}", words
        yield f"e {mention.entity}={mention.value}", words
        sketch += [(stems[i], (i,)) for i in range(position, mention.start)]
        sketch.append((f"<{mention.entity}>", words))
        position = mention.end
        named[mention.entity] = named.get(mention.entity, ()) + words
    sketch += [(stems[i], (i,)) for i in range(position, len(tokens))]
    for one, other in combinations(sorted(named)[:MOST_ENTITIES], 2):
        yield f"e {one}&{other}", named[one] + named[other]
    for (first, mine), (second, theirs) in pairwise(sketch):
        if "<" in first + second:
            yield f"e {first} {second}", mine + theirs


def _names(classifier: Classifier, tokens: Sequence[str]) -> dict[int, str]:
    """Return the n-gram behind each column that `tokens` touch."""
    vectoriser = classifier.vectoriser
    said = {
        vectoriser.column(key_of(block, gram)): gram
        for block, found in enumerate(grams(tokens, vectoriser.lexicon))
        for gram in found
    }
    return {column: gram for column, gram in said.items() if column is not None}
