"""Requests made up from the description: none may crash the server or break a promise of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast
from unittest import SkipTest

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.web.fakes import FakeAssistants
from web.app import create_app
from web.chat.openapi import document
from web.settings import Settings
from web.storage import open_storage, upgrade

OPERATIONS = [(path, method) for path, ops in document()["paths"].items() for method in ops]
CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
)

hurried = settings(
    max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Any, Callable[[], str]]]:
    """The description as served by the real application, and a way to a new patient's token."""
    path = tmp_path_factory.mktemp("hostile") / "app.db"
    storage = open_storage(f"sqlite:///{path}")
    upgrade(storage.engine)
    chosen = Settings(
        secret_key="0123456789abcdef0123456789abcdef",
        database_url="",
        models_dir=path.parent / "models",
        intents_dir=Path("intents"),
        limits_factor=100_000,
    )
    app = create_app(chosen, storage=storage, assistants=cast(Any, FakeAssistants()))
    app.config["PROPAGATE_EXCEPTIONS"] = False

    def start() -> str:
        started = app.test_client().post("/api/v1/conversations", json={}).json
        assert started is not None
        return str(started["token"])

    yield schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app), start
    storage.close()


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_made_up_requests_get_an_answer_of_the_described_shape(
    api: tuple[Any, Callable[[], str]], path: str, method: str
) -> None:
    schema, start = api
    token = start()  # its own, for one of the operations deletes the conversation
    sent: list[Any] = []
    operation = schema[path][method]

    def check(case: Any) -> None:
        sent.append(case)
        for given_token in (token, "x"):
            headers = {"Authorization": f"Bearer {given_token}"}
            case.call_and_validate(headers=headers, checks=CHECKS)

    modes = schemathesis.GenerationMode
    for mode in (modes.POSITIVE, modes.NEGATIVE):
        try:
            strategy = operation.as_strategy(generation_mode=mode)
            cast(Any, hurried(cast(Any, given)(strategy)(check)))()
        except (SkipTest, Unsatisfiable):
            continue  # an operation without input has no wrong input
    assert sent
    print(f"{method} {path}: {len(sent)} requests, twice")
