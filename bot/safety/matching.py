"""Finding terms in a reading. The work is bounded: each term is tried once per starting word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat
from typing import TypeVar

from bot.safety.reading import Reading
from bot.safety.terms import Lexicon, Term

_REMEMBERED = 1024
"""So many words' classes are kept by each of the four lexicons; four times as many took 3 MB."""

_NONE: frozenset[int] = frozenset()

_MOST_HITS = 24
"""A term said more often than this in 1,000 characters adds nothing."""

Span = tuple[int, int]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Hit:
    """A term found at the words `positions`; it reaches from `start` to `end`, exclusive."""

    start: int
    end: int
    positions: tuple[int, ...]


class Places:
    """Where the word classes of one reading stand. A class is looked up when it is asked about."""

    def __init__(self, classes: Sequence[frozenset[int]]) -> None:
        self._classes = classes
        self._spans: dict[int, list[Span]] = {}
        self.present: set[int] = set().union(*classes)

    def spans(self, number: int) -> list[Span]:
        """Return where the words of class `number` stand, from first to last."""
        spans = self._spans.get(number)
        if spans is None:
            spans = [(at, at + 1) for at, found in enumerate(self._classes) if number in found]
            self._spans[number] = spans
        return spans

    def add(self, number: int, hits: Sequence[Hit]) -> None:
        """Count a phrase as one word of class `number` at each of its `hits`."""
        self._spans[number] = sorted({*self.spans(number), *((h.start, h.end) for h in hits)})
        self.present.add(number)


class Found:
    """The terms of one reading by their number.

    Most terms have all their words somewhere in a long message and are still not there, and most
    lines of rules lack another term anyway. So a term is only looked for when it is asked about.
    """

    def __init__(self, reading: Reading, places: Places, possible: Mapping[int, Term]) -> None:
        self._reading = reading
        self._places = places
        self._possible = possible
        self._hits: dict[int, list[Hit]] = {}

    def __iter__(self) -> Iterator[int]:
        """Go through the terms whose words are all there, in the right order or not."""
        return iter(self._possible)

    def __contains__(self, number: object) -> bool:
        return isinstance(number, int) and bool(self[number])

    def __getitem__(self, number: int) -> list[Hit]:
        """Return the hits of a term, none when it is absent."""
        hits = self._hits.get(number)
        if hits is None:
            term = self._possible.get(number)
            hits = _hits(term, self._places, self._reading) if term else []
            self._hits[number] = hits
        return hits

    def get(self, number: int, default: Sequence[Hit] = ()) -> Sequence[Hit]:
        """Return the hits of a term, `default` when it is absent."""
        return self[number] or default


class Matcher:
    """Finds the terms of a lexicon. `common` counts how often words are used, for speed only."""

    def __init__(self, lexicon: Lexicon, *, common: Mapping[str, int]) -> None:
        self._lexicon = lexicon
        rate: dict[int, int] = {}
        for word, count in common.items():
            for number in lexicon.classes_of(word):
                rate[number] = rate.get(number, 0) + count
        self._terms = _by_rarest(((term, term) for term in lexicon.terms), rate)
        # "can not" stands in hundreds of word classes; it is looked for once.
        meant: dict[tuple[object, ...], tuple[Term, list[int]]] = {}
        for phrase, number in lexicon.phrases:
            written = phrase.items, phrase.gaps, phrase.at_start
            meant.setdefault(written, (phrase, []))[1].append(number)
        self._meant = [(phrase, tuple(numbers)) for phrase, numbers in meant.values()]
        phrases = ((phrase, index) for index, (phrase, _) in enumerate(self._meant))
        self._phrases = _by_rarest(phrases, rate)
        self._classes_of = lru_cache(maxsize=_REMEMBERED)(self._look_up)

    def _look_up(self, word: str) -> frozenset[int]:
        # Most words are of no class, and each empty set of their own would take 216 bytes.
        return self._lexicon.classes_of(word) or _NONE

    def find(self, reading: Reading) -> Found:
        """Return the terms of `reading`; each is looked for when it is first asked about."""
        places = Places([self._classes_of(token) for token in reading.tokens])
        self._add_phrases(reading, places)
        present = places.present
        possible = {
            term.number: term
            for number in present & self._terms.keys()
            for term in self._terms[number]
            if present.issuperset(term.items)
        }
        return Found(reading, places, possible)

    def _add_phrases(self, reading: Reading, places: Places) -> None:
        done: set[int] = set()
        for _ in range(3):  # A phrase may hold a list that holds phrases, no deeper.
            present = places.present
            begun = [
                index
                for number in present & self._phrases.keys()
                for index in self._phrases[number]
                if index not in done and present.issuperset(self._meant[index][0].items)
            ]
            if not begun:
                return
            done.update(begun)
            for index in begun:
                phrase, numbers = self._meant[index]
                if hits := _hits(phrase, places, reading):
                    for number in numbers:
                        for each in self._lexicon.classes_with(number):
                            places.add(each, hits)


def _by_rarest(
    found_by: Iterable[tuple[Term, T]], rate: Mapping[int, int]
) -> dict[int, tuple[T, ...]]:
    """Return what the terms find by the rarest of the word classes that each needs."""
    rows: dict[int, list[T]] = {}
    for term, found in found_by:
        rarest = min(term.items, key=lambda item: (rate.get(item, 0), item))
        rows.setdefault(rarest, []).append(found)
    return {number: tuple(found) for number, found in rows.items()}


def _hits(term: Term, places: Places, reading: Reading) -> list[Hit]:
    hits: list[Hit] = []
    first, *others = (places.spans(number) for number in term.items)
    rest = list(zip(others, term.gaps[1:] or repeat(0), strict=False))
    for start, end in first:
        if term.at_start and start and reading.clause[start] == reading.clause[start - 1]:
            continue
        positions = list(range(start, end))
        for spans, gap in rest:
            step = _next(spans, end, end + gap)
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


def _next(spans: list[Span], earliest: int, latest: int) -> Span | None:
    for span in spans:
        if span[0] > latest:
            return None
        if span[0] >= earliest:
            return span
    return None
