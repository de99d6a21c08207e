"""What every test may ask for: a fresh SQLite or PostgreSQL database, and a clock to set."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from flask import Flask

from tests.hazards import LOG, Watch, read_table
from tests.postgres import Postgres
from tests.templates import KeptTemplates
from web import storage as storage_room
from web.storage import Storage, open_storage

NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)  # a Friday morning at the demo clinic


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):  # a worker reports to the process that started it
        table = read_table(LOG.read_text(encoding="utf-8"))
        config.pluginmanager.register(Watch({test for row in table for test in row.tests}))


@pytest.fixture(scope="session", autouse=True)
def _kept_templates() -> Iterator[None]:
    """Let the applications of all tests share their compiled templates."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Flask, "jinja_options", {"bytecode_cache": KeptTemplates()})
        yield


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a real PostgreSQL that lives as long as the tests; without one they fail."""
    if url := os.environ.get("TEST_DATABASE_URL"):
        yield url
        return
    server = Postgres()
    yield server.url
    server.close()


def _on_server(url: str, command: str) -> None:
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(command)


@pytest.fixture(scope="session")
def postgres_template(postgres: str) -> str:
    """The name of an empty database with all tables, to copy from."""
    _on_server(postgres, "CREATE DATABASE clinic_template")
    made = open_storage(postgres.replace("/postgres?", "/clinic_template?"))
    storage_room.upgrade(made.engine)
    made.close()
    return "clinic_template"


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database file with all tables, to copy from."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    made = open_storage(f"sqlite:///{path}")
    storage_room.upgrade(made.engine)
    made.close()
    return path


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    shutil.copy(sqlite_template, tmp_path / "app.db")
    return f"sqlite:///{tmp_path / 'app.db'}"


@pytest.fixture
def postgres_url(postgres: str, postgres_template: str) -> Iterator[str]:
    name = f"t{uuid.uuid4().hex}"
    _on_server(postgres, f"CREATE DATABASE {name} TEMPLATE {postgres_template}")
    yield postgres.replace("/postgres?", f"/{name}?")
    _on_server(postgres, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest) -> str:
    """A fresh, upgraded database; the test runs once on each kind."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
def storage(database_url: str) -> Iterator[Storage]:
    """Storage on a fresh database of each kind."""
    opened = open_storage(database_url)
    yield opened
    opened.close()
