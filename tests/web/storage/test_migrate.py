from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from bot.errors import SettingsError
from web import storage as storage_room
from web.storage import (
    Storage,
    StorageError,
    at_head,
    messages,
    open_storage,
    staff,
    turns,
    upgrade,
)
from web.storage.migrate import newest
from web.storage.tables import as_made

OLDER = """
INSERT INTO conversations VALUES ('c1', 'h', '{"id": "c1"}', 'bot', NULL, false, 1, 2, '2026', '2026')
INSERT INTO messages (id, conversation_id, sender, text, masked, created_at) VALUES (1, 'c1', 'patient', 'call 212 555 0199', 'call [phone]', '2026-11-01T00:00:00.000000Z')
INSERT INTO messages (id, conversation_id, sender, text, masked, reply_to, created_at) VALUES (2, 'c1', 'bot', 'Some soreness.', 'Some soreness.', 1, '2026-11-01T00:00:00.000000Z')
INSERT INTO turns (message_id, bot_message_id, outcome, reason, confidence, parts, flags) VALUES (1, 2, 'answer', 'sure', 0.9, '[]', '[]')
INSERT INTO ratings VALUES (2, 'up', NULL, '2026-11-01T00:00:00.000000Z')
"""  # noqa: E501 -- a row a line
MIGRATIONS = Path(storage_room.__file__).with_name("migrations")


def test_the_migrations_make_exactly_the_tables_of_the_code(storage: Storage) -> None:
    with storage.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, as_made()) == []


def test_upgrading_twice_changes_nothing(storage: Storage) -> None:
    upgrade(storage.engine)
    assert at_head(storage.engine)


def test_a_new_database_is_not_at_head_until_it_is_upgraded(tmp_path: Path) -> None:
    storage = open_storage(f"sqlite:///{tmp_path / 'new.db'}")
    assert not at_head(storage.engine)
    with pytest.raises(StorageError):
        storage.check()
    upgrade(storage.engine)
    storage.check()
    storage.close()


def test_the_newest_schema_is_the_one_that_alembic_takes_for_it() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert newest() == ScriptDirectory.from_config(config).get_current_head()


def test_a_database_of_an_unknown_schema_is_refused(tmp_path: Path) -> None:
    storage = open_storage(f"sqlite:///{tmp_path / 'app.db'}")
    upgrade(storage.engine)
    with storage.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert not at_head(storage.engine)
    with pytest.raises(StorageError, match=r"9999.*this version knows 0002"):
        upgrade(storage.engine)
    storage.close()


def test_a_database_file_that_was_taken_away_or_replaced_is_noticed(tmp_path: Path) -> None:
    file, aside = tmp_path / "app.db", tmp_path / "aside.db"
    storage = open_storage(f"sqlite:///{file}")
    upgrade(storage.engine)
    storage.check()
    file.rename(aside)
    for attempt in (storage.read, storage.write):
        with pytest.raises(StorageError), attempt():
            pass
    assert not file.exists()  # and no empty one is made in its place
    file.write_bytes(aside.read_bytes())
    with pytest.raises(StorageError, match="replaced"):
        storage.check()
    aside.replace(file)
    storage.check()
    storage.close()


def test_sqlite_runs_in_its_durable_mode(sqlite_url: str) -> None:
    storage = open_storage(sqlite_url)
    with storage.read() as connection:
        found = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    storage.close()
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 5000,
    }


def test_the_database_file_is_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "app.db"
    open_storage(f"sqlite:///{path}").close()
    assert path.stat().st_mode & 0o077 == 0


def test_a_database_file_open_to_everyone_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "app.db"
    path.touch()
    path.chmod(0o644)
    with pytest.raises(SettingsError, match="chmod 600"):
        open_storage(f"sqlite:///{path}")


@pytest.mark.parametrize("url", ["mysql://localhost/x", "sqlite://", "sqlite:///:memory:"])
def test_other_databases_are_refused(url: str) -> None:
    with pytest.raises(SettingsError):
        open_storage(url)


def test_an_upgrade_that_fails_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    storage = open_storage(f"sqlite:///{tmp_path / 'half.db'}")
    with storage.engine.begin() as connection:
        connection.execute(text("CREATE TABLE outbox (id INTEGER)"))  # the step will trip over it
    with pytest.raises(StorageError):
        upgrade(storage.engine)
    assert inspect(storage.engine).get_table_names() == ["outbox"]
    storage.close()


def test_an_older_database_gets_its_raw_texts_apart_and_loses_nothing(database_url: str) -> None:
    storage = open_storage(database_url)
    with storage.engine.begin() as connection:
        for table in reversed(as_made().sorted_tables):
            connection.execute(text(f"DROP TABLE {table.name}"))
        connection.execute(text("DROP TABLE alembic_version"))
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        for line in OLDER.strip().splitlines():
            connection.execute(text(line))
    upgrade(storage.engine)
    with storage.read() as connection:
        shown = messages.after(connection, "c1")
        written = messages.after(connection, "c1", as_written=True)
        records = turns.of_conversation(connection, "c1")
    assert [m.text for m in shown] == ["call [phone]", "Some soreness."]
    assert [m.text for m in written] == ["call 212 555 0199", "Some soreness."]
    assert [m.apart for m in shown] == [True, False]
    assert (shown[1].rating, list(records)) == ("up", [1])
    made_at = written[0].created_at
    with storage.write() as connection:
        made = staff.add(
            connection,
            username="ben",
            display_name="Ben",
            password="x" * 12,
            now=made_at,
        )
    assert made.may_reveal
    storage.close()
