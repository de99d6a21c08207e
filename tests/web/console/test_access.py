"""Who may do what: each route of the console stands here, and a new one without a line fails."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from flask import Flask

from tests.web.console.conftest import Console
from tests.web.storage import samples
from web.storage import Storage, open_storage
from web.storage.records import StaffAccount

# endpoint: (method, path, who, status for those who may, without further form fields)
ROUTES = {
    "sign_in": ("GET", "/sign-in", "all", 200),
    "sign_in_now": ("POST", "/sign-in", "all", 401),
    "sign_out": ("POST", "/sign-out", "all", 303),
    "set_up": ("GET", "/setup/none", "all", 404),
    "set_up_now": ("POST", "/setup/none", "all", 400),
    "inbox": ("GET", "/", "staff", 200),
    "queue_news": ("GET", "/queue.json", "staff", 200),
    "conversation": ("GET", "/conversations/c1", "staff", 200),
    "conversation_news": ("GET", "/conversations/c1.json", "staff", 200),
    "claim": ("POST", "/conversations/c1/claim", "staff", 303),
    "reply": ("POST", "/conversations/c1/reply", "staff", 400),
    "give_back": ("POST", "/conversations/c1/give-back", "staff", 303),
    "resolve": ("POST", "/conversations/c1/resolve", "staff", 303),
    "reveal": ("POST", "/conversations/c1/reveal", "staff", 200),
    "unanswered": ("GET", "/unanswered", "staff", 200),
    "me": ("GET", "/me", "staff", 200),
    "change_password": ("POST", "/me/password", "staff", 400),
    "end_session": ("POST", "/me/sessions/99/end", "staff", 404),
    "sign_out_everywhere": ("POST", "/me/sign-out-everywhere", "staff", 303),
    "accounts": ("GET", "/accounts", "admin", 200),
    "invite": ("POST", "/accounts/invite", "admin", 400),
    "disable": ("POST", "/accounts/99/disable", "admin", 400),
    "enable": ("POST", "/accounts/99/enable", "admin", 400),
    "set_may_reveal": ("POST", "/accounts/99/reveal/off", "admin", 404),
    "deletions": ("GET", "/deletions", "admin", 200),
}
CHANGES = [name for name, row in ROUTES.items() if row[0] == "POST"]


@pytest.fixture
def storage(sqlite_url: str) -> Iterator[Storage]:
    """SQLite alone: these tests ask who gets in, and the door is the same for both databases."""
    opened = open_storage(sqlite_url)
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def _conversation(storage: Storage, now: datetime) -> None:
    samples.waiting(storage, "c1", now)


def _send(console: Console, endpoint: str, **headers: str) -> int:
    method, path, _, _ = ROUTES[endpoint]
    answer = console.get(path, **headers) if method == "GET" else console.post(path, **headers)
    return answer.status_code


def test_every_route_of_the_console_has_a_line_above(app: Flask) -> None:
    rules = {rule.endpoint for rule in app.url_map.iter_rules() if rule.rule.startswith("/staff")}
    assert rules == {f"console.{name}" for name in ROUTES}


@pytest.mark.parametrize("endpoint", ROUTES)
def test_who_may_is_served(endpoint: str, as_maria: Console) -> None:
    expected = 303 if endpoint == "sign_in" else ROUTES[endpoint][3]
    assert _send(as_maria, endpoint) == expected


@pytest.mark.parametrize("endpoint", ROUTES)
def test_nobody_gets_further_than_the_sign_in_page(endpoint: str, visitor: Console) -> None:
    method, path, who, status = ROUTES[endpoint]
    answer = visitor.get(path) if method == "GET" else visitor.post(path)
    if who == "all":
        assert answer.status_code == status
    elif path.endswith(".json"):
        assert (answer.status_code, answer.json["error"]["code"]) == (401, "signed_out")  # type: ignore[index]
    else:
        assert answer.status_code == 303
        assert answer.location.startswith("/staff/sign-in")


@pytest.mark.parametrize("endpoint", [n for n, row in ROUTES.items() if row[2] == "admin"])
def test_staff_are_kept_out_of_what_is_for_administrators(endpoint: str, as_ben: Console) -> None:
    assert _send(as_ben, endpoint) == 403


def test_staff_do_not_see_a_way_to_the_accounts(as_ben: Console, as_maria: Console) -> None:
    assert "/staff/accounts" not in as_ben.get().text
    assert "/staff/accounts" in as_maria.get().text


@pytest.mark.parametrize("endpoint", CHANGES)
@pytest.mark.parametrize("token", ["", "made up"])
def test_a_change_without_the_forms_own_token_is_refused(
    endpoint: str, token: str, as_maria: Console, storage: Storage
) -> None:
    answer = as_maria.post(ROUTES[endpoint][1], {"csrf_token": token})
    assert answer.status_code == 400
    assert samples.look(storage, "c1").held_by is None
    assert as_maria.get().status_code == 200  # still signed in


@pytest.mark.parametrize("endpoint", CHANGES)
@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://x.org"},
    ],
    ids=["cross-site", "same-site", "origin"],
)
def test_a_change_from_another_site_is_refused(
    endpoint: str, headers: dict[str, str], as_maria: Console
) -> None:
    assert _send(as_maria, endpoint, **headers) == 403


def test_our_own_forms_pass_although_they_send_no_origin(as_maria: Console) -> None:
    own = {"Origin": "null", "Sec-Fetch-Site": "same-origin"}
    assert _send(as_maria, "claim", **own) == 303
    assert _send(as_maria, "claim", Origin="http://localhost") == 303


@pytest.mark.parametrize(("method", "path"), sorted({row[:2] for row in ROUTES.values()}))
def test_another_method_is_refused(method: str, path: str, as_maria: Console) -> None:
    assert as_maria.client.put(f"/staff{path}").status_code == 405
    both = {row[0] for row in ROUTES.values() if row[1] == path} == {"GET", "POST"}
    other = as_maria.client.get if method == "POST" else as_maria.client.post
    assert both or other(f"/staff{path}").status_code == 405


@pytest.mark.parametrize("path", ["/", "/unanswered", "/conversations/c1", "/accounts", "/nope"])
def test_no_page_stays_in_a_cache_or_runs_in_a_frame(path: str, as_maria: Console) -> None:
    headers = as_maria.get(path).headers
    assert headers["Cache-Control"] == "no-store"
    policy = headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("path", ["/", "/unanswered", "/conversations/c1", "/accounts", "/me"])
def test_every_page_says_that_drafts_are_served(path: str, as_maria: Console) -> None:
    assert "no clinician has approved" in as_maria.get(path).text


def test_the_patients_key_opens_nothing_here(
    app: Flask, maria: StaffAccount, storage: Storage, now: datetime
) -> None:
    samples.start(storage, "c2", now)  # its token is "c2"
    console = Console(app.test_client())
    console.client.set_cookie("clinic-staff", "c2")
    answer = console.get("/conversations/c2", Authorization="Bearer c2")
    assert answer.status_code == 303
