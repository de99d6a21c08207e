"""What `serve.py` does: serving, staff accounts and the database."""

from __future__ import annotations

import getpass
import sys
from datetime import UTC, datetime
from pathlib import Path
from threading import Timer

from bot.errors import SettingsError
from bot.privacy.patterns import compile_all
from web import logs, memory
from web.app import create_app
from web.assistants import Assistants
from web.console.passwords import problem_with_email, problem_with_name, problem_with_password
from web.server import Server
from web.settings import Settings
from web.start import make_tables
from web.storage import (
    ConflictError,
    Storage,
    open_storage,
    staff,
    up_to_date,
    upgrade,
)

_FIRST_ANSWERS_DONE = 5.0
"""Seconds after which the patterns of masking are compiled: not while the first message waits."""


def serve(settings: Settings, root: Path, assistants: Assistants) -> int:
    """Serve until SIGTERM or SIGINT and return the exit code.

    Where no staff account is enabled, a link for the first one is printed. Raises SettingsError and
    StorageError when the server must not start at all.
    """
    storage = open_storage(settings.database_url)
    if not up_to_date(storage.engine):
        make_tables(settings, root)
    app = create_app(settings, storage=storage, assistants=assistants)
    server = Server(app, settings)
    _tell(server.address, _first_setup_link(storage))
    memory.settle()
    helpers = (app.extensions["notifier"], app.extensions["nightly"])
    for helper in helpers:
        helper.start()
    patterns = Timer(_FIRST_ANSWERS_DONE, compile_all)
    patterns.daemon = True
    patterns.start()
    logs.event("started", version=assistants.version)
    server.run()
    patterns.cancel()
    for helper in helpers:
        helper.stop()
    storage.close()
    logs.event("stopped")
    return 0


def upgrade_database(settings: Settings) -> int:
    """Bring the database to the newest schema."""
    storage = open_storage(settings.database_url)
    upgrade(storage.engine)
    storage.close()
    print("The database has the newest tables.")
    return 0


def add_staff(settings: Settings, *, email: str | None, name: str | None, role: str) -> int:
    """Make an account, asking for its password; without an e-mail, print a one-time link."""
    storage = _ready(settings)
    if email is None:
        with storage.write() as connection:
            token = staff.make_setup_link(connection, role=role, now=_now())
        address = settings.public_url or f"http://{settings.host}:{settings.port}"
        print(f"Open this once, within 24 hours:\n{address}/staff/setup/{token}")
        return 0
    name = email.partition("@")[0] if name is None else name.strip()
    if problem := problem_with_email(email) or problem_with_name(name):
        raise SettingsError(problem)
    password = _password()
    if problem := problem_with_password(password, email=email, name=name):
        raise SettingsError(problem)
    try:
        with storage.write() as connection:
            made = staff.add(
                connection,
                username=email,
                display_name=name,
                password=password,
                role=role,
                now=_now(),
            )
    except ConflictError:
        raise SettingsError(f"'{email}' has an account already") from None
    print(f"{made.username} may sign in as {made.role}.")
    return 0


def list_staff(settings: Settings) -> int:
    """Print the accounts, one a line."""
    storage = _ready(settings)
    with storage.read() as connection:
        accounts = staff.listing(connection)
    if not accounts:
        print("There is no staff account yet. Make one: python serve.py staff add EMAIL")
    for account in accounts:
        state = "disabled" if account.disabled_at else "active"
        print(f"{account.username}\t{account.display_name}\t{account.role}\t{state}")
    return 0


def disable_staff(settings: Settings, email: str) -> int:
    """Keep an account out and end its sessions."""
    storage = _ready(settings)
    with storage.write() as connection:
        if not staff.set_disabled(connection, email, now=_now()):
            raise SettingsError(f"there is no account '{email}'; see: python serve.py staff list")
    print(f"{email} is signed out and cannot sign in any more.")
    return 0


def _first_setup_link(storage: Storage) -> str | None:
    with storage.write() as connection:
        if any(account.disabled_at is None for account in staff.listing(connection)):
            return None
        staff.drop_setup_links(connection)  # an earlier start's link may lie in some log
        return staff.make_setup_link(connection, role="admin", now=_now())


def _tell(address: str, token: str | None) -> None:
    shown = address.replace("//0.0.0.0:", "//127.0.0.1:").replace("//[::]:", "//[::1]:")
    print(f"\n  Demo page       {shown}/\n  Staff console   {shown}/staff", flush=True)
    if token:
        print("\n  Create the first staff account here, once, within 24 hours:")
        print(f"  {shown}/staff/setup/{token}", flush=True)
    print(flush=True)


def _ready(settings: Settings) -> Storage:
    storage = open_storage(settings.database_url)
    upgrade(storage.engine)
    return storage


def _password() -> str:
    if sys.stdin.isatty():
        return getpass.getpass("Password: ")
    return sys.stdin.readline().rstrip("\n")


def _now() -> datetime:
    return datetime.now(UTC)
