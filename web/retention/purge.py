"""One purge: the database and its backups, the files' bytes afterwards, and a note of it all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from bot.errors import ClinicBotError
from web.retention import clock
from web.retention.clock import ClockJumpError, Machine
from web.retention.rules import Retention
from web.storage import (
    Storage,
    StorageError,
    at_head,
    audit,
    compact,
    erase,
    open_storage,
    purge_runs,
)
from web.storage import purge as rows
from web.storage.records import PurgeRun


@dataclass(frozen=True, slots=True)
class Place:
    """What was deleted in one database, or would be."""

    name: str
    counts: Mapping[str, int] = field(default_factory=dict)
    looked_for: int = 0  # deleted texts that were searched for in the bytes
    searched: int = 0  # bytes
    leftovers: int | None = None  # of those texts, how many were found; None: not looked
    problem: str | None = None

    @property
    def clean(self) -> bool:
        """Whether nothing went wrong here."""
        return self.problem is None and not self.leftovers


@dataclass(frozen=True, slots=True)
class Report:
    """One purge, for people and programs. It holds no text."""

    at: datetime
    dry_run: bool
    days: Mapping[str, int]
    before: Mapping[str, datetime]
    database: Place
    backups: tuple[Place, ...]
    warning: str | None = None  # of a dry run: why a real one would be refused

    @property
    def clean(self) -> bool:
        """Whether everything that should be gone is gone."""
        return all(place.clean for place in (self.database, *self.backups))


def purge(
    storage: Storage,
    retention: Retention,
    *,
    backups: Path | None = None,
    now: datetime,
    machine: Machine,
    dry_run: bool = False,
    clock_is_right: bool = False,
) -> Report:
    """Delete what is too old, in the database and the SQLite files of the folder `backups`.

    A dry run counts and changes nothing. Raises ClockJumpError when the clock has jumped since the
    last purge and nobody says that it is right, and StorageError.
    """
    before = retention.before(now)
    with storage.read() as connection:
        last = next(iter(purge_runs.newest(connection, limit=1)), None)
        erased = erase.deleted_ids(connection)
    warning = clock.problem(last, now, machine)
    if warning and not dry_run and not clock_is_right:
        raise ClockJumpError(warning)
    files = _databases_in(backups)
    if dry_run:
        database = Place("database", _count(storage, before))
        copies = tuple(_backup(path, before, erased, dry_run=True) for path in files)
        return Report(now, True, retention.days(), before, database, copies, warning)
    owed = _erased_since(storage, last) or bool(last and last.leftovers)
    database = _clean(storage, "database", before, also=owed)
    copies = tuple(_backup(path, before, erased, dry_run=False) for path in files)
    found = [place.leftovers for place in (database, *copies) if place.leftovers is not None]
    note(storage, now=now, machine=machine, place=database, leftovers=sum(found) if found else None)
    return Report(now, False, retention.days(), before, database, copies)


def nothing_yet(retention: Retention, *, now: datetime) -> Report:
    """Return the report of a dry run where no database has been made yet."""
    before = retention.before(now)
    return Report(now, True, retention.days(), before, Place("database"), ())


def note(
    storage: Storage,
    *,
    now: datetime,
    machine: Machine,
    place: Place | None = None,
    leftovers: int | None = None,
) -> None:
    """Store what was deleted and what the clock said; without a `place`, the clock alone."""
    with storage.write() as connection:
        purge_runs.note(
            connection,
            now=now,
            boot=machine.boot,
            uptime=machine.uptime,
            counts=place.counts if place else {},
            leftovers=leftovers,
        )


def _count(
    storage: Storage, before: Mapping[str, datetime], *, without: Sequence[str] = ()
) -> dict[str, int]:
    with storage.read() as connection:
        return rows.overdue(connection, before, without=without)


def _clean(storage: Storage, name: str, before: Mapping[str, datetime], *, also: bool) -> Place:
    with storage.read() as connection:
        texts = rows.samples(connection, before)
    counts = {kind: _delete(storage, kind, at) for kind, at in before.items()}
    if not any(counts.values()) and not also:
        return Place(name, counts)
    problem = _rewrite(storage)  # what was deleted is told and noted whether this works or not
    files = compact.files(storage)
    if not files:
        return Place(name, counts, problem=problem)
    found = compact.leftovers(files, texts)
    with storage.read() as connection:
        left = sum(not rows.still_kept(connection, words) for words in found)
    searched = sum(path.stat().st_size for path in files)
    return Place(name, counts, len(texts), searched, left, problem)


def _rewrite(storage: Storage) -> str | None:
    """Rewrite the files; return what was in the way."""
    try:
        if compact.compact(storage):
            return None
    except StorageError as error:
        return f"rows deleted, but the files were not rewritten: {error}; is the disk full?"
    if storage.file is None:
        return "tables were in use: their space is only marked as free"
    return "rows deleted, but a program kept the file open for reading: end it and purge again"


def _delete(storage: Storage, kind: str, before: datetime) -> int:
    total = 0
    while True:
        with storage.write() as connection:
            deleted = rows.delete_some(connection, kind, before)
        if not deleted:
            return total
        total += deleted


def _erased_since(storage: Storage, last: PurgeRun | None) -> bool:
    """Return whether a patient deleted a chat since the last purge: its bytes go now."""
    with storage.read() as connection:
        newest = audit.newest(connection, "patient_deleted", limit=1)
    return bool(newest) and (last is None or newest[0].at >= last.at)


def _databases_in(folder: Path | None) -> list[Path]:
    if folder is None or not folder.is_dir():
        return []
    found = [path for path in sorted(folder.iterdir()) if path.is_file()]
    return [path for path in found if not path.name.endswith(("-wal", "-shm", "-journal"))]


def _backup(
    path: Path, before: Mapping[str, datetime], erased: Sequence[str], *, dry_run: bool
) -> Place:
    if not compact.is_sqlite(path):
        return Place(path.name, problem="no SQLite file: delete it yourself when it is too old")
    try:
        storage = open_storage(f"sqlite:///{path}", as_it_is=dry_run)
        try:
            if not at_head(storage.engine):
                return Place(path.name, problem="it has the tables of another version: delete it")
            if dry_run:
                return Place(path.name, _count(storage, before, without=erased))
            with storage.write() as connection:
                rows.delete_chats(connection, erased)
            return _clean(storage, path.name, before, also=True)
        finally:
            storage.close()
    except (ClinicBotError, StorageError, OSError) as error:
        return Place(path.name, problem=str(error) or type(error).__name__)
