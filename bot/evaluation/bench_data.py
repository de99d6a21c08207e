"""A data set of the benchmark: what is learned from, what is asked, and CLINC150's own file."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.errors import ContentError, Problem
from bot.text import words
from bot.understanding.classifier import OUT_OF_SCOPE


@dataclass(frozen=True, slots=True)
class Example:
    """One message and its intent, which is OUT_OF_SCOPE for what is none of the intents."""

    text: str
    intent: str
    line: int = 0  # counts from 1; 0 where the file has no lines to speak of


@dataclass(frozen=True)
class DataSet:
    """Rows to learn from, each with a word or more, and messages to ask."""

    name: str
    train: tuple[Example, ...]
    test: tuple[Example, ...]
    without_words: int = 0  # training rows left out because they hold no letter or digit

    @property
    def intents(self) -> tuple[str, ...]:
        """The intents in scope, sorted."""
        return tuple(sorted({row.intent for row in self.train} - {OUT_OF_SCOPE}))

    def part(self, intents: Sequence[str], name: str) -> DataSet:
        """Return the data set of these intents alone, with all that is out of scope."""
        kept = {*intents, OUT_OF_SCOPE}
        return DataSet(
            name,
            tuple(row for row in self.train if row.intent in kept),
            tuple(row for row in self.test if row.intent in kept),
        )


def make_set(name: str, train: Sequence[Example], test: Sequence[Example], path: Path) -> DataSet:
    """Return the data set. Raises ContentError when a classifier cannot learn from `train`.

    `path` is the file of the training rows, for the message.
    """
    kept = tuple(row for row in train if words(row.text))
    mute = sorted({row.intent for row in train} - {row.intent for row in kept})
    messages = [f"no row of '{intent}' holds a letter a-z or a digit" for intent in mute]
    made = DataSet(name, kept, tuple(test), len(train) - len(kept))
    rows = Counter(row.intent for row in kept)
    if not mute and (not made.intents or len(rows) < 2):
        messages.append("two intents or more are needed: there must be something to tell apart")
    elif not mute and max(rows.values()) < 2:
        messages.append("every intent has one row; the threshold needs an intent with two or more")
    if messages:
        raise ContentError([Problem(str(path), 0, message) for message in messages])
    return made


def read_clinc(path: Path, *, development: bool = False) -> DataSet:
    """Return CLINC150 from its `data_full.json`; `development` asks the validation rows.

    The validation rows are never learned from. Raises ContentError for another shape.
    """
    asked = "val" if development else "test"
    try:
        parts = json.loads(path.read_text(encoding="utf-8"))
        train = [Example(text, intent) for text, intent in parts["train"]]
        train += [Example(text, OUT_OF_SCOPE) for text, _ in parts["oos_train"]]
        test = [Example(text, intent) for text, intent in parts[asked]]
        test += [Example(text, OUT_OF_SCOPE) for text, _ in parts[f"oos_{asked}"]]
    except (ValueError, KeyError, TypeError) as error:
        message = f"not CLINC150's data_full.json ({type(error).__name__}: {error})"
        raise ContentError([Problem(str(path), 0, message)]) from None
    return make_set("CLINC150", train, test, path)
