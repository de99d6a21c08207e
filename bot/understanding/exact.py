"""The two careful parsers: a message that is a known utterance, letter for letter or but typos."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import DamerauLevenshtein

from bot.text import NEGATIONS, words


@dataclass(frozen=True)
class KnownUtterances:
    """Every utterance and title, normalised, with its intent."""

    by_text: dict[str, str]
    vocabulary: frozenset[str]
    _by_shape: dict[tuple[int, frozenset[str]], list[tuple[str, ...]]] = field(
        default_factory=dict, compare=False
    )

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
        vocabulary = frozenset(word for key in by_text for word in key.split())
        return cls(by_text, vocabulary)

    def __post_init__(self) -> None:
        for key in self.by_text:
            tokens = tuple(key.split())
            if len(tokens) >= 2:
                self._by_shape.setdefault(_shape(tokens), []).append(tokens)

    def exact(self, tokens: Sequence[str]) -> str | None:
        """Return the intent whose utterance this is, or None."""
        return self.by_text.get(" ".join(tokens))

    def fuzzy(self, tokens: Sequence[str]) -> str | None:
        """Return the intent of an utterance that differs by misspelled words alone, or None.

        Word for word: a word we know must be the same, so "before" never passes for "after", and
        both sides must hold the same negations. Unknown words may differ by one letter in four.
        """
        unknown = [i for i, token in enumerate(tokens) if token not in self.vocabulary]
        if not unknown or len(unknown) > (len(tokens) + 1) // 2:
            return None
        found = {
            self.by_text[" ".join(candidate)]
            for candidate in self._by_shape.get(_shape(tokens), ())
            if all(
                _same_word(mine, theirs) if i in unknown else mine == theirs
                for i, (mine, theirs) in enumerate(zip(tokens, candidate, strict=True))
            )
        }
        return found.pop() if len(found) == 1 else None


def _shape(tokens: Sequence[str]) -> tuple[int, frozenset[str]]:
    return len(tokens), NEGATIONS.intersection(tokens)


def _same_word(mine: str, theirs: str) -> bool:
    allowed = max(len(mine), len(theirs)) // 4
    return allowed > 0 and DamerauLevenshtein.distance(mine, theirs) <= allowed
