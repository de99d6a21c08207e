"""Opening a hand-off and the staff's work on it: claim, reply, give back, resolve.

Each function changes hand-off, conversation and transcript in the caller's one transaction. All
lock the conversation first, so that no two of them can wait for each other for ever.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from bot.types import Handoff
from web.storage import conversations as conversation_rows
from web.storage import messages as message_rows
from web.storage import outbox
from web.storage.records import Claim, StaffAccount, StoredConversation
from web.storage.tables import handoffs, staff

_URGENCIES = ("normal", "urgent", "emergency")


def open_handoff(
    connection: Connection,
    conversation_id: str,
    *,
    reason: str,
    urgency: str,
    desk: str | None,
    now: datetime,
) -> Handoff:
    """Return the open hand-off of the conversation, made now if there was none.

    One that is open already rises to the greater urgency. News for staff is written along with it.
    Changes no status of the conversation: what the patient is told is the caller's decision.
    """
    known = of_conversation(connection, conversation_id)
    if known is None:
        result = connection.execute(
            insert(handoffs).values(
                conversation_id=conversation_id,
                reason=reason,
                urgency=urgency,
                desk=desk,
                status="waiting",
                version=1,
                created_at=now,
                updated_at=now,
            )
        )
        key = result.inserted_primary_key
        outbox.add(connection, int(key[0]) if key else 0, urgency=urgency, now=now)
    else:
        rises = _URGENCIES.index(urgency) > _URGENCIES.index(known.urgency)
        values: dict[str, Any] = {"desk": known.desk or desk}
        if rises:
            values |= {"urgency": urgency, "reason": reason}
            outbox.add(connection, known.id, urgency=urgency, now=now)
        _change(connection, known.id, now=now, **values)
    found = of_conversation(connection, conversation_id)
    assert found is not None  # noqa: S101 -- written three lines above
    return found


def of_conversation(connection: Connection, conversation_id: str) -> Handoff | None:
    """Return the open hand-off of the conversation, or None."""
    query = select(handoffs).where(
        handoffs.c.conversation_id == conversation_id, handoffs.c.status != "resolved"
    )
    row = connection.execute(query).one_or_none()
    return _handoff(row) if row else None


def by_id(connection: Connection, handoff_id: int) -> Handoff | None:
    """Return a hand-off, resolved ones too."""
    row = connection.execute(select(handoffs).where(handoffs.c.id == handoff_id)).one_or_none()
    return _handoff(row) if row else None


def touch(connection: Connection, conversation_id: str, *, now: datetime) -> None:
    """Tell the queue that the patient wrote again; nothing happens when none is open."""
    known = of_conversation(connection, conversation_id)
    if known is not None:
        _change(connection, known.id, now=now)


def claim(
    connection: Connection,
    handoff_id: int,
    *,
    staff: StaffAccount,
    line: str,
    now: datetime,
    instead_of: int | None = None,
) -> Claim:
    """Give the conversation to `staff` if it is free, or still held by the id `instead_of`.

    The winner's name goes to the patient with `line`, and the bot falls silent. The loser learns
    who has it. Claiming what one already holds wins again and says nothing twice.
    """
    conversation = _lock(connection, handoff_id)
    if conversation is None or conversation.deleted_at:
        return Claim(won=False, holder=None)
    free = handoffs.c.status == "waiting"
    if instead_of is not None:
        free = free | ((handoffs.c.status == "claimed") & (handoffs.c.claimed_by == instead_of))
    taken = connection.execute(
        update(handoffs)
        .where(handoffs.c.id == handoff_id, free)
        .values(
            status="claimed",
            claimed_by=staff.id,
            version=handoffs.c.version + 1,
            updated_at=now,
        )
    )
    if not taken.rowcount:
        holder_id, holder = _holder(connection, handoff_id)
        return Claim(won=holder_id == staff.id, holder=holder)
    conversation_rows.save(
        connection,
        conversation,
        state=replace(conversation.state, held_by_staff=True),
        status="staff",
        held_by=staff.id,
        now=now,
    )
    _say(connection, conversation, line, now=now)
    return Claim(won=True, holder=staff.display_name)


def reply(
    connection: Connection,
    handoff_id: int,
    *,
    staff: StaffAccount,
    text: str,
    masked: str | None = None,
    now: datetime,
    client_message_id: str | None = None,
) -> int | None:
    """Store what `staff` writes to the patient, and its `masked` text, and return the message's id.

    Returns None when `staff` does not hold the conversation. The same `client_message_id` again
    returns the id of the first time, so that a double click sends once.
    """
    conversation = _lock(connection, handoff_id)
    if conversation is None or conversation.deleted_at:
        return None
    if _holder(connection, handoff_id)[0] != staff.id:
        return None
    # The colon keeps these apart from patients' ids, which cannot hold one.
    own = f"s:{client_message_id}"[:64] if client_message_id else None
    if own and (sent := message_rows.exchange(connection, conversation.id, own)):
        return sent[0].id
    message_id = message_rows.add(
        connection,
        conversation.id,
        sender="staff",
        sender_name=staff.display_name,
        staff_id=staff.id,
        text=text,
        masked=masked,
        client_message_id=own,
        now=now,
    )
    if conversation.state.alarm:  # a person has seen to it: from here on it is theirs to judge
        state = replace(conversation.state, alarm="", alarm_repeated=False)
        conversation_rows.save(connection, conversation, state=state, now=now)
    _change(connection, handoff_id, now=now)
    return message_id


def release(
    connection: Connection, handoff_id: int, *, staff: StaffAccount, line: str, now: datetime
) -> bool:
    """Give the conversation back to the bot; False when `staff` does not hold it."""
    if _holder(connection, handoff_id)[0] != staff.id:
        return False
    return _close(connection, handoff_id, status="bot", line=line, staff=staff, now=now)


def resolve(
    connection: Connection, handoff_id: int, *, staff: StaffAccount, line: str, now: datetime
) -> bool:
    """Mark the question as answered; False when a colleague holds it or it is closed already.

    One that nobody holds may be resolved by anyone, for the patient who was phoned instead, and so
    may one that the patient has deleted.
    """
    return _close(connection, handoff_id, status="resolved", line=line, staff=staff, now=now)


def _close(
    connection: Connection,
    handoff_id: int,
    *,
    status: str,
    line: str,
    staff: StaffAccount,
    now: datetime,
) -> bool:
    conversation = _lock(connection, handoff_id)
    mine = (handoffs.c.status == "waiting") | (
        (handoffs.c.status == "claimed") & (handoffs.c.claimed_by == staff.id)
    )
    # Nobody can take over what the patient has deleted: so anybody may take it off the list.
    gone = conversation is not None and conversation.deleted_at is not None
    allowed = handoffs.c.status != "resolved" if gone else mine
    closed = connection.execute(
        update(handoffs)
        .where(handoffs.c.id == handoff_id, allowed)
        .values(status="resolved", version=handoffs.c.version + 1, updated_at=now, resolved_at=now)
    )
    if conversation is None or not closed.rowcount:
        return False
    if conversation.deleted_at:
        return True  # nobody is left to tell
    # The bot starts afresh: what it offered or missed before a person spoke no longer counts.
    state = replace(conversation.state, held_by_staff=False, waiting=False, choices=(), misses=0)
    conversation_rows.save(connection, conversation, state=state, status=status, now=now)
    _say(connection, conversation, line, now=now)
    return True


def _lock(connection: Connection, handoff_id: int) -> StoredConversation | None:
    found = connection.execute(
        select(handoffs.c.conversation_id).where(handoffs.c.id == handoff_id)
    ).scalar_one_or_none()
    return conversation_rows.lock(connection, found) if found else None


def _holder(connection: Connection, handoff_id: int) -> tuple[int | None, str | None]:
    query = (
        select(staff.c.id, staff.c.display_name)
        .join(handoffs, handoffs.c.claimed_by == staff.c.id)
        .where(handoffs.c.id == handoff_id, handoffs.c.status == "claimed")
    )
    row = connection.execute(query).one_or_none()
    return (row.id, row.display_name) if row else (None, None)


def _say(
    connection: Connection, conversation: StoredConversation, line: str, *, now: datetime
) -> None:
    message_rows.add(connection, conversation.id, sender="system", text=line, now=now)


def _change(connection: Connection, handoff_id: int, *, now: datetime, **values: Any) -> None:
    connection.execute(
        update(handoffs)
        .where(handoffs.c.id == handoff_id)
        .values(version=handoffs.c.version + 1, updated_at=now, **values)
    )


def _handoff(row: Row[Any]) -> Handoff:
    return Handoff(
        id=row.id,
        conversation_id=row.conversation_id,
        reason=row.reason,
        urgency=row.urgency,
        status=row.status,
        desk=row.desk,
        claimed_by=None if row.claimed_by is None else str(row.claimed_by),
        created_at=row.created_at.isoformat(),
        updated_at=row.updated_at.isoformat(),
    )
