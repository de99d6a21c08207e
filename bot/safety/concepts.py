"""Words that mean nearly the same, by the name of what they mean: "puffed" and "gasping" as breath.

They stand in `intents/safety/second_voice/concepts.yaml`, written in the language of the rules,
and help the second voice to recognise a sign in words that none of its training messages has.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from bot.content import schemas, strict_yaml
from bot.errors import ContentError, Problem
from bot.safety.matching import Matcher
from bot.safety.reading import Reading
from bot.safety.terms import Lexicon, TermError
from bot.text import words

CONCEPTS = "second_voice/concepts.yaml"
"""Where the concepts stand in `intents/safety/`, apart from the rules, which must not need them."""

_MOST = 4
"""A term said more often than this in one message says nothing new."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A concept that is named by the words from `start` to `end`, exclusive."""

    concept: str
    start: int
    end: int


class Concepts:
    """Finds the concepts that a message names."""

    def __init__(self, matcher: Matcher, names: dict[int, tuple[str, ...]]) -> None:
        self._matcher = matcher
        self._names = names

    @classmethod
    def from_file(cls, path: Path) -> Concepts:
        """Return the concepts of the file at `path`. Raises ContentError with every fault."""
        document = strict_yaml.read(path, root=path.parents[3])
        if found := schemas.problems(document, "safety_concepts"):
            raise ContentError(found)
        lexicon = Lexicon({})
        names: dict[int, list[str]] = {}
        problems: list[Problem] = []
        for concept, terms in document.data["concepts"].items():
            for index, text in enumerate(terms):
                try:
                    names.setdefault(lexicon.add(text).number, []).append(concept)
                except TermError as error:
                    problems.append(document.problem(("concepts", concept, index), str(error)))
        if problems:
            raise ContentError(problems)
        terms = (text for texts in document.data["concepts"].values() for text in texts)
        matcher = Matcher(lexicon, common=Counter(word for text in terms for word in words(text)))
        lexicon.close()
        kept = {found: found for found in map(tuple, names.values())}
        return cls(matcher, {number: kept[tuple(found)] for number, found in names.items()})

    def of(self, reading: Reading) -> list[Mention]:
        """Return the concepts named in `reading`, in an order that depends on it alone."""
        found = self._matcher.find(reading)
        return [
            Mention(concept, hit.start, hit.end)
            for number in sorted(found)
            for hit in found[number][:_MOST]
            for concept in self._names[number]
        ]
