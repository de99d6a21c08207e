from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import SettingsError
from web.settings import Settings

GOOD = "s8d7f6g5h4j3k2l1q0w9e8r7t6y5u4i3"


def _settings(root: Path, **env: str) -> Settings:
    return Settings.from_environment(env, root=root)


def test_without_any_variable_everything_stands_in_var(tmp_path: Path) -> None:
    settings = _settings(tmp_path)
    assert settings.database_url == f"sqlite:///{tmp_path}/var/app.db"
    assert settings.models_dir == tmp_path / "var" / "models"
    assert (settings.host, settings.port, settings.content_policy) == ("127.0.0.1", 8000, "demo")
    assert not settings.mail


def test_the_secret_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    first, second = _settings(tmp_path).secret_key, _settings(tmp_path).secret_key
    assert first == second
    assert len(first) >= 32
    assert (tmp_path / "var" / "secret-key").stat().st_mode & 0o777 == 0o600


def test_where_nothing_may_be_made_nothing_is(tmp_path: Path) -> None:
    assert len(Settings.from_environment({}, root=tmp_path, make=False).secret_key) >= 32
    assert list(tmp_path.iterdir()) == []
    kept = _settings(tmp_path).secret_key
    assert Settings.from_environment({}, root=tmp_path, make=False).secret_key == kept


def test_a_secret_that_others_can_read_is_refused(tmp_path: Path) -> None:
    _settings(tmp_path)
    (tmp_path / "var" / "secret-key").chmod(0o644)
    with pytest.raises(SettingsError, match="chmod 600"):
        _settings(tmp_path)


def test_a_damaged_secret_is_refused(tmp_path: Path) -> None:
    _settings(tmp_path)
    (tmp_path / "var" / "secret-key").write_text("short")
    with pytest.raises(SettingsError, match="damaged"):
        _settings(tmp_path)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "a" * 64),
        ("CONTENT_POLICY", "everything"),
        ("PORT", "http"),
        ("PORT", "65536"),
        ("TRUSTED_PROXIES", "-1"),
        ("WIDGET_ORIGINS", "*"),
        ("WIDGET_ORIGINS", "https://*.example.org"),
        ("WIDGET_ORIGINS", "https://example.org/path"),
        ("WIDGET_ORIGINS", "https://a.example; script-src *"),
        ("WIDGET_ORIGINS", "javascript:alert(1)"),
        ("PUBLIC_URL", "chat.example.org"),
        ("PROCESSES", "2"),
        ("PURGE_AT", "banana"),
        ("RETAIN_CHATS_DAYS", "-3"),
        ("RETAIN_CHAT_DAYS", "30"),  # a slip: CHATS
        ("BACKUP_DIR", "/no/such/folder"),
        ("SMTP_URL", "http://mail"),
        ("SMTP_URL", "smtp://mail"),  # without MAIL_FROM
    ],
)
def test_unsafe_values_are_refused_by_name(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name if "smtp:" not in value else "MAIL_FROM"):
        _settings(tmp_path, **{name: value})


def test_good_values_are_taken(tmp_path: Path) -> None:
    settings = _settings(
        tmp_path,
        SECRET_KEY=GOOD,
        WIDGET_ORIGINS="https://www.example.org, http://localhost:3000",
        PUBLIC_URL="https://chat.example.org/",
        CONTENT_POLICY="approved",
        PROCESSES="2",
        RATE_LIMIT_STORAGE="redis://localhost:6379",
        SMTP_URL="smtp://mail",
        MAIL_FROM="bot@example.org",
        STAFF_MAIL="desk@example.org",
        VAR_DIR=str(tmp_path / "elsewhere"),
    )
    assert settings.widget_origins == ("https://www.example.org", "http://localhost:3000")
    assert settings.public_url == "https://chat.example.org"
    assert settings.https
    assert settings.mail
    assert settings.models_dir == tmp_path / "elsewhere" / "models"
    assert not (tmp_path / "var").exists()


@pytest.mark.parametrize(
    "name",
    ["PORT", "HOST", "TRUSTED_PROXIES", "PROCESSES", "CONTENT_POLICY", "RATE_LIMIT_STORAGE"],
)
def test_an_empty_variable_counts_as_unset(tmp_path: Path, name: str) -> None:
    assert _settings(tmp_path, **{name: ""}) == _settings(tmp_path)


def test_the_default_folder_is_made(tmp_path: Path) -> None:
    _settings(tmp_path, SECRET_KEY=GOOD, VAR_DIR=str(tmp_path / "new" / "var"))
    assert (tmp_path / "new" / "var").is_dir()
