"""What is too old goes, what is not stays, and the files' own bytes are the witness."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.web.retention.canaries import NEW, OLD, fill, kept, missing, noted
from tests.web.storage import samples
from web.retention.clock import Machine
from web.retention.purge import Report, purge
from web.retention.rules import Retention
from web.storage import (
    Storage,
    StorageError,
    asked,
    compact,
    conversations,
    erase,
    messages,
    open_storage,
    purge_runs,
    sessions,
    staff,
    turns,
)
from web.storage.purge import AT_ONCE
from web.storage.records import TOO_OLD

MACHINE = Machine("boot", 1000.0)


def _purge(storage: Storage, now: datetime, **more: object) -> Report:
    return purge(storage, Retention(), now=now, machine=MACHINE, **more)  # type: ignore[arg-type]


@pytest.fixture
def sqlite(sqlite_url: str) -> Iterator[Storage]:
    opened = open_storage(sqlite_url)
    yield opened
    opened.close()


def test_what_is_too_old_goes_and_what_is_not_stays(storage: Storage, now: datetime) -> None:
    fill(storage, now)
    before = kept(storage)
    assert missing(OLD, before) == {"erased"}
    assert missing(NEW, before) == set()
    report = _purge(storage, now)
    after = kept(storage)
    assert missing(OLD, after) == set(OLD)
    assert missing(NEW, after) == set()
    assert report.clean
    assert report.database.counts == {
        "chats": 1,
        "raw_texts": 5,  # two more went with their chat
        "unanswered": 1,
        "contacts": 1,
        "sessions": 0,
        "audit": 0,
    }
    assert samples.look(storage, "kept").state.flags == ("bleeding",)
    assert ("patient", TOO_OLD) in samples.transcript(storage, "kept")
    with storage.read() as connection:
        assert asked.questions(connection).count(TOO_OLD) == 0
        assert "bittern" not in str(turns.unanswered(connection))
        assert turns.unanswered_count(connection) == 1


def test_a_dry_run_counts_the_same_and_changes_nothing(storage: Storage, now: datetime) -> None:
    fill(storage, now)
    before = kept(storage)
    dry = _purge(storage, now, dry_run=True)
    assert kept(storage) == before
    with storage.read() as connection:
        assert purge_runs.newest(connection) == ()
    real = _purge(storage, now)
    assert dict(dry.database.counts) == dict(real.database.counts)


def test_sessions_links_and_the_audit_have_their_day_too(storage: Storage, now: datetime) -> None:
    samples.start(storage, "kept", now)
    noted(storage, now, days=2191)
    noted(storage, now, days=2189)
    with storage.write() as connection:
        ben = staff.listing(connection)[0]
        sessions.start(connection, ben.id, now=now)
        staff.make_setup_link(connection, role="staff", now=now - timedelta(days=4))
        connection.execute(text("UPDATE staff_sessions SET created_at = '2020'"))
    counts = _purge(storage, now).database.counts
    assert (counts["sessions"], counts["audit"]) == (2, 1)


def test_each_run_is_noted_without_a_word_of_text(storage: Storage, now: datetime) -> None:
    fill(storage, now)
    _purge(storage, now)
    with storage.read() as connection:
        (run,) = purge_runs.newest(connection)
    assert (run.at, run.boot, run.uptime, run.counts["chats"]) == (now, "boot", 1000.0, 1)
    assert missing(OLD, str(run)) == set(OLD)


def test_more_than_one_batch_goes(storage: Storage, now: datetime) -> None:
    for number in range(AT_ONCE + 1):
        samples.start(storage, f"c{number}", now - timedelta(days=366))
    assert _purge(storage, now).database.counts["chats"] == AT_ONCE + 1


def test_a_hash_that_could_be_guessed_back_goes_with_the_text(
    storage: Storage, now: datetime
) -> None:
    fill(storage, now)
    with storage.write() as connection:
        connection.execute(text("UPDATE messages SET body_hash = 'hash'"))
    _purge(storage, now)
    with storage.read() as connection:
        found = connection.execute(
            text(
                "SELECT count(*) FROM messages WHERE text = '[masked]' AND body_hash IS NOT NULL "
                "AND id NOT IN (SELECT message_id FROM raw_texts)"
            )
        ).scalar_one()
    assert found == 0


def _backup(storage: Storage, path: Path) -> Path:
    assert storage.file
    path.parent.mkdir(exist_ok=True)
    source, target = sqlite3.connect(storage.file), sqlite3.connect(path)
    source.backup(target)
    source.close()
    target.close()
    path.chmod(0o600)
    return path


def _bytes(*paths: Path) -> str:
    beside = [Path(f"{path}{end}") for path in paths for end in ("", "-wal", "-journal", "-shm")]
    return "".join(p.read_bytes().decode("latin-1") for p in beside if p.exists())


def test_the_bytes_of_database_log_and_backups_hold_nothing_of_it(
    sqlite: Storage, now: datetime, tmp_path: Path
) -> None:
    fill(sqlite, now)
    samples.start(sqlite, "erased", now)
    with sqlite.write() as connection:
        messages.add(
            connection, "erased", sender="patient", text=OLD["erased"], masked="[m]", now=now
        )
    backups = tmp_path / "backups"
    copies = [_backup(sqlite, backups / name) for name in ("monday.db", "tuesday.sqlite")]
    with sqlite.write() as connection:
        locked = conversations.lock(connection, "erased")
        assert locked
        erase.erase(connection, locked, reference="000-000-000", now=now)
    assert sqlite.file
    assert missing({k: v for k, v in OLD.items() if k != "erased"}, _bytes(sqlite.file)) == set()
    assert all(missing(OLD, _bytes(copy)) == set() for copy in copies)

    with sqlite.engine.connect():  # the server has connections open meanwhile
        report = _purge(sqlite, now, backups=backups)

    assert report.clean
    assert report.database.leftovers == 0
    assert report.database.looked_for >= 5
    for file in (sqlite.file, *copies):
        assert missing(OLD, _bytes(file)) == set(OLD), file.name
        assert missing(NEW, _bytes(file)) == set(), file.name
        check = sqlite3.connect(file)
        assert check.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert check.execute("PRAGMA freelist_count").fetchone() == (0,)
        check.close()


def test_words_that_are_still_in_the_files_are_reported(
    sqlite: Storage, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(sqlite, now)
    monkeypatch.setattr(compact, "compact", lambda _storage: True)  # as if the disk had refused
    report = _purge(sqlite, now)
    assert report.database.leftovers
    assert not report.clean
    with sqlite.read() as connection:
        (run,) = purge_runs.newest(connection)
    assert run.leftovers == report.database.leftovers


def test_a_reader_in_the_way_is_told_and_the_next_purge_makes_up_for_it(
    sqlite: Storage, now: datetime
) -> None:
    fill(sqlite, now)
    assert sqlite.file
    reader = sqlite3.connect(sqlite.file, isolation_level=None)
    with sqlite.engine.connect():  # the server has connections open
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM messages").fetchall()
        first = _purge(sqlite, now)
        assert first.database.leftovers
        assert "kept the file open" in (first.database.problem or "")
        reader.close()
        again = _purge(sqlite, now + timedelta(seconds=1))
        assert again.clean
        assert missing(OLD, _bytes(sqlite.file)) == set(OLD)


def test_a_file_that_cannot_be_rewritten_loses_no_note_of_what_went(
    sqlite: Storage, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_storage: Storage) -> bool:
        raise StorageError("the database failed: OperationalError")

    fill(sqlite, now)
    monkeypatch.setattr(compact, "compact", full)
    report = _purge(sqlite, now)
    assert not report.clean
    assert "not rewritten" in (report.database.problem or "")
    with sqlite.read() as connection:
        (run,) = purge_runs.newest(connection)
    assert run.counts["chats"] == 1


def test_words_that_somebody_else_wrote_lately_are_no_leftover(
    sqlite: Storage, now: datetime
) -> None:
    fill(sqlite, now)
    samples.start(sqlite, "same", now)
    samples.ask(sqlite, "same", OLD["chats"], now)
    assert _purge(sqlite, now).database.leftovers == 0


def test_a_dry_run_counts_the_same_in_a_backup_and_leaves_its_bytes_alone(
    sqlite: Storage, now: datetime, tmp_path: Path
) -> None:
    fill(sqlite, now)
    samples.start(sqlite, "erased", now - timedelta(days=200))
    with sqlite.write() as connection:
        at = now - timedelta(days=50)
        messages.add(connection, "erased", sender="patient", text="a b", masked="[m]", now=at)
    copy = _backup(sqlite, tmp_path / "backups" / "monday.db")
    sqlite3.connect(copy).execute("PRAGMA journal_mode=DELETE").close()
    with sqlite.write() as connection:
        locked = conversations.lock(connection, "erased")
        assert locked
        erase.erase(connection, locked, reference="000-000-000", now=now)
    before = copy.read_bytes()
    dry = _purge(sqlite, now, backups=copy.parent, dry_run=True)
    assert [path.name for path in copy.parent.iterdir()] == ["monday.db"]
    assert copy.read_bytes() == before
    real = _purge(sqlite, now, backups=copy.parent)
    assert dict(dry.backups[0].counts) == dict(real.backups[0].counts)
    assert real.backups[0].counts["raw_texts"] == 5


def test_backups_that_cannot_be_cleaned_are_named(
    sqlite: Storage, now: datetime, tmp_path: Path
) -> None:
    backups = tmp_path / "backups"
    older = _backup(sqlite, backups / "older.db")
    sqlite3.connect(older).execute("DROP TABLE alembic_version").close()
    _backup(sqlite, backups / "open.db").chmod(0o644)
    (backups / "dump.sql").write_text("INSERT INTO messages")
    report = _purge(sqlite, now, backups=backups)
    problems = {place.name: place.problem for place in report.backups}
    assert "another version" in (problems["older.db"] or "")
    assert "chmod 600" in (problems["open.db"] or "")
    assert "no SQLite file" in (problems["dump.sql"] or "")
    assert not report.clean


@pytest.mark.postgres
def test_the_table_files_of_postgresql_hold_nothing_of_it(postgres_url: str, now: datetime) -> None:
    storage = open_storage(postgres_url)
    fill(storage, now)

    def found() -> set[str]:
        query = "SELECT pg_read_binary_file(pg_relation_filepath('{}'))"
        with storage.read() as connection:
            connection.execute(text("SELECT 1"))
        with storage.outside() as connection:
            connection.execute(text("CHECKPOINT"))
            raw = [
                bytes(connection.execute(text(query.format(table))).scalar_one())
                for table in ("messages", "raw_texts", "contacts", "conversations")
            ]
        words = b"".join(raw).decode("latin-1")
        return set(OLD) - missing(OLD, words)

    assert found() >= {"chats", "raw_texts", "contacts"}
    report = _purge(storage, now)
    assert report.clean
    assert report.database.leftovers is None  # its log cannot be searched: nothing is claimed
    assert found() == set()
    storage.close()
