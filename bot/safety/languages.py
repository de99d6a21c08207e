"""Other languages: hearing an emergency in ten of them, and telling English from the rest."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path

from bot.errors import ContentError, Problem
from bot.safety.language_files import ENGLISH, FOLDER, ForeignRule, LanguageBook, load_languages
from bot.safety.matching import Found
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

_ACCENTED = re.compile("[à-öø-ɏḁ-ỿ]")
_SAYS = {Tier.NOW: "call_now", Tier.TODAY: "call_now", Tier.CRISIS: "crisis"}


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
        """Return one flag for each category and language that the words of `text` raise."""
        reading = self._read(text)
        hits = self._book.matcher.find(reading)
        candidates = sorted({row for number in hits for row in self._by_term.get(number, ())})
        if not candidates:
            return []
        spoken = self._spoken(reading.tokens)
        flags: dict[int, SafetyFlag] = {}
        for index, at in candidates:
            rule = self._book.rules[index]
            if index in flags or rule.language not in spoken:
                continue
            if found := _found(rule, at, hits):
                start, end = reading.span(*found)
                flags[index] = SafetyFlag(
                    f"{rule.language}/{rule.category}",
                    rule.category,
                    rule.tier,
                    start,
                    end,
                    rule.language,
                )
        return [flags[index] for index in sorted(flags)]

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
