"""Signing in and out: cookies, guessing, and how sessions end."""

from __future__ import annotations

import statistics
import time
from dataclasses import replace
from datetime import datetime

import pytest
from flask import Flask

from tests.browser.scripted import ScriptedAssistants
from tests.web.console.conftest import Clock, Console
from web.app import create_app
from web.settings import Settings
from web.storage import Storage, StorageError, staff
from web.storage.records import StaffAccount

pytestmark = pytest.mark.usefixtures("maria")


def test_the_right_password_opens_the_inbox(visitor: Console) -> None:
    answer = visitor.sign_in(" MARIA ", "a long password of maria")
    assert (answer.status_code, answer.location) == (303, "/staff/")
    assert "Maria" in visitor.get().text


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("maria", "wrong"),
        ("nobody", "wrong"),
        ("", ""),
        ("maria\x00", "x"),
        ("x" * 5000, "y" * 9000),
    ],
)
def test_anything_else_gets_one_and_the_same_answer(
    visitor: Console, name: str, password: str
) -> None:
    answer = visitor.post("/sign-in", {"username": name, "password": password})
    assert answer.status_code == 401
    assert "do not fit together" in answer.text
    assert visitor.cookie() is None


def test_the_cookie_is_closed_to_scripts_and_other_sites(visitor: Console) -> None:
    cookies = visitor.sign_in("maria").headers.getlist("Set-Cookie")
    for cookie in cookies:
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie
        assert "Path=/" in cookie
    assert {cookie.partition("=")[0] for cookie in cookies} >= {"clinic-staff", "clinic-known"}


def test_on_https_cookies_are_secure_and_bound_to_the_host(
    settings: Settings, storage: Storage, clock: Clock
) -> None:
    public = replace(settings, public_url="https://chat.example.org")
    assistants = ScriptedAssistants()
    app = create_app(public, storage=storage, assistants=assistants, clock=clock)  # type: ignore[arg-type]
    client = app.test_client()
    answer = client.get("/staff/sign-in", base_url="https://chat.example.org")
    (cookie,) = answer.headers.getlist("Set-Cookie")
    assert cookie.startswith("__Host-clinic-form=")
    token = answer.text.partition('csrf-token" content="')[2].partition('"')[0]
    form = {"username": "maria", "password": "a long password of maria", "csrf_token": token}
    sent = client.post("/staff/sign-in", data=form, base_url="https://chat.example.org")
    assert sent.status_code == 303
    for cookie in sent.headers.getlist("Set-Cookie"):
        assert cookie.startswith("__Host-clinic-")
        assert "Secure" in cookie


def test_signing_in_again_makes_a_new_session_and_ends_the_old(
    app: Flask, visitor: Console
) -> None:
    visitor.sign_in("maria")
    old = visitor.cookie()
    visitor.sign_in("maria")
    assert visitor.cookie() != old
    other = Console(app.test_client())
    other.client.set_cookie("clinic-staff", old or "")
    assert other.get().status_code == 303


def test_a_planted_cookie_is_not_taken_over(visitor: Console) -> None:
    visitor.client.set_cookie("clinic-staff", "planted-by-somebody-else")
    visitor.sign_in("maria")
    assert visitor.cookie() != "planted-by-somebody-else"


def test_signing_out_ends_the_session_itself(app: Flask, as_maria: Console) -> None:
    old = as_maria.cookie()
    assert as_maria.post("/sign-out").status_code == 303
    assert as_maria.cookie() is None
    other = Console(app.test_client())
    other.client.set_cookie("clinic-staff", old or "")
    assert other.get().status_code == 303


def test_signing_out_everywhere_ends_all_sessions(
    app: Flask, as_maria: Console, visitor: Console
) -> None:
    visitor.sign_in("maria")
    as_maria.post("/me/sign-out-everywhere")
    assert as_maria.get().status_code == 303
    assert visitor.get().status_code == 303


def test_one_other_browser_can_be_signed_out(as_maria: Console, visitor: Console) -> None:
    visitor.sign_in("maria")
    page = as_maria.get("/me").text
    session = page.partition("/staff/me/sessions/")[2].partition("/")[0]
    assert as_maria.post(f"/me/sessions/{session}/end").status_code == 303
    assert visitor.get().status_code == 303
    assert as_maria.get().status_code == 200


def test_nobody_ends_a_colleagues_session(as_maria: Console, as_ben: Console) -> None:
    for session in range(1, 5):
        assert as_ben.post(f"/me/sessions/{session}/end").status_code in (303, 404)
    assert as_maria.get().status_code == 200


def test_a_session_ends_after_15_idle_minutes(as_maria: Console, clock: Clock) -> None:
    clock.forward(minutes=14)
    assert as_maria.get().status_code == 200
    clock.forward(minutes=14)
    assert as_maria.get().status_code == 200
    clock.forward(minutes=15)
    assert as_maria.get().status_code == 303


def test_a_page_that_only_polls_does_not_keep_the_session_alive(
    as_maria: Console, clock: Clock
) -> None:
    for _ in range(2):
        clock.forward(minutes=7)
        assert as_maria.get("/queue.json").status_code == 200
    clock.forward(minutes=2)
    assert as_maria.get("/queue.json").status_code == 401


def test_somebody_who_types_stays_signed_in(as_maria: Console, clock: Clock) -> None:
    for _ in range(5):
        clock.forward(minutes=10)
        assert as_maria.get("/queue.json?active=1").status_code == 200


def test_a_session_ends_after_12_hours_whatever_happens(as_maria: Console, clock: Clock) -> None:
    for _ in range(71):
        clock.forward(minutes=10)
        assert as_maria.get().status_code == 200
    clock.forward(minutes=10)
    assert as_maria.get().status_code == 303


def test_a_clock_that_steps_back_signs_nobody_out(as_maria: Console, clock: Clock) -> None:
    clock.forward(minutes=-5)
    assert as_maria.get().status_code == 200


def test_guessing_stops_and_the_owner_still_gets_in_from_a_known_browser(
    app: Flask, visitor: Console
) -> None:
    visitor.sign_in("maria")
    visitor.post("/sign-out")
    stranger = Console(app.test_client())
    tries = [stranger.sign_in("maria", f"guess {n}").status_code for n in range(14)]
    assert tries == [401] * 10 + [429] * 4
    assert stranger.sign_in("maria").status_code == 429
    assert visitor.sign_in("maria").status_code == 303


def test_many_addresses_together_get_20_tries_for_one_account(app: Flask, storage: Storage) -> None:
    codes = []
    for n in range(30):
        client = app.test_client()
        client.environ_base["REMOTE_ADDR"] = f"203.0.113.{n}"
        codes.append(Console(client).sign_in("maria", "guess").status_code)
    assert codes.count(401) == 20


def test_the_note_of_a_known_browser_counts_for_its_owner_only(
    visitor: Console, ben: StaffAccount
) -> None:
    visitor.sign_in(ben.username)
    visitor.post("/sign-out")
    codes = [visitor.sign_in("maria", f"guess {n}").status_code for n in range(12)]
    assert codes.count(401) == 10


def test_a_right_password_starts_the_count_afresh(visitor: Console) -> None:
    for _ in range(3):
        for n in range(4):
            assert visitor.sign_in("maria", f"guess {n}").status_code == 401
        assert visitor.sign_in("maria").status_code == 303
        visitor.client.delete_cookie("clinic-known")
        visitor.post("/sign-out")


def test_unknown_and_known_names_take_the_same_work(app: Flask) -> None:
    spent: dict[str, list[float]] = {"maria": [], "nobody": []}
    for name in list(spent) * 30:  # in turn, in CPU time: a busy machine must not matter
        app.extensions["limits"].reset()
        console = Console(app.test_client())
        form = {"username": name, "password": "guess", "csrf_token": console.csrf()}
        began = time.thread_time()
        assert console.client.post("/staff/sign-in", data=form).status_code == 401
        spent[name].append(time.thread_time() - began)
    assert abs(statistics.median(spent["maria"]) - statistics.median(spent["nobody"])) < 0.010


@pytest.mark.parametrize(
    ("wanted", "goes_to"),
    [
        ("/staff/unanswered", "/staff/unanswered"),
        ("/staff/?show=mine", "/staff/?show=mine"),
        ("https://evil.example/staff/", "/staff/"),
        ("//evil.example/staff/", "/staff/"),
        ("/staff/\\evil.example", "/staff/"),
        ("/staff/../api", "/staff/"),
        ("javascript:alert(1)", "/staff/"),
        ("", "/staff/"),
    ],
)
def test_after_signing_in_one_only_lands_in_the_console(
    visitor: Console, wanted: str, goes_to: str
) -> None:
    form = {"username": "maria", "password": "a long password of maria"}
    data = form | {"csrf_token": visitor.csrf()}
    answer = visitor.client.post("/staff/sign-in", query_string={"next": wanted}, data=data)
    assert answer.location == goes_to


def test_a_new_password_ends_all_other_sessions(as_maria: Console, visitor: Console) -> None:
    visitor.sign_in("maria")
    new = "quiet green ladder"
    form = {"old": "a long password of maria", "password": new, "again": new}
    assert as_maria.post("/me/password", form).status_code == 303
    assert as_maria.get().status_code == 200
    assert visitor.get().status_code == 303
    assert visitor.sign_in("maria").status_code == 401
    assert visitor.sign_in("maria", new).status_code == 303


@pytest.mark.parametrize(
    ("old", "new", "again", "says"),
    [
        ("wrong", "quiet green ladder", "quiet green ladder", "not your password"),
        ("a long password of maria", "quiet green ladder", "quiet", "differ"),
        ("a long password of maria", "short", "short", "at least 12"),
    ],
)
def test_a_password_changes_only_by_the_rules(
    as_maria: Console, old: str, new: str, again: str, says: str
) -> None:
    answer = as_maria.post("/me/password", {"old": old, "password": new, "again": again})
    assert answer.status_code == 400
    assert says in answer.text


def test_a_disabled_account_is_out_at_once(
    as_ben: Console, ben: StaffAccount, storage: Storage, now: datetime
) -> None:
    with storage.write() as connection:
        staff.set_disabled(connection, "ben", now=now)
    assert as_ben.get().status_code == 303
    assert as_ben.sign_in("ben").status_code == 401


def test_with_the_database_away_a_page_says_so(app: Flask, visitor: Console) -> None:
    app.extensions["storage"].read = _away
    answer = visitor.post("/sign-in", {"username": "maria", "password": "x"})
    assert answer.status_code == 503
    assert "records are out of reach" in answer.text


def _away() -> None:
    raise StorageError("the database is away")
