"""Who saw or deleted what, and when. Never a word of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, insert, select

from web.storage.records import AuditEntry
from web.storage.tables import audit, staff


def viewed(connection: Connection, conversation_id: str, *, staff_id: int, now: datetime) -> None:
    """Note that somebody opened a conversation, its private details masked."""
    connection.execute(
        insert(audit).values(
            at=now, action="view", staff_id=staff_id, conversation_id=conversation_id
        )
    )


def revealed(
    connection: Connection,
    conversation_id: str,
    message_ids: Sequence[int],
    *,
    staff_id: int,
    now: datetime,
) -> None:
    """Note that somebody read these messages as they were written."""
    whose = {"at": now, "staff_id": staff_id, "conversation_id": conversation_id}
    rows = [whose | {"action": "reveal", "message_id": number} for number in message_ids]
    if rows:
        connection.execute(insert(audit), rows)


def deleted_by_patient(
    connection: Connection, conversation_id: str, *, messages: int, reference: str, now: datetime
) -> None:
    """Note that a patient deleted a conversation of so many messages."""
    connection.execute(
        insert(audit).values(
            at=now,
            action="patient_deleted",
            conversation_id=conversation_id,
            messages=messages,
            reference=reference,
        )
    )


def newest(connection: Connection, *actions: str, limit: int = 100) -> tuple[AuditEntry, ...]:
    """Return what was noted of these actions, newest first."""
    query = (
        select(audit, staff.c.display_name)
        .outerjoin(staff, staff.c.id == audit.c.staff_id)
        .where(audit.c.action.in_(actions))
        .order_by(audit.c.id.desc())
        .limit(limit)
    )
    return tuple(
        AuditEntry(
            at=row.at,
            action=row.action,
            staff=row.display_name,
            conversation_id=row.conversation_id,
            message_id=row.message_id,
            messages=row.messages,
            reference=row.reference,
        )
        for row in connection.execute(query)
    )
