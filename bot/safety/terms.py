"""The small language of the rules, and finding its terms among the words of a message.

A term is words in a row. ``a|b`` means either, ``a_c|b`` either where one is two words, ``breath*``
any word that begins so, ``@list`` a list of words.yaml, ``..`` up to three words between, ``...``
up to six, and ``^`` the start of a clause.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from bot.text import REWRITES

_GAPS = {"..": 3, "...": 6}

T = TypeVar("T")


class TermError(ValueError):
    """A term is not written in the language of the rules; the message says what is wrong."""


@dataclass(frozen=True, slots=True)
class Term:
    """One sequence: per item the number of its word class and how many words may stand before."""

    number: int
    items: tuple[tuple[int, int], ...]
    at_start: bool


@dataclass(slots=True)
class Lexicon:
    """All terms of a rule folder with the word classes they are made of."""

    lists: Mapping[str, Iterable[str]]
    terms: list[Term] = field(default_factory=list)
    literals: set[str] = field(default_factory=set)
    _classes: dict[str, int] = field(default_factory=dict)
    # Tuples, not sets: thousands of words of one or two classes each took a megabyte as sets.
    _words: dict[str, tuple[int, ...]] = field(default_factory=dict)
    _prefixes: dict[str, tuple[int, ...]] = field(default_factory=dict)
    phrases: list[tuple[Term, int]] = field(default_factory=list)
    _known_terms: dict[str, Term] = field(default_factory=dict)
    _once: dict[Any, Any] = field(default_factory=dict)  # equal tuples are kept once

    def add(self, text: str) -> Term:
        """Return the term that `text` writes. Raises TermError."""
        if text in self._known_terms:
            return self._known_terms[text]
        items, at_start = self._parse(text)
        term = Term(len(self.terms), items, at_start)
        self.terms.append(term)
        self._known_terms[text] = term
        return term

    def close(self) -> None:
        """Forget how the terms were written, a megabyte: nothing is added any more."""
        self.lists = {}
        self.literals, self._classes, self._known_terms, self._once = set(), {}, {}, {}

    def _parse(self, text: str) -> tuple[tuple[tuple[int, int], ...], bool]:
        items: list[tuple[int, int]] = []
        gap, at_start = 0, False
        for item in text.split():
            if item == "^":
                at_start = True
            elif item in _GAPS:
                gap = _GAPS[item]
            else:
                for word in REWRITES.get(item, item).split():
                    items.append(self._kept((self._class(word), gap)))
                    gap = 0
        if not items or gap:
            raise TermError(f"'{text}' has no words, or ends with a gap")
        return self._kept(tuple(items)), at_start

    def _kept(self, value: T) -> T:
        found: T = self._once.setdefault(value, value)
        return found

    def _class(self, item: str) -> int:
        if item in self._classes:
            return self._classes[item]
        number = self._classes[item] = len(self._classes)
        for part in item.split("|"):
            if part.startswith("@"):
                self._fill_from_list(number, part[1:])
            elif "_" in part:
                items, at_start = self._parse(part.replace("_", " "))
                self.phrases.append((Term(-1, items, at_start), number))
            else:
                self._fill(number, part)
        return number

    def _fill_from_list(self, number: int, name: str) -> None:
        if name not in self.lists:
            raise TermError(f"the list '@{name}' is not in words.yaml")
        for entry in self.lists[name]:
            written = " ".join(REWRITES.get(word, word) for word in entry.split())
            if entry.startswith("@"):
                self._fill_from_list(number, entry[1:])
            elif " " in written:
                items, at_start = self._parse(written)
                self.phrases.append((Term(-1, items, at_start), number))
            else:
                self._fill(number, written)

    def _fill(self, number: int, word: str) -> None:
        stem = word.rstrip("*")
        if not stem.replace("'", "").replace(".", "").isalnum():
            raise TermError(f"'{word}' is not a word; use letters, figures, and * only at the end")
        if word.endswith("*"):
            self._put(self._prefixes, stem, number)
        else:
            self._put(self._words, word, number)
            self.literals.add(word)

    def classes_of(self, word: str) -> frozenset[int]:
        """Return the numbers of the word classes that `word` belongs to."""
        found = set(self._words.get(word, ()))
        for length in range(1, len(word) + 1):
            found.update(self._prefixes.get(word[:length], ()))
        return frozenset(found)

    def _put(self, classes: dict[str, tuple[int, ...]], word: str, number: int) -> None:
        held = classes.get(word, ())
        if number not in held:
            classes[word] = self._kept((*held, number))
