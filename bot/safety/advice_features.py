"""What a message looks like to the second voice of personal advice: words, pieces and kinds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from bot.text import utterance

_PIECE = 4
_REMEMBERED = 1024  # words and their pieces
_LONG = 6  # letters, from which on the ending of a word tells what kind it is of
_DOSE = re.compile(r"\b\d+ ?(?:mg|mcg|ml|g)\b")
_AGE = re.compile(
    r"\b\d{1,2} ?(?:yo|y/o|yrs? old|years? old|year-old|years of age|weeks|wks)\b"
    r"|\b(?:is|am|im|i'm|aged?) \d{1,2}\b"
)
_OWN_CASE = re.compile(
    r"\b(?:my|his|her|our) (?:\w{1,20} )?(?:own )?(?:case|situation|condition|history)\b"
    r"| like me\b|\bfor me\b"
)
_END = re.compile(r"[.!?]{1,9}")


@dataclass(frozen=True)
class Kinds:
    """Which words are medicines, illnesses, relatives …, and how their names end."""

    words: Mapping[str, frozenset[str]]
    endings: Mapping[str, tuple[str, ...]]

    def of(self, text: str, said: tuple[str, ...]) -> list[str]:
        """Return the kinds of things that `text` (its words are `said`) names, sorted."""
        found = {kind for kind, known in self.words.items() if not known.isdisjoint(said)}
        long = [word.removesuffix("s") for word in said if len(word) >= _LONG]
        for kind, ends in self.endings.items():
            if any(word.endswith(ends) for word in long):
                found.add(kind)
        low = text.lower()
        for kind, pattern in (("dose", _DOSE), ("age", _AGE), ("own_case", _OWN_CASE)):
            if pattern.search(low):
                found.add(kind)
        if any(map(str.isdigit, text)):
            found.add("figure")
        person = not found.isdisjoint({"speaker", "family"})
        health = not found.isdisjoint({"medicine", "condition", "findings", "dose"})
        found.add("person" if person else "nobody")
        found.add("health" if health else "no_health")
        found.add(f"words:{min(len(said) // 6, 5)}")
        found.add(f"sentences:{min(len(_END.findall(text)), 3)}")
        return sorted(found)


def blocks(text: str, kinds: Kinds) -> tuple[list[str], list[str], list[str]]:
    """Return the features of `text`: words with their neighbours, pieces of words, and kinds.

    Each begins with the number of its block.
    """
    said = utterance(text).tokens
    alone = [f"0{word}" for word in said]
    pairs = [f"0{a} {b}" for a, b in zip(("^", *said), (*said, "$"), strict=True)]
    skips = [f"0{a} _ {b}" for a, b in zip(said, said[2:], strict=False)]
    pieces = [piece for word in said for piece in _pieces(word)]
    named = kinds.of(text, said)
    both = [f"2{a}&{b}" for a, b in combinations(named, 2)]
    return [*alone, *pairs, *skips], pieces, [*(f"2{kind}" for kind in named), *both]


@lru_cache(maxsize=_REMEMBERED)
def _pieces(word: str) -> tuple[str, ...]:
    padded = f" {word} "
    return tuple(f"1{padded[start : start + _PIECE]}" for start in range(len(word) - 1))
