"""The small language of the rules, and finding its terms among the words of a message.

A term is words in a row. ``a|b`` means either, ``a_c|b`` either where one is two words, ``breath*``
any word that begins so, ``@list`` a list of words.yaml, ``..`` up to three words between, ``...``
up to six, and ``^`` the start of a clause.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from bot.safety.word_table import WordTable
from bot.text import REWRITES

GLUED = "+"
"""Before a word or phrase: it counts with any of `Lexicon.glued` joined to its front, too."""

_GAPS = {"..": 3, "...": 6}

T = TypeVar("T")


class TermError(ValueError):
    """A term is not written in the language of the rules; the message says what is wrong."""


@dataclass(frozen=True, slots=True)
class Term:
    """One sequence: per item the number of its word class.

    `gaps` tells per item how many words may stand before it; it is empty where none may anywhere.
    """

    number: int
    items: tuple[int, ...]
    gaps: tuple[int, ...]
    at_start: bool


@dataclass(slots=True)
class Lexicon:
    """All terms of a rule folder with the word classes they are made of.

    `lists` holds by name what `@list` stands for: words, ``a_c`` where one is two, other lists. A
    list stands in many classes, so its words know the list, and the list its classes: writing each
    class beside each word took twice the memory and time. `rewrites` are the short forms that a
    message is read without ("w" is "with"): those of English, unless other ones are given.
    """

    lists: Mapping[str, Iterable[str]]
    glued: tuple[str, ...] = ()
    rewrites: Mapping[str, str] = field(default_factory=lambda: REWRITES)
    terms: list[Term] = field(default_factory=list)
    literals: set[str] = field(default_factory=set)
    _classes: dict[str, int] = field(default_factory=dict)
    # By name the number of a list, below 0, and by number the classes and lists that it is part of.
    _numbers: dict[str, int] = field(default_factory=dict)
    _within: dict[int, list[int]] = field(default_factory=dict)
    _words: WordTable = field(default_factory=WordTable)
    _prefixes: WordTable = field(default_factory=WordTable)
    _glued_words: WordTable = field(default_factory=WordTable)
    _glued_prefixes: WordTable = field(default_factory=WordTable)
    phrases: list[tuple[Term, int]] = field(default_factory=list)
    _known_terms: dict[str, Term] = field(default_factory=dict)
    _once: dict[Any, Any] = field(default_factory=dict)  # equal tuples are kept once

    def add(self, text: str) -> Term:
        """Return the term that `text` writes. Raises TermError."""
        if text in self._known_terms:
            return self._known_terms[text]
        term = self._parse(text, number=len(self.terms))
        self.terms.append(term)
        self._known_terms[text] = term
        return term

    def close(self) -> None:
        """Forget how the terms were written, a megabyte: nothing is added any more.

        The terms themselves are kept by the matcher that was made of them.
        """
        self.lists, self.terms, self.phrases = {}, [], []
        self.literals, self._classes, self._known_terms, self._once = set(), {}, {}, {}
        self._numbers = {}
        for table in (self._words, self._prefixes, self._glued_words, self._glued_prefixes):
            table.close()

    def _parse(self, text: str, *, number: int = -1) -> Term:
        items: list[int] = []
        gaps: list[int] = []
        gap, at_start = 0, False
        for item in text.split():
            if item == "^":
                at_start = True
            elif item in _GAPS:
                gap = _GAPS[item]
            else:
                for word in self.rewrites.get(item, item).split():
                    items.append(self._class(word))
                    gaps.append(gap)
                    gap = 0
        if not items or gap:
            raise TermError(f"'{text}' has no words, or ends with a gap")
        kept = self._kept(tuple(gaps)) if any(gaps) else ()
        return Term(number, self._kept(tuple(items)), kept, at_start)

    def _kept(self, value: T) -> T:
        found: T = self._once.setdefault(value, value)
        return found

    def _class(self, item: str) -> int:
        if item in self._classes:
            return self._classes[item]
        number = self._classes[item] = len(self._classes)
        self._fill(number, item.split("|"))
        return number

    def _list(self, name: str) -> int:
        if name in self._numbers:
            return self._numbers[name]
        if name not in self.lists:
            raise TermError(f"the list '@{name}' is not in words.yaml")
        number = self._numbers[name] = -1 - len(self._numbers)
        self._fill(number, self.lists[name])
        return number

    def _fill(self, number: int, parts: Iterable[str]) -> None:
        for part in parts:
            if part.startswith("@"):
                self._within.setdefault(self._list(part[1:]), []).append(number)
            elif "_" in part:
                self.phrases.append((self._parse(part.replace("_", " ")), number))
            else:
                self._add_word(number, part)

    def _add_word(self, number: int, written: str) -> None:
        word = written.removeprefix(GLUED) if self.glued else written
        stem = word.rstrip("*")
        if not (stem.isalnum() or stem.replace("'", "").replace(".", "").isalnum()):
            raise TermError(f"'{word}' is not a word; use letters, figures, and * only at the end")
        if stem == word:
            known, glued = self._words, self._glued_words
            self.literals.add(word)
        else:
            known, glued = self._prefixes, self._glued_prefixes
        known.put(stem, number)
        if word != written:
            glued.put(stem, number)

    def classes_of(self, word: str) -> frozenset[int]:
        """Return the numbers of the word classes that `word` belongs to."""
        found = {*self._words.get(word), *self._prefixes.begun(word)}
        for glued in self.glued:
            if word.startswith(glued):
                rest = word[len(glued) :]
                found |= {*self._glued_words.get(rest), *self._glued_prefixes.begun(rest)}
        return frozenset(number for each in found for number in self.classes_with(each))

    def classes_with(self, number: int) -> Iterator[int]:
        """Return the classes that a class or list is part of: of a class, itself."""
        if number >= 0:
            yield number
        for holder in self._within.get(number, ()):
            yield from self.classes_with(holder)


def parts(entries: Iterable[str]) -> list[str]:
    """Return the entries of a list of words.yaml as the lexicon takes them.

    >>> parts(["sore", "light headed", "can't"])
    ['sore', 'light_headed', 'can_not']
    """
    spoken = (" ".join(REWRITES.get(word, word) for word in entry.split()) for entry in entries)
    return [entry.replace(" ", "_") for entry in spoken]
