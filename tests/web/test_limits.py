from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable
from typing import Any, cast

import pytest
from flask import Flask

from tests.web.fakes import FakeAssistants
from web import limits
from web.app import create_app
from web.settings import Settings
from web.storage import open_storage


@pytest.mark.parametrize(
    ("given", "counted"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("not an address", "not an address"),
    ],
)
def test_an_ipv6_household_counts_as_one(
    make_app: Callable[..., Flask], sqlite_url: str, given: str, counted: str
) -> None:
    app = make_app(open_storage(sqlite_url))
    with app.test_request_context(environ_base={"REMOTE_ADDR": given}):
        assert limits._network() == counted
        assert counted not in limits.address()


@pytest.mark.parametrize(("hops", "seen"), [(0, "10.0.0.1"), (1, "203.0.113.9")])
def test_forwarded_addresses_count_only_behind_a_trusted_proxy(
    settings: Settings, sqlite_url: str, hops: int, seen: str
) -> None:
    app = create_app(
        dataclasses.replace(settings, trusted_proxies=hops),
        storage=open_storage(sqlite_url),
        assistants=cast(Any, FakeAssistants()),
    )
    found: list[str] = []

    def show() -> str:
        found.append(limits._network())
        return ""

    app.add_url_rule("/show", "show", show)
    app.test_client().get(
        "/show",
        headers={"X-Forwarded-For": "6.6.6.6, 203.0.113.9"},
        environ_base={"REMOTE_ADDR": "10.0.0.1"},
    )
    assert found == [seen]


def test_an_address_stands_nowhere_neither_in_the_counters_nor_in_the_database(
    make_app: Callable[..., Flask], sqlite_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    storage = open_storage(sqlite_url)
    app = make_app(storage)
    client = app.test_client()
    at = {"REMOTE_ADDR": "203.0.113.9"}
    token = client.post("/api/v1/conversations", json={}, environ_base=at).json["token"]  # type: ignore[index]
    body = {"client_message_id": "m1", "text": "sore?"}
    headers = {"Authorization": f"Bearer {token}"}
    client.post("/api/v1/conversation/messages", json=body, headers=headers, environ_base=at)
    client.post("/staff/sign-in", data={"username": "x", "password": "y"}, environ_base=at)
    counters = app.extensions["limits"].limiter.storage
    kept = [vars(counters), caplog.text, storage.file.read_bytes() if storage.file else b""]
    assert "LIMITER" in str(kept)  # it did count
    assert "203.0.113.9" not in str(kept)
    storage.close()


def test_the_names_of_those_who_left_are_removed(
    make_app: Callable[..., Flask], sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app(open_storage(sqlite_url))
    limiter = app.extensions["limits"]
    app.test_client().post("/api/v1/conversations", json={})
    limits.forget_idle(limiter)
    assert len(limiter.storage.events) == 1  # it still counts
    later = time.time() + 61
    monkeypatch.setattr("web.limits.time.time", lambda: later)
    limits.forget_idle(limiter)
    assert not limiter.storage.events
    assert not limiter.storage.locks
