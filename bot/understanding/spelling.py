"""Misspelled words put right against the words of the content, never the other way round.

A word in common use is never changed, and no correction adds or removes a "no".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA  # swapped neighbours count as one slip

from bot.text import NEGATIONS

SHORTEST = 4
"""Shorter words have too many neighbours: "arm", "are", "art" are one letter apart."""


_RARE, _COMMONER = 2, 100
_MOST = 12
_REMEMBERED = 512  # words and what is near them

_SAYS_NO = sorted(word for word in NEGATIONS if len(word) > 2)


@dataclass(frozen=True)
class Speller:
    """Known words with how often the content uses them."""

    frequency: Mapping[str, int]
    _by_size: dict[int, list[str]] = field(default_factory=dict, compare=False)
    _letters: dict[int, NDArray[np.uint32]] = field(default_factory=dict, compare=False)
    _near: Callable[[str, int], list[tuple[str, int, int]]] = field(
        init=False, compare=False, repr=False
    )

    def __post_init__(self) -> None:
        # The parts of a message are read again alone, and many people write the same slips.
        object.__setattr__(self, "_near", lru_cache(maxsize=_REMEMBERED)(self._candidates))
        for word in sorted(self.frequency):
            if len(word) >= SHORTEST and word not in NEGATIONS:
                self._by_size.setdefault(len(word), []).append(word)
        self._letters.update((size, _letters_of(known)) for size, known in self._by_size.items())

    def correct(
        self, tokens: Sequence[str], together: Callable[[str, str], bool] | None = None
    ) -> tuple[str, ...]:
        """Return `tokens` with unknown words put right where it is clear.

        `together` tells whether two words are known to follow each other: of several corrections
        the one that fits its neighbours is taken. An unknown word of three letters is put right
        only where it is a word of four that lost one, and fits its neighbours.

        >>> Speller({"needling": 9, "hurt": 5}).correct(("nedling", "hurts", "no"))
        ('needling', 'hurt', 'no')
        """
        read: list[str] = []
        for place, token in enumerate(tokens):
            before = read[-1] if read else None
            after = tokens[place + 1] if place + 1 < len(tokens) else None

            def fits(word: str, before: str | None = before, after: str | None = after) -> int:
                if together is None:
                    return 0
                return bool(before and together(before, word)) + bool(
                    after and together(word, after)
                )

            read.append(self._nearest(token, fits) or token)
        return tuple(read)

    def _nearest(self, token: str, fits: Callable[[str], int]) -> str | None:
        if len(token) < SHORTEST - 1 or not token.isalpha():
            return None
        used = self.frequency.get(token, 0)
        if used > _RARE or (used and len(token) < SHORTEST):
            return None
        if any(OSA.distance(token, no, score_cutoff=1) <= 1 for no in _SAYS_NO):
            return None  # it may be a misspelled "not"
        found = self._near(token, used)
        if len(token) < SHORTEST:
            found = [hit for hit in found if fits(hit[0])]
        if not found:
            return None
        # The nearest first; of equals the one that fits its neighbours, then the one with the same
        # first letter, then the commoner.
        least = min(distance for _, distance, _ in found)
        best = min(
            (hit for hit in found if hit[1] == least),
            key=lambda hit: (-fits(hit[0]), hit[0][0] != token[0], -self.frequency[hit[0]], hit[0]),
        )
        return str(best[0])

    def _candidates(self, token: str, used: int) -> list[tuple[str, int, int]]:
        """Return the known words near `token`, with their distances."""
        # An utterance may itself hold a typo: next to a word a hundred times commoner it is one.
        allowed = 1 if used or len(token) < 8 else 2
        # One slip changes two letters of a set of letters at most, and few words are so alike.
        mine, most = _letters_of([token]), 2 * allowed
        near: list[str] = []
        for size in range(len(token) - allowed, len(token) + allowed + 1):
            if known := self._by_size.get(size):
                alike = np.bitwise_count(self._letters[size] ^ mine) <= most
                near += [known[at] for at in alike.nonzero()[0].tolist()]
        if used:
            near = [word for word in near if self.frequency[word] >= _COMMONER * used]
        return process.extract(token, near, scorer=OSA.distance, score_cutoff=allowed, limit=_MOST)


def _letters_of(words: Sequence[str]) -> NDArray[np.uint32]:
    """Return the set of letters of each word, as bits, shape (words,); all are equally long."""
    codes = np.frombuffer("".join(words).encode("utf-32-le"), np.uint32).reshape(len(words), -1)
    letters: NDArray[np.uint32] = np.bitwise_or.reduce(np.uint32(1) << (codes & 31), axis=1)
    return letters
