"""Misspelled words put right against the words of the content, never the other way round.

A word in common use is never changed, and no correction adds or removes a "no".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from bot.text import NEGATIONS

SHORTEST = 4
"""Shorter words have too many neighbours: "arm", "are", "art" are one letter apart."""


_RARE, _COMMONER = 2, 100

_SAYS_NO = sorted(word for word in NEGATIONS if len(word) > 2)


@dataclass(frozen=True)
class Speller:
    """Known words with how often the content uses them."""

    frequency: Mapping[str, int]
    _by_size: dict[int, list[str]] = field(default_factory=dict, compare=False)
    _common_by_size: dict[int, list[str]] = field(default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        for word in sorted(self.frequency):
            if len(word) >= SHORTEST and word not in NEGATIONS:
                self._by_size.setdefault(len(word), []).append(word)
                if self.frequency[word] >= _COMMONER:
                    self._common_by_size.setdefault(len(word), []).append(word)

    def correct(self, tokens: Sequence[str]) -> tuple[str, ...]:
        """Return `tokens` with unknown words of four letters and more put right where it is clear.

        >>> Speller({"needling": 9, "hurt": 5}).correct(("nedling", "hurts", "no"))
        ('needling', 'hurt', 'no')
        """
        return tuple(self._nearest(token) or token for token in tokens)

    def _nearest(self, token: str) -> str | None:
        if len(token) < SHORTEST or not token.isalpha():
            return None
        used = self.frequency.get(token, 0)
        if used > _RARE:
            return None
        if any(DamerauLevenshtein.distance(token, no, score_cutoff=1) <= 1 for no in _SAYS_NO):
            return None  # it may be a misspelled "not"
        # An utterance may itself hold a typo: next to a word a hundred times commoner it is one.
        allowed = 1 if used or len(token) < 8 else 2
        by_size = self._common_by_size if used else self._by_size
        near: list[str] = []
        for size in range(len(token) - allowed, len(token) + allowed + 1):
            near += by_size.get(size, ())
        if used:
            near = [word for word in near if self.frequency[word] >= _COMMONER * used]
        found = process.extract(
            token, near, scorer=DamerauLevenshtein.distance, score_cutoff=allowed, limit=5
        )
        if not found:
            return None
        # The nearest first; of equals the one with the same first letter, then the commoner.
        best = min(
            found,
            key=lambda hit: (hit[1], hit[0][0] != token[0], -self.frequency[hit[0]], hit[0]),
        )
        return str(best[0])
