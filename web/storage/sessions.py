"""Signed-in browsers of staff, each of which can be listed and ended on its own.

The cookie holds a random secret, the database its hash. Ages are measured between stored times and
`now`, so a clock that steps back signs nobody out.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, delete, insert, select, update

from web.storage.conversations import token_hash
from web.storage.records import StaffAccount, StaffSession
from web.storage.tables import staff, staff_sessions

IDLE = timedelta(minutes=15)
ABSOLUTE = timedelta(hours=12)
_SEEN_STEP = timedelta(seconds=30)  # how exact `seen_at` is: a write per poll would be waste


def start(connection: Connection, staff_id: int, *, device: str = "", now: datetime) -> str:
    """Return the secret of a new session, for the cookie. Sessions long over are removed."""
    over = staff_sessions.c.created_at < now - 2 * ABSOLUTE
    connection.execute(delete(staff_sessions).where(over))
    token = secrets.token_urlsafe(32)
    connection.execute(
        insert(staff_sessions).values(
            token_hash=token_hash(token),
            staff_id=staff_id,
            created_at=now,
            seen_at=now,
            device=device[:200],
        )
    )
    return token


def find(connection: Connection, token: str, *, now: datetime) -> StaffSession | None:
    """Return the live session of this secret: not ended, idle < 15 min, younger than 12 h."""
    query = (
        select(
            staff,
            staff_sessions.c.id.label("session_id"),
            staff_sessions.c.created_at.label("started_at"),
            staff_sessions.c.seen_at,
            staff_sessions.c.device,
        )
        .join(staff_sessions, staff_sessions.c.staff_id == staff.c.id)
        .where(staff_sessions.c.token_hash == token_hash(token), _live(now))
    )
    row = connection.execute(query).one_or_none()
    return _session(row) if row else None


def needs_touch(session: StaffSession, *, now: datetime) -> bool:
    """Return whether the session's last sign of life is old enough to be stored anew."""
    return now - session.seen_at >= _SEEN_STEP or now < session.seen_at


def touch(connection: Connection, session_id: int, *, now: datetime) -> None:
    """Store that the staff member did something just now. Do not call it for polling."""
    changed = {"seen_at": now}
    connection.execute(
        update(staff_sessions).where(staff_sessions.c.id == session_id).values(**changed)
    )


def listing(connection: Connection, staff_id: int, *, now: datetime) -> tuple[StaffSession, ...]:
    """Return the live sessions of one account, newest first."""
    query = (
        select(
            staff,
            staff_sessions.c.id.label("session_id"),
            staff_sessions.c.created_at.label("started_at"),
            staff_sessions.c.seen_at,
            staff_sessions.c.device,
        )
        .join(staff_sessions, staff_sessions.c.staff_id == staff.c.id)
        .where(staff.c.id == staff_id, _live(now))
        .order_by(staff_sessions.c.id.desc())
    )
    return tuple(map(_session, connection.execute(query)))


def revoke(connection: Connection, session_id: int, *, staff_id: int, now: datetime) -> bool:
    """End one session of this account; False when it has no such live session."""
    ended = connection.execute(
        update(staff_sessions)
        .where(
            staff_sessions.c.id == session_id,
            staff_sessions.c.staff_id == staff_id,
            staff_sessions.c.revoked_at.is_(None),
        )
        .values(revoked_at=now)
    )
    return bool(ended.rowcount)


def revoke_all(connection: Connection, staff_id: int, *, now: datetime) -> None:
    """End every session of an account."""
    connection.execute(
        update(staff_sessions)
        .where(staff_sessions.c.staff_id == staff_id, staff_sessions.c.revoked_at.is_(None))
        .values(revoked_at=now)
    )


def _live(now: datetime) -> ColumnElement[bool]:
    return and_(
        staff_sessions.c.revoked_at.is_(None),
        staff_sessions.c.seen_at > now - IDLE,
        staff_sessions.c.created_at > now - ABSOLUTE,
        staff.c.disabled_at.is_(None),
    )


def _session(row: Row[Any]) -> StaffSession:
    account = StaffAccount(
        id=row.id,
        username=row.username,
        display_name=row.display_name,
        role=row.role,
        created_at=row.created_at,
        disabled_at=row.disabled_at,
        may_reveal=row.may_reveal,
    )
    return StaffSession(
        id=row.session_id,
        staff=account,
        created_at=row.started_at,
        seen_at=row.seen_at,
        device=row.device,
    )
