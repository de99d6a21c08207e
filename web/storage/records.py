"""What the database gives back, as frozen dataclasses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from bot.types import Conversation, Procedure

TOO_OLD = "(deleted: too old to be kept)"
"""Stands in place of a question's words once they were purged."""


@dataclass(frozen=True, slots=True)
class StoredConversation:
    """One conversation: what the bot remembers of it, and what the patient sees of its state."""

    id: str
    state: Conversation
    status: str  # bot | waiting | staff | resolved
    held_by: str | None  # display name of the staff member who answers
    held_by_id: int | None
    emergency: bool
    version: int
    last_id: int
    created_at: datetime
    updated_at: datetime
    deleted_at: datetime | None = None  # when the patient deleted it


@dataclass(frozen=True, slots=True)
class StoredMessage:
    """One message. Private details in its `text` are masked unless asked for as written."""

    id: int
    conversation_id: str
    sender: str  # patient | bot | staff | system
    sender_name: str | None
    text: str
    created_at: datetime
    apart: bool = False  # what somebody else wrote is kept apart from this masked text
    client_message_id: str | None = None
    body_hash: str | None = None
    reply_to: int | None = None
    outcome: str | None = None
    details: Mapping[str, Any] = field(default_factory=dict)
    rating: str | None = None
    rating_reason: str | None = None


@dataclass(frozen=True, slots=True)
class TurnRecord:
    """Why the bot did what it did with the patient's message `message_id`."""

    message_id: int
    bot_message_id: int | None
    outcome: str
    reason: str
    intent: str | None
    confidence: float
    parts: tuple[Mapping[str, Any], ...]
    flags: tuple[Mapping[str, Any], ...]
    model_version: str | None
    unanswered: str | None  # declined | handed_off | none_of_these


@dataclass(frozen=True, slots=True)
class QueueItem:
    """One conversation that waits for, or is held by, a person."""

    handoff_id: int
    conversation_id: str
    urgency: str
    status: str  # waiting | claimed
    reason: str
    desk: str | None
    claimed_by: str | None  # display name
    claimed_by_id: int | None
    created_at: datetime  # waiting since
    updated_at: datetime
    last_text: str  # the patient's newest message, masked
    last_sender: str  # who wrote the newest message: patient | bot | staff | system
    deleted: bool = False  # the patient deleted the conversation
    alarm: Alarm | None = None  # what made it urgent, where words did


@dataclass(frozen=True, slots=True)
class Alarm:
    """A patient's message that was answered with an emergency card."""

    message_id: int
    text: str  # masked
    shown: str  # the card's words
    kind: str  # call_now | crisis | call_today
    again: bool  # the patient wrote on after a sign, and showed no new one
    newer: int  # how many messages the patient has sent since
    created_at: datetime


@dataclass(frozen=True, slots=True)
class UnansweredItem:
    """A patient's message that got no answer, or one that did not help."""

    message_id: int
    conversation_id: str
    text: str  # masked
    why: str  # declined | handed_off | none_of_these | rated_down
    rating_reason: str | None
    outcome: str
    reason: str
    intent: str | None
    confidence: float
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Claim:
    """The outcome of taking a conversation: `holder` is who has it now, None when nobody may."""

    won: bool
    holder: str | None


@dataclass(frozen=True, slots=True)
class Contact:
    """How a patient may be reached, where they left it."""

    email: str | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class StaffAccount:
    """A person of the clinic who may sign in."""

    id: int
    username: str
    display_name: str
    role: str  # staff | admin
    created_at: datetime
    disabled_at: datetime | None = None
    may_reveal: bool = True  # may read private details as they were written


@dataclass(frozen=True, slots=True)
class StaffSession:
    """One signed-in browser of a staff member."""

    id: int
    staff: StaffAccount
    created_at: datetime
    seen_at: datetime
    device: str


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """Something that was done with private text."""

    at: datetime
    action: str  # view | reveal | patient_deleted
    staff: str | None  # display name; None for the patient
    conversation_id: str | None
    message_id: int | None
    messages: int | None  # how many were deleted
    reference: str | None  # on the patient's receipt


@dataclass(frozen=True, slots=True)
class PurgeRun:
    """One deletion of what had become too old."""

    at: datetime
    boot: str | None  # which start of the machine; None where that cannot be told
    uptime: float | None  # seconds since then
    counts: Mapping[str, int]  # by kind; empty where only the clock was noted
    leftovers: int | None  # texts found in the files' bytes afterwards; None: not looked


@dataclass(frozen=True, slots=True)
class Notice:
    """News of a hand-off that staff have not been told of yet."""

    id: int
    handoff_id: int
    urgency: str
    attempts: int


def state_to_json(state: Conversation) -> dict[str, Any]:
    """Return the state as a JSON document."""
    return asdict(state)


def state_from_json(document: Mapping[str, Any]) -> Conversation:
    """Return the state; fields that this version does not know are left out."""
    known = {name: document[name] for name in Conversation.__dataclass_fields__ if name in document}
    for name in ("choices", "below", "flags"):
        known[name] = tuple(known.get(name, ()))
    known["procedure"] = Procedure(known.get("procedure", Procedure.ANY))
    return Conversation(**known)
