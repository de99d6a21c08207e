"""Names of people: by the words that introduce them, and by sight where the name is well known.

No list knows every name, so the words around it count first: "my name is", "my son", "Mrs.". A word
that is a name and an ordinary word ("Will", "Hope") counts only where the text says that it is one.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.privacy.common_words import COMMON
from bot.privacy.company import in_company
from bot.privacy.introduced import introduced_names
from bot.privacy.message import Message
from bot.privacy.sight import names_by_sight
from bot.privacy.signatures import HEADING
from bot.privacy.things import THINGS

Span = tuple[int, int]


def names(text: str, *, number_at: int = 0) -> Iterator[Span]:
    """Yield the spans of names in `text`; one may lie within another.

    `number_at` is where its first phone number, birth date or the like begins: a name may head it.
    """
    message = Message.of(text)
    if not message.words:
        return
    found = [*introduced_names(message), *names_by_sight(message), *_heading(text[:number_at])]
    found += list(in_company(message.words, found))
    yield from found
    yield from _again(message, {word for start, end in found for word in text[start:end].split()})


def _heading(start: str) -> Iterator[Span]:
    """Yield the name that a message begins with, right before its first number."""
    match = HEADING.fullmatch(start)
    if match is None:
        return
    words = match[1].lower().split()
    if COMMON.isdisjoint(words) and THINGS.isdisjoint(words):
        yield match.span(1)


def _again(message: Message, found: set[str]) -> Iterator[Span]:
    """Yield every other place where a word of a name that was found stands as a name."""
    repeated = {part.strip(".,") for part in found if len(part) > 1}
    for word in message.words:
        if word.capital and word.text[: word.end - word.start] in repeated and not word.common:
            yield word.start, word.end
