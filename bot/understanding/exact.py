"""The two careful parsers: a message that is a known utterance, letter for letter or but typos."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import DamerauLevenshtein

from bot.text import NEGATIONS, words


@dataclass(frozen=True, slots=True)
class _Table:
    """The utterances of one length."""

    words: NDArray[np.unsignedinteger]  # (length, utterances): the number of each word
    intents: NDArray[np.unsignedinteger]  # (utterances)
    places: NDArray[np.int32]  # (utterances): which one it was when they were given


class KnownUtterances:
    """Every utterance and title, normalised, with its intent; `vocabulary` holds their words.

    Twenty thousand utterances as text and lists of words took 9 MB. So each word is kept once, and
    an utterance as the numbers of its words: one table for each length, a column per utterance.
    """

    def __init__(self, by_text: Mapping[str, str], vocabulary: Iterable[str] = ()) -> None:
        """Take the intent of each normalised utterance, and words to know besides theirs."""
        number: defaultdict[str, int] = defaultdict(count().__next__)  # a new word, the next number
        for word in sorted(vocabulary):
            number[word]
        intent_number: defaultdict[str, int] = defaultdict(count().__next__)
        by_size: dict[int, tuple[list[int], list[int], list[int]]] = {}
        for place, (text, intent) in enumerate(by_text.items()):
            tokens = text.split()
            numbers, intents, places = by_size.setdefault(len(tokens), ([], [], []))
            numbers += map(number.__getitem__, tokens)
            intents.append(intent_number[intent])
            places.append(place)
        self.vocabulary: Mapping[str, int] = dict(number)
        self._words, self._intents = tuple(number), tuple(intent_number)
        small = np.min_scalar_type(max(len(self._words), len(self._intents)))
        self._tables = {
            size: _Table(
                np.ascontiguousarray(np.array(numbers, small).reshape(-1, size).T),
                np.array(intents, small),
                np.array(places, np.int32),
            )
            for size, (numbers, intents, places) in by_size.items()
        }

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
        return cls(by_text)

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
        table = self._tables.get(len(tokens))
        if table is None or any(token not in self.vocabulary for token in tokens):
            return None
        found = self._alike(table, tokens, range(len(tokens)))
        return self._intents[table.intents[found[0]]] if len(found) else None

    def fuzzy(self, tokens: Sequence[str]) -> str | None:
        """Return the intent of an utterance that differs by misspelled words alone, or None.

        Word for word: a word we know must be the same, so "before" never passes for "after", and
        both sides must hold the same negations. Unknown words may differ by one letter in four.
        """
        unknown = [i for i, token in enumerate(tokens) if token not in self.vocabulary]
        table = self._tables.get(len(tokens))
        if table is None or not unknown or len(unknown) > (len(tokens) + 1) // 2 or len(tokens) < 2:
            return None
        known = [i for i in range(len(tokens)) if i not in unknown]
        denied = NEGATIONS.intersection(tokens)
        found = set()
        for at in self._alike(table, tokens, known):
            theirs = self._tokens(table, at)
            same = all(_same_word(tokens[i], theirs[i]) for i in unknown)
            if same and NEGATIONS.intersection(theirs) == denied:
                found.add(int(table.intents[at]))
        return self._intents[found.pop()] if len(found) == 1 else None

    def _alike(self, table: _Table, tokens: Sequence[str], where: Sequence[int]) -> list[int]:
        """Return the utterances that have the words of `tokens`, all known, at `where`."""
        wanted = np.array([[self.vocabulary[tokens[i]]] for i in where], table.words.dtype)
        same: NDArray[np.bool_] = (table.words[where] == wanted).all(axis=0)
        return [int(at) for at in same.nonzero()[0]]

    def _tokens(self, table: _Table, at: int) -> list[str]:
        return [self._words[number] for number in table.words[:, at]]


def _same_word(mine: str, theirs: str) -> bool:
    allowed = max(len(mine), len(theirs)) // 4
    return allowed > 0 and DamerauLevenshtein.distance(mine, theirs) <= allowed
