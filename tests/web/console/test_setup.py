"""The one-time link: one account, once, within a day, with a password that is hard to guess."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.web.console.conftest import Clock, Console
from web.storage import Storage, staff

GOOD = {
    "name": "Maria Lopez",
    "email": "Maria@Clinic.example",
    "password": "quiet green ladder",
    "again": "quiet green ladder",
}


@pytest.fixture
def link(storage: Storage, now: datetime) -> str:
    with storage.write() as connection:
        return staff.make_setup_link(connection, role="admin", now=now)


def test_the_link_makes_an_account_and_signs_its_owner_in(visitor: Console, link: str) -> None:
    assert visitor.get(f"/setup/{link}").status_code == 200
    answer = visitor.post(f"/setup/{link}", GOOD)
    assert (answer.status_code, answer.location) == (303, "/staff/")
    assert "Maria Lopez" in visitor.get("/accounts").text
    visitor.post("/sign-out")
    assert visitor.sign_in("maria@clinic.example", GOOD["password"]).status_code == 303


def test_the_link_works_once(visitor: Console, link: str) -> None:
    visitor.post(f"/setup/{link}", GOOD)
    again = visitor.post(f"/setup/{link}", GOOD | {"email": "other@clinic.example"})
    assert again.status_code == 404
    assert "does not work any more" in visitor.get(f"/setup/{link}").text


def test_the_link_dies_after_a_day(visitor: Console, link: str, clock: Clock) -> None:
    clock.forward(hours=25)
    assert visitor.get(f"/setup/{link}").status_code == 404
    assert visitor.post(f"/setup/{link}", GOOD).status_code == 404


@pytest.mark.parametrize("token", ["x", "é", "%00", "a" * 5000])
def test_a_made_up_link_opens_nothing(visitor: Console, token: str) -> None:
    assert visitor.get(f"/setup/{token}").status_code == 404


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"name": ""}, "name that patients will see"),
        ({"name": "x" * 81}, "at most 80"),
        ({"name": "Ma\u202eria"}, "cannot be shown"),
        ({"name": "<b>Maria</b>"}, "no &lt; or &gt;"),
        ({"name": "Ma\x00ria"}, "cannot be shown"),
        ({"email": "maria"}, "Enter an e-mail"),
        ({"email": "maria@x\x00.example"}, "Enter an e-mail"),
        ({"email": "m@" + "x" * 260 + ".example"}, "at most 254"),
        ({"password": "short", "again": "short"}, "at least 12"),
        ({"password": "p" * 201, "again": "p" * 201}, "at most 200"),
        ({"password": "maria@clinic.example", "again": "maria@clinic.example"}, "Do not use your"),
        ({"password": "Maria Lopez 2026", "again": "Maria Lopez 2026"}, "Do not use your"),
        ({"password": "Password1234", "again": "Password1234"}, "too easy"),
        ({"password": "qwertyuiop12!", "again": "qwertyuiop12!"}, "too easy"),
        ({"password": "aaaaaaaaaaaa", "again": "aaaaaaaaaaaa"}, "too easy"),
        ({"password": "123456789012", "again": "123456789012"}, "too easy"),
        ({"again": "quiet green laddet"}, "differ"),
    ],
)
def test_what_will_not_do_is_said_beside_the_field(
    visitor: Console, link: str, change: dict[str, str], says: str
) -> None:
    answer = visitor.post(f"/setup/{link}", GOOD | change)
    assert answer.status_code == 400
    assert says in answer.text
    assert GOOD["password"] not in answer.text
    assert visitor.post(f"/setup/{link}", GOOD).status_code == 303  # the link is still good


def test_an_address_that_has_an_account_is_refused(
    visitor: Console, link: str, storage: Storage, now: datetime
) -> None:
    visitor.post(f"/setup/{link}", GOOD)
    visitor.post("/sign-out")
    with storage.write() as connection:
        second = staff.make_setup_link(connection, role="staff", now=now)
    answer = visitor.post(f"/setup/{second}", GOOD)
    assert answer.status_code == 400
    assert "has an account already" in answer.text


def test_an_administrator_invites_a_colleague(as_maria: Console, visitor: Console) -> None:
    page = as_maria.post("/accounts/invite", {"role": "staff"}).text
    link = page.partition('value="http://localhost/staff')[2].partition('"')[0]
    assert visitor.post(link, GOOD).status_code == 303
    assert visitor.get("/accounts").status_code == 403
    assert "Maria Lopez" in as_maria.get("/accounts").text


@pytest.mark.parametrize("role", ["", "owner", "admin\x00"])
def test_there_are_no_other_roles(as_maria: Console, role: str) -> None:
    assert as_maria.post("/accounts/invite", {"role": role}).status_code == 400


def test_an_administrator_disables_and_enables(as_maria: Console, as_ben: Console) -> None:
    (form,) = [
        part.partition('"')[0]
        for part in as_maria.get("/accounts").text.split('action="/staff')
        if "/disable" in part.partition('"')[0]
    ]
    assert as_maria.post(form).status_code == 303
    assert as_ben.get().status_code == 303
    assert as_ben.sign_in("ben").status_code == 401
    assert as_maria.post(form.replace("disable", "enable")).status_code == 303
    assert as_ben.sign_in("ben").status_code == 303


def test_nobody_disables_themselves(as_maria: Console) -> None:
    assert as_maria.post("/accounts/1/disable").status_code == 400
    assert as_maria.get().status_code == 200


@pytest.mark.parametrize("number", ["0", "999", "99999999999999999999"])
def test_an_account_that_does_not_exist_cannot_be_disabled(as_maria: Console, number: str) -> None:
    assert as_maria.post(f"/accounts/{number}/disable").status_code in (400, 404)
