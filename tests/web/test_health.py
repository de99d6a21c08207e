from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.fakes import FakeAssistants
from web.storage import Storage, open_storage


def _ready(client: FlaskClient) -> Any:
    answer = client.get("/health/ready")
    return answer.status_code, answer.json


@pytest.fixture(autouse=True)
def _test_phrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.health._SELF_TEST", "cannot breathe")


def test_a_healthy_server_says_so(client: FlaskClient) -> None:
    assert client.get("/health/live").json == {"status": "ok"}
    status, body = _ready(client)
    assert (status, body["status"]) == (200, "ok")
    assert body["checks"]["model"]["version"] == "fake-1"
    assert set(body["checks"]) == {"safety", "database", "model", "disk", "mail", "purge"}


def test_without_a_model_it_is_degraded_and_goes_on(
    client: FlaskClient, assistants: FakeAssistants
) -> None:
    assistants.problem = "no model"
    status, body = _ready(client)
    assert (status, body["status"], body["checks"]["model"]["ok"]) == (200, "degraded", False)


def test_without_a_database_it_is_degraded_and_goes_on(
    make_app: Callable[[Storage], Flask], tmp_path: Any
) -> None:
    app = make_app(open_storage(f"sqlite:///{tmp_path / 'new.db'}"))
    status, body = _ready(app.test_client())
    assert (status, body["status"], body["checks"]["database"]["ok"]) == (200, "degraded", False)


def test_with_rules_alone_it_is_degraded_and_names_the_voices(
    client: FlaskClient, assistants: FakeAssistants
) -> None:
    assistants.assistant.safety.voices = ("rules",)
    status, body = _ready(client)
    assert (status, body["status"]) == (200, "degraded")
    assert body["checks"]["safety"] == {"ok": True, "voices": ["rules"]}


def test_without_the_emergency_check_it_is_down(
    client: FlaskClient, assistants: FakeAssistants
) -> None:
    assistants.assistant.safety_broken = True
    status, body = _ready(client)
    assert (status, body["status"], body["checks"]["safety"]["ok"]) == (503, "down", False)
