"""The training messages of the second voice as arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from bot.grams import BLOCK_BITS, Keys
from bot.safety.check import HARD_TO_DENY, Rules
from bot.safety.concepts import CONCEPTS, Concepts
from bot.safety.corpus import Message, load_cases, load_corpus
from bot.safety.features import BLOCKS
from bot.safety.gram_keys import keys_of
from bot.safety.load import Book, load_book
from bot.safety.reading import read
from bot.safety.scorer import ENOUGH_WORDS, Halves
from bot.workers import parts_of, share

Floats = NDArray[np.float32]
Marks = NDArray[np.bool_]

FOLDS = 5
ONE_IN = 4
"""So many of the ordinary messages are enough as neighbours, and where authors are left out; all
would take more room and time."""

FEWEST = 3
"""What fewer messages say is no column; with 2 there are half as many columns again."""

_AT_ONCE = 2000
"""Messages that one of two processes reads before it takes up more."""

_TOGETHER = {"e": "c"}
"""Authors who share a fold: c wrote emergencies alone and e ordinary messages alone."""


class Group(StrEnum):
    """What a training message is."""

    EMERGENCY = "emergency"
    LOOK_ALIKE = "look-alike"
    ORDINARY = "ordinary"


@dataclass(frozen=True)
class Rows:
    """The messages; `keys` has the n-grams of each, `kinds` is ("", "") for ordinary ones."""

    keys: list[Keys]
    kinds: list[tuple[str, str]]
    groups: NDArray[np.str_]
    folds: NDArray[np.intp]  # (rows,): an author's messages are in one fold
    certain: Marks  # (rows,): cases of the rules that must not fire
    contradicted: Marks  # (rows,): emergencies on which a rule fires that may be denied
    contradicted_hard: Marks  # (rows,): those on which one fires that is hard to deny

    @property
    def few(self) -> Marks:
        """All rows but most of the ordinary ones."""
        found: Marks = self.groups != Group.ORDINARY
        found[::ONE_IN] = True
        return found

    def of(self, kept: Marks) -> Rows:
        """Return the rows `kept`."""
        return Rows(
            keys=[self.keys[at] for at in np.flatnonzero(kept)],
            kinds=[self.kinds[at] for at in np.flatnonzero(kept)],
            groups=self.groups[kept],
            folds=self.folds[kept],
            certain=self.certain[kept],
            contradicted=self.contradicted[kept],
            contradicted_hard=self.contradicted_hard[kept],
        )


def make_rows(safety: Path, ordinary: Sequence[str]) -> Rows:
    """Return the rules' cases, the corpus of the folder `safety`, and the `ordinary` messages.

    What has no words is left out. Raises ContentError for faults in the corpus.
    """
    book = load_book(safety)
    concepts = Concepts.from_file(safety / CONCEPTS)
    corpus = load_corpus(safety)
    authors = sorted({_TOGETHER.get(author, author) for author in corpus})
    found: list[tuple[Message, Group, int, bool]] = []
    for author, messages in corpus.items():
        fold = authors.index(_TOGETHER.get(author, author)) % FOLDS
        found += [(message, _group(message), fold, False) for message in messages]
    found += [(m, _group(m), _fold(m.text), not m.tier) for m in load_cases(safety)]
    found += [
        (Message((text,)), Group.ORDINARY, _fold(text), False) for text in sorted(set(ordinary))
    ]
    reader = _Reader(book, concepts, Rules(book))
    parts = parts_of([(m.text, group is Group.EMERGENCY) for m, group, _, _ in found], _AT_ONCE)
    heard = [row for rows in share(_read_all, reader, parts, pickles=False) for row in rows]
    rows = [(*one, *row) for one, row in zip(found, heard, strict=True) if row]
    messages_, groups, folds, certains, keys_, fired = zip(*rows, strict=True)
    return Rows(
        keys=list(keys_),
        kinds=[(m.category, m.tier.value) if m.tier else ("", "") for m in messages_],
        groups=np.array([group.value for group in groups]),
        folds=np.array(folds, np.intp),
        certain=np.array(certains),
        contradicted=np.array([False in hard for hard in fired]),
        contradicted_hard=np.array([True in hard for hard in fired]),
    )


@dataclass(frozen=True)
class _Reader:
    """What turns a message into n-grams, and hears the rules that fire on it."""

    book: Book
    concepts: Concepts
    rules: Rules


def _read_all(
    reader: _Reader, messages: Sequence[tuple[str, bool]]
) -> list[tuple[Keys, set[bool]] | None]:
    """Return the n-grams of each text, and whether the rules that fire are hard to deny.

    Beside a text stands whether it is an emergency: of others no rules are asked. None for one
    without words.
    """
    found: list[tuple[Keys, set[bool]] | None] = []
    for text, emergency in messages:
        reading = read(text, words_of=reader.book.speller.words_of)
        if not reading.tokens:
            found.append(None)
            continue
        deniable = emergency and len(reading.tokens) >= ENOUGH_WORDS
        fired = reader.rules.hear(reading) if deniable else []
        keys = keys_of(reading, reader.concepts.of(reading))
        found.append((keys, {flag.category in HARD_TO_DENY for flag in fired}))
    return found


def _group(message: Message) -> Group:
    return Group.EMERGENCY if message.tier else Group.LOOK_ALIKE


def _fold(text: str) -> int:
    return crc32(text.encode()) % FOLDS


class Table:
    """How often each n-gram stands in each row, counted once for all fits."""

    def __init__(self, rows: Sequence[Keys]) -> None:
        flat = np.concatenate(rows)
        owner = np.repeat(np.arange(len(rows)), list(map(len, rows)))
        found, often = np.unique(
            owner.astype(np.uint64) << np.uint64(32) | flat, return_counts=True
        )
        self._row = (found >> np.uint64(32)).astype(np.intp)
        self._keys, self._code = np.unique(found.astype(np.uint32), return_inverse=True)
        self._often = 1.0 + np.log(often)
        self._rows = len(rows)

    def columns(self, learn: Marks, teach: Marks) -> tuple[Keys, Halves]:
        """Return keys and idf over the rows `learn`; a column is an n-gram of three that `teach`.

        What only the FAQ's utterances say tells little, and would make the arrays three times as
        large.
        """
        seen = self._count(learn & teach)
        columns = np.flatnonzero(seen >= FEWEST)
        df = self._count(learn)[columns]
        idf = np.log((1.0 + learn.sum()) / (1.0 + df)) + 1.0
        return self._keys[columns], idf.astype(np.float16)

    def _count(self, rows: Marks) -> NDArray[np.intp]:
        return np.bincount(self._code[rows[self._row]], minlength=len(self._keys))

    def vectors(self, keys: Keys, idf: Halves) -> csr_matrix:
        """Return the vectors of all rows, as `Weights.vector` makes them."""
        column = np.full(len(self._keys), -1)
        column[np.searchsorted(self._keys, keys)] = np.arange(len(keys))
        place = column[self._code]
        known = place >= 0
        row, place = self._row[known], place[known]
        values = self._often[known] * idf[place]
        block = (keys[place] >> BLOCK_BITS).astype(np.intp)
        cell = row * len(BLOCKS) + block
        lengths = np.sqrt(np.bincount(cell, values * values, self._rows * len(BLOCKS)))
        values *= np.array(list(BLOCKS.values()))[block] / lengths[cell]
        return csr_matrix((values, (row, place)), shape=(self._rows, len(keys)))
