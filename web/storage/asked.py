"""What patients have asked so far, for replaying it on another model."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from web.storage.records import TOO_OLD
from web.storage.tables import messages


def questions(connection: Connection) -> tuple[str, ...]:
    """Return the masked text of every patient's message, each once, the oldest first."""
    query = (
        select(messages.c.text)
        .where(messages.c.sender == "patient", messages.c.text.not_in(("", TOO_OLD)))
        .group_by(messages.c.text)
        .order_by(func.min(messages.c.id))
    )
    return tuple(connection.execute(query).scalars())
