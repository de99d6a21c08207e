"""A small assistant that follows the contract and remembers what it was asked."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.types import (
    Card,
    Choice,
    Conversation,
    Decision,
    IntentScore,
    Outcome,
    Parse,
    Part,
    Reply,
    Source,
    Turn,
    Utterance,
)

CARD = Card("call_now", "Call 911 now.", "911", "911", "breathing", (("crisis line", "988"),))
TITLES = (Choice("soreness", "Will I be sore?"), Choice("cost", "What does it cost?"))
SOURCE = Source("tpi-relief", "Relief", "A clinic", "Article", "clinic_article")


@dataclass(frozen=True)
class FakeClinic:
    name: str = "Test clinic"
    phone: str = "+1-212-555-0142"
    phone_label: str = "(212) 555-0142"
    emergency_number: str = "911"
    emergency_label: str = "911"


@dataclass(frozen=True)
class FakeWelcome:
    title: str = "Hello"
    text: str = "I answer questions."
    limits: str = "I am not a doctor."
    emergency: str = "Call 911 in an emergency."
    draft_notice: str | None = "Drafts."
    topics: tuple[Choice, ...] = TITLES


@dataclass
class FakeSafety:
    voices: tuple[str, ...] = ("rules", "scorer")


@dataclass
class FakeAssistant:
    """Answers by key words: breathe, staff, which, weather, hello, break; else about soreness."""

    clinic: FakeClinic = field(default_factory=FakeClinic)
    model: None = None
    asked: list[tuple[str, Conversation, str | None]] = field(default_factory=list)
    safety_broken: bool = False
    safety: FakeSafety = field(default_factory=FakeSafety)

    def reply_to(
        self, text: str, conversation: Conversation, *, now: datetime, choice: str | None = None
    ) -> Turn:
        self.asked.append((text, conversation, choice))
        if choice is None and (card := self.emergency(text)):
            return Turn(text, "[masked]", Decision(Outcome.EMERGENCY, "red_flag"), card)
        if "break" in text:
            raise ValueError(text)
        if conversation.held_by_staff:
            return Turn(text, "[masked]", Decision(Outcome.SILENT, "held_by_staff"), Reply(""))
        decision, reply = self._decide(text, choice)
        parse = Parse(Utterance(text, text, ()), (IntentScore("soreness", 0.9, 2.0),))
        return Turn(text, "[masked]", decision, reply, (Part(parse, decision, reply),))

    def _decide(self, text: str, choice: str | None) -> tuple[Decision, Reply]:
        if choice == "none":
            return Decision(Outcome.HANDOFF, "none_of_these"), Reply("To staff.")
        if choice == "talk_to_staff" or "staff" in text:
            return Decision(Outcome.HANDOFF, "asked_for_person"), Reply(
                "To staff.", desk="clinical"
            )
        if "which" in text:
            reply = Reply("Which one?", choices=TITLES, offers=("staff",))
            return Decision(Outcome.CLARIFY, "too_close", choices=("soreness", "cost")), reply
        if "weather" in text:
            return Decision(Outcome.DECLINE, "out_of_scope"), Reply("I do not know.")
        if "hello" in text:
            return Decision(Outcome.SMALL_TALK, "small_talk"), Reply("Hi.")
        reply = Reply(
            "Some soreness.", title="Will I be sore?", sources=(SOURCE,), related=TITLES, draft=True
        )
        return Decision(Outcome.ANSWER, "sure", "soreness", 0.9), reply

    def remember(self, conversation: Conversation, turn: Turn) -> Conversation:
        if turn.decision.outcome is Outcome.EMERGENCY:
            return replace(conversation, flags=("breathing",), waiting=True)
        if turn.decision.outcome is Outcome.HANDOFF:
            return replace(conversation, waiting=True)
        return replace(conversation, intent=turn.decision.intent)

    def emergency(self, text: str) -> Reply | None:
        if self.safety_broken:
            raise RuntimeError(text)
        return Reply(CARD.text, card=CARD) if "breathe" in text else None

    def masked(self, text: str) -> str:
        return text.replace("555", "[phone]")

    def line(self, name: str, **values: str) -> str:
        return f"line {name}".format(**values)

    def welcome(self) -> FakeWelcome:
        return FakeWelcome()

    def titles(self) -> tuple[Choice, ...]:
        return TITLES


@dataclass
class FakeAssistants:
    """Gives one assistant for ever."""

    assistant: FakeAssistant = field(default_factory=FakeAssistant)
    problem: str | None = None
    version: str | None = "fake-1"

    def current(self) -> FakeAssistant:
        return self.assistant
