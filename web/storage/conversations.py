"""Starting, finding and changing conversations."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, insert, select, update

from bot.types import Conversation
from web.storage.records import (
    Contact,
    StoredConversation,
    state_from_json,
    state_to_json,
)
from web.storage.tables import contacts, conversations, staff


def token_hash(token: str) -> str:
    """Return what is stored of a secret of 256 random bits: its SHA-256."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def start(connection: Connection, *, state: Conversation, token: str, now: datetime) -> None:
    """Store a new conversation that `token` opens."""
    connection.execute(
        insert(conversations).values(
            id=state.id,
            token_hash=token_hash(token),
            state=state_to_json(state),
            status="bot",
            emergency=False,
            version=1,
            last_id=0,
            created_at=now,
            updated_at=now,
        )
    )


def by_token(connection: Connection, token: str) -> StoredConversation | None:
    """Return the conversation that `token` opens: one look-up in an index.

    It opens none that the patient has deleted.
    """
    opened = conversations.c.token_hash == token_hash(token)
    return _one(connection, _rows().where(opened, conversations.c.deleted_at.is_(None)))


def by_id(connection: Connection, conversation_id: str) -> StoredConversation | None:
    """Return a conversation; of one that its patient deleted, the little that is left."""
    return _one(connection, _rows().where(conversations.c.id == conversation_id))


def lock(connection: Connection, conversation_id: str) -> StoredConversation | None:
    """Return a conversation that nobody else may change until this transaction ends."""
    query = _rows().where(conversations.c.id == conversation_id)
    return _one(connection, query.with_for_update(of=conversations))


def save(
    connection: Connection,
    conversation: StoredConversation,
    *,
    now: datetime,
    state: Conversation | None = None,
    status: str | None = None,
    held_by: int | None = None,
    emergency: bool = False,
) -> None:
    """Store a changed state. `held_by` is kept only with status 'staff'; an emergency sticks."""
    status = status or conversation.status
    held_by = held_by or conversation.held_by_id
    connection.execute(
        update(conversations)
        .where(conversations.c.id == conversation.id)
        .values(
            state=state_to_json(state or conversation.state),
            status=status,
            held_by=held_by if status == "staff" else None,
            emergency=conversation.emergency or emergency,
            version=conversations.c.version + 1,
            updated_at=now,
        )
    )


def leave_contact(
    connection: Connection, conversation_id: str, contact: Contact, *, now: datetime
) -> None:
    """Keep how the patient wants to be reached; a newer one replaces the older."""
    values = {"email": contact.email, "phone": contact.phone, "created_at": now}
    known = contacts.c.conversation_id == conversation_id
    if not connection.execute(update(contacts).where(known).values(**values)).rowcount:
        connection.execute(insert(contacts).values(conversation_id=conversation_id, **values))


def contact_of(connection: Connection, conversation_id: str) -> Contact | None:
    """Return how the patient may be reached, or None."""
    known = contacts.c.conversation_id == conversation_id
    row = connection.execute(select(contacts).where(known)).one_or_none()
    return Contact(email=row.email, phone=row.phone) if row else None


def _rows() -> Select[Any]:
    holder = conversations.c.held_by == staff.c.id
    return select(conversations, staff.c.display_name).outerjoin(staff, holder)


def _one(connection: Connection, query: Select[Any]) -> StoredConversation | None:
    row = connection.execute(query).one_or_none()
    return _conversation(row) if row else None


def _conversation(row: Row[Any]) -> StoredConversation:
    return StoredConversation(
        id=row.id,
        state=state_from_json(row.state),
        status=row.status,
        held_by=row.display_name,
        held_by_id=row.held_by,
        emergency=row.emergency,
        version=row.version,
        last_id=row.last_id,
        created_at=row.created_at,
        updated_at=row.updated_at,
        deleted_at=row.deleted_at,
    )
