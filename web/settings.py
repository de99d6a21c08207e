"""What a deployment can set, read from the environment once and refused where it is unsafe."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.errors import SettingsError
from web.retention.rules import Retention

_ROOT = Path(__file__).resolve().parents[1]
_ORIGIN = re.compile(
    r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?|https?://\[[0-9A-Fa-f:]+\](:[0-9]{1,5})?"
)
_ADDRESS = re.compile(r"[^@\s,]{1,64}@[^@\s,]{1,253}")
_SHORTEST_SECRET = 32


@dataclass(frozen=True, slots=True)
class Settings:
    """One deployment. Make it with `from_environment`, which says what each value must be."""

    secret_key: str
    database_url: str
    models_dir: Path
    intents_dir: Path
    host: str = "127.0.0.1"
    port: int = 8000
    content_policy: str = "demo"  # demo serves drafts and says so; approved never serves one
    public_url: str | None = None  # the address that patients and staff use, where a proxy hides it
    widget_origins: tuple[str, ...] = ()  # other sites that may show the chat
    trusted_proxies: int = 0  # how many proxies in front of us set X-Forwarded-*
    limits_storage: str = "memory://"  # or redis://…, needed for several processes
    limits_factor: int = 1  # multiplies every rate limit
    smtp_url: str | None = None  # smtp://user:password@host:587, or smtps://…:465
    mail_from: str | None = None
    staff_mail: tuple[str, ...] = ()
    retention: Retention = field(default_factory=Retention)
    purge_at: str | None = "03:30"  # the clinic's time, every night; None: never by itself
    backups_dir: Path | None = None  # its SQLite files are purged too

    @property
    def own_database(self) -> bool:
        """Whether the database is the one in the var folder, which we make ourselves."""
        return self.database_url == _own_database(self.models_dir.parent)

    @property
    def https(self) -> bool:
        """Whether patients reach us over https."""
        return (self.public_url or "").startswith("https://")

    @property
    def mail(self) -> bool:
        """Whether staff are told of hand-offs by e-mail."""
        return bool(self.smtp_url)

    @property
    def scorer_dir(self) -> Path:
        """The folder of the second voice of the emergency check, beside the models."""
        return self.models_dir.parent / "safety"

    @classmethod
    def from_environment(
        cls, env: Mapping[str, str], *, root: Path = _ROOT, make: bool = True
    ) -> Settings:
        """Return the settings of this environment. Raises SettingsError, naming the variable.

        A variable that is empty counts as one that is not set. Unless told not to `make` anything,
        it makes the var folder and, on the first start, the secret key in it.
        """
        env = {name: value for name, value in env.items() if value}
        var = Path(env.get("VAR_DIR") or root / "var").absolute()
        memory = env.get("RATE_LIMIT_STORAGE", "memory://")
        if _number(env, "PROCESSES", 1, 1, 64) > 1 and memory.startswith("memory"):
            raise SettingsError(
                "PROCESSES: several need a shared RATE_LIMIT_STORAGE, such as redis://host:6379"
            )
        policy = env.get("CONTENT_POLICY", "demo")
        if policy not in ("demo", "approved"):
            raise SettingsError(f"CONTENT_POLICY: '{policy}' is neither 'demo' nor 'approved'")
        public = env.get("PUBLIC_URL", "").rstrip("/") or None
        if public and not _ORIGIN.fullmatch(public):
            raise SettingsError(f"PUBLIC_URL: '{public}' is not like https://chat.example.org")
        if "DATABASE_URL" not in env and make:
            var.mkdir(parents=True, exist_ok=True)
        return cls(
            secret_key=_secret(env, var, make=make),
            database_url=database_url(env, root=root),
            models_dir=var / "models",
            intents_dir=Path(env.get("INTENTS_DIR") or root / "intents"),
            host=env.get("HOST", "127.0.0.1"),
            port=_number(env, "PORT", 8000, 0, 65535),
            content_policy=policy,
            public_url=public,
            widget_origins=_origins(env),
            trusted_proxies=_number(env, "TRUSTED_PROXIES", 0, 0, 5),
            limits_storage=memory,
            limits_factor=_number(env, "RATE_LIMIT_FACTOR", 1, 1, 1000),
            retention=_retention(env),
            purge_at=_purge_at(env),
            backups_dir=_backups(env, var),
            **_mail(env),
        )


def database_url(env: Mapping[str, str], *, root: Path = _ROOT) -> str:
    """Return DATABASE_URL, or that of `app.db` in the var folder."""
    var = Path(env.get("VAR_DIR") or root / "var").absolute()
    return env.get("DATABASE_URL") or _own_database(var)


def _own_database(var: Path) -> str:
    return f"sqlite:///{var / 'app.db'}"


def _secret(env: Mapping[str, str], var: Path, *, make: bool) -> str:
    """Return SECRET_KEY, or the one in `var/secret-key`, made on the first start.

    Where none may be made, it is one that this process alone knows.
    """
    given = env.get("SECRET_KEY", "")
    if given:
        if len(given) < _SHORTEST_SECRET or len(set(given)) < 10:
            raise SettingsError(
                f"SECRET_KEY: use {_SHORTEST_SECRET} or more random characters, "
                'such as python -c "import secrets; print(secrets.token_urlsafe(48))" prints'
            )
        return given
    path = var / "secret-key"
    if not make and not path.exists():
        return secrets.token_urlsafe(48)
    var.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        pass
    else:
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(48))
    if path.stat().st_mode & 0o077:
        raise SettingsError(f"{path} can be read by others: chmod 600 {path}")
    found = path.read_text(encoding="ascii", errors="replace").strip()
    if len(found) < _SHORTEST_SECRET:
        raise SettingsError(f"{path} is damaged: delete it, and staff sign in anew")
    return found


def _origins(env: Mapping[str, str]) -> tuple[str, ...]:
    found = tuple(env.get("WIDGET_ORIGINS", "").replace(",", " ").split())
    for origin in found:
        if not _ORIGIN.fullmatch(origin):
            raise SettingsError(
                f"WIDGET_ORIGINS: '{origin}' is not an origin like https://www.example.org "
                "(no path, no star)"
            )
    return found


def _mail(env: Mapping[str, str]) -> dict[str, Any]:
    url = env.get("SMTP_URL")
    if not url:
        return {}
    if not url.startswith(("smtp://", "smtps://")):
        raise SettingsError("SMTP_URL: begin with smtp:// or smtps://")
    sender = env.get("MAIL_FROM", "")
    staff = tuple(env.get("STAFF_MAIL", "").replace(",", " ").split())
    for name, addresses in (("MAIL_FROM", (sender,)), ("STAFF_MAIL", staff or ("",))):
        for address in addresses:
            if not _ADDRESS.fullmatch(address):
                raise SettingsError(f"{name}: '{address}' is not an e-mail address")
    return {"smtp_url": url, "mail_from": sender, "staff_mail": staff}


def _retention(env: Mapping[str, str]) -> Retention:
    usual = Retention().days()
    names = {kind: f"RETAIN_{kind.upper()}_DAYS" for kind in usual}
    for name in env:
        # A slip in the name would keep for years what was to go in a week.
        if name.startswith("RETAIN_") and name not in names.values():
            known = ", ".join(names.values())
            raise SettingsError(f"{name}: there is no such setting; use one of {known}")
    return Retention(**{k: _number(env, names[k], usual[k], 1, 3650) for k in usual})


def _backups(env: Mapping[str, str], var: Path) -> Path:
    given = env.get("BACKUP_DIR")
    if given and not Path(given).is_dir():
        # Not mounted, or a slip: backups elsewhere would keep what was deleted, and nobody knew.
        raise SettingsError(f"BACKUP_DIR: '{given}' is not a folder; make or mount it first")
    return Path(given or var / "backups")


def _purge_at(env: Mapping[str, str]) -> str | None:
    given = env.get("PURGE_AT", "03:30")
    if given == "off":
        return None
    if not re.fullmatch(r"([01][0-9]|2[0-3]):[0-5][0-9]", given):
        raise SettingsError(f"PURGE_AT: '{given}' is neither a time such as 03:30 nor 'off'")
    return given


def _number(env: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    given = env.get(name, str(default))
    if not re.fullmatch(r"[0-9]{1,6}", given) or not least <= int(given) <= most:
        raise SettingsError(f"{name}: '{given}' is not a whole number from {least} to {most}")
    return int(given)
