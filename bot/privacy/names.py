"""Names of people: by the words that introduce them, and by sight where the name is well known.

No list knows every name, so the words around it count first: "my name is", "my son", "Mrs.". A word
that is a name and an ordinary word ("Will", "Hope") counts only where the text says that it is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.common_words import COMMON, PLACES
from bot.privacy.company import in_company
from bot.privacy.introduced import introduced_names
from bot.privacy.message import Message
from bot.privacy.patterns import Pattern
from bot.privacy.said import said
from bot.privacy.sight import names_by_sight
from bot.privacy.signatures import HEADING
from bot.privacy.things import THINGS

Span = tuple[int, int]
_SPELLED = Pattern(
    r"\b(?:spell(?:s|ed|ing)?|spelt)\b(?: (?:it|is|as|that|like))?[ :,]{1,2}"
    r"([^\W\d_](?:[ .,-]{1,2}[^\W\d_]){2,20})\b",
    re.IGNORECASE,
)
_SPELLING = frozenset("spell spells spelled spelling spelt".split())


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
    if not _SPELLING.isdisjoint(said(text)):
        yield from (match.span(1) for match in _SPELLED.finditer(text))
    yield from _again(message, {word for start, end in found for word in text[start:end].split()})


def _heading(start: str) -> Iterator[Span]:
    """Yield the name that a message begins with, right before its first number."""
    match = HEADING.fullmatch(start)
    if match is None:
        return
    words = match[1].lower().split()
    label = words[0].replace(".", "") if len(words) == 1 else ""  # "Street: 12 Oak Lane"
    if COMMON.isdisjoint([*words, label]) and THINGS.isdisjoint(words) and label not in PLACES:
        yield match.span(1)


def _again(message: Message, found: set[str]) -> Iterator[Span]:
    """Yield every other place where a word of a name that was found stands as a name."""
    repeated = {part.strip(".,") for part in found if len(part) > 1}
    for word in message.words:
        if word.capital and word.text[: word.end - word.start] in repeated and not word.common:
            yield word.start, word.end
