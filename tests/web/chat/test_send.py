"""A message of the patient and its answer."""

from __future__ import annotations

from typing import Any

import pytest

from tests.web.conftest import Patient
from tests.web.fakes import FakeAssistants
from web.storage import Storage, handoffs, messages, queue, turns

LONG = "word " * 1000


def _ids(answer: Any) -> list[int]:
    return [message["id"] for message in answer["messages"]]


def test_a_question_gets_its_answer_with_source_and_related(patient: Patient) -> None:
    answer = patient.say("will I be sore?")
    asked, told = answer["messages"]
    assert (asked["from"], asked["text"], asked["client_message_id"]) == (
        "patient",
        "will I be sore?",
        "m1",
    )
    assert (told["from"], told["outcome"], told["text"]) == ("bot", "answer", "Some soreness.")
    assert told["title"] == "Will I be sore?"
    assert told["sources"][0]["section"] == "tpi-relief"
    assert [choice["intent"] for choice in told["related"]] == ["soreness", "cost"]
    assert told["draft"] is True
    assert answer["saved"] is True
    assert answer["conversation"] == {
        "status": "bot",
        "held_by": None,
        "emergency": False,
        "last_id": told["id"],
    }


def test_raw_text_and_masked_text_are_stored_apart(patient: Patient, storage: Storage) -> None:
    asked = _ids(patient.say("call me at 212-555-0100"))[0]
    with storage.read() as connection:
        (shown,) = messages.with_ids(connection, asked)
        (written,) = messages.with_ids(connection, asked, as_written=True)
    assert (shown.text, shown.apart) == ("[masked]", True)
    assert written.text == "call me at 212-555-0100"


def test_the_reasons_are_stored_with_the_model_version(patient: Patient, storage: Storage) -> None:
    asked, told = _ids(patient.say("sore?"))
    with storage.read() as connection:
        (conversation_id,) = {m.conversation_id for m in messages.with_ids(connection, asked)}
        record = turns.of_conversation(connection, conversation_id)[asked]
    assert (record.bot_message_id, record.outcome, record.reason) == (told, "answer", "sure")
    assert (record.intent, record.model_version) == ("soreness", "fake-1")


def test_the_same_message_again_gives_the_stored_answer(
    patient: Patient, assistants: FakeAssistants
) -> None:
    body = {"client_message_id": "same", "text": "sore?"}
    answers = [patient.post("conversation/messages", body).json for _ in range(3)]
    assert answers[0] == answers[1] == answers[2]
    assert len(assistants.assistant.asked) == 1


def test_the_same_id_with_other_words_is_refused(patient: Patient) -> None:
    patient.say("sore?")
    answer = patient.post(
        "conversation/messages", {"client_message_id": "m1", "text": "something else"}
    )
    assert answer.status_code == 409


def test_the_bot_remembers_the_conversation(patient: Patient, assistants: FakeAssistants) -> None:
    patient.say("sore?")
    patient.say("and then?")
    assert assistants.assistant.asked[1][1].intent == "soreness"


def test_a_click_shows_the_words_of_its_button(patient: Patient) -> None:
    shown = patient.say("which?")["messages"][1]["choices"]
    answer = patient.click(shown[0]["intent"])
    assert answer["messages"][0]["text"] == "Will I be sore?"
    assert answer["messages"][1]["text"] == "Some soreness."


def test_none_of_these_goes_to_staff_and_marks_the_question(
    patient: Patient, storage: Storage
) -> None:
    asked = _ids(patient.say("which?"))[0]
    answer = patient.click("none")
    assert answer["messages"][0]["text"] == "line none_of_these"
    assert answer["conversation"]["status"] == "waiting"
    with storage.read() as connection:
        found = turns.unanswered(connection)
    assert [(item.message_id, item.why) for item in found] == [(asked, "none_of_these")]


def test_a_question_that_is_declined_is_listed_for_staff(
    patient: Patient, storage: Storage
) -> None:
    patient.say("hello")
    asked = _ids(patient.say("how is the weather"))[0]
    with storage.read() as connection:
        found = turns.unanswered(connection)
    assert [(item.message_id, item.why) for item in found] == [(asked, "declined")]


def test_asking_for_staff_opens_one_hand_off(patient: Patient, storage: Storage) -> None:
    assert patient.say("staff please")["conversation"]["status"] == "waiting"
    patient.click("talk_to_staff")
    with storage.read() as connection:
        (item,) = queue.items(connection)
    assert (item.urgency, item.desk, item.reason) == ("normal", "clinical", "asked_for_person")
    assert item.last_text == "[masked]"


def test_an_emergency_gets_the_card_and_goes_on_top(patient: Patient, storage: Storage) -> None:
    answer = patient.say("I cannot breathe")
    card = answer["messages"][1]["card"]
    assert (card["kind"], card["phone"]) == ("call_now", "911")
    assert card["more"] == [{"label": "crisis line", "phone": "988"}]
    assert answer["conversation"]["emergency"] is True
    assert answer["conversation"]["status"] == "bot"  # nobody is said to be on the way
    with storage.read() as connection:
        (item,) = queue.items(connection)
    assert item.urgency == "emergency"


def test_the_emergency_stays_on_the_conversation(patient: Patient) -> None:
    patient.say("I cannot breathe")
    assert patient.say("hello")["conversation"]["emergency"] is True


def test_a_failure_inside_is_answered_and_goes_to_staff(
    patient: Patient, storage: Storage, caplog: pytest.LogCaptureFixture
) -> None:
    answer = patient.say("break on my secret words")
    assert answer["messages"][1]["text"] == "line error"
    assert answer["conversation"]["status"] == "waiting"
    with storage.read() as connection:
        (item,) = queue.items(connection)
        found = turns.unanswered(connection)
    assert item.reason == "error"
    assert [item.why for item in found] == ["handed_off"]
    assert "secret words" not in item.last_text


def test_a_failure_inside_still_finds_the_emergency(patient: Patient) -> None:
    answer = patient.say("break: cannot breathe")
    assert answer["messages"][1]["card"]["phone"] == "911"


def test_the_bot_is_silent_while_staff_hold_the_chat_but_not_in_an_emergency(
    patient: Patient, storage: Storage
) -> None:
    from tests.web.storage.samples import person

    patient.say("staff please")
    with storage.write() as connection:
        (item,) = queue.items(connection)
    ana = person(storage, "ana", item.created_at)
    with storage.write() as connection:
        handoffs.claim(connection, item.handoff_id, staff=ana, line="x", now=item.created_at)
    answer = patient.say("are you there?")
    assert [message["from"] for message in answer["messages"]] == ["patient"]
    assert answer["conversation"]["status"] == "staff"
    assert answer["conversation"]["held_by"] == "Ana"
    answer = patient.say("I cannot breathe")
    assert answer["messages"][1]["card"]["phone"] == "911"
    with storage.write() as connection:
        (item,) = queue.items(connection)
        assert item.urgency == "emergency"
        handoffs.resolve(connection, item.handoff_id, staff=ana, line="x", now=item.created_at)
    answer = patient.say("sore?")
    assert answer["messages"][1]["outcome"] == "answer"
    assert answer["conversation"]["status"] == "bot"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "body"),
        ({"client_message_id": "m"}, "body"),
        ({"text": "hi"}, "body"),
        ({"client_message_id": "m", "text": "hi", "choice": "soreness"}, "body"),
        ({"client_message_id": "m", "text": "hi", "more": 1}, "body"),
        ({"client_message_id": "", "text": "hi"}, "client_message_id"),
        ({"client_message_id": "a b", "text": "hi"}, "client_message_id"),
        ({"client_message_id": "m" * 65, "text": "hi"}, "client_message_id"),
        ({"client_message_id": 7, "text": "hi"}, "client_message_id"),
        ({"client_message_id": "m", "text": ""}, "text"),
        ({"client_message_id": "m", "text": None}, "text"),
        ({"client_message_id": "m", "choice": "Not An Id"}, "choice"),
        ([], "body"),
        ("hi", "body"),
    ],
)
def test_a_body_that_does_not_fit_is_refused(patient: Patient, body: Any, field: str) -> None:
    answer = patient.post("conversation/messages", body)
    assert answer.status_code == 400
    assert answer.json is not None
    assert answer.json["error"]["details"][0]["field"] == field
    assert answer.json["emergency"]["number"] == "911"


def test_a_choice_that_does_not_exist_is_refused(patient: Patient) -> None:
    body = {"client_message_id": "m", "choice": "made-up"}
    answer = patient.post("conversation/messages", body)
    assert answer.status_code == 400


@pytest.mark.parametrize("raw", [b"", b"{", b"\xff", b"[" * 5000, b'{"a": 1e999, "a": NaN}'])
def test_broken_json_is_refused(patient: Patient, raw: bytes) -> None:
    headers = patient.headers | {"Content-Type": "application/json"}
    answer = patient.client.post("/api/v1/conversation/messages", data=raw, headers=headers)
    assert answer.status_code == 400


def test_other_content_types_are_refused(patient: Patient) -> None:
    answer = patient.client.post(
        "/api/v1/conversation/messages", data={"text": "hi"}, headers=patient.headers
    )
    assert answer.status_code == 415


def test_a_message_that_is_too_long_is_refused_kindly(patient: Patient) -> None:
    answer = patient.post("conversation/messages", {"client_message_id": "m", "text": LONG})
    assert answer.status_code == 413
    assert answer.json is not None
    assert answer.json["error"]["message"] == "line too_long"
    assert answer.json["emergency"]["number"] == "911"


@pytest.mark.parametrize(
    "text",
    ["\0", "a\0b", "\ud800", "🩹", " ", "<script>alert(1)</script>", "x" * 4000, "%s%n"],
)
def test_odd_text_is_stored_the_same_on_both_databases(patient: Patient, text: str) -> None:
    answer = patient.say(text)
    shown = answer["messages"][0]["text"]
    assert shown == text.replace("\0", "\ufffd").replace("\ud800", "?")


def test_characters_that_turn_words_around_are_not_stored(
    patient: Patient, storage: Storage
) -> None:
    asked = patient.say("I paid \u202e001\u202c \u2066dollars\u2069 \u200fשלום")
    assert asked["messages"][0]["text"] == "I paid 001 dollars שלום"
    with storage.read() as connection:
        (found,) = messages.with_ids(connection, _ids(asked)[0], as_written=True)
    assert found.text == "I paid 001 dollars שלום"
    assert patient.say("\u202e")["messages"][0]["text"] == ""


def test_another_patients_token_opens_only_its_own_chat(patient: Patient) -> None:
    patient.say("my own words")
    other = Patient(patient.client).start()
    answer = other.get("conversation/messages").json
    assert answer is not None
    assert answer["messages"] == []


@pytest.mark.parametrize("header", [{}, {"Authorization": "Bearer " + "x" * 43}])
def test_without_a_token_nothing_is_taken(patient: Patient, header: dict[str, str]) -> None:
    answer = patient.client.post(
        "/api/v1/conversation/messages",
        json={"client_message_id": "m", "text": "sore?"},
        headers=header,
    )
    assert answer.status_code == 401


def test_messages_in_a_hurry_are_refused_and_say_so(patient: Patient) -> None:
    answers = [
        patient.post("conversation/messages", {"client_message_id": f"r{n}", "text": "hello"})
        for n in range(31)
    ]
    assert [answer.status_code for answer in answers] == [200] * 30 + [429]
    assert answers[-1].json is not None
    assert answers[-1].json["error"]["message"] == "line rate_limited"
    assert answers[-1].headers["Retry-After"] == "60"
