"""An emergency is answered whatever else is wrong with the request."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from bot.types import Conversation
from tests.web.conftest import Patient
from tests.web.fakes import FakeAssistants
from web.chat.unstored import Unstored
from web.storage import Storage, StorageError, conversations, open_storage, queue

HELP = "I cannot breathe"
PATH = "/api/v1/conversation/messages"


def _is_card(answer: Any) -> bool:
    return bool(answer.status_code == 200 and answer.json["messages"][1]["card"]["phone"] == "911")


def test_when_limited(patient: Patient, storage: Storage) -> None:
    for n in range(31):
        patient.post("conversation/messages", {"client_message_id": f"r{n}", "text": "hello"})
    body = {"client_message_id": "help", "text": HELP}
    first, again = (patient.post("conversation/messages", body) for _ in range(2))
    assert _is_card(first)
    assert _is_card(again)
    assert first.json is not None
    assert first.json["saved"] is True  # once, so that staff see it
    with storage.read() as connection:
        (item,) = queue.items(connection)
    assert item.urgency == "emergency"


def test_later_ones_of_a_flood_are_answered_but_not_stored(patient: Patient) -> None:
    answers = [
        patient.post("conversation/messages", {"client_message_id": f"r{n}", "text": HELP})
        for n in range(40)
    ]
    assert all(_is_card(answer) for answer in answers)
    assert answers[-1].json is not None
    assert answers[-1].json["saved"] is False
    assert answers[-1].json["conversation"]["emergency"] is True


@pytest.mark.parametrize("header", [{}, {"Authorization": "Bearer " + "x" * 43}])
def test_without_a_token(patient: Patient, header: dict[str, str]) -> None:
    body = {"client_message_id": "m", "text": HELP}
    answer = patient.client.post(PATH, json=body, headers=header)
    assert _is_card(answer)
    assert answer.json is not None
    assert answer.json["saved"] is False


@pytest.mark.parametrize(
    "text", [HELP + " and more words" * 400, HELP + "x" * 80_000], ids=["long", "huge"]
)
def test_when_too_long(patient: Patient, text: str, storage: Storage) -> None:
    answer = patient.post("conversation/messages", {"client_message_id": "m", "text": text})
    assert _is_card(answer)
    assert answer.json is not None
    assert answer.json["saved"] is True
    with storage.read() as connection:
        assert len(queue.items(connection)) == 1


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (json.dumps({"text": HELP, "unknown": 1}), "application/json"),
        (json.dumps({"client_message_id": "bad id", "text": HELP}), "application/json"),
        ('{"text": "' + HELP, "application/json"),
        (HELP, "text/plain"),
        (f"text={HELP}", "application/x-www-form-urlencoded"),
        (b"\xff\xfe" + HELP.encode(), "application/octet-stream"),
    ],
)
def test_when_the_body_is_wrong(patient: Patient, data: str | bytes, kind: str) -> None:
    headers = patient.headers | {"Content-Type": kind}
    assert _is_card(patient.client.post(PATH, data=data, headers=headers))


@pytest.mark.parametrize("field", ["email", "phone"])
def test_in_place_of_an_address(patient: Patient, storage: Storage, field: str) -> None:
    body = {"client_message_id": "c", "contact": {field: HELP}}
    answer = patient.post("conversation/handoff", body)
    assert _is_card(answer)
    with storage.read() as connection:
        (item,) = queue.items(connection)
    assert item.urgency == "emergency"
    # The same id with a good address is not taken for a repetition.
    body = {"client_message_id": "c", "contact": {"email": "ana@example.org"}}
    answer = patient.post("conversation/handoff", body)
    assert answer.status_code == 200
    with storage.read() as connection:
        contact = conversations.contact_of(connection, item.conversation_id)
    assert contact is not None
    assert contact.email == "ana@example.org"


def test_an_address_that_is_none_is_refused(patient: Patient) -> None:
    body = {"client_message_id": "c", "contact": {"email": "ana at example"}}
    assert patient.post("conversation/handoff", body).status_code == 400


def test_an_id_that_was_used_before(patient: Patient) -> None:
    patient.say("hello")
    body = {"client_message_id": "m1", "text": HELP}
    assert _is_card(patient.post("conversation/messages", body))


def test_a_foreign_site_learns_nothing(patient: Patient) -> None:
    body = {"client_message_id": "m", "text": HELP}
    answer = patient.post(
        "conversation/messages", body, environ_overrides={"HTTP_ORIGIN": "https://evil.example"}
    )
    assert answer.status_code == 403


def test_when_the_safety_check_itself_fails_the_number_is_still_there(
    patient: Patient, assistants: FakeAssistants
) -> None:
    assistants.assistant.safety_broken = True
    answer = patient.say(HELP)
    assert answer["messages"][1]["text"] == "line error"
    refused = patient.client.post(PATH, json={"client_message_id": "m", "text": HELP})
    assert refused.status_code == 401
    assert refused.json is not None
    assert refused.json["emergency"]["number"] == "911"


AWAY = {
    "sqlite": "sqlite:////proc/no-such-place/app.db",
    "postgres": "postgresql+psycopg://nobody@/none?host=/nonexistent",
}


@pytest.fixture(params=["sqlite", "postgres"])
def away(
    request: pytest.FixtureRequest, make_app: Callable[[Storage], Flask], tmp_path: Any
) -> Patient:
    """A patient of a server whose database is away."""
    if request.param == "sqlite":
        (tmp_path / "gone").mkdir()
        storage = open_storage(f"sqlite:///{tmp_path / 'gone' / 'app.db'}")  # never upgraded
    else:
        storage = open_storage(AWAY["postgres"])
    return Patient(make_app(storage).test_client(), token="t" * 43)


def test_with_the_database_away_questions_are_answered_and_say_they_are_not_saved(
    away: Patient,
) -> None:
    answer = away.say("sore?")
    assert answer["saved"] is False
    assert [message["id"] for message in answer["messages"]] == [0, 0]
    assert answer["messages"][1]["text"] == "Some soreness."
    assert away.say(HELP)["messages"][1]["card"]["phone"] == "911"
    away.token = ""
    assert away.say(HELP)["messages"][1]["card"]["phone"] == "911"


def test_with_the_database_away_an_emergency_sticks(
    away: Patient, assistants: FakeAssistants
) -> None:
    away.say(HELP)
    assert away.say("thanks")["conversation"]["emergency"] is True
    assert assistants.assistant.asked[-1][1].flags == ("breathing",)
    away.token = "u" * 43
    assert away.say("thanks")["conversation"]["emergency"] is False


def test_an_emergency_that_was_not_saved_reaches_staff_once_the_database_is_back(
    patient: Patient,
    assistants: FakeAssistants,
    storage: Storage,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full() -> None:
        raise StorageError("the disk is full")

    monkeypatch.setattr(storage, "write", full)
    assert patient.say(HELP)["saved"] is False
    assert patient.get("conversation").json["conversation"]["emergency"] is True  # type: ignore[index]
    monkeypatch.undo()
    answer = patient.say("thanks")
    assert (answer["saved"], answer["conversation"]["emergency"]) == (True, True)
    assert assistants.assistant.asked[-1][1].flags == ("breathing",)
    with storage.read() as connection:
        (item,) = queue.items(connection)
    assert (item.urgency, item.reason) == ("emergency", "unsaved_red_flag")


def test_of_many_emergencies_the_one_silent_longest_is_forgotten() -> None:
    unstored, new = Unstored(most=2), Conversation("c")
    for token in ("a", "b", "a", "c"):
        unstored.keep(token, Conversation("c", flags=("heart",)))
    unstored.keep("d", new)  # no emergency, so nothing to keep
    assert [unstored.onto(token, new).flags for token in "abcd"] == [("heart",), (), ("heart",), ()]
    unstored.forget("a")
    assert unstored.onto("a", new) == new


def test_with_the_database_away_nobody_is_told_that_staff_know(away: Patient) -> None:
    assert away.say("staff please")["messages"][1]["text"] == "line error"
    answer = away.post("conversation/handoff", {"client_message_id": "h"})
    assert answer.status_code == 503


def test_with_the_database_away_the_rest_says_so_with_the_number(away: Patient) -> None:
    for answer in (
        away.client.post("/api/v1/conversations", json={}),
        away.get("conversation"),
        away.get("conversation/messages"),
        away.post("messages/1/rating", {"rating": "up"}),
    ):
        assert answer.status_code == 503
        assert answer.json is not None
        assert answer.json["emergency"]["number"] == "911"
