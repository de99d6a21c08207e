"""The connection to the database: durable, one writer at a time, one kind of error."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, IntegrityError, SQLAlchemyError

from bot.errors import ClinicBotError, SettingsError

_BUSY_SECONDS = 5
_REMEDIES = {  # by the beginning of SQLite's own code: what to do about it
    "SQLITE_BUSY": "another program has locked it; end that, and try again",
    "SQLITE_READONLY": "it may not be written; look at the rights of the file and its folder",
    "SQLITE_CANTOPEN": "it cannot be opened; look at the rights of the file and its folder",
    "SQLITE_FULL": "the disk is full; make room",
    "SQLITE_NOTADB": "the file is no database; go back to a backup",
    "SQLITE_CORRUPT": "the file is damaged; go back to a backup",
}
_EXPECTED = "use sqlite:///var/app.db or postgresql://user:password@host/name"


class StorageError(ClinicBotError):
    """The database did not do what was asked: it is away, full, locked or broken."""


class ConflictError(ClinicBotError):
    """The database holds something that excludes this change, such as a name already taken."""


class Storage:
    """Gives transactions on one database.

    `read()` and `write()` are context managers that yield the connection which every function of
    this folder takes first. A transaction is stored when its block ends, and undone when it raises.
    """

    busy_seconds = _BUSY_SECONDS

    def __init__(self, engine: Engine, *, file: Path | None = None) -> None:
        self.engine = engine
        self.file = file  # of SQLite; None with PostgreSQL
        self.log_owed = False  # SQLite's log still holds what a patient deleted
        self._inode = file.stat().st_ino if file else 0
        self._writer: threading.Lock | None = (
            threading.Lock() if engine.dialect.name == "sqlite" else None
        )

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Yield a connection that sees one consistent state. Raises StorageError."""
        with _translated():
            self._look()
            with self.engine.connect() as connection, connection.begin():
                yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Yield a connection that may change things. Raises StorageError, ConflictError.

        SQLite takes one writer at a time. Threads queue here, where waiting is fair, and other
        processes at BEGIN IMMEDIATE, where the busy timeout applies: upgrading a read to a write
        halfway would fail at once whatever the timeout.
        """
        with self._turn(), _translated():
            self._look()
            with self.engine.connect() as connection:
                writing = connection.execution_options(immediate=True)
                with writing.begin():
                    yield writing

    @contextmanager
    def alone(self) -> Iterator[Any]:
        """Yield SQLite's own connection, in no transaction, while nobody here writes."""
        with self._turn(), _translated():
            self._look()
            connection = self.engine.raw_connection()
            try:
                yield connection.driver_connection
            finally:
                connection.close()

    @contextmanager
    def outside(self) -> Iterator[Connection]:
        """Yield a connection to PostgreSQL that is in no transaction, as VACUUM wants it."""
        with _translated(), self.engine.connect() as connection:
            connection = connection.execution_options(isolation_level="AUTOCOMMIT")
            try:
                yield connection
            finally:
                connection.execute(text("RESET ALL"))

    def check(self) -> None:
        """Return when the database answers. Raises StorageError when it does not."""
        with self.read() as connection:
            connection.execute(text("SELECT 1 FROM conversations WHERE id = ''"))

    def close(self) -> None:
        """Give all connections back; SQLite folds its log into the file."""
        self.engine.dispose()

    def _look(self) -> None:
        # A file that was deleted or replaced still takes writes through open connections, and they
        # are gone at the next start: nobody may be told "saved" then.
        if self.file and self.file.stat().st_ino != self._inode:
            raise StorageError(f"{self.file} was replaced while in use: start the server anew")

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if self._writer is None:
            yield
            return
        if not self._writer.acquire(timeout=_BUSY_SECONDS):
            raise StorageError("the database was busy for too long")
        try:
            yield
        finally:
            self._writer.release()


def open_storage(url: str, *, as_it_is: bool = False) -> Storage:
    """Return the storage behind `url`, a SQLite file or a PostgreSQL. Raises SettingsError.

    Connects on first use, so that a server whose database is away can still start and answer.
    A SQLite file that is not there is made, and one with another journal gets ours, unless it is
    to be opened `as_it_is`.
    """
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        shown = url.rpartition("@")[2]  # before the @ may stand a password
        raise SettingsError(
            f"DATABASE_URL: '{shown}' is not the address of a database; {_EXPECTED}"
        ) from None
    backend = parsed.get_backend_name()
    if parsed.drivername in ("sqlite", "sqlite+pysqlite"):
        if not parsed.database or parsed.database == ":memory:":
            raise SettingsError(f"DATABASE_URL: it names no file; {_EXPECTED}")
        _private_file(Path(parsed.database), make=not as_it_is)
        engine = create_engine(
            parsed, hide_parameters=True, connect_args={"timeout": _BUSY_SECONDS}, pool_size=10
        )
        event.listen(engine, "connect", _prepare_sqlite)
        if not as_it_is:
            event.listen(engine, "connect", _log_ahead)
        event.listen(engine, "begin", _begin_sqlite)
        return Storage(engine, file=Path(parsed.database))
    if backend == "postgresql":
        options = f"-c lock_timeout={_BUSY_SECONDS}s -c statement_timeout={_BUSY_SECONDS * 2}s"
        engine = create_engine(
            parsed.set(drivername="postgresql+psycopg"),
            hide_parameters=True,
            connect_args={"connect_timeout": 3, "options": options},
            pool_size=10,
            pool_timeout=_BUSY_SECONDS,
            pool_pre_ping=True,
        )
        return Storage(engine)
    raise SettingsError(f"DATABASE_URL: '{parsed.drivername}' is not known; {_EXPECTED}")


def sqlite_file_is_missing(url: str) -> bool:
    """Return whether `url` names a SQLite file, in a folder or not, that nobody has made yet."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        return False  # `open_storage` says what is wrong with it
    name = parsed.database
    sqlite = parsed.get_backend_name() == "sqlite" and name not in (None, ":memory:")
    return sqlite and not Path(name or "").exists()


@contextmanager
def _translated() -> Iterator[None]:
    # The driver's own message may quote the row, and so the patient: only the kind goes on.
    try:
        yield
    except IntegrityError as error:
        raise ConflictError(type(error.orig).__name__) from None
    except (SQLAlchemyError, sqlite3.Error, OSError) as error:
        raise StorageError(f"the database failed: {fault_of(error)}") from None


def fault_of(error: Exception) -> str:
    """Return the kind of a driver's error and, where we know it, what to do about it."""
    origin = getattr(error, "orig", None) or error
    code = str(getattr(origin, "sqlite_errorname", ""))
    found = [remedy for start, remedy in _REMEDIES.items() if code.startswith(start)]
    return ": ".join([type(origin).__name__, *found])


def _private_file(path: Path, *, make: bool) -> None:
    # A folder that is not there is a slip of the keyboard, or a disk that is not mounted: a new
    # and empty database in its place would hide every conversation.
    if not path.parent.is_dir():
        raise SettingsError(
            f"DATABASE_URL: {path.parent}: there is no such folder; make it first, or {_EXPECTED}"
        )
    if path.is_dir():
        raise SettingsError(f"DATABASE_URL: {path} is a folder; {_EXPECTED}")
    if path.exists():
        if path.stat().st_mode & 0o007:
            raise SettingsError(f"{path} is open to every user of this machine: chmod 600 {path}")
        return
    if not make:
        raise SettingsError(f"DATABASE_URL: {path}: there is no such file")
    os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, see _begin_sqlite
    for pragma in (
        "synchronous=FULL",  # NORMAL loses acknowledged messages when the power goes
        f"busy_timeout={_BUSY_SECONDS * 1000}",
        "foreign_keys=ON",
        "secure_delete=ON",  # what a patient had deleted is gone from the file as well
    ):
        connection.execute(f"PRAGMA {pragma}").close()


def _log_ahead(connection: Any, _record: object) -> None:
    connection.execute("PRAGMA journal_mode=WAL").close()


def _begin_sqlite(connection: Connection) -> None:
    immediate = connection.get_execution_options().get("immediate", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
