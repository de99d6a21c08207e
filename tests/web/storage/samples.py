"""Small stored things that the storage tests start from."""

from __future__ import annotations

from datetime import datetime

from bot.types import (
    Conversation,
    Decision,
    Handoff,
    IntentScore,
    Outcome,
    Parse,
    Part,
    Reply,
    Turn,
    Utterance,
)
from web.storage import Storage, conversations, handoffs, messages, staff, turns
from web.storage.records import StaffAccount, StoredConversation


def start(storage: Storage, conversation_id: str, now: datetime) -> None:
    with storage.write() as connection:
        state = Conversation(id=conversation_id)
        conversations.start(connection, state=state, token=conversation_id, now=now)


def ask(storage: Storage, conversation_id: str, text: str, now: datetime) -> int:
    with storage.write() as connection:
        return messages.add(
            connection, conversation_id, sender="patient", text=text, masked=f"[{text}]", now=now
        )


def waiting(
    storage: Storage, conversation_id: str, now: datetime, urgency: str = "normal"
) -> Handoff:
    start(storage, conversation_id, now)
    ask(storage, conversation_id, f"help {conversation_id}", now)
    with storage.write() as connection:
        return handoffs.open_handoff(
            connection, conversation_id, reason="asked", urgency=urgency, desk=None, now=now
        )


def person(storage: Storage, name: str, now: datetime, role: str = "staff") -> StaffAccount:
    with storage.write() as connection:
        return staff.add(
            connection,
            username=name,
            display_name=name.title(),
            password=f"a long password of {name}",
            role=role,
            now=now,
        )


def look(storage: Storage, conversation_id: str) -> StoredConversation:
    with storage.read() as connection:
        found = conversations.by_id(connection, conversation_id)
    assert found is not None
    return found


def transcript(storage: Storage, conversation_id: str) -> list[tuple[str, str]]:
    with storage.read() as connection:
        said = messages.after(connection, conversation_id, as_written=True)
    return [(m.sender, m.text) for m in said]


def turn(outcome: Outcome, *, reason: str = "not_sure", intent: str | None = None) -> Turn:
    decision = Decision(outcome, reason, intent=intent, confidence=0.25)
    parse = Parse(Utterance("q", "q", ("q",)), ranking=(IntentScore("soreness-after", 0.25, 1.5),))
    reply = Reply("a")
    return Turn("q", "q", decision, reply, parts=(Part(parse, decision, reply),))


def answered(
    storage: Storage,
    conversation_id: str,
    text: str,
    now: datetime,
    outcome: Outcome = Outcome.ANSWER,
    unanswered: str | None = None,
) -> tuple[int, int]:
    asked = ask(storage, conversation_id, text, now)
    with storage.write() as connection:
        bot = messages.add(
            connection, conversation_id, sender="bot", text="a", reply_to=asked, now=now
        )
        turns.record(
            connection,
            turn(outcome),
            message_id=asked,
            bot_message_id=bot,
            model_version="v1",
            unanswered=unanswered,
        )
    return asked, bot
