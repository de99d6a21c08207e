from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from tests.web.storage.samples import person
from web.storage import ConflictError, Storage, sessions, staff

MINUTE = timedelta(minutes=1)


def test_a_password_fits_its_own_account_only(storage: Storage, now: datetime) -> None:
    person(storage, "ana", now)
    with storage.read() as connection:
        account, stored = staff.stored_password(connection, " ANA ")
        nobody, fits_nothing = staff.stored_password(connection, "ben")
    assert account is not None
    assert stored.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert staff.password_fits(stored, "a long password of ana")
    assert not staff.password_fits(stored, "a long password of ben")
    assert nobody is None
    assert not staff.password_fits(fits_nothing, "")


def test_a_name_is_given_once_whatever_its_case(storage: Storage, now: datetime) -> None:
    person(storage, "ana", now)
    with pytest.raises(ConflictError):
        person(storage, "ANA", now)


def test_a_disabled_account_cannot_sign_in_and_its_sessions_end(
    storage: Storage, now: datetime
) -> None:
    ana = person(storage, "ana", now)
    with storage.write() as connection:
        token = sessions.start(connection, ana.id, now=now)
        assert staff.set_disabled(connection, "Ana", now=now)
        assert sessions.find(connection, token, now=now) is None
        assert staff.stored_password(connection, "ana")[0] is None
        assert staff.set_disabled(connection, "ana", disabled=False, now=now)
        assert staff.stored_password(connection, "ana")[0] is not None
        assert sessions.find(connection, token, now=now) is None
        assert not staff.set_disabled(connection, "nobody", now=now)


def test_a_new_password_ends_every_session(storage: Storage, now: datetime) -> None:
    ana = person(storage, "ana", now)
    with storage.write() as connection:
        token = sessions.start(connection, ana.id, now=now)
        staff.set_password(connection, ana.id, "another long one", now=now)
        assert sessions.find(connection, token, now=now) is None
        assert staff.password_fits(staff.stored_password(connection, "ana")[1], "another long one")


@pytest.mark.parametrize(
    ("idle", "age", "alive"),
    [
        (timedelta(minutes=14, seconds=59), timedelta(hours=1), True),
        (timedelta(minutes=15), timedelta(hours=1), False),
        (MINUTE, timedelta(hours=11, minutes=59), True),
        (MINUTE, timedelta(hours=12), False),
        (timedelta(minutes=-5), timedelta(minutes=-5), True),  # the clock stepped back
    ],
)
def test_a_session_ends_when_idle_or_old(
    storage: Storage, now: datetime, idle: timedelta, age: timedelta, alive: bool
) -> None:
    ana = person(storage, "ana", now)
    with storage.write() as connection:
        token = sessions.start(connection, ana.id, now=now - age)
        (session,) = sessions.listing(connection, ana.id, now=now - age)
        sessions.touch(connection, session.id, now=now - idle)
        found = sessions.find(connection, token, now=now)
    assert (found is not None) is alive


def test_sessions_can_be_ended_one_by_one_and_only_by_their_owner(
    storage: Storage, now: datetime
) -> None:
    ana, ben = person(storage, "ana", now), person(storage, "ben", now)
    with storage.write() as connection:
        desk = sessions.start(connection, ana.id, device="desk", now=now)
        phone = sessions.start(connection, ana.id, device="phone", now=now)
        newest, oldest = sessions.listing(connection, ana.id, now=now)
        assert (newest.device, oldest.device) == ("phone", "desk")
        assert not sessions.revoke(connection, newest.id, staff_id=ben.id, now=now)
        assert sessions.revoke(connection, newest.id, staff_id=ana.id, now=now)
        assert not sessions.revoke(connection, newest.id, staff_id=ana.id, now=now)
        assert sessions.find(connection, phone, now=now) is None
        assert sessions.find(connection, desk, now=now) is not None


def test_a_session_is_touched_twice_a_minute_at_most(storage: Storage, now: datetime) -> None:
    ana = person(storage, "ana", now)
    with storage.write() as connection:
        token = sessions.start(connection, ana.id, now=now)
        session = sessions.find(connection, token, now=now)
    assert session is not None
    assert not sessions.needs_touch(session, now=now + timedelta(seconds=29))
    assert sessions.needs_touch(session, now=now + timedelta(seconds=30))


def test_secrets_are_stored_as_hashes(storage: Storage, now: datetime) -> None:
    ana = person(storage, "ana", now)
    with storage.write() as connection:
        cookie = sessions.start(connection, ana.id, now=now)
        link = staff.make_setup_link(connection, role="admin", now=now)
        rows = str(connection.execute(text("SELECT * FROM staff_sessions")).all())
        rows += str(connection.execute(text("SELECT * FROM setup_links")).all())
    assert cookie not in rows
    assert link not in rows


def test_a_setup_link_makes_one_account(storage: Storage, now: datetime) -> None:
    chosen: dict[str, Any] = {"display_name": "Ana", "password": "a long password", "now": now}
    with storage.write() as connection:
        link = staff.make_setup_link(connection, role="admin", now=now)
        assert staff.setup_link_role(connection, link, now=now) == "admin"
        made = staff.use_setup_link(connection, link, username="ana", **chosen)
        again = staff.use_setup_link(connection, link, username="ben", **chosen)
        assert [account.username for account in staff.listing(connection)] == ["ana"]
    assert made is not None
    assert made.role == "admin"
    assert again is None


def test_a_setup_link_ends_after_a_day(storage: Storage, now: datetime) -> None:
    with storage.write() as connection:
        link = staff.make_setup_link(connection, role="admin", now=now)
        late = now + timedelta(hours=24)
        assert staff.setup_link_role(connection, link, now=late) is None
        assert staff.setup_link_role(connection, "guess", now=now) is None


def test_links_can_be_made_worthless(storage: Storage, now: datetime) -> None:
    with storage.write() as connection:
        link = staff.make_setup_link(connection, role="admin", now=now)
        staff.drop_setup_links(connection)
        assert staff.setup_link_role(connection, link, now=now) is None


def test_a_taken_name_leaves_the_link_good(storage: Storage, now: datetime) -> None:
    person(storage, "ana", now)
    chosen: dict[str, Any] = {"display_name": "Ana", "password": "a long password", "now": now}
    with storage.write() as connection:
        link = staff.make_setup_link(connection, role="admin", now=now)
    with pytest.raises(ConflictError), storage.write() as connection:
        staff.use_setup_link(connection, link, username="ana", **chosen)
    with storage.write() as connection:
        assert staff.use_setup_link(connection, link, username="eva", **chosen) is not None
