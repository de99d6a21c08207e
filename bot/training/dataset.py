"""The rows a model learns from, sorted so that the same content gives the same model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.content.records import Content, Policy
from bot.text import words
from bot.understanding.classifier import OUT_OF_SCOPE

AT_HOME = 3
"""A word is at home outside where it is so many times as frequent there. "Parrot" may well stand in
a question of ours too, told in passing."""


@dataclass(frozen=True)
class Row:
    """One training text. `spoken` is False for titles and answers, which no patient wrote."""

    text: str
    tokens: tuple[str, ...]
    intent: str
    spoken: bool = True


def make_rows(content: Content, policy: Policy) -> list[Row]:
    """Return the training rows of all intents that `policy` lets through, and out-of-scope rows.

    A title and the answers stand beside the utterances: they bring words of the topic that no
    utterance happens to use.
    """
    rows: list[Row] = []
    for intent in content.served(policy):
        rows += [_row(text, intent.id) for text in intent.utterances]
        rows.append(_row(intent.title, intent.id, spoken=False))
        if intent.kind == "faq":
            answers = sorted({answer.text for answer in intent.answers.values()})
            rows += [_row(text, intent.id, spoken=False) for text in answers]
    rows += [_row(text, OUT_OF_SCOPE) for text in (*content.near, *content.far)]
    return sorted(
        (row for row in rows if row.tokens), key=lambda row: (row.intent, not row.spoken, row.text)
    )


def word_counts(rows: Sequence[Row]) -> dict[str, int]:
    """Return how often each word stands in `rows`, sorted by word."""
    return dict(sorted(Counter(token for row in rows for token in row.tokens).items()))


def outside_words(rows: Sequence[Row]) -> frozenset[str]:
    """Return the words that are more at home in out-of-scope rows: AT_HOME times as frequent."""
    outside = [row for row in rows if row.intent == OUT_OF_SCOPE]
    ours = [row for row in rows if row.intent != OUT_OF_SCOPE]
    theirs = Counter(word for row in outside for word in set(row.tokens))
    mine = Counter(word for row in ours for word in set(row.tokens))
    least = AT_HOME * len(outside) / max(len(ours), 1)
    return frozenset(word for word, count in theirs.items() if count > least * mine[word])


def _row(text: str, intent: str, *, spoken: bool = True) -> Row:
    return Row(text=text, tokens=words(text), intent=intent, spoken=spoken)
