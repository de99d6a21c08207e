"""Hearing when a patient asks for a decision that only their care team may make."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from bot.content import schemas, strict_yaml
from bot.content.strict_yaml import Address
from bot.errors import ContentError, Problem
from bot.safety.matching import Found, Matcher
from bot.safety.reading import read
from bot.safety.repair import Speller
from bot.safety.rules import Line
from bot.safety.terms import Lexicon, TermError, parts
from bot.text import words

_WITHIN = 24
_LONG_NAME = 7  # Names of medicines are long and often misspelled; short words stay as typed.


class PersonalAdvice:
    """Tells requests for personal advice from general questions. `line` is what the bot adds."""

    def __init__(
        self, *, line: str, lines: tuple[Line, ...], unless: tuple[int, ...], matcher: Matcher,
        speller: Speller,
    ) -> None:  # fmt: skip
        self.line = line
        # A line can only hold when its first term is there.
        self._by_term: dict[int, list[Line]] = {}
        for each in lines:
            self._by_term.setdefault(each.needs[0], []).append(each)
        self._unless = frozenset(unless)
        self._matcher = matcher
        self._speller = speller

    @classmethod
    def from_file(cls, path: Path) -> PersonalAdvice:
        """Return what `intents/personal_advice.yaml` at `path` says. Raises ContentError."""
        document = strict_yaml.read(path, root=path.parent.parent)
        if found := schemas.problems(document, "personal_advice"):
            raise ContentError(found)
        data = document.data
        lexicon = Lexicon({name: parts(entries) for name, entries in data["lists"].items()})
        problems: list[Problem] = []

        def add(address: Address, text: str) -> int:
            try:
                return lexicon.add(text).number
            except TermError as error:
                problems.append(document.problem(address, str(error)))
                return 0

        lines = []
        for at, text in enumerate(data["asks"]):
            needs, *without = (part.split(" + ") for part in text.split(" ! "))
            lines.append(
                Line(
                    tuple(add(("asks", at), term) for term in needs),
                    tuple(add(("asks", at), term) for part in without for term in part),
                )
            )
        unless = tuple(add(("unless", at), text) for at, text in enumerate(data["unless"]))
        if problems:
            raise ContentError(problems)
        common = Counter(w for case in (*data["must"], *data["must_not"]) for w in words(case))
        names = {word for word in lexicon.literals if len(word) >= _LONG_NAME}
        matcher = Matcher(lexicon, common=common)
        lexicon.close()
        return cls(
            line=" ".join(data["line"].split()),
            lines=tuple(lines),
            unless=unless,
            matcher=matcher,
            speller=Speller(targets=names, known=common, spelling=_SHORT_FORMS),
        )

    def asks(self, text: str) -> bool:
        """Return whether `text` asks for a dose, a change of medicine or a yes for one person."""
        hits = self._matcher.find(read(text, words_of=self._speller.words_of))
        possible = set(hits)
        if any(hits[number] for number in self._unless & possible):
            return False
        begun = self._by_term.keys() & possible
        return any(_holds(line, hits) for number in begun for line in self._by_term[number])


def _holds(line: Line, hits: Found) -> bool:
    for number in line.needs:
        if not hits[number]:
            return False
    if any(hits[number] for number in line.without):
        return False
    first = hits[line.needs[0]][0]
    rest = (min(hits[n], key=lambda hit: abs(hit.start - first.start)) for n in line.needs[1:])
    return all(abs(hit.start - first.start) <= _WITHIN for hit in rest)


_SHORT_FORMS = {"shud": "should", "cud": "could", "preg": "pregnant", "preggo": "pregnant"}
