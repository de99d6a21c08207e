"""The notes of earlier purges: when, how many of each kind, and what the clock said."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, func, insert, select

from web.storage.records import PurgeRun
from web.storage.tables import contacts, conversations, purge_runs, raw_texts


def note(
    connection: Connection,
    *,
    now: datetime,
    boot: str | None,
    uptime: float | None,
    counts: Mapping[str, int],
    leftovers: int | None,
) -> None:
    """Store what a purge did; empty `counts` note the clock alone."""
    connection.execute(
        insert(purge_runs).values(
            at=now, boot=boot, uptime=uptime, counts=dict(counts), leftovers=leftovers
        )
    )


def newest(connection: Connection, *, limit: int = 60) -> tuple[PurgeRun, ...]:
    """Return the notes, newest first."""
    query = select(purge_runs).order_by(purge_runs.c.id.desc()).limit(limit)
    return tuple(
        PurgeRun(row.at, row.boot, row.uptime, row.counts, row.leftovers)
        for row in connection.execute(query)
    )


def oldest_kept(connection: Connection) -> dict[str, datetime | None]:
    """Return the time of the oldest text of each kind that is still there."""
    columns = {
        "chats": conversations.c.updated_at,
        "raw_texts": raw_texts.c.created_at,
        "contacts": contacts.c.created_at,
    }
    return {
        kind: connection.execute(select(func.min(column))).scalar_one()
        for kind, column in columns.items()
    }
