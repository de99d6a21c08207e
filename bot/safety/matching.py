"""Finding terms in a reading. The work is bounded: each term is tried once per starting word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from bot.safety.reading import Reading
from bot.safety.terms import Lexicon, Term

_REMEMBERED = 4096
"""So many words' classes are kept. With 20,000 the server grew by 3 MB in time."""

_MOST_HITS = 24
"""A term said more often than this in 1,000 characters adds nothing."""

Places = dict[int, list[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Hit:
    """A term found at the words `positions`; it reaches from `start` to `end`, exclusive."""

    start: int
    end: int
    positions: tuple[int, ...]


class Matcher:
    """Finds the terms of a lexicon. `common` counts how often words are used, for speed only."""

    def __init__(self, lexicon: Lexicon, *, common: Mapping[str, int]) -> None:
        self._lexicon = lexicon
        self._rate: dict[int, int] = {}
        for word, count in common.items():
            for number in lexicon.classes_of(word):
                self._rate[number] = self._rate.get(number, 0) + count
        self._terms: dict[int, list[Term]] = {}
        for term in lexicon.terms:
            self._terms.setdefault(self._anchor(term), []).append(term)
        self._phrases: dict[int, list[int]] = {}
        for index, (phrase, _) in enumerate(lexicon.phrases):
            self._phrases.setdefault(self._anchor(phrase), []).append(index)
        self._classes_of = lru_cache(maxsize=_REMEMBERED)(lexicon.classes_of)

    def _anchor(self, term: Term) -> int:
        return min(
            (item for item, _ in term.items), key=lambda item: (self._rate.get(item, 0), item)
        )

    def find(self, reading: Reading) -> dict[int, list[Hit]]:
        """Return the hits by the number of the term; a term that is absent has no entry."""
        places: Places = {}
        for position, token in enumerate(reading.tokens):
            for number in self._classes_of(token):
                places.setdefault(number, []).append((position, position + 1))
        self._add_phrases(reading, places)
        found: dict[int, list[Hit]] = {}
        for number in places.keys() & self._terms.keys():
            for term in self._terms[number]:
                if hits := _hits(term, places, reading):
                    found[term.number] = hits
        return found

    def _add_phrases(self, reading: Reading, places: Places) -> None:
        done: set[int] = set()
        for _ in range(3):  # A phrase may hold a list that holds phrases, no deeper.
            begun = places.keys() & self._phrases.keys()
            waiting = {i for number in begun for i in self._phrases[number]} - done
            if not waiting:
                return
            for index in sorted(waiting):
                phrase, number = self._lexicon.phrases[index]
                done.add(index)
                if hits := _hits(phrase, places, reading):
                    spans = {(hit.start, hit.end) for hit in hits}
                    places[number] = sorted(spans.union(places.get(number, ())))


def _hits(term: Term, places: Places, reading: Reading) -> list[Hit]:
    for number, _ in term.items:
        if number not in places:
            return []
    hits: list[Hit] = []
    (first, _), rest = term.items[0], term.items[1:]
    for start, end in places[first]:
        if term.at_start and start and reading.clause[start] == reading.clause[start - 1]:
            continue
        positions = list(range(start, end))
        for number, gap in rest:
            step = _next(places[number], end, end + gap)
            if step is None:
                break
            positions += range(*step)
            end = step[1]
        else:
            if reading.sentence[start] == reading.sentence[end - 1]:
                hits.append(Hit(start, end, tuple(positions)))
                if len(hits) == _MOST_HITS:
                    break
    return hits


def _next(spans: list[tuple[int, int]], earliest: int, latest: int) -> tuple[int, int] | None:
    for span in spans:
        if span[0] > latest:
            return None
        if span[0] >= earliest:
            return span
    return None
