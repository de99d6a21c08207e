"""The conversations that wait for a person or are held by one."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, Select, case, func, select

from web.storage.records import QueueItem
from web.storage.tables import conversations, handoffs, messages, staff


def version(connection: Connection) -> str:
    """Return a short text that changes whenever `items` would: cheap enough to ask every second.

    Hand-off ids only grow and each one's version only grows, so the number of open ones, the
    newest id and the sum of versions together cannot come back to an earlier value.
    """
    row = connection.execute(
        select(
            func.count(),
            func.coalesce(func.max(handoffs.c.id), 0),
            func.coalesce(func.sum(handoffs.c.version), 0),
        ).where(handoffs.c.status != "resolved")
    ).one()
    gone = conversations.c.deleted_at
    # The newest deletion belongs to it: what a patient deleted may have been listed as resolved.
    deleted = connection.execute(select(func.max(gone)).where(gone.is_not(None))).scalar_one()
    newest = f"{deleted:%Y%m%d%H%M%S%f}" if deleted else "none"
    return f"{row[0]}-{row[1]}-{row[2]}-{newest}"


def items(connection: Connection) -> tuple[QueueItem, ...]:
    """Return the open hand-offs: emergencies, then urgent ones, then questions.

    Of the emergencies those that nobody has taken stand first, the one that moved last at the top:
    somebody may be in danger there right now. The others stand in the order of their waiting.
    """
    urgency = case(
        (handoffs.c.urgency == "emergency", 0), (handoffs.c.urgency == "urgent", 1), else_=2
    )
    emergency = handoffs.c.urgency == "emergency"
    query = _rows().where(handoffs.c.status != "resolved")
    query = query.order_by(
        urgency,
        case((emergency & (handoffs.c.status == "claimed"), 1), else_=0),
        case((emergency, handoffs.c.updated_at)).desc(),
        handoffs.c.created_at,
        handoffs.c.id,
    )
    return tuple(_item(row) for row in connection.execute(query))


def resolved(connection: Connection, *, limit: int = 50) -> tuple[QueueItem, ...]:
    """Return closed hand-offs, the newest first; `claimed_by` is who held it last, if anybody."""
    query = _rows().where(handoffs.c.status == "resolved")
    query = query.order_by(handoffs.c.resolved_at.desc(), handoffs.c.id.desc()).limit(limit)
    return tuple(_item(row) for row in connection.execute(query))


def _rows() -> Select[Any]:
    last = (
        select(messages.c.id)
        .where(messages.c.conversation_id == handoffs.c.conversation_id)
        .order_by(messages.c.id.desc())
        .limit(1)
    )
    of_patient = last.where(messages.c.sender == "patient").scalar_subquery()
    newest = messages.alias("newest")
    said = messages.alias("said")
    return (
        select(
            handoffs,
            staff.c.display_name,
            said.c.text.label("last_text"),
            newest.c.sender.label("last_sender"),
            conversations.c.deleted_at,
        )
        .join(conversations, conversations.c.id == handoffs.c.conversation_id)
        .outerjoin(staff, staff.c.id == handoffs.c.claimed_by)
        .outerjoin(said, said.c.id == of_patient)
        .outerjoin(newest, newest.c.id == last.scalar_subquery())
    )


def _item(row: Row[Any]) -> QueueItem:
    return QueueItem(
        handoff_id=row.id,
        conversation_id=row.conversation_id,
        urgency=row.urgency,
        status=row.status,
        reason=row.reason,
        desk=row.desk,
        claimed_by=row.display_name,
        claimed_by_id=row.claimed_by,
        created_at=row.created_at,
        updated_at=row.updated_at,
        last_text=row.last_text or "",
        last_sender=row.last_sender or "system",
        deleted=row.deleted_at is not None,
    )
