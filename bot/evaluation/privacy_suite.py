"""How much of the private details in other people's messages is masked, and what is masked wrongly.

A row marks its details, as in "call [[phone|212 555 0147]]". A detail counts as found when every
letter and digit of it is masked, under whatever kind: half a phone number is still a phone number.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.content import schemas, strict_yaml
from bot.content.strict_yaml import Document
from bot.errors import ContentError, Problem
from bot.privacy.mask import KINDS, find

UNTOUCHED = ("clean", "clinical")
_MARK = re.compile(r"\[\[([a-z_]{1,20})\|([^\]\[]{1,200})\]\]")


@dataclass(frozen=True, slots=True)
class Marked:
    """A message with the spans that must be masked, as (kind, start, end)."""

    text: str
    details: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True)
class Measured:
    """What the masker did with the messages of one file. Words of sealed files stay out of it."""

    file: str
    asked: Mapping[str, int]  # details by kind, then rows of "clean" and "clinical"
    wrong: Mapping[str, int]  # details with a letter or digit left, rows that were changed
    letters: int  # letters and digits beside the marked details
    hidden: int  # of these masked all the same
    rows: tuple[tuple[str, str], ...]  # kind and text of what was wrong

    def details(self) -> tuple[int, int]:
        """Return how many details were missed, and of how many."""
        kinds = [kind for kind in self.asked if kind not in UNTOUCHED]
        return sum(self.wrong[k] for k in kinds), sum(self.asked[k] for k in kinds)


def measure(intents: Path) -> list[Measured]:
    """Return the counts for each file of `evaluation/private/`. Raises ContentError."""
    paths = sorted((intents / "evaluation" / "private").glob("*.yaml"))
    return [_measure(strict_yaml.read(path, root=intents.parent)) for path in paths]


def read_marks(text: str) -> Marked:
    """Return a row without its marks, and where they were.

    >>> read_marks("i am [[name|Bo]]")
    Marked(text='i am Bo', details=(('name', 5, 7),))
    """
    pieces, details, length, end = [], [], 0, 0
    for match in _MARK.finditer(text):
        pieces += [text[end : match.start()], match[2]]
        length += match.start() - end
        details.append((match[1], length, length + len(match[2])))
        length, end = length + len(match[2]), match.end()
    return Marked("".join([*pieces, text[end:]]), tuple(details))


def _measure(document: Document) -> Measured:
    if problems := schemas.problems(document, "private") or list(_faults(document)):
        raise ContentError(problems)
    asked: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    rows: list[tuple[str, str]] = []
    letters = hidden = 0
    for row in document.data["details"]:
        marked = read_marks(row["text"])
        masked = _masked(marked.text)
        for kind, start, end in marked.details:
            inside = _letters(marked.text, start, end)
            asked[kind] += 1
            wrong[kind] += not inside <= masked
            if not inside <= masked:
                rows.append((kind, row["text"]))
            masked -= inside
        every = _letters(marked.text, 0, len(marked.text))
        letters += len(every) - sum(len(_letters(marked.text, s, e)) for _, s, e in marked.details)
        hidden += len(masked)
    for group in UNTOUCHED:
        for row in document.data[group]:
            asked[group] += 1
            wrong[group] += bool(find(row["text"]))
            if find(row["text"]):
                rows.append((group, row["text"]))
    shown = () if Path(document.path).stem == "sealed" else tuple(rows)
    return Measured(document.path, asked, wrong, letters, hidden, shown)


def _masked(text: str) -> set[int]:
    """Return the places of the letters and digits that are masked."""
    return {at for found in find(text) for at in _letters(text, found.start, found.end)}


def _letters(text: str, start: int, end: int) -> set[int]:
    return {at for at in range(start, end) if text[at].isalnum()}


def _faults(document: Document) -> Iterator[Problem]:
    data: dict[str, Any] = document.data
    for group in ("details", *UNTOUCHED):
        for number, row in enumerate(data[group]):
            found = read_marks(row["text"])
            unknown = {kind for kind, _, _ in found.details} - set(KINDS)
            if unknown or "[[" in found.text or bool(found.details) != (group == "details"):
                yield document.problem(
                    (group, number, "text"),
                    f"{group}/{number}: rows of details, and only these, carry marks such as "
                    f"[[phone|212 555 0147]]; known kinds: {', '.join(KINDS)}",
                )
