"""The emergency check: one message in, red flags out, worst first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from bot.safety.cards import Cards, Numbers
from bot.safety.context import Context
from bot.safety.languages import Languages
from bot.safety.load import Book, load_book
from bot.safety.reading import Reading, read
from bot.safety.rules import Rule, find
from bot.text import MAX_CHARACTERS
from bot.types import Card, SafetyFlag, Tier

MOST_CHARACTERS = 4000
"""The longest message that is read whole; the API takes no longer one."""

_OVERLAP = 200
_STEP = MAX_CHARACTERS - _OVERLAP

_ORDER = {Tier.NOW: 0, Tier.CRISIS: 1, Tier.TODAY: 2}


HARD_TO_DENY = frozenset({"crisis", "overdose"})
"""Veiled talk, which the second voice knows least, and pills: to contradict their rules it must be
surer."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What the second voice makes of a reading.

    `denies` when it is surely an ordinary message, `denies_all` when so surely that even rules for
    what is HARD_TO_DENY must be wrong.
    """

    flags: tuple[SafetyFlag, ...]
    denies: bool = False
    denies_all: bool = False


class SecondVoice(Protocol):
    """The statistical voice, as far as the check knows it."""

    name: str

    def hear(self, reading: Reading, *, deny: bool = True, joined: bool = False) -> Heard:
        """Return the flags it raises, and whether it denies those of the rules.

        Without `deny` there are none to deny, and it may save itself the trouble. `joined` are two
        messages, which need not belong together.
        """
        ...


class Rules:
    """The first voice: readable rules."""

    name = "rules"

    def __init__(self, book: Book) -> None:
        self._book = book
        self._cues = {n for numbers in book.cues.values() for n in numbers}
        # A rule can only fire when the first term of one of its lines is there.
        self._by_term: dict[int, list[tuple[int, int]]] = {}
        for index, rule in enumerate(book.rules):
            for at, line in enumerate(rule.lines):
                self._by_term.setdefault(line.needs[0], []).append((index, at))

    def hear(self, reading: Reading) -> list[SafetyFlag]:
        """Return one flag for each rule that fires, in the order of the files."""
        hits = self._book.matcher.find(reading)
        candidates = sorted({row for number in hits for row in self._by_term.get(number, ())})
        context: Context | None = None

        def lazily() -> Context:
            nonlocal context
            if context is None:
                cues = {
                    kind: [hit for number in numbers for hit in hits.get(number, ())]
                    for kind, numbers in self._book.cues.items()
                }
                context = Context(reading, cues, self._book.guides)
            return context

        flags: dict[int, SafetyFlag] = {}
        for index, at in candidates:
            rule = self._book.rules[index]
            if index not in flags and (hit := find(rule, rule.lines[at], hits, lazily)):
                flags[index] = _flag(rule, reading, hit.start, hit.end)
        return [flags[index] for index in sorted(flags)]


def _flag(rule: Rule, reading: Reading, first: int, last: int) -> SafetyFlag:
    start, end = reading.span(first, last)
    return SafetyFlag(rule.id, rule.category, rule.tier, start, end)


class SafetyCheck:
    """Finds red flags and makes the card that answers them. Holds no state between messages."""

    def __init__(
        self,
        book: Book,
        cards: Cards,
        languages: Languages,
        *,
        second: SecondVoice | None = None,
    ) -> None:
        self._book = book
        self._cards = cards
        self._languages = languages
        self._rules = Rules(book)
        self._second = second

    @classmethod
    def from_folder(
        cls, path: Path, clinic: Numbers, *, second: SecondVoice | None = None
    ) -> SafetyCheck:
        """Return the check for `intents/safety/` at `path`; without `second` the rules stand alone.

        Raises ContentError when the folder is empty or has a fault, or a number is missing.
        """
        book = load_book(path)
        cards = Cards(book.cards, clinic)
        languages = Languages.from_folder(
            path / "languages",
            categories=frozenset(book.categories),
            numbers={
                "emergency_label": clinic.emergency_label,
                "crisis_number": clinic.crisis_number,
            },
        )
        return cls(book, cards, languages, second=second)

    @property
    def voices(self) -> tuple[str, ...]:
        """The names of the voices that are heard, the rules first."""
        return (self._rules.name, *((self._second.name,) if self._second else ()))

    def alone(self, voice: str, text: str) -> Sequence[SafetyFlag]:
        """Return what one of `voices` hears by itself in the first 1,000 characters; for
        measuring."""
        reading = self.read(text)
        if voice == self._rules.name or self._second is None:
            return self._rules.hear(reading)
        return self._second.hear(reading).flags

    def read(self, text: str) -> Reading:
        """Return the message as the voices see it; flags point into its `normalised`."""
        return read(text, words_of=self._book.speller.words_of)

    def check(self, text: str, *, before: str = "") -> tuple[SafetyFlag, ...]:
        """Return the flags of the first 4,000 characters of `text`, worst first, often none.

        A long story is read in pieces that overlap, for its sign may stand at the end. The offsets
        of a flag count from the beginning of its piece. A message that raises nothing is read once
        more together with the one `before` it, for a sign may be spread over two.
        """
        flags: dict[tuple[str, str], SafetyFlag] = {}
        for start in range(0, max(min(len(text), MOST_CHARACTERS) - _OVERLAP, 1), _STEP):
            piece = text[start : start + MAX_CHARACTERS]
            # The second voice has learned English alone; other languages have rules of their own.
            english = not self._languages.is_foreign(piece)
            heard = self._hear(self.read(piece), second=self._second if english else None)
            for flag in (*heard, *self._languages.hear(piece)):
                flags.setdefault((flag.category, flag.rule), flag)
        if not flags and before and not self._languages.is_foreign(f"{before}\n{text}"):
            joined = self.read(f"{before}\n{text}")
            heard = self._hear(joined, second=self._second, joined=True)
            flags = {(flag.category, flag.rule): flag for flag in heard}
        found = self._without_echo(flags.values())
        return tuple(sorted(found, key=lambda flag: _ORDER[flag.tier]))

    def _without_echo(self, flags: Iterable[SafetyFlag]) -> list[SafetyFlag]:
        """Return the flags without the second voice's where the rules call for help now.

        It could only put another card in front.
        """
        found = list(flags)
        name = self._second.name if self._second else ""
        if not any(flag.rule != name and flag.tier is not Tier.TODAY for flag in found):
            return found
        return [flag for flag in found if flag.rule != name]

    def _hear(
        self, reading: Reading, *, second: SecondVoice | None, joined: bool = False
    ) -> list[SafetyFlag]:
        """Return the flags of the rules and of `second`.

        Either may raise one alone. Where the second voice is sure of an ordinary message ("I'd
        kill for a parking space") it takes back what the rules raise; to take back a crisis or an
        overdose it must be surer. It must be as sure of the sentence and the clause in which the
        rule fired: beside a booking and thanks, "I have chest pain" looks ordinary.
        """
        flags = self._rules.hear(reading)
        if second is None:
            return flags
        try:
            heard = second.hear(reading, deny=bool(flags), joined=joined)
            if heard.denies:
                flags = [flag for flag in flags if not _denied(flag, reading, heard, second)]
        except Exception:  # a second voice that breaks must not take the rules' flags with it
            return flags
        return [*flags, *heard.flags]

    def card(self, flags: Sequence[SafetyFlag], *, again: bool = False) -> Card:
        """Return the card for `flags` (at least one); `again` when this kind was shown before."""
        card = self._cards.make(flags, again=again)
        first = self._languages.first_line(flags)
        return replace(card, text=f"{first} {card.text}") if first else card

    def is_foreign(self, text: str) -> bool:
        """Return whether `text` is in another language than English, as far as can be told."""
        return self._languages.is_foreign(text)

    def emergency_line(self) -> str:
        """Return the sentence that stands beside every refusal and in every footer."""
        return self._cards.line


def _denied(flag: SafetyFlag, reading: Reading, whole: Heard, second: SecondVoice) -> bool:
    """Return whether `second`, which heard the `whole` message, takes back the flag of a rule."""
    heard = [whole, *(second.hear(part) for part in reading.around(flag.start))]
    if flag.category in HARD_TO_DENY:
        return all(each.denies_all for each in heard)
    return all(each.denies for each in heard)
