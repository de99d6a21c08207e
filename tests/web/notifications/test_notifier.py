"""Mail to staff, against a real SMTP conversation on a socket."""

from __future__ import annotations

import dataclasses
import socket
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from tests.web.storage.samples import waiting
from web.notifications import Notifier
from web.settings import Settings
from web.storage import Storage


class MailServer:
    """Speaks just enough SMTP to take mail, and keeps what it took."""

    def __init__(self) -> None:
        self.taken: list[str] = []
        self.refuse = False
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            with connection, connection.makefile("rwb") as lines:
                self._talk(lines)

    def _talk(self, lines) -> None:  # type: ignore[no-untyped-def]
        def say(text: str) -> None:
            lines.write(text.encode() + b"\r\n")
            lines.flush()

        say("220 test")
        while line := lines.readline():
            word = line[:4].upper()
            if word == b"DATA":
                say("354 go on")
                mail = b""
                while (part := lines.readline()) != b".\r\n":
                    mail += part
                self.taken.append(mail.decode())
                say("250 taken")
            elif word == b"QUIT":
                say("221 bye")
                return
            else:
                say("550 no" if self.refuse and word == b"RCPT" else "250 fine")

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    server = MailServer()
    yield server
    server.close()


@pytest.fixture
def notifier(
    mail_server: MailServer, settings: Settings, storage: Storage, now: datetime
) -> Notifier:
    with_mail = dataclasses.replace(
        settings,
        smtp_url=f"smtp://127.0.0.1:{mail_server.port}",
        mail_from="bot@example.org",
        staff_mail=("desk@example.org",),
        public_url="https://chat.example.org",
    )
    return Notifier(with_mail, storage, clock=lambda: now)


def test_staff_get_one_mail_without_a_word_of_the_patient(
    notifier: Notifier, mail_server: MailServer, storage: Storage, now: datetime
) -> None:
    waiting(storage, "c1", now, "emergency")
    assert notifier.deliver() == 1
    assert notifier.deliver() == 0
    (mail,) = mail_server.taken
    assert "EMERGENCY" in mail
    assert "https://chat.example.org/staff" in mail
    assert "help c1" not in mail
    assert notifier.healthy


def test_mail_that_did_not_go_out_is_sent_later(
    notifier: Notifier, mail_server: MailServer, storage: Storage, now: datetime
) -> None:
    waiting(storage, "c1", now)
    mail_server.refuse = True
    assert notifier.deliver() == 0
    assert not notifier.healthy
    mail_server.refuse = False
    notifier._clock = lambda: now + timedelta(minutes=2)
    assert notifier.deliver() == 1
    assert notifier.healthy


def test_the_thread_sends_when_it_is_woken_and_stops(
    notifier: Notifier, mail_server: MailServer, storage: Storage, now: datetime
) -> None:
    notifier.start()
    waiting(storage, "c1", now)
    notifier.wake()
    notifier.stop()
    notifier.deliver()
    assert len(mail_server.taken) == 1


def test_without_mail_set_up_nothing_runs(settings: Settings, storage: Storage) -> None:
    quiet = Notifier(settings, storage, clock=lambda: datetime.now().astimezone())
    quiet.start()
    quiet.wake()
    quiet.stop()
    assert quiet.healthy
