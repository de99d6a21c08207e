"""The purge of every night, in a thread of the server."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from web import logs
from web.retention.clock import ClockJumpError, Machine, this_machine
from web.retention.purge import Report, note, purge
from web.settings import Settings
from web.storage import Storage, StorageError, compact, purge_runs

_LOOK_EVERY = 60.0  # seconds
_TRY_AGAIN = 3600.0  # seconds after a purge that was refused or failed


class Nightly:
    """Purges once a night, at the clinic's time; a night that was missed is made up for.

    `every_minute` is called as often, for what has a shorter life than a day.
    `problem` says in words why nothing is deleted, None while all is well.
    """

    def __init__(
        self,
        settings: Settings,
        storage: Storage,
        *,
        clock: Callable[[], datetime],
        timezone: Callable[[], str],
        every_minute: Callable[[], None] = lambda: None,
        machine: Callable[[], Machine] = this_machine,
    ) -> None:
        self._settings, self._storage = settings, storage
        self._clock, self._timezone, self._machine = clock, timezone, machine
        self._every_minute = every_minute
        self._stop = threading.Event()
        self._not_before = 0.0
        self._thread: threading.Thread | None = None
        self.problem: str | None = None

    def start(self) -> None:
        """Tidy up in a thread of its own from now on."""
        self._thread = threading.Thread(target=self._run, name="purge", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop; a purge that is under way goes on to the end of its step."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(timeout=5)

    def look(self) -> Report | None:
        """Purge if it is time, and return what was done. Raises StorageError, ClockJumpError."""
        if self._settings.purge_at is None or not self._due(self._settings.purge_at):
            return None
        try:
            done = purge(
                self._storage,
                self._settings.retention,
                backups=self._settings.backups_dir,
                now=self._clock(),
                machine=self._machine(),
            )
        except ClockJumpError as error:
            self.problem = f"Nothing is being deleted: {error}"
            raise
        left = _left_behind(done)
        self.problem = f"The last purge left something behind. {'; '.join(left)}" if left else None
        logs.event("purged", clean=done.clean, left_behind=left, **done.database.counts)
        return done

    def _due(self, purge_at: str) -> bool:
        hour, minute = map(int, purge_at.split(":"))
        now = self._clock()
        with self._storage.read() as connection:
            last = next(iter(purge_runs.newest(connection, limit=1)), None)
        if last is None:
            # The first start of this version: whoever runs it gets a day to set other numbers.
            note(self._storage, now=now, machine=self._machine())
            return False
        here = now.astimezone(ZoneInfo(self._timezone()))
        tonight = here.replace(hour=hour, minute=minute, second=0, microsecond=0)
        latest = tonight if tonight <= here else tonight - timedelta(days=1)
        return last.at < latest or now < last.at - timedelta(days=1)

    def _run(self) -> None:
        while not self._stop.wait(_LOOK_EVERY):
            self._every_minute()
            self._empty_log()
            if time.monotonic() < self._not_before:
                continue
            try:
                self.look()
            except ClockJumpError:
                self._later("purge_refused")
            except Exception as error:  # the thread must live: the next hour is another chance
                why = str(error) if isinstance(error, StorageError) else "see the log"
                self.problem = f"The last purge failed, and is tried again every hour: {why}."
                self._later("purge_failed")

    def _empty_log(self) -> None:
        """Do what a reader was in the way of when a patient deleted a chat."""
        if not self._storage.log_owed:
            return
        try:
            compact.empty_log(self._storage)
        except StorageError:
            logs.fault("log_not_emptied")

    def _later(self, fault: str) -> None:
        logs.fault(fault)
        self._not_before = time.monotonic() + _TRY_AGAIN


def _left_behind(report: Report) -> list[str]:
    """Return where something is left, by the names of files: never a word of what it is."""
    return [
        f"{place.name}: {place.problem or f'{place.leftovers} of the deleted texts found'}"
        for place in (report.database, *report.backups)
        if not place.clean
    ]
