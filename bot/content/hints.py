"""What is allowed and yet worth a look: each with its file and line, a reason and what to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from bot.content.records import Content, Intent
from bot.content.strict_yaml import Document
from bot.errors import Problem
from bot.text import NEGATIONS, words

_LITTLE = frozenset(
    "a an and are as at be but by do does for from have i if in is it me my of on or so that the "
    "there this to was will with you your".split()
)


def hints(content: Content, documents: Mapping[str, Document], *, today: date) -> list[Problem]:
    """Return every hint on `content`; `documents` are its files by path."""
    found = [*_nearly_the_same(content, documents)]
    for intent in content.intents:
        found += _intent(intent, documents[intent.path], today)
    return found


def _intent(intent: Intent, document: Document, today: date) -> Iterator[Problem]:
    if intent.kind != "small_talk" and not intent.not_utterances:
        message = "not_utterances: none; name what looks like this and is something else"
        yield document.problem(("id",), message)
    if intent.kind != "small_talk" and intent.topic == intent.title:
        message = 'topic: missing; say what "that" means in the next message'
        yield document.problem(("id",), message)
    if not intent.review.approved:
        message = "status: a draft; a clinician has to read and approve it"
        yield document.problem(("status",), message)
    elif str(intent.review.review_by) < today.isoformat():
        message = f"review_by: {intent.review.review_by} is past; have it reviewed again"
        yield document.problem(("review_by",), message)


def _nearly_the_same(content: Content, documents: Mapping[str, Document]) -> Iterator[Problem]:
    """Find utterances of two intents that hold the same words but for the little ones."""
    first: dict[tuple[str, ...], tuple[Intent, int]] = {}
    for intent in content.intents:
        for index, text in enumerate(intent.utterances):
            tokens = words(text)
            weighty = sorted({t for t in tokens if t not in _LITTLE or t in NEGATIONS})
            if len(weighty) < 3:
                continue
            owner, at = first.setdefault(tuple(weighty), (intent, index))
            if owner.id != intent.id:
                where = documents[owner.path].line(("utterances", at))
                message = f"“{text}” says nearly the same as {owner.path}:{where}; is it the same?"
                yield documents[intent.path].problem(("utterances", index), message)
