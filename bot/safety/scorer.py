"""The second voice: how much a message resembles emergencies rather than ordinary messages.

TF-IDF and linear models, fitted by `bot.training.scorer` and read from arrays. It is the one part
of `bot.safety` that knows numpy, and the rules do not import it: without it they stand alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from bot.grams import BLOCK_BITS, Keys
from bot.safety.check import Heard
from bot.safety.concepts import Concepts
from bot.safety.features import BLOCKS
from bot.safety.gram_keys import keys_of
from bot.safety.neighbours import MOST_LIKE, Neighbours
from bot.safety.reading import Reading
from bot.types import SafetyFlag, Tier

CRISIS = ("crisis", Tier.CRISIS)
RULE = "scorer"
"""Stands in a flag where the id of a rule stands."""

CAUTION = 0.2
"""How far "call today" must lead before it is chosen over "call now"."""

NEAR = 1.5
"""What the likeness to the nearest training message weighs beside the linear models. Of the body's
emergencies by five left-out authors 92 % were caught at 3 % of their look-alikes, 89 % without; of
crises 71 % and 68 %. With 2.5 it was the same."""

ALONE, MOST_SENTENCES = 0.9, 16
"""How far beyond the limit a sentence alone must be, of so many sentences at most."""

JOINED, FEW_WORDS = 0.3, 7
"""How far beyond the limit two messages of so few words together must be. Of pairs of fragments
such as "do I need to book", "tonight" 35 in 1,000 raised an alarm without, most of a crisis."""

ENOUGH_WORDS, TOO_MANY_WORDS = 4, 60
"""Of fewer words nothing is denied: "anaphylaxis??" is like no message it has learned from. Nor of
more: in a long story one sign drowns."""

KIND_BLOCKS = ("words", "stems", "concepts")
"""What tells the kind of an emergency. Of what is caught of left-out authors 97 % gets the right
card, as with all blocks, in a third of the memory."""

_SHARES = np.array(list(BLOCKS.values()))
_TINY = 1e-9

Floats = NDArray[np.float32]
Halves = NDArray[np.float16]
Columns = NDArray[np.intp]


def span(keys: Keys, blocks: Sequence[str]) -> tuple[int, int]:
    """Return the first column of `blocks`, which follow each other, and the one after the last."""
    numbers = [list(BLOCKS).index(name) for name in blocks]
    ends = np.array([min(numbers), max(numbers) + 1], np.uint32) << np.uint32(BLOCK_BITS)
    first, last = np.searchsorted(keys, ends)
    return int(first), int(last)


@dataclass(frozen=True)
class Weights:
    """The fitted model. `keys` (columns,) is sorted; `idf` (columns,), `heads` (2, columns).

    Two linear models, one of the body's emergencies and one of crises: talk of dying shares few
    words with a swollen throat, and one model for both drowned it. To each comes how `near` the
    nearest of its emergencies is, and the nearest ordinary message. A third model, `kind_weights`
    (kinds, columns of KIND_BLOCKS, the first of which is `kinds_from`) times `kind_scales`
    (kinds,), tells the category and tier of the body's emergencies.
    """

    keys: Keys
    idf: Halves
    heads: Halves
    intercepts: Floats
    kinds: tuple[tuple[str, Tier], ...]
    kinds_from: int
    kind_weights: NDArray[np.int8]
    kind_scales: Floats
    kind_intercepts: Floats
    near: Neighbours
    denies: float  # below this score a message is surely ordinary
    denies_all: float  # below this one even where a rule hears a crisis or an overdose

    def vector(self, said: Keys) -> tuple[Columns, Floats]:
        """Return the columns and values of `said`, keys in order; a block is as long as its share.

        Unknown n-grams are left out of the length: a rare word must not talk an emergency down.
        """
        unique, often = _tally(said)
        place = np.searchsorted(self.keys, unique)
        place[place == len(self.keys)] = 0
        known = self.keys[place] == unique
        place, block = place[known], (unique[known] >> BLOCK_BITS).astype(np.intp)
        value = (1.0 + np.log(often[known])) * self.idf[place]
        lengths = np.sqrt(np.bincount(block, value * value, len(_SHARES)))
        return place, (value * (_SHARES / np.maximum(lengths, _TINY))[block]).astype(np.float32)

    def scores(
        self, place: Columns, value: Floats, *, least: float = -np.inf
    ) -> tuple[float, float]:
        """Return the scores of a vector for (body, crisis); from 0 on it raises a flag.

        Where both are surely below `least`, not all neighbours are asked, and what comes back is
        above the scores, but below `least` too. Nearly all messages are so ordinary.
        """
        linear = self.heads[:, place].astype(np.float32) @ value + self.intercepts
        scores = linear + NEAR * MOST_LIKE
        if scores.max() >= least:
            like = self.near.to_emergencies(place, value)
            scores = linear + NEAR * like
            if scores.max() >= least:
                scores = linear + NEAR * (like - self.near.to_ordinary(place, value))
        return float(scores[0]), float(scores[1])

    def kind(self, place: Columns, value: Floats) -> tuple[str, Tier]:
        """Return the category and tier of the body's emergencies that a vector is most like."""
        column = place - self.kinds_from
        inside = (column >= 0) & (column < self.kind_weights.shape[1])
        weights = self.kind_weights[:, column[inside]].astype(np.float32)
        scores = self.kind_scales * (weights @ value[inside]) + self.kind_intercepts
        today = np.array([tier is Tier.TODAY for _, tier in self.kinds])
        return self.kinds[int(np.argmax(scores - CAUTION * today))]


class Scorer:
    """The voice."""

    name = "scorer"

    def __init__(self, weights: Weights, concepts: Concepts) -> None:
        self._weights = weights
        self._concepts = concepts

    def margin(self, reading: Reading) -> float:
        """Return how far the message is beyond the limit; below 0 it raises nothing."""
        return self._scored(reading)[0]

    def hear(self, reading: Reading, *, deny: bool = True, joined: bool = False) -> Heard:
        """Return one flag over the whole message, or none, and whether it is surely ordinary.

        A sentence is heard alone too, for a question about the bill beside it talks a sign down,
        and so is what stands between "hello" and "thanks".
        Without `deny` there is nothing to deny, and how ordinary it is stays open.
        """
        margin, flag = self._scored(reading, least=-np.inf if deny else 0.0)
        if joined and len(reading.tokens) <= FEW_WORDS and margin < JOINED:
            flag = None
        flag = flag or self._said_politely(reading) or self._said_apart(reading)
        if flag:
            start, end = reading.span(0, len(reading.tokens))
            return Heard((replace(flag, start=start, end=end),))
        if not deny or not ENOUGH_WORDS <= len(reading.tokens) <= TOO_MANY_WORDS:
            return Heard(())
        weights = self._weights
        return Heard((), margin < weights.denies, margin < weights.denies_all)

    def _said_politely(self, reading: Reading) -> SafetyFlag | None:
        """Return the flag of a message without its greeting and thanks, or None."""
        plain = reading.without_courtesy()
        return None if plain.tokens == reading.tokens else self._scored(plain, least=0.0)[1]

    def _said_apart(self, reading: Reading) -> SafetyFlag | None:
        """Return the flag of the first of several sentences that raises one by ALONE, or None."""
        sentences = reading.sentences()
        if len(sentences) < 2:
            return None
        for sentence in [s for s in sentences if len(s.tokens) >= ENOUGH_WORDS][:MOST_SENTENCES]:
            _, flag = self._scored(sentence, least=ALONE)
            if flag:
                return flag
        return None

    def _scored(
        self, reading: Reading, *, least: float = -np.inf
    ) -> tuple[float, SafetyFlag | None]:
        """Return the margin of `reading` as it stands, and the flag that it raises by `least`.

        A margin below `least` may be told too high, but stays below it.
        """
        place, value = self._vector(reading)
        body, crisis = self._weights.scores(place, value, least=least)
        margin = max(body, crisis)
        if not reading.tokens or margin < max(least, 0.0):
            return margin, None
        category, tier = CRISIS if crisis >= body else self._weights.kind(place, value)
        return margin, SafetyFlag(RULE, category, tier, 0, 0)

    def _vector(self, reading: Reading) -> tuple[Columns, Floats]:
        return self._weights.vector(keys_of(reading, self._concepts.of(reading)))


def _tally(ordered: Keys) -> tuple[Keys, NDArray[np.int64]]:
    """Return the distinct keys of a sorted array and how often each stands in it."""
    first = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]])[: len(ordered)])
    return ordered[first], np.append(first[1:], len(ordered)) - first
