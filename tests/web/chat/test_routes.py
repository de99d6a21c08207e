"""Each endpoint of the patient API: works, wrong method, no access, bad input, too fast."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.conftest import Patient
from tests.web.storage.samples import person
from web.limits import LIMITS, PER_CONVERSATION
from web.storage import Storage, conversations, handoffs, messages, queue
from web.storage.records import Contact

TOKEN_ROUTES = [
    ("GET", "conversation", None),
    ("DELETE", "conversation", None),
    ("GET", "conversation/messages", None),
    ("POST", "conversation/messages", {"client_message_id": "x", "text": "sore?"}),
    ("POST", "conversation/handoff", {"client_message_id": "x"}),
    ("POST", "messages/1/rating", {"rating": "up"}),
]
ROUTES = [("POST", "conversations", {}), *TOKEN_ROUTES]


def _conversation_id(storage: Storage, patient: Patient) -> str:
    with storage.read() as connection:
        found = conversations.by_token(connection, patient.token)
    assert found is not None
    return found.id


# Family: who may, and how.


@pytest.mark.parametrize(("method", "path", "body"), TOKEN_ROUTES)
@pytest.mark.parametrize(
    "header", [None, "", "Bearer", "Bearer x", "Basic " + "x" * 43, "Bearer " + "x" * 43]
)
def test_without_the_token_there_is_nothing(
    client: FlaskClient, method: str, path: str, body: Any, header: str | None
) -> None:
    headers = {} if header is None else {"Authorization": header}
    answer = client.open(f"/api/v1/{path}", method=method, json=body, headers=headers)
    assert answer.status_code == 401
    assert answer.json is not None
    assert answer.json["error"]["code"] == "unauthorized"
    assert answer.json["emergency"]["number"] == "911"


@pytest.mark.parametrize(("method", "path", "_body"), ROUTES)
@pytest.mark.parametrize("wrong", ["PUT", "PROPFIND", "PATCH"])
def test_other_methods_are_refused(
    patient: Patient, method: str, path: str, _body: Any, wrong: str
) -> None:
    answer = patient.client.open(f"/api/v1/{path}", method=wrong, headers=patient.headers)
    assert answer.status_code == 405
    assert method in answer.headers["Allow"]
    assert answer.json is not None
    assert answer.json["error"]["code"] == "method_not_allowed"


@pytest.mark.parametrize(("method", "path", "body"), [r for r in ROUTES if r[0] != "GET"])
@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "https://clinic.example"},  # it may show the frame, not write for patients
        {"Sec-Fetch-Site": "cross-site"},
    ],
)
def test_other_sites_change_nothing(
    patient: Patient, method: str, path: str, body: Any, headers: dict[str, str]
) -> None:
    answer = patient.client.open(
        f"/api/v1/{path}", method=method, json=body, headers=patient.headers | headers
    )
    assert answer.status_code == 403
    read = patient.get("conversation/messages").json
    assert read is not None
    assert read["messages"] == []


def test_our_own_pages_may_write(patient: Patient) -> None:
    headers = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"} | patient.headers
    answer = patient.client.post("/api/v1/conversations", json={}, headers=headers)
    assert answer.status_code == 201


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("conversations", {"name": "x"}),
        ("conversations", []),
        ("conversation/handoff", {}),
        ("conversation/handoff", {"client_message_id": "h", "contact": {}}),
        ("conversation/handoff", {"client_message_id": "h", "contact": {"email": "no address"}}),
        ("conversation/handoff", {"client_message_id": "h", "contact": {"phone": "call me"}}),
        ("conversation/handoff", {"client_message_id": "h", "contact": {"fax": "1"}}),
        ("messages/1/rating", {}),
        ("messages/1/rating", {"rating": "sideways"}),
        ("messages/1/rating", {"rating": "up", "reason": "x"}),
    ],
)
def test_bodies_that_do_not_fit_are_refused(patient: Patient, path: str, body: Any) -> None:
    answer = patient.post(path, body)
    assert answer.status_code == 400
    assert answer.json is not None
    assert answer.json["error"]["code"] == "invalid"


@pytest.mark.parametrize("endpoint", sorted(LIMITS))
def test_every_route_has_a_limit(app: Flask, patient: Patient, endpoint: str) -> None:
    rule = next(r for r in app.url_map.iter_rules() if r.endpoint == endpoint)
    path = rule.rule.replace("<int:message_id>", "1")
    method = next(m for m in ("POST", "DELETE", "GET") if m in (rule.methods or ()))
    most = min(LIMITS[endpoint], PER_CONVERSATION.get(endpoint, LIMITS[endpoint]))
    codes = [
        patient.client.open(path, method=method, json={}, headers=patient.headers).status_code
        for _ in range(most + 1)
    ]
    assert 429 not in codes[: most - 1]
    assert codes[-1] == 429


def test_limits_are_for_each_address(app: Flask, patient: Patient) -> None:
    for _ in range(LIMITS["chat.start"] + 1):
        refused = patient.client.post("/api/v1/conversations", json={})
    other = app.test_client()
    allowed = other.post("/api/v1/conversations", json={}, environ_base={"REMOTE_ADDR": "9.9.9.9"})
    assert (refused.status_code, allowed.status_code) == (429, 201)


def test_every_route_of_the_api_has_a_row_here(app: Flask) -> None:
    rules = {
        (method, rule.rule.removeprefix("/api/v1/").replace("<int:message_id>", "1"))
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/") and not rule.rule.endswith("openapi.json")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert rules == {(method, path) for method, path, _ in ROUTES}


# Starting and looking.


def test_a_conversation_starts_with_its_first_view(client: FlaskClient) -> None:
    answer = client.post("/api/v1/conversations", json={})
    assert answer.status_code == 201
    assert answer.json is not None
    assert len(answer.json["token"]) >= 43
    welcome = answer.json["welcome"]
    assert welcome["emergency"] == {
        "text": "Call 911 in an emergency.",
        "number": "911",
        "label": "911",
    }
    assert welcome["phone"]["number"] == "+1-212-555-0142"
    assert welcome["topics"][0] == {"intent": "soreness", "title": "Will I be sore?"}


def test_two_conversations_share_nothing(client: FlaskClient) -> None:
    one, two = (client.post("/api/v1/conversations", json={}).json for _ in range(2))
    assert one is not None
    assert two is not None
    assert one["token"] != two["token"]
    assert one["conversation_id"] != two["conversation_id"]


def test_no_cookie_is_ever_set(patient: Patient) -> None:
    answers = [patient.get("conversation"), patient.client.post("/api/v1/conversations", json={})]
    assert all("Set-Cookie" not in answer.headers for answer in answers)


def test_the_conversation_shows_its_state_and_first_view(patient: Patient) -> None:
    patient.say("staff please")
    answer = patient.get("conversation").json
    assert answer is not None
    assert answer["conversation"]["status"] == "waiting"
    assert answer["welcome"]["title"] == "Hello"


# Reading.


def test_reading_gives_what_is_newer(patient: Patient) -> None:
    first = patient.say("sore?")["messages"][1]["id"]
    patient.say("hello")
    everything = patient.get("conversation/messages").json
    newer = patient.get(f"conversation/messages?after={first}").json
    assert everything is not None
    assert newer is not None
    assert [m["text"] for m in everything["messages"]] == [
        "sore?",
        "Some soreness.",
        "hello",
        "Hi.",
    ]
    assert [m["text"] for m in newer["messages"]] == ["hello", "Hi."]


def test_reading_again_is_304_until_something_happens(
    patient: Patient, storage: Storage, now: datetime
) -> None:
    last = patient.say("staff please")["conversation"]["last_id"]
    path = f"conversation/messages?after={last}"
    tag = patient.get(path).headers["ETag"]
    again = patient.get(path, **{"If-None-Match": tag})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
    ana = person(storage, "ana", now)
    with storage.write() as connection:
        (item,) = queue.items(connection)
        handoffs.claim(connection, item.handoff_id, staff=ana, line="Ana is here", now=now)
        handoffs.reply(connection, item.handoff_id, staff=ana, text="Hello from Ana", now=now)
    news = patient.get(path, **{"If-None-Match": tag})
    assert news.status_code == 200
    assert news.json is not None
    assert [(m["from"], m["by"], m["text"]) for m in news.json["messages"]] == [
        ("system", None, "Ana is here"),
        ("staff", "Ana", "Hello from Ana"),
    ]
    assert news.json["conversation"]["held_by"] == "Ana"


@pytest.mark.parametrize("after", ["-1", "x", "1.5", "99999999999", "2147483648", "٣"])
def test_reading_after_nonsense_is_refused(patient: Patient, after: str) -> None:
    assert patient.get(f"conversation/messages?after={after}").status_code == 400


# Asking for staff.


def test_asking_for_staff_keeps_the_contact(patient: Patient, storage: Storage) -> None:
    body = {"client_message_id": "h", "contact": {"email": "a@example.org"}}
    answers = [patient.post("conversation/handoff", body) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].json is not None
    assert answers[1].json is not None
    assert answers[0].json["messages"] == answers[1].json["messages"]
    assert answers[0].json["messages"][0]["text"] == "line talk_to_staff"
    assert answers[0].json["conversation"]["status"] == "waiting"
    with storage.read() as connection:
        assert len(queue.items(connection)) == 1
        found = conversations.contact_of(connection, _conversation_id(storage, patient))
    assert found == Contact(email="a@example.org")


def test_a_contact_can_be_left_while_waiting_without_asking_again(
    patient: Patient, storage: Storage
) -> None:
    patient.click("talk_to_staff")
    body = {"client_message_id": "h", "contact": {"phone": "(212) 555-0100"}}
    answer = patient.post("conversation/handoff", body)
    assert answer.json is not None
    assert answer.json["messages"] == []
    with storage.read() as connection:
        found = conversations.contact_of(connection, _conversation_id(storage, patient))
        assert len(messages.after(connection, _conversation_id(storage, patient))) == 2
    assert found == Contact(phone="(212) 555-0100")


# Rating.


def test_an_answer_can_be_rated_and_rated_again(patient: Patient) -> None:
    told = patient.say("sore?")["messages"][1]["id"]
    for rating in ({"rating": "up"}, {"rating": "down", "reason": "unclear"}):
        answer = patient.post(f"messages/{told}/rating", rating)
        assert answer.json is not None
        assert answer.json["message"]["rating"] == rating["rating"]
    shown = patient.get("conversation/messages").json
    assert shown is not None
    assert shown["messages"][1]["rating"] == "down"


def test_nobody_rates_in_another_chat_nor_their_own_words(patient: Patient) -> None:
    asked, told = (m["id"] for m in patient.say("sore?")["messages"])
    other = Patient(patient.client).start()
    for who, message_id in ((other, told), (patient, asked), (patient, 2**31), (patient, 2**70)):
        assert who.post(f"messages/{message_id}/rating", {"rating": "up"}).status_code == 404
    assert patient.post("messages/x/rating", {"rating": "up"}).status_code == 404
