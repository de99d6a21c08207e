"""Which words of a message are denied, past, supposed, or only a figure of speech."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from bot.safety.matching import Hit
from bot.safety.reading import Reading


class Mark(StrEnum):
    """Why words do not tell of something that is so now."""

    NEGATED = "negated"
    PAST = "past"
    USUAL = "usual"
    RESOLVED = "resolved"
    HYPOTHETICAL = "hypothetical"
    FIGURATIVE = "figurative"


@dataclass(frozen=True, slots=True)
class Words:
    """The single words of words.yaml that guide how far a cue reaches."""

    subjects: frozenset[str]  # i, my, he, mum: a new statement begins
    turns: frozenset[str]  # but, however: what stood before ends
    carriers: frozenset[str]  # "not have", "not feel": the denial reaches what follows
    empty: frozenset[str]  # "not sure", "no idea": nothing is denied


class Context:
    """The marks of one reading. `hits` has the cues by kind, found by the same matcher."""

    def __init__(self, reading: Reading, hits: Mapping[str, Sequence[Hit]], words: Words) -> None:
        self._reading = reading
        self._words = words
        self._size = len(reading.tokens)
        self._negated: list[tuple[int, ...]] = [()] * self._size
        self._marks: dict[Mark, set[int]] = {mark: set() for mark in Mark}
        for hit in hits.get("figurative", ()):
            self._marks[Mark.FIGURATIVE].update(range(hit.start, hit.end))
        for hit in hits.get("fine", ()):
            self._marks[Mark.NEGATED].update(range(hit.start, hit.end))
        for position, token in enumerate(reading.tokens):
            if token in _DENIALS:
                self._negate(position, token)
        old = [(Mark.PAST, hit) for hit in hits.get("past", ())]
        old += [(Mark.USUAL, hit) for hit in hits.get("usual", ())]
        # "I am 47 now" and "since 2019" hold a word of the present, and yet tell of old days.
        present = {p for hit in hits.get("present", ()) for p in hit.positions}
        present -= {p for _, hit in old for p in range(hit.start, hit.end)}
        for mark, hit in old:
            self._mark_past(hit, mark, present)
        back = hits.get("returned", ())
        for hit in hits.get("resolved", ()):
            if not self._negated[hit.start] and not any(b.start >= hit.end for b in back):
                self._mark_past(hit, Mark.RESOLVED, present)
        for hit in hits.get("supposed", ()):
            self._suppose(hit.start, hit.end)
        for hit in hits.get("asked_after", ()):
            self._suppose_before(hit.start)

    def marks(self, hit: Hit) -> set[Mark]:
        """Return the marks that any word of `hit` bears. A denial inside the hit is its own."""
        found = {mark for mark, where in self._marks.items() if not where.isdisjoint(hit.positions)}
        own = set(hit.positions)
        if any(cue not in own for p in hit.positions for cue in self._negated[p]):
            found.add(Mark.NEGATED)
        return found

    def _negate(self, cue: int, token: str) -> None:
        tokens, clause, words = self._reading.tokens, self._reading.clause, self._words
        after = cue + 1
        if after >= self._size or tokens[after] in words.empty:
            return
        if cue and tokens[cue - 1] in _ABLE and tokens[after] not in _FINDS:
            return  # "I can not breathe" tells of a loss; it denies nothing.
        bare = token in _BARE
        if bare and (clause[after] != clause[cue] or tokens[after] in words.subjects):
            return
        strong = token not in _VERBAL or tokens[after] in words.carriers
        end = min(self._size, after + (6 if strong else 2))
        position = after
        while position < end:
            word = tokens[position]
            if clause[position] != clause[position - 1]:
                end = self._list_end(position) if strong else position
                if end == position:
                    break
            if word in words.turns or (position > after and self._starts_statement(position)):
                break
            self._negated[position] = (*self._negated[position], cue)
            position += 1

    def _starts_statement(self, position: int) -> bool:
        tokens = self._reading.tokens
        return tokens[position] in self._words.subjects and tokens[position - 1] not in _LINKS

    def _list_end(self, start: int) -> int:
        """Return where a clause that carries on a denied list ends; `start` when it does not."""
        reading = self._reading
        if reading.sentence[start] != reading.sentence[start - 1]:
            return start
        end = start
        while end < self._size and reading.clause[end] == reading.clause[start]:
            if reading.tokens[end] in self._words.subjects | self._words.turns | _STATES:
                return start
            end += 1
        listed = not {"or", "nor"}.isdisjoint(reading.tokens[start:end])
        return end if end - start <= (4 if listed else 2) else start

    def _stretch(self, start: int, end: int) -> tuple[int, int]:
        """Widen to the words of the same sentence with no turn ("but", "now") in between."""
        reading, turns = self._reading, self._words.turns
        here = reading.sentence[start]
        while (
            start and reading.sentence[start - 1] == here and reading.tokens[start - 1] not in turns
        ):
            start -= 1
        while (
            end < self._size and reading.sentence[end] == here and reading.tokens[end] not in turns
        ):
            end += 1
        return start, end

    def _mark_past(self, hit: Hit, mark: Mark, present: set[int]) -> None:
        start, end = self._stretch(hit.start, hit.end)
        if mark is not Mark.RESOLVED and any(start <= p < end for p in present):
            return
        if mark is Mark.RESOLVED:
            end = hit.end
            start = 0  # "It went away" tells of all that was said before it.
        self._marks[mark].update(range(start, end))

    def _suppose(self, start: int, after: int) -> None:
        reading = self._reading
        if self._asks_of_ones_own(start, after):
            return
        position = start
        while position < self._size and reading.sentence[position] == reading.sentence[start]:
            if position >= after and self._turns_to_fact(position):
                break
            self._marks[Mark.HYPOTHETICAL].add(position)
            position += 1

    def _asks_of_ones_own(self, start: int, after: int) -> bool:
        """Return whether a cue asks of what is there: "how long will my chest pain last"."""
        tokens = self._reading.tokens
        asks = not _HOW_LONG.isdisjoint(pairwise(tokens[start:after]))
        return asks and not _ONES_OWN.isdisjoint(tokens[after : after + 3])

    def _turns_to_fact(self, position: int) -> bool:
        tokens, clause, words = self._reading.tokens, self._reading.clause, self._words
        word, before = tokens[position], tokens[position - 1]
        if word in words.turns:
            return True
        following = tokens[position + 1] if position + 1 < self._size else ""
        new_clause = clause[position] != clause[position - 1]
        if word in words.subjects and new_clause:
            return True
        if word in _TELLERS and before in _THAT and following in _FACTS:
            return True  # "does it matter that I can not move my foot"
        if word in words.subjects and before in _AND:
            return before != "and" or following in _FACTS
        if new_clause and following in words.subjects and word in _AND:
            return True
        return new_clause and word in _OPENERS

    def _suppose_before(self, end: int) -> None:
        reading = self._reading
        start = end
        while start and reading.sentence[start - 1] == reading.sentence[end]:
            start -= 1
        if any(t in self._words.subjects for t in reading.tokens[start:end]):
            return
        self._marks[Mark.HYPOTHETICAL].update(range(start, end))


_DENIALS = frozenset(
    {"no", "not", "never", "without", "denies", "denied", "neither", "nor", "zero"}
)
_BARE = frozenset({"no"})
_VERBAL = frozenset({"not"})
_ABLE = frozenset({"can", "could"})
_FINDS = frozenset({"see", "have", "notice", "find"})
_LINKS = frozenset({"in", "on", "of", "at", "to", "with", "from", "have", "for", "over", "or"})
_AND = frozenset({"and", "because", "cause", "since", "as", "so", "coz", "while", "after"})
_STATES = frozenset(
    "swollen numb weak hot red hurts hurting burning sore heavy droopy worse tight gone".split()
)
_FACTS = frozenset(
    {"am", "is", "are", "can", "has", "have", "feel", "feels", "keep", "keeps", "lost", "got"}
)
_TELLERS = frozenset({"i", "he", "she"})
_THAT = frozenset({"that", "reason", "why"})
_HOW_LONG = frozenset(
    {("i", "worry"), ("be", "worried"), ("how", "long"), ("rid", "of")}
    | {("help", "with"), ("helps", "with"), ("helps", "for")}
)
_ONES_OWN = frozenset({"my", "this", "these", "the"})
_OPENERS = frozenset({"having", "got", "feeling", "cannot", "can", "could", "woke", "started"})
