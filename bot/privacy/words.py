"""A message cut into the words that may be names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from bot.privacy.common_words import COMMON, PLACES
from bot.privacy.first_names import FIRST, WORDS_TOO
from bot.privacy.ordinary import is_ordinary
from bot.privacy.surnames import SURNAMES
from bot.privacy.things import THINGS

_WORD = re.compile(r"(?<!\w)[^\W\d_]+(?:['’.-][^\W\d_]{1,30}){0,4}")
_TITLES = frozenset("dr Dr DR mr Mr MR mrs Mrs MRS ms Ms prof Prof".split())  # MS is an illness
CALENDAR = frozenset("april may june july august summer autumn".split())
"""Names that are months and seasons."""
MONTHS = frozenset("jan april may june july august".split())
DAY = re.compile(r"\.? ?\d{1,2}(?![\d.-])")
CONTRACTED = re.compile(r"['’](?:t|d|ll|re|ve|m)$")
_SHOUTED = 0.7
"""With so many capital letters among all, a capital says nothing about a word."""


class Word(NamedTuple):
    """A word with what is known of it."""

    text: str
    low: str  # lower case, without a possessive 's
    start: int
    end: int  # where the name would end, without the possessive
    opens: bool  # begins a sentence
    after: str  # what stands between it and the next word

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def known(self) -> bool:
        """Whether it is a name that is hardly anything else."""
        return self.low in FIRST or self.low in SURNAMES

    @property
    def common(self) -> bool:
        """Whether it is an ordinary word, a place, a brand or the like."""
        return self.low in COMMON or self.low in PLACES or self.low in THINGS

    @property
    def listed(self) -> bool:
        """Whether it is a name, though it may be a word as well."""
        return self.known or self.low in WORDS_TOO

    @property
    def odd(self) -> bool:
        """Whether it is no ordinary word, so that nothing but a name or a rare word is left."""
        if CONTRACTED.search(self.low) or (self.low == self.text and self._of_ordinary_parts()):
            return False
        if self.text[:-1].isupper() and self.text[-1] == "s":
            return False  # "can OTs take the course"
        slips = not self.capital or self.opens or self.text.isupper()
        return len(self.low) > 2 and not self.common and not is_ordinary(self.low, slips=slips)

    @property
    def rare(self) -> bool:
        """Whether it is odd and, of five letters or more, not even near an ordinary word."""
        return self.odd and len(self.low) > 4 and not is_ordinary(self.low, slips=True, least=5)

    def _of_ordinary_parts(self) -> bool:
        """Return whether an ordinary word stands before or behind a hyphen: "re-insert"."""
        parts = self.low.split("-")
        return len(parts) > 1 and any(part in COMMON or is_ordinary(part) for part in parts)


def cut(text: str) -> list[Word]:
    """Return the words of `text` in order; digits and marks stand between them."""
    matches = list(_WORD.finditer(text))
    starts = [match.start() for match in matches[1:]] + [len(text)] * bool(matches)
    words, opens = [], True
    for match, next_start in zip(matches, starts, strict=True):
        word, after = match[0], text[match.end() : next_start]
        owned = len(word) > 3 and word[-2:] in ("'s", "’s")
        end = match.end() - 2 * owned
        low = word[: end - match.start()].lower()
        words.append(Word(word, low, match.start(), end, opens, after))
        opens = after != " " and any(mark in after for mark in '.?!:\n"“•')
        opens = opens and word.rstrip(".") not in _TITLES
    return words


def is_shouted(text: str) -> bool:
    """Return whether the text is written in capitals, so that a capital says nothing."""
    capitals = sum(map(str.isupper, text))
    if capitals < 3:  # too few of four letters
        return False
    letters = sum(map(str.isalpha, text))
    return letters > 3 and capitals > _SHOUTED * letters


def is_titled(words: Sequence[Word]) -> bool:
    """Return whether nearly every word begins with a capital, as in a headline."""
    return len(words) > 4 and sum(word.capital for word in words) > _SHOUTED * len(words)
