"""Small stand-ins that remember what they were asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from bot.types import Conversation, Turn


class FakeReplies:
    """An assistant that says what it was told to say to each text."""

    def __init__(self, turns: Mapping[str, Turn]) -> None:
        self.turns = turns
        self.asked: list[tuple[str, Conversation]] = []

    def reply_to(
        self, text: str, conversation: Conversation, *, now: datetime, choice: str | None = None
    ) -> Turn:
        self.asked.append((text, conversation))
        return self.turns[text]
