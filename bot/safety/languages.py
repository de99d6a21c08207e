"""Other languages: hearing an emergency in ten of them, and telling English from the rest."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path

from bot.errors import ContentError, Problem
from bot.safety.language_files import ENGLISH, FOLDER, ForeignRule, LanguageBook, load_languages
from bot.safety.matching import Found
from bot.safety.reading import Reading
from bot.safety.scripts import other_script, read_any
from bot.text import MAX_CHARACTERS
from bot.types import SafetyFlag, Tier

_FEWEST_WORDS = 3
"""Fewer words in our letters are taken for English: "taxi normal", "menu", a name, a street.
Two that one other language has, and English has not, are that language: "cuanto cuesta"."""

_REMEMBERED = 4
"""A turn asks several times about the same text."""

_SURELY_ENGLISH = 2
"""So many words that are common in English alone, and a message is English, or a mixture."""

_SPANISH_SIGN = re.compile("[¿¡]")
_ACCENTED = re.compile("[à-öø-ɏḁ-ỿ]")
_SAYS = {Tier.NOW: "call_now", Tier.TODAY: "call_now", Tier.CRISIS: "crisis"}


@dataclass(frozen=True, slots=True)
class _Telling:
    """What tells one language from English."""

    words: frozenset[str]
    phrases: tuple[str, ...]


class Languages:
    """Hears emergencies in other languages, and says whether a message is in English."""

    def __init__(self, book: LanguageBook, says: Mapping[str, Mapping[str, str]]) -> None:
        self._book = book
        self._says = says
        self._english = book.common[ENGLISH]
        # A word that English shares tells nothing ("me", "die", "pain"), nor does one letter.
        self._others = {
            name: frozenset(word for word in words - self._english if len(word) > 1)
            for name, words in book.common.items()
            if name != ENGLISH
        }
        self._telling = {
            name: _Telling(
                frozenset(item for item in items if " " not in item),
                tuple(sorted(item for item in items if " " in item)),
            )
            for name, items in book.telling.items()
            if items
        }
        self._tellers: dict[str, set[str]] = {}  # by a word, or the first one of a phrase
        for name, items in book.telling.items():
            for item in items:
                self._tellers.setdefault(item.split()[0], set()).add(name)
        self._foreign = frozenset().union(*self._others.values())
        self._read = lru_cache(maxsize=_REMEMBERED)(partial(read_any, letters=book.letters))
        self.is_foreign = lru_cache(maxsize=_REMEMBERED)(self._is_foreign)
        shared = frozenset[str]().union(*(w for n, w in book.common.items() if n != ENGLISH))
        self._only_english = self._english - shared
        self._by_term: dict[int, list[tuple[int, int]]] = {}
        for index, rule in enumerate(book.rules):
            for at, line in enumerate(rule.lines):
                self._by_term.setdefault(line.needs[0], []).append((index, at))

    @classmethod
    def from_folder(
        cls, folder: Path, *, categories: frozenset[str], numbers: Mapping[str, str]
    ) -> Languages:
        """Return the languages of `intents/safety/languages/`; `numbers` fill the card's line.

        Raises ContentError when the folder is empty or has a fault.
        """
        book = load_languages(folder, categories=categories)
        says: dict[str, dict[str, str]] = {}
        for name, texts in book.says.items():
            try:
                says[name] = {kind: text.format_map(numbers) for kind, text in texts.items()}
            except (KeyError, IndexError, ValueError) as error:
                known = ", ".join(f"{{{number}}}" for number in numbers)
                message = f"says: unknown placeholder {error}; known: {known}"
                raise ContentError([Problem(f"{FOLDER}/{name}.yaml", 0, message)]) from None
        return cls(book, says)

    def hear(self, text: str) -> list[SafetyFlag]:
        """Return one flag for each category and language that the words of `text` raise.

        What the language with most of its common words there raises comes first.
        """
        reading = self._read(text)
        hits = self._book.matcher.find(reading)
        candidates = sorted({row for number in hits for row in self._by_term.get(number, ())})
        if not candidates:
            return []
        spoken = self._spoken(reading.tokens)
        flags: dict[int, SafetyFlag] = {}
        for index, at in candidates:
            rule = self._book.rules[index]
            if index in flags:
                continue
            found = _found(rule, at, hits)
            if found and (rule.language in spoken or _in_other_script(reading, found)):
                start, end = reading.span(*found)
                flags[index] = SafetyFlag(
                    f"{rule.language}/{rule.category}",
                    rule.category,
                    rule.tier,
                    start,
                    end,
                    rule.language,
                )
        said = set(reading.tokens)
        theirs = {name: len(said & words) for name, words in self._book.common.items()}
        return [flags[i] for i in sorted(flags, key=lambda i: (-theirs[flags[i].language], i))]

    def _spoken(self, said: Sequence[str]) -> set[str]:
        """Return the languages that the words `said` may be in, English beside them or not.

        "My aspirin before the trigger point" holds words of a French line, but no French.
        """
        different = set(said)
        if len(different & self._only_english) < _SURELY_ENGLISH:
            return set(self._others)
        return {name for name, words in self._others.items() if different & words}

    def first_line(self, flags: Sequence[SafetyFlag]) -> str:
        """Return what stands first on the card for the worst of `flags`, in its language; or ""."""
        worst = flags[0]
        return self._says.get(worst.language, {}).get(_SAYS[worst.tier], "")

    def _is_foreign(self, text: str) -> bool:
        """Return whether `text` is in another language than English, as far as can be told.

        In doubt it is English: a patient whose English is full of slips must not be turned away.
        """
        text = text[:MAX_CHARACTERS]
        if other_script(text):
            return True
        said = self._read(text).tokens
        different = set(said)
        if _SPANISH_SIGN.search(text) and 2 * len(different & self._english) < len(different):
            return True
        told = {name for word in different for name in self._tellers.get(word, ())}
        if any(self._tells(name, said) for name in told):
            return True
        if len(said) < _FEWEST_WORDS:
            one = any(different <= words for words in self._others.values())
            return one and len(different) == 2 and text.isascii()  # with accents: a name
        english = len(different & self._english)
        accented = 0
        if not text.isascii():
            accented = len({word for word in text.lower().split() if _ACCENTED.search(word)})
        foreign = different & self._foreign
        if foreign:
            most = max(accented, *(len(foreign & words) for words in self._others.values()))
        else:
            most = accented
        return most > english and (most > 2 or (most == 2 and not english))

    def _tells(self, name: str, said: Sequence[str]) -> bool:
        """Return whether words of language `name` that tell it stand in `said`, which it makes up.

        "Me duele" is Spanish for one word that English has not; "mi abuela can come?" is not: half
        of the words must be of the language, and more than half where any is of English alone.
        """
        telling, common = self._telling[name], self._book.common[name]
        words, line = set(said), f" {' '.join(said)} "
        phrases = [phrase for phrase in telling.phrases if f" {phrase} " in line]
        if not phrases and telling.words.isdisjoint(words):
            return False
        of_it = telling.words | common | {word for phrase in phrases for word in phrase.split()}
        theirs = sum(word in of_it for word in said)
        ours = len((words & self._english) - of_it)
        return 2 * theirs > len(said) or (2 * theirs == len(said) and not ours)


def _in_other_script(reading: Reading, found: tuple[int, int]) -> bool:
    """Return whether the words `found` are not all in Latin letters: no English holds them."""
    return not all(token.isascii() for token in reading.tokens[slice(*found)])


def _found(rule: ForeignRule, at: int, hits: Found) -> tuple[int, int] | None:
    """Return the first and last word (exclusive) of what line `at` of `rule` finds, or None."""
    line, beside = rule.lines[at], rule.within // 2
    if any(number not in hits for number in line.needs):
        return None
    for pivot in hits[line.needs[0]]:
        start, end = pivot.start, pivot.end
        for number in line.needs[1:]:
            near = min(hits[number], key=lambda hit: abs(hit.start - pivot.start))
            start, end = min(start, near.start), max(end, near.end)
        excluded = any(
            hit.end > start - beside and hit.start < end + beside
            for number in (*line.without, *rule.unless)
            for hit in hits.get(number, ())
        )
        if end - start <= rule.within and not excluded:
            return start, end
    return None
