"""The words that showed signs of an emergency, and what their patient was shown."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, func, select

from web.storage.records import Alarm
from web.storage.tables import messages, turns

_TODAY = "2"  # the tier that can wait for the doctor's hours


def of_conversations(
    connection: Connection, conversation_ids: Iterable[str]
) -> dict[str, tuple[Alarm, ...]]:
    """Return the alarms of each conversation that has any, oldest first, in one look-up."""
    shown = messages.alias("shown")
    since = messages.alias("since")
    newer = (
        select(func.count())
        .where(
            since.c.conversation_id == messages.c.conversation_id,
            since.c.sender == "patient",
            since.c.id > messages.c.id,
        )
        .scalar_subquery()
    )
    query = (
        select(
            messages.c.id,
            messages.c.conversation_id,
            messages.c.text,
            messages.c.created_at,
            shown.c.text.label("shown"),
            turns.c.flags,
            newer.label("newer"),
        )
        .join(turns, turns.c.message_id == messages.c.id)
        .outerjoin(shown, shown.c.id == turns.c.bot_message_id)
        .where(
            turns.c.outcome == "emergency", messages.c.conversation_id.in_(tuple(conversation_ids))
        )
        .order_by(messages.c.id)
    )
    found: dict[str, list[Alarm]] = {}
    for row in connection.execute(query):
        alarm = Alarm(
            message_id=row.id,
            text=row.text,
            shown=row.shown or "",
            today=bool(row.flags) and all(flag["tier"] == _TODAY for flag in row.flags),
            newer=row.newer,
            created_at=row.created_at,
        )
        found.setdefault(row.conversation_id, []).append(alarm)
    return {conversation: tuple(alarms) for conversation, alarms in found.items()}


def first_worst(alarms: Iterable[Alarm]) -> Alarm | None:
    """Return the alarm that staff must read: the most urgent, and of equal ones the first.

    The first, for "what do I do now?" right after it is an alarm too, but does not say of what.
    """
    return min(alarms, key=lambda alarm: (alarm.today, alarm.message_id), default=None)
