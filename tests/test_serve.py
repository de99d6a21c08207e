"""The clinic's command, as a person types it."""

from __future__ import annotations

import io
import json
import re
import sqlite3
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path

import pytest

import serve
from tests.web.storage import samples
from web.storage import open_storage, staff

PASSWORD = "four unrelated words walk"


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATABASE_URL", "SECRET_KEY", "PUBLIC_URL", "HOST", "PORT", "SMTP_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("VAR_DIR", str(tmp_path))


def _type(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(text + "\n"))


def test_an_account_is_made_listed_and_disabled(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _type(monkeypatch, PASSWORD)
    assert serve.main(["staff", "add", "ana@example.org", "--name", "Ana", "--admin"]) == 0
    assert serve.main(["staff", "list"]) == 0
    assert "ana@example.org\tAna\tadmin\tactive" in capsys.readouterr().out
    assert serve.main(["staff", "disable", "ana@example.org"]) == 0
    assert serve.main(["staff", "list"]) == 0
    assert "ana@example.org\tAna\tadmin\tdisabled" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "typed", "said"),
    [
        (["staff", "add", "ana@example.org"], "short", "12 characters"),
        (["staff", "add", "not an address"], PASSWORD, "e-mail"),
        (["staff", "disable", "nobody@example.org"], "", "no account"),
        (["--port", "99999"], "", "PORT"),
        (["staff", "add", "ana@example.org", "--name", "<b>Ana</b>"], PASSWORD, "< or >"),
        (["staff", "add", "ana@example.org", "--name", "Ana\u202e"], PASSWORD, "cannot be shown"),
        (["staff", "add", "ana@example.org", "--name", "A" * 81], PASSWORD, "80 characters"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    typed: str,
    said: str,
) -> None:
    _type(monkeypatch, typed)
    assert serve.main(arguments) == 1
    captured = capsys.readouterr()
    assert said in captured.err
    assert "Traceback" not in captured.err


def test_a_name_can_be_taken_once(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for expected in (0, 1):
        _type(monkeypatch, PASSWORD)
        assert serve.main(["staff", "add", "ana@example.org"]) == expected
    assert "has an account already" in capsys.readouterr().err


def test_a_printed_link_makes_an_account(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert serve.main(["staff", "add", "--admin"]) == 0
    found = re.search(r"/staff/setup/(\S+)", capsys.readouterr().out)
    assert found is not None
    storage = open_storage(f"sqlite:///{tmp_path / 'app.db'}")
    with storage.read() as connection:
        role = staff.setup_link_role(connection, found.group(1), now=datetime.now(UTC))
    storage.close()
    assert role == "admin"


def test_the_database_can_be_upgraded_by_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert serve.main(["db", "upgrade"]) == 0
    assert serve.main(["db", "upgrade"]) == 0
    assert "newest tables" in capsys.readouterr().out


def test_a_list_without_accounts_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert serve.main(["staff", "list"]) == 0
    said = capsys.readouterr().out
    assert "no staff account yet" in said
    assert "python serve.py staff add" in said


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("foo", "'foo' is not the address of a database"),
        ("postgresql://me:secret@host:port/name", "is not the address of a database"),
        ("mysql://me:secret@host/name", "'mysql' is not known"),
        ("sqlite+nothing:///app.db", "'sqlite+nothing' is not known"),
        ("sqlite:///nowhere/at/all/app.db", "nowhere/at/all: there is no such folder"),
        ("sqlite:////", "is a folder"),
    ],
)
def test_a_database_address_that_leads_nowhere_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], url: str, said: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    assert serve.main(["staff", "list"]) == 1
    shown = capsys.readouterr().err
    assert shown.startswith("serve.py: DATABASE_URL: ")
    assert said in shown
    assert "sqlite:///" in shown  # what it should be like
    assert "secret" not in shown
    assert not Path("nowhere").exists()


def _old_chat(tmp_path: Path) -> None:
    """Leave a chat of 400 days ago with words of its own."""
    assert serve.main(["db", "upgrade"]) == 0
    storage = open_storage(f"sqlite:///{tmp_path / 'app.db'}")
    samples.start(storage, "c1", datetime.now(UTC) - timedelta(days=400))
    samples.ask(storage, "c1", "the words of an old chat", datetime.now(UTC) - timedelta(days=400))
    storage.close()


def test_purge_tells_what_it_would_delete_then_deletes_it_and_proves_it(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    _old_chat(tmp_path)
    capsys.readouterr()
    assert serve.main(["purge", "--dry-run", "--json"]) == 0
    dry = json.loads(capsys.readouterr().out)
    assert dry["dry_run"] is True
    assert dry["kinds"][0] | {"before": ""} == {
        "kind": "chats",
        "days": 365,
        "before": "",
        "count": 1,
    }
    assert serve.main(["purge"]) == 0
    said = capsys.readouterr().out
    assert re.search(r"whole chats +1 +older than 365 days", said)
    assert "of the deleted texts: none found" in said
    assert "the words of an old chat" not in said
    assert b"the words of an old chat" not in (tmp_path / "app.db").read_bytes()


@pytest.mark.parametrize("more", [[], ["--json"]])
def test_a_dry_run_in_an_empty_folder_finds_nothing_and_makes_nothing(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    more: list[str],
) -> None:
    monkeypatch.setenv("VAR_DIR", str(tmp_path / "var"))
    assert serve.main(["purge", "--dry-run", *more]) == 0
    assert list(tmp_path.iterdir()) == []
    said = capsys.readouterr().out
    assert "chats" in said
    assert ("There is no database yet" in said) is (not more)
    (tmp_path / "var").mkdir()
    assert serve.main(["purge", "--dry-run", *more]) == 0
    assert list((tmp_path / "var").iterdir()) == []


@pytest.mark.parametrize("where", ["nowhere/at/all/app.db", "other.db"])
def test_a_dry_run_on_a_database_address_that_leads_nowhere_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], where: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / where}")
    assert serve.main(["purge", "--dry-run"]) == 1
    shown = capsys.readouterr()
    assert "DATABASE_URL: " in shown.err
    assert "there is no such" in shown.err
    assert shown.out == ""
    assert list(tmp_path.iterdir()) == []


def test_a_dry_run_makes_no_tables(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "app.db").touch(mode=0o600)
    assert serve.main(["purge", "--dry-run"]) == 1
    assert "run python serve.py db upgrade first" in capsys.readouterr().err
    assert (tmp_path / "app.db").read_bytes() == b""


def test_a_database_that_is_locked_is_told_with_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert serve.main(["purge"]) == 0
    monkeypatch.setattr("web.storage.engine._BUSY_SECONDS", 0)
    other = sqlite3.connect(tmp_path / "app.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert serve.main(["purge"]) == 1
    other.close()
    assert "another program has locked it; end that, and try again" in capsys.readouterr().err


def test_the_help_of_purge_says_what_goes_and_where_the_days_stand(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        serve.main(["purge", "--help"])
    said = capsys.readouterr().out
    assert all(word in said for word in ("RETAIN_", "BACKUP_DIR", "docs/operations.md"))


@pytest.mark.parametrize(
    ("arguments", "usage"),
    [
        (["purge", "--bogus"], "purge [-h] [--dry-run] [--json]"),
        (["staff", "list", "--bogus"], "staff [-h]"),
        (["--bogus"], "[--host HOST] [--port PORT]"),
    ],
)
def test_an_unknown_option_gets_the_usage_of_its_command(
    capsys: pytest.CaptureFixture[str], arguments: list[str], usage: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        serve.main(arguments)
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert usage in said
    assert "unknown: --bogus; see --help" in said


def test_purge_keeps_to_the_days_that_are_set(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    _old_chat(tmp_path)
    monkeypatch.setenv("RETAIN_CHATS_DAYS", "500")
    capsys.readouterr()
    assert serve.main(["purge", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["kinds"][0]["count"] == 0
    monkeypatch.setenv("RETAIN_CHATS_DAYS", "0")
    assert serve.main(["purge"]) == 1
    assert "RETAIN_CHATS_DAYS: '0' is not a whole number from 1" in capsys.readouterr().err


def test_purge_is_refused_after_a_jump_of_the_clock(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    _old_chat(tmp_path)
    assert serve.main(["purge"]) == 0

    class NextYear(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return datetime.now(tz) + timedelta(days=365)

    monkeypatch.setattr("web.retention.command.datetime", NextYear)
    assert serve.main(["purge"]) == 1
    said = capsys.readouterr().err
    assert "Nothing was deleted" in said
    assert "--clock-is-right" in said
    assert serve.main(["purge", "--clock-is-right"]) == 0
