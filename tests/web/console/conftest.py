"""The console on a real database, with a clock to move and people to sign in."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, cast

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.browser.scripted import ScriptedAssistants
from tests.web.storage import samples
from web.app import create_app
from web.settings import Settings
from web.storage import Storage, sessions
from web.storage.records import StaffAccount

if TYPE_CHECKING:
    from web.assistants import Assistants


_ASSISTANTS = cast("Assistants", ScriptedAssistants())  # made once: it reads the real lines


@dataclass
class Clock:
    """A clock that stands until somebody moves it."""

    time: datetime

    def __call__(self) -> datetime:
        return self.time

    def forward(self, **parts: float) -> None:
        self.time += timedelta(**parts)


@dataclass
class Console:
    """One browser of a staff member."""

    client: FlaskClient

    def get(self, path: str = "/", **headers: str) -> TestResponse:
        return self.client.get(f"/staff{path}", headers=headers)

    def post(self, path: str, form: dict[str, Any] | None = None, **headers: str) -> TestResponse:
        data = {"csrf_token": self.csrf()} | (form or {})
        return self.client.post(f"/staff{path}", data=data, headers=headers)

    def csrf(self) -> str:
        page = self.client.get("/staff/setup/none").text
        found = re.search(r'name="csrf-token" content="([^"]+)"', page)
        assert found, "the page has no CSRF token"
        return found.group(1)

    def sign_in(self, name: str, password: str | None = None, **headers: str) -> TestResponse:
        form = {"username": name, "password": password or f"a long password of {name}"}
        return self.post("/sign-in", form, **headers)

    def cookie(self, name: str = "clinic-staff") -> str | None:
        found = self.client.get_cookie(name)
        return found.value if found else None


@pytest.fixture
def clock(now: datetime) -> Clock:
    return Clock(now)


@pytest.fixture
def app(settings: Settings, storage: Storage, clock: Clock) -> Flask:
    app = create_app(
        replace(settings, limits_factor=10), storage=storage, assistants=_ASSISTANTS, clock=clock
    )
    app.testing = True
    return app


@pytest.fixture
def maria(storage: Storage, now: datetime) -> StaffAccount:
    """An administrator."""
    return samples.person(storage, "maria", now, role="admin")


@pytest.fixture
def ben(storage: Storage, now: datetime) -> StaffAccount:
    """A staff member without further rights."""
    return samples.person(storage, "ben", now)


@pytest.fixture
def visitor(app: Flask) -> Console:
    """A browser where nobody is signed in."""
    return Console(app.test_client())


@pytest.fixture
def as_maria(app: Flask, maria: StaffAccount) -> Console:
    return _signed_in(app, maria)


@pytest.fixture
def as_ben(app: Flask, ben: StaffAccount) -> Console:
    return _signed_in(app, ben)


def _signed_in(app: Flask, who: StaffAccount) -> Console:
    """Return a browser that is signed in, without the work of a password."""
    storage, clock = app.extensions["storage"], app.extensions["clock"]
    with storage.write() as connection:
        token = sessions.start(connection, who.id, device="Test", now=clock())
    console = Console(app.test_client())
    console.client.set_cookie("clinic-staff", token)
    return console
