"""A message as the search for names sees it: its words, and how each stands to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.privacy.common_words import CLINICAL, COMMON, PLACES
from bot.privacy.first_names import FIRST, WORDS_TOO
from bot.privacy.ordinary import is_ordinary
from bot.privacy.signatures import ORDINARY_ENDING
from bot.privacy.surnames import COMMON_TOO, SURNAMES
from bot.privacy.things import FAMOUS
from bot.privacy.trust import Trust
from bot.privacy.words import DAY, MONTHS, Word, cut, is_shouted, is_titled

_PARTICLES = frozenset(
    "al ben bin da de del della der di dos du el la le ibn ní st van von".split()
)
_ARABIC = ("al-", "el-")  # "fatima al-sayed"
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

    def are_initials(self, number: int) -> bool:
        """Return whether two letters stand before a surname, as in "jp morrison"."""
        word, following = self.words[number], self.following(number)
        short = len(word.low) == 2 and not word.common
        return short and following is not None and following.low in SURNAMES

    def is_particle(self, number: int) -> bool:
        """Return whether it is a small word of a surname, as in "van der Berg"."""
        return self.words[number].text in _PARTICLES and self.words[number].low not in _SAINTS

    def leads_to_a_name(self, number: int) -> bool:
        """Return whether a capitalised name comes behind the particles from word `number` on."""
        last = len(self.words) - 1
        while number < last and self.is_particle(number) and self.words[number].after == " ":
            number += 1
        word = self.words[number]
        return word.capital and word.low not in COMMON

    def is_month(self, number: int) -> bool:
        """Return whether a name that is a month as well stands before a day: "Jan 5", "May 3rd"."""
        word = self.words[number]
        return word.low in MONTHS and DAY.match(word.after) is not None

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
        surname = word.low in FIRST and following.low in COMMON_TOO and not self.titled
        return (
            joined
            and (not ordinary or surname or following.low in WORDS_TOO)
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
        if self.has_capital_next(number) or following.low.startswith(_ARABIC):
            return True
        sure = trust is Trust.SURE and word.after == " " and (self.shouted or not word.capital)
        joined = word.after == " " or self.is_initial(number)
        odd = following.odd and not ORDINARY_ENDING.search(following.low)
        if following.low in WORDS_TOO and not following.common:
            return joined and not is_ordinary(following.low, slips=False)  # "hassan ali"
        return (sure or (joined and (following.known or odd))) and not (
            following.common or following.low in WORDS_TOO
        )
