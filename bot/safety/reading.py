"""From a message to words that know their sentence and clause, with disguises taken off."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from bot.text import MAX_CHARACTERS, fold

# Look-alikes beyond those of bot.text. They are folded only beside Latin letters, so that a
# message in Russian or Greek is not turned into accidental English.
_PAIRS = (
    "вb нh тt кk мm пn гr αa βb εe ηn ιi κk νv οo ρp τt υu χx ωw γy ıi łl øo đd ɑa ɡg ʀr ʏy "
    "ᴀa ʙb ᴄc ᴅd ᴇe ɢg ʜh ɪi ᴊj ᴋk ʟl ᴍm ɴn ᴏo ᴘp ᴛt ᴜu ᴠv ᴡw ᴢz ꜱs ꜰf"
)
LOOKALIKES = str.maketrans({pair[0]: pair[1] for pair in _PAIRS.split()})
_LATIN = re.compile(r"[a-zA-Z]")
_RUN = re.compile(r"([a-z])\1{2,}")
_PIECE = re.compile(r"[0-9]+\.[0-9]+|[a-z0-9$@]+(?:'[a-z]{1,999}){0,3}|[.!?;|]+|[^\s\w]|_")
_ENDS = frozenset(".!?;|")
_GREETINGS = frozenset("hi hello hey dear".split())
_THANKS = frozenset("thanks thx ty tks cheers please pls".split())
_REMEMBERED = 4
"""The rules and the rules of personal advice read the same text."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The words of a message. `sentence` and `clause` number the stretch each word stands in."""

    tokens: tuple[str, ...]
    sentence: tuple[int, ...]
    clause: tuple[int, ...]
    ends: tuple[str, ...] = ()
    """The signs that end its sentences, in order, such as "." or "?!"; the last is "" if it has
    none."""

    @property
    def normalised(self) -> str:
        """The words with one space between them; flags give their place in this text."""
        return " ".join(self.tokens)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return where the words `first` to `last` (exclusive) stand in `normalised`."""
        start = sum(len(token) + 1 for token in self.tokens[:first])
        return start, start + sum(len(token) + 1 for token in self.tokens[first:last]) - 1

    def part(self, first: int, last: int) -> Reading:
        """Return the words `first` to `last` (exclusive) as a message of their own."""
        began = self.sentence[first]
        return Reading(
            self.tokens[first:last],
            tuple(at - began for at in self.sentence[first:last]),
            tuple(at - self.clause[first] for at in self.clause[first:last]),
            self.ends[began : self.sentence[last - 1] + 1],
        )

    def sentences(self) -> list[Reading]:
        """Return each sentence as a message of its own."""
        return [self.part(first, last) for first, last in _stretches(self.sentence)]

    def without_courtesy(self) -> Reading:
        """Return what stands between a greeting and thanks, or all where there is neither.

        >>> said = read("Hello! She went blue, thank you", words_of=lambda typed: (typed,))
        >>> said.without_courtesy().tokens
        ('she', 'went', 'blue')
        """
        first, last = 0, len(self.tokens)
        while first < last and self.tokens[first] in _GREETINGS:
            first += 1
        while first < last and self.tokens[last - 1] in _THANKS:
            last -= 1
        if self.tokens[last - 2 : last] == ("thank", "you"):
            last -= 2
        return self.part(first, last) if first < last else self

    def around(self, start: int) -> list[Reading]:
        """Return the sentence and the clause that hold character `start` of `normalised`.

        Each comes once, and only where it is less than the whole message.
        """
        word = self.normalised.count(" ", 0, start)
        spans = {
            (first, last)
            for numbers in (self.sentence, self.clause)
            for first, last in _stretches(numbers)
            if first <= word < last
        }
        return [self.part(*span) for span in sorted(spans - {(0, len(self.tokens))})]


def _stretches(numbers: tuple[int, ...]) -> list[tuple[int, int]]:
    """Return where each stretch of the same number begins and ends."""
    starts = [at for at, n in enumerate(numbers) if not at or n != numbers[at - 1]]
    return list(pairwise([*starts, len(numbers)]))


def read(text: str, *, words_of: Callable[[str], Sequence[str]]) -> Reading:
    """Return the reading of the first 1,000 characters of `text`.

    `words_of` tells the words that one typed word stands for.

    >>> read("No, I can not breathe. HELP", words_of=lambda typed: (typed,)).tokens
    ('no', 'i', 'can', 'not', 'breathe', 'help')
    """
    tokens: list[str] = []
    sentences: list[int] = []
    clauses: list[int] = []
    ends: list[str] = []
    sentence = clause = 0
    for piece in _pieces(text):
        if piece[0] in _ENDS:
            sentence += 1
            clause += 1
            ends.append(piece)
        elif not piece[0].isalnum() and piece[0] not in "@$":
            clause += piece not in "'\"*_"
        else:
            for word in words_of(piece):
                tokens.append(word)
                sentences.append(sentence)
                clauses.append(clause)
    if sentences and sentences[-1] == sentence:
        ends.append("")
    return Reading(tuple(tokens), tuple(sentences), tuple(clauses), tuple(ends))


@lru_cache(maxsize=_REMEMBERED)
def _pieces(text: str) -> tuple[str, ...]:
    # One character may stand for eighteen when folded.
    folded = fold(text[:MAX_CHARACTERS].replace("\n", " | "))[: 2 * MAX_CHARACTERS]
    if not folded.isascii() and _LATIN.search(folded):
        folded = folded.translate(LOOKALIKES)
    return tuple(_joined(_PIECE.findall(_RUN.sub(r"\1\1", _glue_in_word(folded)))))


def _glue_in_word(text: str) -> str:
    """Take out signs and emoji that stand between two letters, as in ``ch*est`` or ``k!ll``."""
    if text.isascii() and "*" not in text and "!" not in text:
        return text
    kept: list[str] = []
    for index, char in enumerate(text):
        if char.isalnum() or char in " '@$" or (char.isascii() and char not in "*!"):
            kept.append(char)
            continue
        within = bool(kept) and kept[-1].isalpha() and text[index + 1 : index + 2].isalpha()
        if within and char == "!":
            kept.append("i")
        elif not within:
            kept.append(char if char.isascii() else " , ")
    return "".join(kept)


def _joined(pieces: list[str]) -> list[str]:
    """Put words that were typed letter by letter together again."""
    joined: list[str] = []
    index = 0
    while index < len(pieces):
        end = _letters_end(pieces, index)
        if end:
            joined.append("".join(p for p in pieces[index:end] if p.isalpha()))
            index = end
            continue
        joined.append(pieces[index])
        index += 1
    return joined


def _letters_end(pieces: list[str], start: int) -> int:
    """Return the end of four or more single letters in a row (signs between them), or 0."""
    if len(pieces[start]) != 1 or not pieces[start].isalpha():
        return 0
    index, letters = start, 0
    end = start
    while index < len(pieces):
        if len(pieces[index]) == 1 and pieces[index].isalpha():
            letters += 1
            end = index + 1
        elif pieces[index] not in {".", "-", "*", "_", "/"}:
            break
        index += 1
    return end if letters >= 4 else 0
