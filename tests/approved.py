"""SAFE7: everything that may be said to a patient, and whether a reply says anything else."""

from __future__ import annotations

import random
import string
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bot.assistant import Assistant
from bot.content.clinic import Clinic
from bot.dialogue import NONE_OF_THESE, TALK_TO_STAFF
from bot.types import Conversation, Reply, Turn

INTENTS = Path(__file__).parents[1] / "intents"
NOON = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)  # a Friday; the clinic is open
NIGHT = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)  # a Sunday
_ODD = (
    "и",
    "не",
    "dolor",
    "疼",
    "شكرا",
    "😭",
    "\u200b",
    "\x00",
    "{phone_label}",
    "%s",
    "<b>",
    "&amp;",
)


class Approved:
    """Every paragraph, title and card that the content of one assistant holds, filled."""

    def __init__(self, assistant: Assistant) -> None:
        lines = assistant.lines
        self.paragraphs = {lines.fill(text, name="x") for text in lines.texts.values()}
        self.paragraphs.add(lines.fill(assistant.advice.line))
        self.titles: set[str] = set()
        entries = assistant.model.book.entries.values() if assistant.model else ()
        for entry in entries:
            self.titles.add(entry.title)
            for text in entry.texts.values():
                self.paragraphs |= {text, lines.fill(text)} if "{" in text else {text}
            if entry.safety_net:
                self.paragraphs.add(lines.fill(entry.safety_net))
        self.cards = set(_cards(assistant.clinic))

    def strangers(self, turn: Turn) -> list[str]:
        """Return what `turn` says that stands nowhere in the content; [] is as it should be."""
        reply = turn.reply
        if reply.card:
            said = [reply.text, reply.card.text]
            return [text for text in said if text not in self.cards]
        found = [p for p in reply.text.split("\n\n") if p and p not in self.paragraphs]
        return found + [title for title in _titles(reply) if title not in self.titles]


def _titles(reply: Reply) -> Iterator[str]:
    if reply.title:
        yield from reply.title.split(" · ")
    yield from (choice.title for choice in (*reply.choices, *reply.related))


def _cards(clinic: Clinic) -> Iterator[str]:
    """Yield every card as cards.yaml and languages/ have it, filled here and not by the bot."""
    folder = INTENTS / "safety"
    data = _read(folder / "cards.yaml")
    firsts = [says for path in sorted(folder.glob("languages/*.yaml"))
              for says in _read(path).get("says", {}).values()]  # fmt: skip
    numbers = {
        "emergency_label": clinic.emergency_label,
        "phone_label": clinic.phone_label,
        "crisis_label": clinic.crisis_label,
        "crisis_number": clinic.crisis_number,
    }
    for text in data["cards"].values():
        for matter in ("", *data["matters"].values()):
            card = " ".join(text.replace("[matter]", matter).format(**numbers).split())
            yield card
            yield from (f"{first.format(**numbers)} {card}" for first in firsts)


def _read(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return data


@cache
def typed_words() -> tuple[str, ...]:
    """Return what people really write, from every file of `intents/`, to be mixed and broken."""
    texts: set[str] = set()
    for path in sorted(INTENTS.rglob("*.yaml")):
        if "evaluation" not in path.parts:
            _collect(_read(path), texts)
    return tuple(sorted(texts))


def _collect(data: object, texts: set[str]) -> None:
    if isinstance(data, str):
        texts.add(data)
    elif isinstance(data, dict):
        for value in data.values():
            _collect(value, texts)
    elif isinstance(data, list):
        for value in data:
            _collect(value, texts)


def message(chance: random.Random, texts: Sequence[str]) -> str:
    """Return one message: a text, two joined, half of one, one misspelled, or plain noise."""
    text = chance.choice(texts)[:1200]
    kind = chance.randrange(6)
    if kind == 0:
        return text
    if kind == 1:
        joint = chance.choice((". ", "? ", " and ", "\n", ", also "))
        return text[:400] + joint + chance.choice(texts)[:400]
    if kind == 2:
        cut = chance.randrange(len(text) + 1)
        return text[cut:] if chance.random() < 0.5 else text[:cut]
    if kind == 3:
        letters = list(text[:300])
        for _ in range(chance.randint(1, 4)):
            letters.insert(
                chance.randrange(len(letters) + 1), chance.choice(string.ascii_lowercase)
            )
        return "".join(letters)
    if kind == 4:
        return " ".join(chance.choices([*text.split(), *_ODD], k=chance.randint(1, 12)))
    return "".join(chr(chance.choice((chance.randrange(32, 127), chance.randrange(0x300, 0xD7FF))))
                   for _ in range(chance.randrange(60)))  # fmt: skip


def strangers(assistant: Assistant, *, messages: int, seed: int) -> Iterator[tuple[str, list[str]]]:
    """Yield each of `messages` random messages that got unapproved words, with those words.

    Conversations are up to eight messages long; one in six messages is a click.
    """
    chance = random.Random(seed)  # noqa: S311 -- it breaks no seal
    approved, texts = Approved(assistant), typed_words()
    ids = [choice.intent for choice in assistant.titles()]
    conversation = Conversation("proof")
    for number in range(messages):
        if number % 8 == 0:
            conversation = Conversation("proof", held_by_staff=chance.random() < 0.02)
        said, choice = message(chance, texts), None
        if ids and chance.random() < 1 / 6:
            offered = [*conversation.choices, NONE_OF_THESE, TALK_TO_STAFF, chance.choice(ids)]
            choice = chance.choice(offered)
        now = chance.choice((NOON, NIGHT))
        turn = assistant.reply_to(said, conversation, now=now, choice=choice)
        conversation = assistant.remember(conversation, turn)
        if found := approved.strangers(turn):
            yield said, found
