"""Deleting a conversation because its patient says so: at once, and with a receipt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, select, update

from bot.types import Conversation
from web.storage import audit
from web.storage.conversations import token_hash
from web.storage.records import StoredConversation, state_to_json
from web.storage.tables import contacts, conversations, handoffs, messages, outbox

REASON = "deleted_by_patient"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a patient gets for a deleted conversation. The number says nothing of the patient."""

    at: datetime
    reference: str


def erase(
    connection: Connection, conversation: StoredConversation, *, reference: str, now: datetime
) -> Receipt:
    """Delete all that a locked conversation holds, and return the receipt.

    What stays is a row without a word: it answers the patient's second try with the same receipt,
    and says to staff who have the page open what became of it. An emergency that waits for staff
    stays in the queue, to say that one was there, and staff are told of it as of any other.
    """
    own = conversation.id
    count = connection.execute(
        select(func.count()).select_from(messages).where(messages.c.conversation_id == own)
    ).scalar_one()
    # Turns, ratings and raw texts go with their messages.
    connection.execute(delete(messages).where(messages.c.conversation_id == own))
    connection.execute(delete(contacts).where(contacts.c.conversation_id == own))
    alarming = (handoffs.c.status != "resolved") & (handoffs.c.urgency != "normal")
    kept = select(handoffs.c.id).where(handoffs.c.conversation_id == own, alarming)
    alarm = connection.execute(kept).scalar_one_or_none()
    others = (handoffs.c.conversation_id == own) & (handoffs.c.id != (alarm or 0))
    stale = select(handoffs.c.id).where(others).scalar_subquery()
    connection.execute(delete(outbox).where(outbox.c.handoff_id.in_(stale)))
    connection.execute(delete(handoffs).where(others))
    if alarm is not None:
        connection.execute(
            update(handoffs)
            .where(handoffs.c.id == alarm)
            .values(reason=REASON, desk=None, version=handoffs.c.version + 1, updated_at=now)
        )
    connection.execute(
        update(conversations)
        .where(conversations.c.id == own)
        .values(
            state=state_to_json(Conversation(id=own)),
            status="resolved",
            held_by=None,
            emergency=alarm is not None,
            version=conversations.c.version + 1,
            last_id=0,
            created_at=now,
            updated_at=now,
            deleted_at=now,
            deletion_ref=reference,
        )
    )
    audit.deleted_by_patient(connection, own, messages=count, reference=reference, now=now)
    return Receipt(now, reference)


def receipt(connection: Connection, token: str) -> Receipt | None:
    """Return the receipt of the deleted conversation that `token` opened, None of any other."""
    row = connection.execute(
        select(conversations.c.deleted_at, conversations.c.deletion_ref).where(
            conversations.c.token_hash == token_hash(token), conversations.c.deleted_at.is_not(None)
        )
    ).one_or_none()
    return Receipt(row.deleted_at, row.deletion_ref) if row else None


def deleted_ids(connection: Connection) -> tuple[str, ...]:
    """Return the conversations that patients have deleted, for deleting them in backups too."""
    query = select(conversations.c.id).where(conversations.c.deleted_at.is_not(None))
    return tuple(connection.execute(query.order_by(conversations.c.id)).scalars())
