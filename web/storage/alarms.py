"""The words that showed signs of an emergency, and what their patient was shown."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, func, select

from web.storage.records import Alarm
from web.storage.tables import messages, turns


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
            shown.c.details,
            turns.c.reason,
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
        card = (row.details or {}).get("card")
        alarm = Alarm(
            message_id=row.id,
            text=row.text,
            shown=row.shown or "",
            kind=card["kind"] if card else "call_now",
            again=row.reason == "still_red_flag",
            newer=row.newer,
            created_at=row.created_at,
        )
        found.setdefault(row.conversation_id, []).append(alarm)
    return {conversation: tuple(alarms) for conversation, alarms in found.items()}


def worst(alarms: Iterable[Alarm]) -> Alarm | None:
    """Return the alarm that staff must read: the most urgent, and of equal ones the newest.

    A crisis is as urgent as a call-now, so that neither hides behind an earlier one. "What do I do
    now?" is an alarm too, but does not say of what: it counts where there is no other.
    """
    return max(
        alarms,
        key=lambda alarm: (alarm.kind != "call_today", not alarm.again, alarm.message_id),
        default=None,
    )
