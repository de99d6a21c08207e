"""Bringing a database up to the tables of this version. Alembic is loaded only here."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError

from web.storage.engine import StorageError, fault_of

_SCRIPTS = Path(__file__).with_name("migrations")
_LOCK = 7_206_114  # any number of our own: servers that start together upgrade one after the other


def upgrade(engine: Engine) -> None:
    """Bring the database to the newest schema; nothing happens when it is there already.

    All steps are one transaction: a process that is killed halfway leaves the old schema whole.
    Raises StorageError.
    """
    if up_to_date(engine):
        return
    from alembic import command  # here, and not at the top: a server at its newest needs none of it
    from alembic.config import Config
    from alembic.util.exc import CommandError

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
    except CommandError as error:
        raise StorageError(
            f"the database could not be upgraded: {error}; this version knows {newest()}: "
            "run the version that made it, or go back to a backup"
        ) from None
    except SQLAlchemyError as error:
        said = getattr(error, "orig", None) or error
        raise StorageError(
            f"the database could not be upgraded: {fault_of(error)} ({said})"
        ) from error


def up_to_date(engine: Engine) -> bool:
    """Return whether nothing is left to do; False also for a database that does not answer."""
    try:
        return at_head(engine)
    except SQLAlchemyError:
        return False  # whatever it is, the upgrade itself finds it and says so


def at_head(engine: Engine) -> bool:
    """Return whether the database has the newest schema.

    Asks without Alembic, which would cost each start 10 MB and an eighth of a second.
    """
    with engine.connect() as connection:
        if not engine.dialect.has_table(connection, "alembic_version"):
            return False
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalars()
        return list(found) == [newest()]


def newest() -> str:
    """Return the revision that the last file of `migrations/versions/` begins with."""
    return max(path.name.partition("_")[0] for path in _SCRIPTS.glob("versions/[0-9]*.py"))
