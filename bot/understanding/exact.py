"""The two careful parsers: a message that is a known utterance, letter for letter or but typos."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import DamerauLevenshtein

from bot.text import NEGATIONS, words

_REMEMBERED = 8
"""A turn asks several times about the same words."""

Numbers = NDArray[np.unsignedinteger]


@dataclass(frozen=True)
class Packed:
    """Utterances as numbers: places in `words` and `intents`, both sorted, each text there once."""

    words: tuple[str, ...]
    intents: tuple[str, ...]
    numbers: Numbers  # (words of all utterances, one after the other)
    sizes: Numbers  # (utterances): how many words each has
    meant: Numbers  # (utterances): the intent of each

    @classmethod
    def from_texts(cls, by_text: Mapping[str, str]) -> Packed:
        """Return normalised texts with the intent of each."""
        texts = [text.split() for text in by_text]
        words = tuple(sorted(set(chain.from_iterable(texts))))
        intents = tuple(sorted(set(by_text.values())))
        word_at = {word: place for place, word in enumerate(words)}
        intent_at = {intent: place for place, intent in enumerate(intents)}
        return cls(
            words,
            intents,
            _small([word_at[word] for text in texts for word in text]),
            _small([len(text) for text in texts]),
            _small([intent_at[intent] for intent in by_text.values()]),
        )


@dataclass(frozen=True, slots=True)
class _Table:
    """The utterances of one length."""

    words: Numbers  # (length, utterances): the number of each word
    intents: Numbers  # (utterances)
    places: NDArray[np.int32]  # (utterances): which one it was when they were given


class KnownUtterances:
    """Every utterance and title, normalised, with its intent; `vocabulary` holds their words.

    Twenty thousand utterances as text and lists of words took 9 MB. So each word is kept once, and
    an utterance as the numbers of its words: one table for each length, a column per utterance.
    """

    def __init__(self, packed: Packed) -> None:
        self.vocabulary, self._intents = packed.words, packed.intents
        self._exact = lru_cache(maxsize=_REMEMBERED)(self._find)
        self._numbers = lru_cache(maxsize=_REMEMBERED)(self._number_all)
        starts = np.cumsum(packed.sizes, dtype=np.int64) - packed.sizes
        self._tables: dict[int, _Table] = {}
        for size in sorted(set(packed.sizes.tolist())):  # np.unique would load numpy.ma: 1 MB
            places = np.flatnonzero(packed.sizes == size).astype(np.int32)
            columns = packed.numbers[starts[places] + np.arange(size)[:, np.newaxis]]
            self._tables[size] = _Table(columns, packed.meant[places], places)

    @classmethod
    def from_rows(cls, rows: Iterable[tuple[str, str]]) -> KnownUtterances:
        """Return the parser for rows of (text, intent); a text of two intents is left out."""
        by_text: dict[str, str] = {}
        claimed_twice: set[str] = set()
        for text, intent in rows:
            key = " ".join(words(text))
            if by_text.setdefault(key, intent) != intent:
                claimed_twice.add(key)
        for key in claimed_twice | {""}:
            by_text.pop(key, None)
        return cls.from_texts(by_text)

    @classmethod
    def from_texts(cls, by_text: Mapping[str, str]) -> KnownUtterances:
        """Return the parser for normalised texts with the intent of each."""
        return cls(Packed.from_texts(by_text))

    @property
    def by_text(self) -> dict[str, str]:
        """The intent of each utterance, in the order they were given; made anew each time."""
        rows = sorted(
            (int(table.places[at]), " ".join(self._tokens(table, at)), int(table.intents[at]))
            for table in self._tables.values()
            for at in range(len(table.intents))
        )
        return {text: self._intents[intent] for _, text, intent in rows}

    def exact(self, tokens: Sequence[str]) -> str | None:
        """Return the intent whose utterance this is, or None."""
        return self._exact(tuple(tokens))

    def _find(self, tokens: tuple[str, ...]) -> str | None:
        table = self._tables.get(len(tokens))
        if table is None:
            return None
        numbers = self._numbers(tokens)
        if None in numbers:
            return None
        found = _alike(table, numbers)
        return self._intents[table.intents[found[0]]] if len(found) else None

    def fuzzy(self, tokens: Sequence[str]) -> str | None:
        """Return the intent of an utterance that differs by misspelled words alone, or None.

        Word for word: a word we know must be the same, so "before" never passes for "after", and
        both sides must hold the same negations. Unknown words may differ by one letter in four.
        """
        numbers = self._numbers(tuple(tokens))
        unknown = [i for i, number in enumerate(numbers) if number is None]
        table = self._tables.get(len(tokens))
        if table is None or not unknown or len(unknown) > (len(tokens) + 1) // 2 or len(tokens) < 2:
            return None
        denied = NEGATIONS.intersection(tokens)
        found = set()
        for at in _alike(table, numbers):
            theirs = self._tokens(table, at)
            same = all(_same_word(tokens[i], theirs[i]) for i in unknown)
            if same and NEGATIONS.intersection(theirs) == denied:
                found.add(int(table.intents[at]))
        return self._intents[found.pop()] if len(found) == 1 else None

    def _number_all(self, tokens: tuple[str, ...]) -> tuple[int | None, ...]:
        return tuple(self._number(token) for token in tokens)

    def _number(self, word: str) -> int | None:
        place = bisect_left(self.vocabulary, word)
        known = place < len(self.vocabulary) and self.vocabulary[place] == word
        return place if known else None

    def _tokens(self, table: _Table, at: int) -> list[str]:
        return [self.vocabulary[number] for number in table.words[:, at]]


def _alike(table: _Table, numbers: Sequence[int | None]) -> list[int]:
    """Return the utterances that have the same words wherever `numbers` tells one."""
    left = np.arange(len(table.intents))
    for theirs, number in zip(table.words, numbers, strict=True):
        if number is not None:
            left = left[theirs[left] == number]
            if not len(left):
                break
    found: list[int] = left.tolist()
    return found


def _small(numbers: Sequence[int]) -> Numbers:
    """Return `numbers` in as few bytes as the largest needs."""
    return np.array(numbers, np.min_scalar_type(max(numbers, default=0)))


def _same_word(mine: str, theirs: str) -> bool:
    allowed = max(len(mine), len(theirs)) // 4
    return allowed > 0 and DamerauLevenshtein.distance(mine, theirs) <= allowed
