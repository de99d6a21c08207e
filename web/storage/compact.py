"""Making what was deleted vanish from the files too, and looking whether it has.

SQLite: deleting overwrites with zeros (secure_delete), yet the write-ahead log still holds earlier
versions, and pages that were split may hold copies. `compact` rewrites the file and empties the
log; `leftovers` then searches the bytes.

PostgreSQL: `compact` rewrites the tables into new files (VACUUM FULL). The server's own log keeps
older versions until it is recycled, and so do its archives and replicas; from here they cannot be
searched, so nothing is claimed of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from web.storage.engine import Storage

_CHUNK = 4 * 1024 * 1024
_SHORTEST, _LONGEST = 10, 64  # characters of a text to look for: long enough to be nobody else's
_TABLES = ("raw_texts", "contacts", "messages", "turns", "conversations")


def empty_log(storage: Storage) -> None:
    """Fold SQLite's log into the file and cut it to nothing.

    With a reader in the way the storage says `log_owed`, until a later call succeeds. Raises
    StorageError.
    """
    if storage.file is None:
        return
    storage.log_owed = True
    with storage.alone() as connection:
        connection.execute("PRAGMA busy_timeout=200")
        try:
            busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            connection.execute(f"PRAGMA busy_timeout={storage.busy_seconds * 1000}")
    storage.log_owed = bool(busy)


def compact(storage: Storage) -> bool:
    """Rewrite what holds texts, so that no deleted one is left in it. Raises StorageError.

    False says that somebody had it in use: earlier versions are still in SQLite's log, or the space
    of PostgreSQL's tables is only marked as free.
    """
    if storage.file is not None:
        with storage.alone() as connection:
            connection.execute("VACUUM")
            busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not busy
    whole = True
    with storage.outside() as connection:
        connection.execute(text("SET statement_timeout = 0"))
        for table in _TABLES:
            try:
                connection.execute(text(f"VACUUM (FULL) {table}"))
            except DBAPIError as error:
                if type(error.orig).__name__ != "LockNotAvailable":
                    raise
                connection.execute(text(f"VACUUM {table}"))
                whole = False
    return whole


def files(storage: Storage) -> tuple[Path, ...]:
    """Return the files of a SQLite database, with its log; none of a PostgreSQL."""
    if storage.file is None:
        return ()
    names = (storage.file, *(Path(f"{storage.file}{end}") for end in ("-wal", "-journal")))
    return tuple(path for path in names if path.exists())


def leftovers(paths: Iterable[Path], texts: Iterable[str]) -> tuple[str, ...]:
    """Return those of the texts of which the beginning stands in the bytes of the files."""
    wanted = {t: t[:_LONGEST].encode() for t in texts if len(t) >= _SHORTEST}
    found: set[str] = set()
    for path in paths:
        for chunk in _chunks(path, overlap=4 * _LONGEST):
            found |= {t for t, piece in wanted.items() if t not in found and piece in chunk}
    return tuple(t for t in wanted if t in found)


def _chunks(path: Path, *, overlap: int) -> Iterator[bytes]:
    before = b""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield before + chunk
            before = chunk[-overlap:]


def is_sqlite(path: Path) -> bool:
    """Return whether the file says of itself that it is a SQLite database."""
    with path.open("rb") as file:
        return file.read(16) == b"SQLite format 3\0"
