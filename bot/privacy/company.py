"""Names in company: "Noor, Idris and Zaki" are three names where one of them is known to be one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.privacy.first_names import WORDS_TOO
from bot.privacy.words import Word

Span = tuple[int, int]
_AND = frozenset(("and", "or", "y", "et", "e", "n"))
_MARKS = (", ", " & ", " + ", "/", ",")
_MOST = 6


def in_company(words: Sequence[Word], found: Sequence[Span]) -> Iterator[Span]:
    """Yield the spans of capitalised words that stand in a row with a name of `found`."""
    if not found:
        return
    first_at = {word.start: number for number, word in enumerate(words)}
    last_at = {word.end: number for number, word in enumerate(words)}
    for start, end in found:
        for at, step in ((last_at.get(end), 1), (first_at.get(start), -1)):
            yield from _row(words, at, step)


def _row(words: Sequence[Word], at: int | None, step: int) -> Iterator[Span]:
    for _ in range(_MOST):
        if at is None:
            return
        at = _neighbour(words, at, step)
        if at is not None:
            yield words[at].start, words[at].end


def _neighbour(words: Sequence[Word], at: int, step: int) -> int | None:
    """Return the next word of a row of names to the right (1) or left (-1) of word `at`."""
    other = at + step
    if not 0 <= other < len(words):
        return None
    mark = words[min(at, other)].after
    if mark == " " and words[other].low in _AND:
        other += step
        if not 0 <= other < len(words) or words[min(other, other - step)].after != " ":
            return None
    elif mark not in _MARKS:
        return None
    word = words[other]
    letters = word.text.isupper()  # "Ann and PT"
    named = word.known or word.odd or (word.low in WORDS_TOO and not word.common)
    return other if word.capital and not letters and named else None
