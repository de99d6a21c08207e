"""No identifier of a patient leaves the tables of messages and contacts, whatever route it took."""

from __future__ import annotations

import http.client
import json
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote, urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

import pytest

from tests.faults.canaries import CANARIES, files, found_in, tables
from tests.shipped import ROOT, Serve, with_trained_model
from tests.web.notifications.test_notifier import MailServer
from web.stored import stored_questions

SAY = "/api/v1/conversation/messages"
RAW = ("raw_texts.text", "contacts.email", "contacts.phone")
"""The only places for words as they were written; they go with the retention of raw text."""


@dataclass
class Browser:
    """Asks the server as a program or a member of staff would, and keeps what it was answered."""

    address: str
    heard: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._opener = build_opener(HTTPCookieProcessor(CookieJar()))

    def call(
        self, method: str, path: str, body: bytes | None = None, **headers: str
    ) -> tuple[int, str]:
        """Return status and text; headers are named with _ for -."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        request = Request(self.address + path, data=body, headers=named, method=method)  # noqa: S310
        try:
            with self._opener.open(request, timeout=15) as answer:
                return answer.status, answer.read().decode()
        except HTTPError as error:
            return error.code, error.read().decode()

    def form(self, path: str, **fields: str) -> tuple[int, str]:
        """Post a form of the console with its token."""
        page = self.call("GET", "/staff/setup/none")[1]
        token = re.search(r'name="csrf-token" content="([^"]+)"', page)
        assert token is not None
        sent = urlencode({"csrf_token": token.group(1)} | fields).encode()
        return self.call(
            "POST", path, sent, Content_Type="application/x-www-form-urlencoded",
            Origin=self.address,
        )  # fmt: skip


def _json(value: object) -> bytes:
    return json.dumps(value).encode()


def _patient(browser: Browser) -> dict[str, str]:
    """Start a conversation and return the headers that speak in it."""
    started = browser.call("POST", "/api/v1/conversations", b"{}", Content_Type="application/json")
    token = json.loads(started[1])["token"]
    return {"Authorization": f"Bearer {token}", "Content_Type": "application/json"}


def _say_all(browser: Browser) -> None:
    """Send every canary as a message, ten to a conversation: the limit is per minute."""
    for first in range(0, len(CANARIES), 10):
        speaker = _patient(browser)
        for number, canary in enumerate(CANARIES[first : first + 10]):
            sent = {"client_message_id": f"m{number}", "text": f"does it hurt? {canary}"}
            status, text = browser.call("POST", SAY, _json(sent), **speaker)
            assert status == 200, text
        for number, words in enumerate(("i cant breathe", "zorp quux")):  # a flag, and not known
            sent = {"client_message_id": f"w{number}", "text": f"{words} {CANARIES[first]}"}
            assert browser.call("POST", SAY, _json(sent), **speaker)[0] == 200


def _refused(browser: Browser) -> set[int]:
    """Send the canaries along every way that is refused, and return the statuses."""
    speaker = _patient(browser)
    plain = speaker | {"Content_Type": "text/plain"}
    seen: set[int] = set()
    for number, canary in enumerate(CANARIES):
        text, path = _json({"client_message_id": f"r{number}", "text": canary}), quote(canary)
        ways = [
            ("POST", SAY, text, plain),
            ("POST", SAY, b'{"text": "' + canary.encode(), speaker),
            ("POST", SAY, _json({"client_message_id": canary + "!", "text": 7}), speaker),
            ("POST", SAY, _json({canary: canary, "client_message_id": "x"}), speaker),
            ("POST", SAY, _json({"client_message_id": "x", "choice": canary}), speaker),
            ("POST", SAY, _json({"client_message_id": "x", "text": canary * 400}), speaker),
            ("POST", SAY, canary.encode() * 9000, speaker),
            ("POST", SAY, text, speaker | {"Authorization": f"Bearer {canary}"}),
            ("POST", "/api/v1/conversation/handoff",
             _json({"client_message_id": "x", "contact": {"email": canary + " "}}), speaker),
            ("POST", "/api/v1/messages/1/rating", _json({"rating": canary}), speaker),
            ("GET", f"{SAY}?after={path}", None, speaker),
            ("GET", f"/api/v1/{path}", None, speaker),
            ("GET", f"/{path}?q={path}", None, {"User_Agent": canary, "Referer": canary}),
            ("PUT", SAY, text, speaker),
            ("POST", SAY, text, speaker | {"Origin": f"https://{path}.example"}),
            ("GET", f"/widget/frame?site={path}", None, {}),
            ("GET", f"/staff/?show={path}&q={path}", None, {"Cookie": f"clinic-staff={path}"}),
            ("GET", f"/staff/setup/{path}", None, {}),
            ("GET", f"/staff/conversations/{path}", None, {}),
        ]  # fmt: skip
        for method, where, body, headers in ways:
            status, _ = browser.call(method, where, body, **headers)
            seen.add(status)
    return seen


def _unreadable(serve: Serve) -> None:
    """Send what the server itself refuses before our application sees it."""
    port = int(serve.address.rpartition(":")[2])
    for canary in CANARIES[:12]:
        for sent in (
            f"GET /{canary} HTTP/1.1\r\nbroken {canary}\r\n\r\n",
            f"{canary} / HTTP/1.1\r\n\r\n",
            f"GET / HTTP/1.1\r\nX: {canary * 3000}\r\n\r\n",
            f"POST /{canary.replace(' ', '')} HTTP/1.1\r\nContent-Length: {canary}\r\n\r\n",
        ):
            with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
                connection.sendall(sent.encode())
                answer = http.client.HTTPResponse(connection)
                answer.begin()
                answer.read()


def _as_staff(browser: Browser, serve: Serve) -> None:
    """Make the first account, open every page, and keep what the lists show."""
    assert serve.setup_link is not None
    setup = serve.setup_link.removeprefix(serve.address)
    for canary in CANARIES[:4]:
        browser.form("/staff/sign-in", username=canary, password=canary)
        browser.form(setup, name=canary + "<", email=canary, password=canary, again="x")
    words = "four unrelated words walk"
    account = {"name": "Ana", "email": "ana@clinic.test", "password": words, "again": words}
    status, _ = browser.form(setup, **account)
    assert status == 200
    lists = ("/staff/", "/staff/?show=all", "/staff/queue.json?show=all", "/staff/unanswered",
             "/staff/accounts", "/staff/me")  # fmt: skip
    for path in lists:
        status, text = browser.call("GET", path)
        assert status == 200, path
        browser.heard.append(text)
    links = re.findall(r"/staff/conversations/[0-9a-f]{32}", browser.heard[1])
    for number, found in enumerate(links):
        assert browser.call("GET", found)[0] == 200
        browser.form(f"{found}/claim")
        browser.form(f"{found}/reply", text=f"is it {CANARIES[number]}?", key=f"k{number}")
        browser.form(f"{found}/resolve")


@pytest.fixture
def mail(monkeypatch: pytest.MonkeyPatch) -> MailServer:
    server = MailServer()
    monkeypatch.setenv("SMTP_URL", f"smtp://127.0.0.1:{server.port}")
    monkeypatch.setenv("MAIL_FROM", "bot@clinic.test")
    monkeypatch.setenv("STAFF_MAIL", "desk@clinic.test")
    return server


@pytest.fixture
def serve(tmp_path: Path, mail: MailServer) -> Iterator[Serve]:
    started = Serve(with_trained_model(tmp_path))
    yield started
    started.kill()


@pytest.mark.timeout(300)
def test_fifty_identifiers_turn_up_nowhere_but_in_messages_and_contacts(
    serve: Serve, mail: MailServer, tmp_path: Path
) -> None:
    assert len(set(CANARIES)) == 50
    browser = Browser(serve.address)
    _say_all(browser)
    speaker = _patient(browser)
    contact = {"email": "canary.one@example.org", "phone": "212-555-0147"}
    left = _json({"client_message_id": "c", "contact": contact})
    assert browser.call("POST", "/api/v1/conversation/handoff", left, **speaker)[0] == 200
    _as_staff(browser, serve)
    assert {400, 401, 404, 405, 413, 415, 429} <= _refused(browser)
    _unreadable(serve)
    health = browser.call("GET", "/health/ready")[1]
    code, said, log = serve.end()
    assert code == 0
    assert '"status": 429' in log  # the log was on, and saw it all
    places = {
        "standard output": said,
        "log": log,
        "health": health,
        "lists of the console": "\n".join(browser.heard),
        "mail": "\n".join(mail.taken),
        "questions for compare": "\n".join(
            stored_questions({"DATABASE_URL": f"sqlite:///{tmp_path / 'app.db'}"})
        ),
    }
    places |= {f"table {name}": rows for name, rows in tables(tmp_path / "app.db", but=RAW)}
    skipped = {path.name for path in tmp_path.glob("app.db*")}
    places |= {f"file {name}": text for name, text in files(tmp_path, but=skipped)}
    hits = {place: found for place, text in places.items() if (found := found_in(text))}
    assert hits == {}
    assert mail.taken
    kept = subprocess.run(  # what compare and what-if print comes from the masked words alone
        [sys.executable, "train.py", "models", "--json", f"--var={tmp_path}"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert found_in(kept.stdout + kept.stderr) == []


def test_the_search_finds_a_canary_that_is_there() -> None:
    for canary in CANARIES:
        assert found_in(f"x{canary}y".upper()) == [canary]
