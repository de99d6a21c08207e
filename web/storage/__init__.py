"""Conversations, hand-offs and staff accounts in SQLite or PostgreSQL.

Open it with `open_storage(url)`, bring it up to date with `upgrade(storage.engine)`, then

    with storage.write() as connection:
        handoffs.claim(connection, handoff_id, staff=account, line="...", now=now)
"""

from __future__ import annotations

from sqlalchemy import Connection

from web.storage.engine import (
    ConflictError,
    Storage,
    StorageError,
    open_storage,
    sqlite_file_is_missing,
)
from web.storage.migrate import at_head, up_to_date, upgrade

__all__ = [
    "ConflictError",
    "Connection",
    "Storage",
    "StorageError",
    "at_head",
    "open_storage",
    "sqlite_file_is_missing",
    "up_to_date",
    "upgrade",
]
