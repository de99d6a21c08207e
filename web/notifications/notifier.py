"""Sends what waits in the outbox, after the fact and again until it went out."""

from __future__ import annotations

import smtplib
import threading
from collections.abc import Callable
from datetime import datetime

from web import logs
from web.notifications.mail import compose, send
from web.settings import Settings
from web.storage import Storage, StorageError, outbox

_LOOK_EVERY = 30.0  # seconds, for notices that failed before


class Notifier:
    """Tells staff of hand-offs when mail is set up, and does nothing when it is not."""

    def __init__(
        self, settings: Settings, storage: Storage, *, clock: Callable[[], datetime]
    ) -> None:
        self._settings, self._storage, self._clock = settings, storage, clock
        self._news = threading.Event()
        self._stopping = False
        self._thread: threading.Thread | None = None
        self.healthy = True

    def wake(self) -> None:
        """Say that there may be something to send. Returns at once."""
        self._news.set()

    def start(self) -> None:
        """Send in a thread of its own from now on."""
        if self._settings.mail:
            self._thread = threading.Thread(target=self._run, name="notifier", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Stop after the e-mail that is being sent; the rest waits in the outbox."""
        self._stopping = True
        self._news.set()
        if self._thread is not None:
            self._thread.join(timeout=12)

    def deliver(self) -> int:
        """Send everything that is due and return how many went out."""
        with self._storage.write() as connection:
            due = outbox.take_due(connection, now=self._clock())
        sent = 0
        for notice in due:
            mail = compose(self._settings, urgency=notice.urgency, handoff_id=notice.handoff_id)
            try:
                send(self._settings, mail)
            except (OSError, smtplib.SMTPException):
                self.healthy = False
                logs.fault("mail_failed", notice=notice.id, attempt=notice.attempts)
                continue
            with self._storage.write() as connection:
                outbox.mark_sent(connection, notice.id, now=self._clock())
            self.healthy = True
            sent += 1
        return sent

    def _run(self) -> None:
        while not self._stopping:
            self._news.wait(_LOOK_EVERY)
            self._news.clear()
            try:
                self.deliver()
            except StorageError:
                logs.fault("outbox_unreadable")
