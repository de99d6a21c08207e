"""Bringing a database up to the tables of this version. Alembic is loaded only here."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError

from web.storage.engine import StorageError

_SCRIPTS = Path(__file__).with_name("migrations")
_LOCK = 7_206_114  # any number of our own: servers that start together upgrade one after the other


def upgrade(engine: Engine) -> None:
    """Bring the database to the newest schema; nothing happens when it is there already.

    All steps are one transaction: a process that is killed halfway leaves the old schema whole.
    Raises StorageError.
    """
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    try:
        with engine.connect() as connection:
            writing = connection.execution_options(immediate=True)
            with writing.begin():
                if engine.dialect.name == "postgresql":
                    writing.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
                config.attributes["connection"] = writing
                command.upgrade(config, "head")
    except SQLAlchemyError as error:
        kind = type(getattr(error, "orig", None) or error).__name__
        raise StorageError(f"the database could not be upgraded: {kind}: {error}") from error


def at_head(engine: Engine) -> bool:
    """Return whether the database has the newest schema."""
    from alembic.config import Config
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    with engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    return current == ScriptDirectory.from_config(config).get_current_head()
