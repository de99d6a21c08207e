"""Known words: which entity a word or phrase stands for, such as "jab" for an injection."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from bot.content.records import EntityValue
from bot.text import words
from bot.types import Entity

_REMEMBERED = 8
"""So many messages' mentions and entities are kept."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A value named by `tokens[start:end]`, `end` exclusive."""

    entity: str
    value: str
    start: int
    end: int


@dataclass(frozen=True)
class Lexicon:
    """Phrases (as tokens) and the (entity, value) each stands for; the longest phrase wins."""

    phrases: dict[tuple[str, ...], tuple[str, str]] = field(default_factory=dict)
    longest: int = 0
    _sizes: dict[str, tuple[int, ...]] = field(default_factory=dict, compare=False, repr=False)
    _found: Callable[[tuple[str, ...]], tuple[Mention, ...]] = field(
        init=False, compare=False, repr=False
    )
    _meant: Callable[[tuple[str, ...]], tuple[Entity, ...]] = field(
        init=False, compare=False, repr=False
    )

    def __post_init__(self) -> None:
        # Each step of a turn asks about the same words.
        object.__setattr__(self, "_found", lru_cache(maxsize=_REMEMBERED)(self._find))
        object.__setattr__(self, "_meant", lru_cache(maxsize=_REMEMBERED)(self._entities))
        # The lengths of the phrases that begin with a word, longest first: most words begin none.
        sizes: dict[str, set[int]] = {}
        for phrase in self.phrases:
            sizes.setdefault(phrase[0], set()).add(len(phrase))
        self._sizes.update((word, tuple(sorted(n, reverse=True))) for word, n in sizes.items())

    @classmethod
    def from_values(cls, values: Iterable[EntityValue]) -> Lexicon:
        """Return the lexicon of the entity files. The first owner of a phrase keeps it."""
        phrases: dict[tuple[str, ...], tuple[str, str]] = {}
        for row in values:
            for synonym in row.synonyms:
                phrases.setdefault(words(synonym), (row.entity, row.value))
        phrases.pop((), None)
        return cls(phrases, max(map(len, phrases), default=0))

    def mentions(self, tokens: Sequence[str]) -> tuple[Mention, ...]:
        """Return the values named in `tokens`, in order, none overlapping."""
        return self._found(tuple(tokens))

    def _find(self, tokens: tuple[str, ...]) -> tuple[Mention, ...]:
        found: list[Mention] = []
        start = 0
        while start < len(tokens):
            for size in self._sizes.get(tokens[start], ()):
                hit = self.phrases.get(tokens[start : start + size])
                if hit and start + size <= len(tokens):
                    found.append(Mention(*hit, start, start + size))
                    start += size
                    break
            else:
                start += 1
        return tuple(found)

    def entities(self, tokens: Sequence[str]) -> tuple[Entity, ...]:
        """Return the same as entities whose offsets count characters of the joined tokens."""
        return self._meant(tuple(tokens))

    def _entities(self, tokens: tuple[str, ...]) -> tuple[Entity, ...]:
        mentions = self.mentions(tokens)
        if not mentions:
            return ()
        starts = [0]
        for token in tokens:
            starts.append(starts[-1] + len(token) + 1)
        return tuple(
            Entity(m.entity, m.value, starts[m.start], starts[m.end] - 1) for m in mentions
        )

    def known_words(self) -> frozenset[str]:
        """Return every word of every phrase: words that spelling must never change."""
        return frozenset(word for phrase in self.phrases for word in phrase)
