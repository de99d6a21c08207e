"""A message as the search for names sees it: its words, and how each stands to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.privacy.common_words import CLINICAL, COMMON, PLACES
from bot.privacy.first_names import WORDS_TOO
from bot.privacy.signatures import ORDINARY_ENDING
from bot.privacy.things import FAMOUS
from bot.privacy.trust import Trust
from bot.privacy.words import Word, cut, is_shouted, is_titled

_PARTICLES = frozenset(
    "al ben bin da de del della der di dos du el la le ibn ní st van von".split()
)
_SAINTS = frozenset("st saint mount mt port fort san".split())
_MOST_WORDS = 4


@dataclass(frozen=True)
class Message:
    """One message, cut into words that are called by their number."""

    text: str
    words: Sequence[Word]
    shouted: bool
    titled: bool  # nearly every word has a capital, as in a headline

    @classmethod
    def of(cls, text: str) -> Message:
        """Return the message that `text` is."""
        words = cut(text)
        return cls(text, words, shouted=is_shouted(text), titled=is_titled(words))

    def following(self, number: int) -> Word | None:
        """Return the word after word `number`, or None behind the last."""
        return self.words[number + 1] if number + 1 < len(self.words) else None

    def preceding(self, number: int) -> Word | None:
        """Return the word before word `number`, or None before the first."""
        return self.words[number - 1] if number else None

    def has_capital(self, number: int) -> bool:
        """Return whether the word begins with a capital that says something."""
        return self.words[number].capital and not self.shouted

    def is_initial(self, number: int) -> bool:
        """Return whether it is an initial before the next word, as in "P. K. Rao"."""
        word = self.words[number]
        return len(word.text) == 1 and word.after in (".", ". ")

    def last_of_name(self, first: int, trust: Trust) -> int:
        """Return the number of the last word of the name that begins with word `first`."""
        last = first
        most = 1 if trust is Trust.ONE_WORD else _MOST_WORDS
        while last + 1 < len(self.words) and last - first + 1 < most and self._goes_on(last, trust):
            last += 1
        while last > first and self.words[last].text in _PARTICLES:
            last -= 1
        return last

    def has_capital_next(self, number: int) -> bool:
        """Return whether a capitalised word that may belong to the name comes next."""
        word, following = self.words[number], self.following(number)
        if following is None or not following.capital or self.shouted:
            return False
        joined = word.after == " " or (word.after == ". " and len(word.text) <= 2)
        ordinary = following.low in COMMON or following.low in PLACES
        return (
            joined
            and (not ordinary or following.low in WORDS_TOO)
            and following.low not in CLINICAL
        )

    def names_a_thing(self, number: int) -> bool:
        """Return whether the word names a place, a disease or a plant: "Baker's cyst"."""
        following = self.following(number)
        if following is None or self.words[number].after not in (" ", "-"):
            return False
        place = following.low in PLACES and following.low not in WORDS_TOO and following.capital
        return place or following.low in CLINICAL

    def is_of_a_house(self, number: int) -> bool:
        """Return whether it belongs to a saint, a school or a firm: "Mount Sinai", "John Jay"."""
        before = self.preceding(number)
        around = [word.low for word in self.words[max(0, number - 1) : number + 2]]
        famous = any(f"{first} {second}" in FAMOUS for first, second in pairwise(around))
        return famous or (before is not None and before.low in _SAINTS)

    def _goes_on(self, number: int, trust: Trust) -> bool:
        """Return whether the name goes on with the word after word `number`."""
        word, following = self.words[number], self.words[number + 1]
        if word.end - word.start < len(word.text):
            return False  # a possessive ends it
        if following.low in _PARTICLES and not following.capital and word.after == " ":
            return number + 2 < len(self.words) and following.after == " "
        if self.has_capital_next(number):
            return True
        sure = trust is Trust.SURE and word.after == " " and (self.shouted or not word.capital)
        joined = word.after == " " or self.is_initial(number)
        odd = following.odd and not ORDINARY_ENDING.search(following.low)
        return (sure or (joined and (following.known or odd))) and not (
            following.common or following.low in WORDS_TOO
        )
