"""The web application on a fake assistant and a real database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.web.fakes import FakeAssistants
from web.app import create_app
from web.settings import Settings
from web.storage import Storage

if TYPE_CHECKING:
    from web.assistants import Assistants

SECRET = "0123456789abcdef0123456789abcdef"


@dataclass
class Patient:
    """One patient with one conversation."""

    client: FlaskClient
    token: str = ""
    count: int = 0

    def start(self) -> Patient:
        answer = self.client.post("/api/v1/conversations", json={})
        assert answer.status_code == 201
        self.token = answer.json["token"]  # type: ignore[index]
        return self

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    def post(self, path: str, body: Any, **more: Any) -> TestResponse:
        return self.client.post(f"/api/v1/{path}", json=body, headers=self.headers, **more)

    def get(self, path: str, **headers: str) -> TestResponse:
        return self.client.get(f"/api/v1/{path}", headers=self.headers | headers)

    def say(self, text: str, **more: Any) -> Any:
        self.count += 1
        body = {"client_message_id": f"m{self.count}", "text": text} | more
        answer = self.post("conversation/messages", body)
        assert answer.status_code == 200, answer.text
        return answer.json

    def click(self, choice: str) -> Any:
        self.count += 1
        body = {"client_message_id": f"m{self.count}", "choice": choice}
        answer = self.post("conversation/messages", body)
        assert answer.status_code == 200, answer.text
        return answer.json


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        secret_key=SECRET,
        database_url=f"sqlite:///{tmp_path / 'unused.db'}",
        models_dir=tmp_path / "models",
        intents_dir=Path("intents"),
        widget_origins=("https://clinic.example",),
    )


@pytest.fixture
def assistants() -> FakeAssistants:
    return FakeAssistants()


@pytest.fixture
def make_app(
    settings: Settings, assistants: FakeAssistants, now: datetime
) -> Callable[[Storage], Flask]:
    def make(storage: Storage) -> Flask:
        app = create_app(
            settings,
            storage=storage,
            assistants=cast("Assistants", assistants),
            clock=lambda: now,
        )
        app.testing = True
        return app

    return make


@pytest.fixture
def app(make_app: Callable[[Storage], Flask], storage: Storage) -> Flask:
    """The application, once on each kind of database."""
    return make_app(storage)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def patient(client: FlaskClient) -> Patient:
    return Patient(client).start()
