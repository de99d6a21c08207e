"""Staff accounts and the single-use links that create them."""

from __future__ import annotations

import hmac
import secrets
from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from web.storage import sessions
from web.storage.conversations import token_hash
from web.storage.engine import ConflictError
from web.storage.records import StaffAccount
from web.storage.tables import setup_links, staff

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SETUP_LINK_LIFE = timedelta(hours=24)


def add(
    connection: Connection,
    *,
    username: str,
    display_name: str,
    password: str,
    role: str = "staff",
    now: datetime,
) -> StaffAccount:
    """Return a new account. Raises ConflictError when the name is taken."""
    name = username.strip().lower()
    taken = select(staff.c.id).where(staff.c.username == name)
    if connection.execute(taken).first() is not None:
        raise ConflictError(f"the name '{name}' is taken")
    connection.execute(
        insert(staff).values(
            username=name,
            display_name=display_name.strip(),
            role=role,
            password_hash=_hasher().hash(password),
            created_at=now,
        )
    )
    row = connection.execute(select(staff).where(staff.c.username == name)).one()
    return account(row)


def listing(connection: Connection) -> tuple[StaffAccount, ...]:
    """Return all accounts by name, disabled ones too."""
    return tuple(map(account, connection.execute(select(staff).order_by(staff.c.username))))


def by_id(connection: Connection, staff_id: int) -> StaffAccount | None:
    """Return an account."""
    row = connection.execute(select(staff).where(staff.c.id == staff_id)).one_or_none()
    return account(row) if row else None


def stored_password(connection: Connection, username: str) -> tuple[StaffAccount | None, str]:
    """Return the enabled account of this name with its hash; for nobody, a hash that fits nothing.

    Give the hash to `password_fits` outside the transaction: it takes 23 ms for known and unknown
    names alike.
    """
    nobody = _nobody()  # made for known names too: the first time takes 23 ms more
    row = connection.execute(
        select(staff).where(
            staff.c.username == username.strip().lower(), staff.c.disabled_at.is_(None)
        )
    ).one_or_none()
    return (account(row), row.password_hash) if row else (None, nobody)


def password_fits(password_hash: str, password: str) -> bool:
    """Return whether the password belongs to the hash."""
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return _hasher().verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


def set_password(connection: Connection, staff_id: int, password: str, *, now: datetime) -> None:
    """Store a new password and end every session of the account."""
    changed = {"password_hash": _hasher().hash(password)}
    connection.execute(update(staff).where(staff.c.id == staff_id).values(**changed))
    sessions.revoke_all(connection, staff_id, now=now)


def set_disabled(
    connection: Connection, username: str, *, disabled: bool = True, now: datetime
) -> bool:
    """Disable an account and end its sessions, or enable it; False when there is no such name."""
    row = connection.execute(
        select(staff).where(staff.c.username == username.strip().lower())
    ).one_or_none()
    if row is None:
        return False
    changed = {"disabled_at": now if disabled else None}
    connection.execute(update(staff).where(staff.c.id == row.id).values(**changed))
    if disabled:
        sessions.revoke_all(connection, row.id, now=now)
    return True


def set_may_reveal(connection: Connection, staff_id: int, *, may: bool) -> None:
    """Give an account the right to read private details as written, or take it away."""
    changed = {"may_reveal": may}
    connection.execute(update(staff).where(staff.c.id == staff_id).values(**changed))


def make_setup_link(connection: Connection, *, role: str, now: datetime) -> str:
    """Return a token that creates one account within 24 hours; only its hash is kept."""
    token = secrets.token_urlsafe(32)
    connection.execute(
        insert(setup_links).values(
            token_hash=token_hash(token),
            role=role,
            created_at=now,
            expires_at=now + SETUP_LINK_LIFE,
        )
    )
    return token


def drop_setup_links(connection: Connection) -> None:
    """Make every link worthless that was not used yet."""
    connection.execute(delete(setup_links).where(setup_links.c.used_at.is_(None)))


def setup_link_role(connection: Connection, token: str, *, now: datetime) -> str | None:
    """Return the role that the link gives, or None when it is unknown, used or too old."""
    row = connection.execute(
        select(setup_links).where(setup_links.c.token_hash == token_hash(token))
    ).one_or_none()
    if row is None or row.used_at is not None or now >= row.expires_at:
        return None
    return str(row.role) if hmac.compare_digest(row.token_hash, token_hash(token)) else None


def use_setup_link(
    connection: Connection,
    token: str,
    *,
    username: str,
    display_name: str,
    password: str,
    now: datetime,
) -> StaffAccount | None:
    """Return the account made with the link, or None when the link no longer counts.

    Raises ConflictError when the name is taken; the link then stays good.
    """
    role = setup_link_role(connection, token, now=now)
    used = connection.execute(
        update(setup_links)
        .where(setup_links.c.token_hash == token_hash(token), setup_links.c.used_at.is_(None))
        .values(used_at=now)
    )
    if role is None or not used.rowcount:
        return None
    return add(
        connection,
        username=username,
        display_name=display_name,
        password=password,
        role=role,
        now=now,
    )


def account(row: Row[Any]) -> StaffAccount:
    """Return the account of a row that has the columns of `staff`."""
    return StaffAccount(
        id=row.id,
        username=row.username,
        display_name=row.display_name,
        role=row.role,
        created_at=row.created_at,
        disabled_at=row.disabled_at,
        may_reveal=row.may_reveal,
    )


@cache
def _hasher() -> PasswordHasher:
    """Return what makes and checks hashes."""
    from argon2 import PasswordHasher  # here: most processes never sign anybody in

    return PasswordHasher(2, 19456, 1)  # 23 ms and 19 MiB, the OWASP floor for argon2id


@cache
def _nobody() -> str:
    return _hasher().hash(secrets.token_urlsafe(16))
