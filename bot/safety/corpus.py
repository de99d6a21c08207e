"""Messages with a label: what the second voice learns from, and what both voices are measured
on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.content import schemas, strict_yaml
from bot.content.files import hash_of
from bot.content.strict_yaml import Address, Document
from bot.errors import ContentError, Problem
from bot.text import words
from bot.types import Tier

_SHARED = frozenset({"words", "cards"})


@dataclass(frozen=True, slots=True)
class Message:
    """One message, or two of one conversation. An ordinary one has no tier.

    `category` is the emergency's, or the one that an ordinary message resembles where its author
    said so.
    """

    texts: tuple[str, ...]
    category: str = ""
    tier: Tier | None = None

    @property
    def text(self) -> str:
        """The message as the check reads it; two messages stand in two lines."""
        return "\n".join(self.texts)


def seal(folder: Path) -> str:
    """Return the SHA-256 (hex) of every word of `intents/safety/`: what a scorer was made of.

    Rules and shared words count too, for they decide how a message is read.
    """
    return hash_of(folder.rglob("*.yaml"), folder)


def load_cases(folder: Path) -> tuple[Message, ...]:
    """Return the cases of all rules of `intents/safety/` at `folder`. Raises ContentError."""
    found: list[Message] = []
    for path in sorted(folder.glob("*.yaml")):
        if path.stem not in _SHARED:
            found += _cases(_read(path, folder.parent.parent, "safety"))
    return tuple(found)


def load_messages(path: Path, root: Path) -> tuple[Message, ...]:
    """Return the messages of one file. Raises ContentError with every fault of the file.

    A message that stands twice in the file is a fault: it would be learned and counted twice.
    """
    document = _read(path, root, "safety_corpus")
    data = document.data
    rows = [("emergencies", i, _message(row)) for i, row in enumerate(data.get("emergencies", ()))]
    rows += [("pairs", i, _message(row)) for i, row in enumerate(data.get("pairs", ()))]
    for key in ("ordinary", "ordinary_pairs"):
        rows += [(key, i, _message(row)) for i, row in enumerate(data.get(key, ()))]
    seen: dict[tuple[str, ...], Address] = {}
    problems: list[Problem] = []
    for key, index, message in rows:
        first = seen.setdefault(words(message.text), (key, index))
        if first != (key, index):
            line = document.line(first)
            said = f"this message stands in line {line} already; write each one once"
            problems.append(document.problem((key, index), said))
    if problems:
        raise ContentError(problems)
    return tuple(message for _, _, message in rows)


def load_corpus(folder: Path) -> dict[str, tuple[Message, ...]]:
    """Return the messages of `intents/safety/corpus/` by author. Raises ContentError."""
    root = folder.parent.parent
    return {path.stem: load_messages(path, root) for path in sorted(folder.glob("corpus/*.yaml"))}


def _read(path: Path, root: Path, schema: str) -> Document:
    document = strict_yaml.read(path, root=root)
    if found := schemas.problems(document, schema):
        raise ContentError(found)
    return document


def _message(row: str | dict[str, Any]) -> Message:
    if isinstance(row, str):
        return Message((row,))
    texts = tuple(row["texts"]) if "texts" in row else (row["text"],)
    return Message(texts, row["category"], Tier(str(row["tier"])) if "tier" in row else None)


def _cases(document: Document) -> list[Message]:
    data = document.data
    fire = [
        Message((text,), data["id"], Tier(str(rule["tier"])))
        for rule in data["rules"]
        for text in rule["must_fire"]
    ]
    not_fire = [text for rule in data["rules"] for text in rule.get("must_not_fire", ())]
    return fire + [Message((text,), data["id"]) for text in (*not_fire, *data["must_not_fire"])]
