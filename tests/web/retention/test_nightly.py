"""Every night once, at the clinic's time, and by itself in the server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask

from tests.web.storage import samples
from web.retention.clock import ClockJumpError, Machine
from web.retention.nightly import Nightly
from web.settings import Settings
from web.storage import Storage, StorageError, open_storage, purge_runs

START = datetime.fromisoformat("2026-11-20T15:00:00+00:00")  # ten in the morning in New York
UPTIME = 1_000_000.0


class Night:
    """A clinic in New York with a clock to move."""

    def __init__(self, settings: Settings, storage: Storage) -> None:
        self.now, self.uptime = START, UPTIME
        self.nightly = Nightly(
            settings,
            storage,
            clock=lambda: self.now,
            timezone=lambda: "America/New_York",
            machine=lambda: Machine("boot", self.uptime),
        )

    def wait(self, **parts: float) -> bool:
        """Let time go by; return whether a purge came of it."""
        span = timedelta(**parts)
        self.now += span
        self.uptime += span.total_seconds()
        return self.nightly.look() is not None


@pytest.fixture
def storage(sqlite_url: str) -> Iterator[Storage]:
    """SQLite alone: what is asked here is when, not what."""
    opened = open_storage(sqlite_url)
    yield opened
    opened.close()


@pytest.fixture
def night(settings: Settings, storage: Storage) -> Night:
    return Night(settings, storage)


def test_the_first_start_only_notes_the_clock(night: Night, storage: Storage) -> None:
    samples.start(storage, "old", START - timedelta(days=999))
    assert not night.wait()
    assert samples.look(storage, "old").id == "old"
    with storage.read() as connection:
        (run,) = purge_runs.newest(connection)
    assert (run.at, run.counts) == (START, {})


def test_it_purges_once_a_night_at_the_clinics_time(night: Night, storage: Storage) -> None:
    samples.start(storage, "old", START - timedelta(days=999))
    seen = [night.wait(hours=1) for _ in range(48)]
    assert [hour for hour, purged in enumerate(seen, 1) if purged] == [18, 42]  # four o'clock there
    with storage.read() as connection:
        newest = purge_runs.newest(connection)
    assert [run.counts.get("chats") for run in newest] == [0, 1, None]


def test_a_night_that_was_missed_is_made_up_for(night: Night) -> None:
    night.wait()
    assert night.wait(days=3)
    assert not night.wait(minutes=1)


def test_the_hour_can_be_set(settings: Settings, storage: Storage) -> None:
    night = Night(replace(settings, purge_at="10:30"), storage)
    night.wait()
    assert not night.wait(minutes=29)
    assert night.wait(minutes=1)


def test_a_jump_of_the_clock_is_told_and_stays_told(night: Night) -> None:
    night.wait()
    night.now += timedelta(days=365)
    with pytest.raises(ClockJumpError):
        night.wait(hours=1)
    assert "365 days" in (night.nightly.problem or "")
    night.now -= timedelta(days=365)
    assert night.wait(hours=24)
    assert night.nightly.problem is None


def test_what_is_left_behind_is_named_in_the_log_and_to_administrators(
    settings: Settings, storage: Storage, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "dump.sql").write_text("INSERT INTO messages")
    night = Night(replace(settings, backups_dir=tmp_path), storage)
    night.wait()
    with caplog.at_level("INFO", logger="clinic"):
        night.wait(days=1)
    told = night.nightly.problem or ""
    assert "left something behind. dump.sql: no SQLite file" in told
    assert "Nothing is being deleted" not in told
    (record,) = [r for r in caplog.records if r.msg == "purged"]
    assert "dump.sql" in str(vars(record)["fields"]["left_behind"])


def test_a_database_that_fails_at_night_is_told(
    settings: Settings, storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_: object, **__: object) -> None:
        raise StorageError("the database was busy for too long")

    monkeypatch.setattr("web.retention.nightly._LOOK_EVERY", 0.01)
    monkeypatch.setattr("web.retention.nightly.purge", locked)
    night = Night(settings, storage)
    night.wait()
    night.now, night.uptime = START + timedelta(days=1), UPTIME + 86_400
    night.nightly.start()
    for _ in range(500):
        if night.nightly.problem:
            break
        night.nightly._stop.wait(0.01)
    night.nightly.stop()
    assert "busy for too long" in (night.nightly.problem or "")


def test_a_clock_that_went_back_is_told_too(night: Night) -> None:
    night.wait()
    night.now -= timedelta(days=40)
    with pytest.raises(ClockJumpError, match="before the last"):
        night.wait(minutes=1)


def test_health_says_that_nothing_is_deleted(
    make_app: Callable[[Storage], Flask], storage: Storage
) -> None:
    app = make_app(storage)
    checks = app.test_client().get("/health/ready").json["checks"]  # type: ignore[index]
    assert checks["purge"] == {"ok": True, "on": True}
    app.extensions["nightly"].problem = "the clock jumped"
    body = app.test_client().get("/health/ready").json
    assert body is not None
    assert body["checks"]["purge"]["ok"] is False


def test_the_thread_purges_by_itself(
    settings: Settings, storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("web.retention.nightly._LOOK_EVERY", 0.01)
    night = Night(settings, storage)
    night.wait()
    night.now, night.uptime = START + timedelta(days=1), UPTIME + 86_400
    night.nightly.start()
    for _ in range(500):
        with storage.read() as connection:
            if len(purge_runs.newest(connection)) == 2:
                break
        night.nightly._stop.wait(0.01)
    night.nightly.stop()
    with storage.read() as connection:
        assert len(purge_runs.newest(connection)) == 2


def test_off_deletes_nothing(settings: Settings, storage: Storage) -> None:
    night = Night(replace(settings, purge_at=None), storage)
    assert not any(night.wait(days=1) for _ in range(3))
    with storage.read() as connection:
        assert purge_runs.newest(connection) == ()
