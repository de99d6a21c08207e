"""News that staff must be told of, stored together with what happened and sent afterwards."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, func, insert, select, update

from web.storage.records import Notice
from web.storage.tables import outbox

_FIRST_WAIT = timedelta(minutes=1)
_LONGEST_WAIT = timedelta(hours=1)


def add(connection: Connection, handoff_id: int, *, urgency: str, now: datetime) -> None:
    """Store that staff must be told of the hand-off."""
    connection.execute(
        insert(outbox).values(
            handoff_id=handoff_id, urgency=urgency, created_at=now, due_at=now, attempts=0
        )
    )


def take_due(connection: Connection, *, now: datetime, limit: int = 20) -> tuple[Notice, ...]:
    """Return the notices to send now, and put each off in case the sender dies with it.

    Two servers never get the same one: each notice is taken by a conditional update.
    """
    due = select(outbox).where(outbox.c.sent_at.is_(None), outbox.c.due_at <= now)
    taken = []
    for row in connection.execute(due.order_by(outbox.c.id).limit(limit)).all():
        wait = min(_FIRST_WAIT * 2 ** min(row.attempts, 10), _LONGEST_WAIT)
        won = connection.execute(
            update(outbox)
            .where(outbox.c.id == row.id, outbox.c.attempts == row.attempts)
            .values(attempts=row.attempts + 1, due_at=now + wait)
        )
        if won.rowcount:
            taken.append(Notice(row.id, row.handoff_id, row.urgency, row.attempts + 1))
    return tuple(taken)


def mark_sent(connection: Connection, notice_id: int, *, now: datetime) -> None:
    """Store that staff were told."""
    connection.execute(update(outbox).where(outbox.c.id == notice_id).values(sent_at=now))


def late(connection: Connection, *, now: datetime) -> int:
    """Return how many notices have failed to go out more than once."""
    query = select(func.count()).where(outbox.c.sent_at.is_(None), outbox.c.attempts > 1)
    return int(connection.execute(query.select_from(outbox)).scalar_one())
