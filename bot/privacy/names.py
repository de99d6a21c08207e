"""Names of people: by the words that introduce them, and by sight where the name is well known.

No list knows every name, so the words around it count first: "my name is", "my son", "Mrs.". A word
that is a name and an ordinary word ("Will", "Hope") counts only where the text says that it is one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.privacy.common_words import CLINICAL, COMMON, PLACES
from bot.privacy.first_names import FIRST, WORDS_TOO
from bot.privacy.introductions import (
    HEADING,
    INTRODUCTIONS,
    ORDINARY_ENDING,
    PERSON_AFTER,
    SIGNED,
    Trust,
)
from bot.privacy.surnames import SURNAMES
from bot.privacy.things import THINGS
from bot.privacy.words import Word, cut, is_shouted, is_titled

_PARTICLES = frozenset(
    "al ben bin da de del della der di dos du el la le ibn ní st van von".split()
)
_CALENDAR = frozenset("april may june july august summer autumn".split())
_MOST_WORDS = 4


def names(text: str, *, number_at: int = 0) -> Iterator[tuple[int, int]]:
    """Yield the spans of names in `text`; one may lie within another.

    `number_at` is where its first phone number, birth date or the like begins: a name may head it.
    """
    words = cut(text)
    if not words:
        return
    reader = _Reader(text, words, shouted=is_shouted(text), titled=is_titled(words))
    found = [*reader.introduced(), *reader.by_sight(), *reader.heading(number_at)]
    yield from found
    yield from reader.again({word for span in found for word in text[span[0] : span[1]].split()})


@dataclass(frozen=True)
class _Reader:
    """One message, cut into words."""

    text: str
    words: Sequence[Word]
    shouted: bool
    titled: bool  # nearly every word has a capital, as in a headline

    def introduced(self) -> Iterator[tuple[int, int]]:
        """Yield the names after words that introduce one."""
        at = {word.start: number for number, word in enumerate(self.words)}
        for cue, trust in INTRODUCTIONS:
            for match in cue.finditer(self.text):
                number = at.get(match.end())
                if number is not None and (span := self._from(number, trust)):
                    yield span
        for pattern, trust in SIGNED:
            for match in pattern.finditer(self.text):
                first = at.get(match.start(1))
                alone = " " not in match[1]
                if first is not None and self._is_name(first, trust if alone else Trust.ODD):
                    yield match.span(1)

    def heading(self, number_at: int) -> Iterator[tuple[int, int]]:
        """Yield the name that a message begins with, right before its first number."""
        match = HEADING.fullmatch(self.text[:number_at])
        if match and (COMMON | THINGS).isdisjoint(match[1].lower().split()):
            yield match.span(1)

    def by_sight(self) -> Iterator[tuple[int, int]]:
        """Yield known names, whatever stands before them."""
        number = 0
        while number < len(self.words):
            last = self._seen(number)
            if last is None or self._of_something(last):
                number += 1
                continue
            yield self.words[number].start, self.words[last].end
            number = last + 1

    def again(self, found: set[str]) -> Iterator[tuple[int, int]]:
        """Yield every other place where a word of a name that was found stands as a name."""
        repeated = {part.strip(".,") for part in found if len(part) > 1}
        for word in self.words:
            if word.capital and word.text[: word.end - word.start] in repeated and not word.common:
                yield word.start, word.end

    def _from(self, first: int, trust: Trust) -> tuple[int, int] | None:
        """Return the span of the name that begins with word `first`, or None if none does."""
        if not self._is_name(first, trust):
            return None
        last = first
        most = 1 if trust is Trust.ONE_WORD else _MOST_WORDS
        while last + 1 < len(self.words) and last - first + 1 < most and self._goes_on(last, trust):
            last += 1
        while last > first and self.words[last].text in _PARTICLES:
            last -= 1
        return self.words[first].start, self.words[last].end

    def _is_name(self, number: int, trust: Trust) -> bool:
        word = self.words[number]
        capital = word.capital and not self.shouted
        if trust in (Trust.SURE, Trust.ONE_WORD):
            return word.low not in COMMON or (capital and word.low in WORDS_TOO)
        if word.low in FIRST:
            return True
        follows = self.words[number + 1] if number + 1 < len(self.words) else None
        if trust is Trust.ODD and not (capital and follows and self._continues(number)):
            odd = not (word.common or word.low in WORDS_TOO or ORDINARY_ENDING.search(word.low))
            return odd and len(word.low) > 2 and (capital or not word.opens)
        if trust is Trust.PAIR:
            return word.known or bool(
                capital and not word.common and follows and self._continues(number)
            )
        if word.low in WORDS_TOO:
            ends = word.after[:1] in tuple(",.!?") or follows is None
            sure = trust is Trust.LIKELY or (ends and word.low not in _CALENDAR)
            return capital and (sure or not word.common)
        if not capital:
            return word.low in SURNAMES and trust is Trust.LIKELY
        # "bring CD", "see PA", but "T.J."
        letters = word.text.isupper() and len(word.text) < 6 and "." not in word.text
        return not word.common and not letters and not self._of_something(number)

    def _goes_on(self, number: int, trust: Trust) -> bool:
        """Return whether the name goes on with the word after word `number`."""
        word, following = self.words[number], self.words[number + 1]
        if word.end - word.start < len(word.text):
            return False  # a possessive ends it
        if following.low in _PARTICLES and not following.capital and word.after == " ":
            return number + 2 < len(self.words) and following.after == " "
        if self._continues(number):
            return True
        sure = trust is Trust.SURE and not word.capital and word.after == " "
        if self.shouted:
            sure = trust is Trust.SURE and word.after == " "
        return (sure or (word.after == " " and following.known)) and not (
            following.common or following.low in WORDS_TOO
        )

    def _continues(self, number: int) -> bool:
        """Return whether a capitalised word that may belong to the name comes next."""
        word, following = self.words[number], self.words[number + 1]
        joined = word.after == " " or (word.after == ". " and len(word.text) <= 2)
        return (
            joined
            and following.capital
            and not self.shouted
            and (following.low not in COMMON or following.low in WORDS_TOO)
            and (following.low not in PLACES or following.low in WORDS_TOO)
            and following.low not in CLINICAL
        )

    def _seen(self, number: int) -> int | None:
        """Return the last word of the well-known name that begins with word `number`, or None."""
        word = self.words[number]
        if self._of_something(number) or (number and self._saint(number - 1)):
            return None
        capital = word.capital and not self.shouted
        pair = number + 1 < len(self.words) and word.end - word.start == len(word.text)
        follows = self.words[number + 1] if pair else None
        goes_on = bool(follows and self._continues(number))
        if word.low in FIRST:
            if not capital and len(word.low) < 5 and not (follows and follows.low in SURNAMES):
                return None
            return self._last(number)
        if not capital:
            return None
        if follows and goes_on and word.low in WORDS_TOO:
            known = follows.known or not (word.opens or {word.low, follows.low} & _CALENDAR)
            return self._last(number) if known else None
        if follows and goes_on and not word.common:
            odd = not (
                self.titled
                or follows.common
                or follows.text.isupper()
                or CLINICAL & {word.low, follows.low}
            )
            return self._last(number) if follows.known or odd else None
        alone = word.low in SURNAMES and not word.opens and word.end - word.start == len(word.text)
        return number if alone or self._acts(number) else None

    def _acts(self, number: int) -> bool:
        """Return whether a capitalised word that no list knows does what only people do."""
        word = self.words[number]
        before = self.words[number - 1] if number else None
        part = before is not None and before.capital and before.after == " "
        letters = self.text[word.start : word.end - 1].isupper()  # "the MRIs say"
        known = word.common or word.low in CLINICAL or word.low in _CALENDAR
        if word.opens or part or letters or known:
            return False
        return PERSON_AFTER.match(self.text, word.end) is not None

    def _last(self, number: int) -> int:
        last = number
        while (
            last + 1 < len(self.words)
            and last - number + 1 < _MOST_WORDS
            and self._goes_on(last, Trust.PAIR)
        ):
            last += 1
        while last > number and self.words[last].text in _PARTICLES:
            last -= 1
        return last

    def _of_something(self, number: int) -> bool:
        """Return whether the word names a place, a disease or a plant: "Baker's cyst"."""
        word = self.words[number]
        if number + 1 == len(self.words) or word.after not in (" ", "-"):
            return False
        low = self.words[number + 1].low
        place = low in PLACES and low not in WORDS_TOO and self.words[number + 1].capital
        return place or low in CLINICAL

    def _saint(self, number: int) -> bool:
        return self.words[number].low in ("st", "saint", "mount", "mt", "port", "fort", "san")
