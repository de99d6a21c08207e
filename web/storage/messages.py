"""Writing and reading messages, and what patients thought of them.

What was written stands apart from the masked text, whoever wrote it, and is read only
`as_written`: by the patient whose conversation it is, and by staff who reveal it. A `reader` among
staff sees their own replies as they wrote them, and nobody else's. Lists, exports and training see
the masked text alone. docs/decisions/0003-what-staff-read.md says why.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    case,
    delete,
    insert,
    null,
    select,
    true,
    update,
)

from web.storage.records import StoredMessage
from web.storage.tables import conversations, messages, ratings, raw_texts


def add(
    connection: Connection,
    conversation_id: str,
    *,
    sender: str,
    text: str,
    now: datetime,
    masked: str | None = None,
    sender_name: str | None = None,
    staff_id: int | None = None,
    client_message_id: str | None = None,
    body_hash: str | None = None,
    reply_to: int | None = None,
    outcome: str | None = None,
    details: Mapping[str, Any] | None = None,
) -> int:
    """Store a message and return its id. Lock the conversation first: ids then grow in order.

    With a `masked` text, that is what the message says, and `text` is kept apart.
    """
    shown = text if masked is None else masked
    result = connection.execute(
        insert(messages).values(
            conversation_id=conversation_id,
            sender=sender,
            sender_name=sender_name,
            staff_id=staff_id,
            text=shown,
            client_message_id=client_message_id,
            body_hash=body_hash,
            reply_to=reply_to,
            outcome=outcome,
            details=dict(details) if details else None,
            created_at=now,
        )
    )
    key = result.inserted_primary_key
    message_id = int(key[0]) if key else 0
    if shown != text:
        connection.execute(
            insert(raw_texts).values(message_id=message_id, text=text, created_at=now)
        )
    connection.execute(
        update(conversations)
        .where(conversations.c.id == conversation_id)
        .values(last_id=message_id, version=conversations.c.version + 1, updated_at=now)
    )
    return message_id


def after(
    connection: Connection,
    conversation_id: str,
    message_id: int = 0,
    *,
    as_written: bool = False,
    reader: int | None = None,
) -> tuple[StoredMessage, ...]:
    """Return the messages that are newer than `message_id`, oldest first.

    `reader` is the account of the staff member who reads them.
    """
    query = _rows(as_written, reader).where(
        messages.c.conversation_id == conversation_id, messages.c.id > message_id
    )
    return _all(connection, query)


def with_ids(
    connection: Connection, *message_ids: int, as_written: bool = False
) -> tuple[StoredMessage, ...]:
    """Return these messages, oldest first."""
    return _all(connection, _rows(as_written).where(messages.c.id.in_(message_ids)))


def any_apart(connection: Connection, conversation_id: str, *, reader: int) -> bool:
    """Return whether a message that `reader` did not write was masked and is kept as written."""
    query = (
        select(raw_texts.c.message_id)
        .join(messages, messages.c.id == raw_texts.c.message_id)
        .where(messages.c.conversation_id == conversation_id, _not_by(reader))
    )
    return connection.execute(query.limit(1)).first() is not None


def exchange(
    connection: Connection,
    conversation_id: str,
    client_message_id: str,
    *,
    as_written: bool = False,
) -> tuple[StoredMessage, ...]:
    """Return the message that the patient sent under this id, then the answers to it."""
    sent = connection.execute(
        select(messages.c.id).where(
            messages.c.conversation_id == conversation_id,
            messages.c.client_message_id == client_message_id,
        )
    ).scalar_one_or_none()
    if sent is None:
        return ()
    both = (messages.c.id == sent) | (messages.c.reply_to == sent)
    return _all(connection, _rows(as_written).where(both))


def rate(
    connection: Connection,
    conversation_id: str,
    message_id: int,
    *,
    rating: str,
    reason: str | None,
    now: datetime,
) -> StoredMessage | None:
    """Store what the patient thought of a bot's or staff's message of their own conversation.

    Returns the message as written, or None when this conversation has no such message to rate.
    """
    found = connection.execute(
        select(messages.c.id).where(
            messages.c.id == message_id,
            messages.c.conversation_id == conversation_id,
            messages.c.sender.in_(("bot", "staff")),
        )
    ).scalar_one_or_none()
    if found is None:
        return None
    connection.execute(delete(ratings).where(ratings.c.message_id == message_id))
    connection.execute(
        insert(ratings).values(message_id=message_id, rating=rating, reason=reason, created_at=now)
    )
    return with_ids(connection, message_id, as_written=True)[0]


def _not_by(reader: int | None) -> ColumnElement[bool]:
    return messages.c.staff_id.is_distinct_from(reader) if reader is not None else true()


def _rows(as_written: bool, reader: int | None = None) -> Select[Any]:
    others = _not_by(reader)
    raw = raw_texts.c.text if as_written else case((others, null()), else_=raw_texts.c.text)
    return (
        select(
            messages,
            ratings.c.rating,
            ratings.c.reason.label("rating_reason"),
            and_(others, raw_texts.c.message_id.is_not(None)).label("apart"),
            raw.label("raw"),
        )
        .outerjoin(ratings, ratings.c.message_id == messages.c.id)
        .outerjoin(raw_texts, raw_texts.c.message_id == messages.c.id)
        .order_by(messages.c.id)
    )


def _all(connection: Connection, query: Select[Any]) -> tuple[StoredMessage, ...]:
    return tuple(_message(row) for row in connection.execute(query))


def _message(row: Row[Any]) -> StoredMessage:
    return StoredMessage(
        id=row.id,
        conversation_id=row.conversation_id,
        sender=row.sender,
        sender_name=row.sender_name,
        text=row.text if row.raw is None else row.raw,
        apart=bool(row.apart),
        created_at=row.created_at,
        client_message_id=row.client_message_id,
        body_hash=row.body_hash,
        reply_to=row.reply_to,
        outcome=row.outcome,
        details=row.details or {},
        rating=row.rating,
        rating_reason=row.rating_reason,
    )
