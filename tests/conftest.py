"""What every test may ask for: a fresh SQLite or PostgreSQL database, and a clock to set."""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest

from web import storage as storage_room
from web.storage import Storage, open_storage

NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)  # a Friday morning at the demo clinic


@pytest.fixture
def now() -> datetime:
    return NOW


def _postgres_programs(scratch: Path) -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parts[4]))
    if found:
        return found[-1]
    spec = importlib.util.find_spec("pgserver")  # a wheel with PostgreSQL in it; never imported
    if spec is None or spec.origin is None:
        pytest.fail("no PostgreSQL: apt-get install postgresql, or pip install pgserver")
    package = Path(spec.origin).parent
    (scratch / "w").mkdir(mode=0o755)  # copied: the environment may stand in a closed home folder
    for name in ("pgserver/pginstall", "pgserver.libs"):
        shutil.copytree(package.parent / name, scratch / "w" / name, symlinks=True)
    return scratch / "w" / "pgserver/pginstall/bin"


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a real PostgreSQL that lives as long as the tests; without one they fail."""
    if url := os.environ.get("TEST_DATABASE_URL"):
        yield url
        return
    root = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))  # a short path for the socket
    programs = _postgres_programs(root)
    run = root / "run"
    run.mkdir()
    who: dict[str, Any] = {}
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        user = next(u for u in pwd.getpwall() if u.pw_name in ("postgres", "nobody"))
        root.chmod(0o711)
        os.chown(run, user.pw_uid, user.pw_gid)
        who = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    env = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
    init = ["initdb", "-D", "d", "-A", "trust", "-U", "postgres", "-E", "UTF8"]
    subprocess.run(
        [programs / init[0], *init[1:], "--locale=C.UTF-8", "--no-sync"],
        check=True,
        stdout=subprocess.DEVNULL,
        cwd=run,
        env=env,
        **who,
    )
    quick = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=")
    with (root / "log").open("w") as log:
        process = subprocess.Popen(
            [programs / "postgres", "-D", "d", "-k", run, *(w for o in quick for w in ("-c", o))],
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd=run,
            env=env,
            **who,
        )
    for _ in range(300):
        try:
            psycopg.connect(f"host={run} user=postgres dbname=postgres").close()
            break
        except psycopg.OperationalError:
            if process.poll() is not None:
                pytest.fail((root / "log").read_text())
            time.sleep(0.03)
    yield f"postgresql+psycopg://postgres@/postgres?host={run}"
    process.send_signal(signal.SIGINT)
    process.wait(20)
    shutil.rmtree(root)


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
