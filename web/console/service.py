"""The service for one conversation: what was said and why, and what staff do with it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.types import Handoff
from web.console import views, words
from web.console.lists import count
from web.plain import without_turns
from web.storage import (
    Connection,
    Storage,
    alarms,
    conversations,
    handoffs,
    messages,
    queue,
    turns,
)
from web.storage.records import Claim, StaffAccount, StoredConversation

if TYPE_CHECKING:
    from bot.assistant import Assistant

LONGEST_REPLY = 4000
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclass(frozen=True, slots=True)
class Page:
    """One conversation as a staff member sees it."""

    id: str
    tag: str
    short: str
    state: str  # free | mine | other | bot | resolved | deleted
    status: str
    holder: str
    holder_id: int | None
    emergency: bool
    alarm: dict[str, str]  # the words that sounded like one, and what was shown
    urgency: str
    desk: str
    reason: str
    since: str
    email: str
    phone: str
    dial: str  # the phone number as digits
    messages: tuple[dict[str, Any], ...]
    masked: bool  # some private details are masked that can be revealed
    open: bool  # waits for staff, or is held by one
    last_id: int
    numbers: dict[str, int]


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything the console does with conversations. Unknown ids give None."""

    storage: Storage
    assistant: Assistant

    def conversation(
        self,
        conversation_id: str,
        staff: StaffAccount,
        *,
        now: datetime,
        after: int = 0,
        known: str | None = None,
    ) -> Page | str | None:
        """Return a conversation with its messages after an id; the tag alone when it is `known`."""
        if not _ID.fullmatch(conversation_id):
            return None
        with self.storage.read() as connection:
            stored = conversations.by_id(connection, conversation_id)
            if stored is None:
                return None
            tag = f"{stored.version}-{queue.version(connection)}-{staff.id}"
            if known == tag:
                return tag
            handoff = handoffs.of_conversation(connection, stored.id)
            contact = conversations.contact_of(connection, stored.id)
            said = messages.after(connection, stored.id, after, reader=staff.id)
            records = turns.of_conversation(connection, stored.id)
            masked = messages.any_apart(connection, stored.id, reader=staff.id)
            numbers = count(queue.items(connection), staff)
            flagged = alarms.of_conversations(connection, [stored.id]).get(stored.id, ())
        opened = datetime.fromisoformat(handoff.created_at) if handoff else now
        since = [alarm for alarm in flagged if alarm.created_at >= opened]
        eyes = views.eyes_of(self.assistant, staff.id, now=now)
        state = _state(stored, handoff, staff)
        phone = (contact.phone if contact else None) or ""
        return Page(
            id=stored.id,
            tag=tag,
            short=words.short(stored.id),
            state=state,
            status=_status(state, stored, eyes),
            holder=stored.held_by or "",
            holder_id=stored.held_by_id,
            emergency=stored.emergency,
            alarm=views.alarm(alarms.worst(since or flagged)),
            urgency=handoff.urgency if handoff else "",
            desk=words.desk(handoff.desk) if handoff else "",
            reason=words.reason(handoff.reason) if handoff else "",
            since=handoff.created_at if handoff else "",
            email=(contact.email if contact else None) or "",
            phone=phone,
            dial="".join(c for c in phone if c in "+0123456789"),
            messages=tuple(views.message(m, records, eyes) for m in said),
            masked=masked,
            open=handoff is not None,
            last_id=max((m.id for m in said), default=after),
            numbers=asdict(numbers),
        )

    def claim(
        self, conversation_id: str, staff: StaffAccount, *, instead_of: int | None, now: datetime
    ) -> Claim | None:
        """Take a conversation, out of the queue or not; the loser learns who has it."""
        lines = self.assistant.lines
        line = lines.fill(lines.texts["staff_joined"], name=staff.display_name)
        with self.storage.write() as connection:
            if not _exists(connection, conversation_id):
                return None
            handoff = handoffs.of_conversation(connection, conversation_id)
            if handoff is None:
                handoff = handoffs.open_handoff(
                    connection,
                    conversation_id,
                    reason="staff_took_over",
                    urgency="normal",
                    desk=None,
                    now=now,
                )
            return handoffs.claim(
                connection, handoff.id, staff=staff, line=line, now=now, instead_of=instead_of
            )

    def reply(
        self, conversation_id: str, staff: StaffAccount, text: str, *, key: str, now: datetime
    ) -> str | None:
        """Send `text` to the patient; return why that could not be, or None when it is done.

        The same `key` twice sends once.
        """
        text = clean(text).strip()
        if not text:
            return "Write your reply first."
        if len(text) > LONGEST_REPLY:
            return f"Please shorten this: at most {LONGEST_REPLY:,} characters."
        key = key if _ID.fullmatch(key) else ""
        with self.storage.write() as connection:
            handoff = _open_one(connection, conversation_id)
            sent = handoff and handoffs.reply(
                connection,
                handoff.id,
                staff=staff,
                text=text,
                masked=self.assistant.masked(text),
                now=now,
                client_message_id=key[:62] or None,
            )
        return None if sent else "Not sent: you do not have this conversation any more."

    def give_back(self, conversation_id: str, staff: StaffAccount, *, now: datetime) -> bool:
        """Let the bot answer again; False when `staff` does not hold the conversation."""
        with self.storage.write() as connection:
            handoff = _open_one(connection, conversation_id)
            line = self.assistant.line("staff_left")
            return handoff is not None and handoffs.release(
                connection, handoff.id, staff=staff, line=line, now=now
            )

    def resolve(self, conversation_id: str, staff: StaffAccount, *, now: datetime) -> str | None:
        """Close the question; return what that means, None when it could not be done.

        It cannot when a colleague holds it or it is closed already.
        """
        with self.storage.write() as connection:
            handoff = _open_one(connection, conversation_id)
            line = self.assistant.line("resolved")
            if handoff is None or not handoffs.resolve(
                connection, handoff.id, staff=staff, line=line, now=now
            ):
                return None
            stored = conversations.by_id(connection, conversation_id)
        if stored is None or stored.deleted_at:
            return "Taken off the list. Its patient has deleted the chat."
        return "Resolved. If the patient writes again, the assistant answers."


def clean(text: str) -> str:
    """Return what a person typed without characters that no keyboard has, such as NUL."""
    lines = without_turns(text.replace("\r\n", "\n"))
    return "".join(c for c in lines if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))


def _exists(connection: Connection, conversation_id: str) -> bool:
    if not _ID.fullmatch(conversation_id):
        return False
    found = conversations.lock(connection, conversation_id)
    return found is not None and found.deleted_at is None


def _open_one(connection: Connection, conversation_id: str) -> Handoff | None:
    if not _ID.fullmatch(conversation_id):
        return None
    return handoffs.of_conversation(connection, conversation_id)


def _state(stored: StoredConversation, handoff: Handoff | None, staff: StaffAccount) -> str:
    if stored.deleted_at:
        return "deleted"
    if handoff is None:
        return "resolved" if stored.status == "resolved" else "bot"
    if handoff.status == "waiting":
        return "free"
    return "mine" if handoff.claimed_by == str(staff.id) else "other"


def _status(state: str, stored: StoredConversation, eyes: views.Eyes) -> str:
    if stored.deleted_at:
        return f"Deleted by the patient, {eyes.clock(stored.deleted_at)}"
    return {
        "free": "Waiting for staff",
        "mine": "You are answering",
        "other": f"{stored.held_by} is answering",
        "bot": "The assistant is answering",
        "resolved": "Resolved",
    }[state]
