"""Private details: masked for staff, revealed by right and with a note, gone when deleted."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from tests.web.console.conftest import Console
from tests.web.storage import samples
from web.retention.clock import Machine
from web.retention.purge import purge
from web.retention.rules import Retention
from web.storage import Storage, StorageError, audit, conversations, erase, messages
from web.storage.records import Contact, StaffAccount

RAW = "I cannot get up, call my wife on 212 555 0199"
MASKED = "I cannot get up, call my wife on [phone]"
JSON = {"Accept": "application/json"}


@pytest.fixture
def asked(storage: Storage, now: datetime) -> int:
    """The id of a message with a phone number in a conversation that waits for staff."""
    samples.waiting(storage, "c1", now, "emergency")
    with storage.write() as connection:
        return messages.add(connection, "c1", sender="patient", text=RAW, masked=MASKED, now=now)


def _notes(storage: Storage, *actions: str) -> list[Any]:
    with storage.read() as connection:
        return list(audit.newest(connection, *actions))


def _erase(storage: Storage, now: datetime, name: str = "c1") -> None:
    with storage.write() as connection:
        locked = conversations.lock(connection, name)
        assert locked
        erase.erase(connection, locked, reference="123-456-789", now=now)


def test_no_list_and_no_page_holds_what_was_masked(
    as_maria: Console, storage: Storage, asked: int, now: datetime
) -> None:
    samples.answered(storage, "c1", "who", now)
    for path in ("/", "/?show=all", "/queue.json", "/unanswered", "/conversations/c1"):
        assert "0199" not in as_maria.get(path).text, path
    news = as_maria.get("/conversations/c1.json").json
    assert news is not None
    shown = {m["id"]: (m["text"], m["apart"]) for m in news["messages"]}
    assert shown[asked] == (MASKED, True)
    assert MASKED in as_maria.get("/conversations/c1").text
    assert _notes(storage, "reveal") == []


def test_opening_a_conversation_is_noted_and_asking_for_news_is_not(
    as_ben: Console, storage: Storage, asked: int, now: datetime
) -> None:
    as_ben.get("/conversations/c1")
    as_ben.get("/conversations/c1.json")
    as_ben.get("/conversations/none")
    (note,) = _notes(storage, "view")
    assert (note.staff, note.conversation_id, note.at) == ("Ben", "c1", now)
    assert asked


def test_one_press_reveals_and_notes_who_read_which_message(
    as_ben: Console, storage: Storage, asked: int, now: datetime
) -> None:
    page = as_ben.post("/conversations/c1/reveal")
    assert page.status_code == 200
    assert RAW in page.text
    notes = _notes(storage, "reveal")
    assert {(n.staff, n.conversation_id, n.at) for n in notes} == {("Ben", "c1", now)}
    assert asked in {n.message_id for n in notes}
    with storage.read() as connection:
        rows = str(connection.execute(text("SELECT * FROM audit")).all())
    assert "0199" not in rows
    assert "wife" not in rows
    assert "0199" not in as_ben.get("/conversations/c1").text  # masked again the next time


def test_the_pages_script_gets_the_texts_alone(as_ben: Console, asked: int) -> None:
    answer = as_ben.post("/conversations/c1/reveal", **JSON).json
    assert answer is not None
    assert answer["texts"][str(asked)] == RAW
    assert as_ben.post("/conversations/none/reveal", **JSON).status_code == 404


def test_without_the_note_nothing_is_revealed(
    as_ben: Console, asked: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise StorageError("the disk is full")

    monkeypatch.setattr("web.console.private.audit.revealed", full)
    monkeypatch.setattr("web.console.private.audit.viewed", full)
    answer = as_ben.post("/conversations/c1/reveal")
    assert answer.status_code == 503
    assert "0199" not in answer.text
    assert MASKED in as_ben.get("/conversations/c1").text  # masked, it can be read all the same
    assert asked


def test_the_right_to_reveal_can_be_taken_and_given_back(
    as_maria: Console, as_ben: Console, ben: StaffAccount, storage: Storage, asked: int
) -> None:
    assert as_maria.post(f"/accounts/{ben.id}/reveal/off").status_code == 303
    assert 'id="reveal"' not in as_ben.get("/conversations/c1").text
    refused = as_ben.post("/conversations/c1/reveal")
    assert (refused.status_code, "0199" in refused.text) == (403, False)
    assert _notes(storage, "reveal") == []
    as_maria.post(f"/accounts/{ben.id}/reveal/on")
    assert RAW in as_ben.post("/conversations/c1/reveal").text
    assert as_maria.post(f"/accounts/{ben.id}/reveal/perhaps").status_code == 404
    assert asked


def test_nothing_is_offered_where_nothing_is_masked(
    as_ben: Console, storage: Storage, asked: int, now: datetime
) -> None:
    shown = 'action="/staff/conversations/c1/reveal">'
    assert shown in as_ben.get("/conversations/c1").text
    machine, rules = Machine(), Retention(raw_texts=1)
    purge(storage, rules, now=now + timedelta(days=2), machine=machine)
    page = as_ben.get("/conversations/c1").text
    assert shown not in page
    assert MASKED in page
    assert as_ben.post("/conversations/c1/reveal", **JSON).json == {"texts": {}}
    assert asked


def test_what_staff_write_stays_as_it_is_for_them_and_is_masked_when_it_is_too_old(
    as_ben: Console, storage: Storage, asked: int, now: datetime
) -> None:
    as_ben.post("/conversations/c1/claim")
    as_ben.post("/conversations/c1/reply", {"text": "We call 212 555 0111 now.", "key": "k"})
    assert "We call 212 555 0111 now." in as_ben.get("/conversations/c1").text
    assert ("staff", "We call 212 555 0111 now.") in samples.transcript(storage, "c1")
    purge(storage, Retention(raw_texts=1), now=now + timedelta(days=2), machine=Machine())
    assert "We call [phone] now." in as_ben.get("/conversations/c1").text
    assert ("staff", "We call [phone] now.") in samples.transcript(storage, "c1")
    assert asked


def test_what_a_colleague_wrote_is_masked_until_it_is_revealed(
    as_ben: Console, as_maria: Console, ben: StaffAccount, storage: Storage, now: datetime
) -> None:
    written, masked = "We call Ana Lopez, 212 555 0111.", "We call [name], [phone]."
    samples.start(storage, "c2", now)
    as_ben.post("/conversations/c2/claim")
    as_ben.post("/conversations/c2/reply", {"text": written, "key": "k"})
    shown = 'action="/staff/conversations/c2/reveal">'
    own = as_ben.get("/conversations/c2").text
    assert written in own
    assert shown not in own  # there is nothing that Ben has not written himself
    for path in ("/", "/?show=all", "/queue.json?show=all", "/unanswered"):
        assert "0111" not in as_ben.get(path).text, path
    news = as_maria.get("/conversations/c2.json").json
    assert news is not None
    assert (news["messages"][-1]["text"], news["messages"][-1]["apart"]) == (masked, True)
    page = as_maria.get("/conversations/c2").text
    assert masked in page
    assert shown in page
    assert "0111" not in page
    as_maria.post(f"/accounts/{ben.id}/reveal/off")
    assert written in as_ben.get("/conversations/c2").text
    assert _notes(storage, "reveal") == []
    answer = as_maria.post("/conversations/c2/reveal", **JSON).json
    assert answer is not None
    (note,) = _notes(storage, "reveal")
    assert answer["texts"] == {str(note.message_id): written}


def test_what_patients_left_to_be_called_back_stands_on_their_page_alone(
    as_maria: Console, as_ben: Console, ben: StaffAccount, storage: Storage, now: datetime
) -> None:
    samples.waiting(storage, "c2", now)
    with storage.write() as connection:
        contact = Contact(email="pat@example.org", phone="212 555 0188")
        conversations.leave_contact(connection, "c2", contact, now=now)
    as_maria.post(f"/accounts/{ben.id}/reveal/off")
    for path in ("/", "/?show=all", "/queue.json?show=all", "/unanswered"):
        text_of = as_ben.get(path).text
        assert "0188" not in text_of, path
        assert "pat@example.org" not in text_of, path
    page = as_ben.get("/conversations/c2").text  # who answers must be able to call
    assert "212 555 0188" in page
    assert [(n.staff, n.conversation_id) for n in _notes(storage, "view")] == [("Ben", "c2")]


# What the patient deleted.


def test_a_page_that_is_open_learns_that_the_patient_deleted_it(
    as_ben: Console, storage: Storage, asked: int, now: datetime
) -> None:
    as_ben.post("/conversations/c1/claim")
    with storage.write() as connection:
        contact = Contact(email="pat@example.org", phone="212 555 0188")
        conversations.leave_contact(connection, "c1", contact, now=now)
    tag = {"If-None-Match": as_ben.get("/conversations/c1.json").headers["ETag"]}
    _erase(storage, now)
    news = as_ben.get(f"/conversations/c1.json?after={asked}", **tag).json
    assert news is not None
    assert (news["state"], news["messages"], news["open"]) == ("deleted", [], True)
    assert news["status"].startswith("Deleted by the patient")
    assert (news["email"], news["phone"]) == ("", "")
    page = as_ben.get("/conversations/c1").text
    assert "0199" not in page
    assert "The patient deleted this conversation" in page
    for action in ("claim", "reply", "give-back"):
        as_ben.post(f"/conversations/c1/{action}", {"text": "hello?", "key": "k"})
    assert as_ben.post("/conversations/c1/reveal").status_code == 404
    assert samples.transcript(storage, "c1") == []


def test_a_deleted_emergency_stays_in_the_queue_without_a_word(
    as_ben: Console, storage: Storage, asked: int, now: datetime
) -> None:
    _erase(storage, now)
    rows = as_ben.get("/queue.json").json["rows"]  # type: ignore[index]
    (row,) = rows
    assert (row["snippet"], row["urgency"]) == ("Deleted by the patient", "emergency")
    assert "Its patient has deleted it" in row["reason"]
    assert as_ben.post("/conversations/c1/resolve").status_code == 303
    assert as_ben.get("/queue.json").json["rows"] == []  # type: ignore[index]
    assert samples.transcript(storage, "c1") == []
    assert asked


def test_anybody_takes_a_deleted_emergency_off_the_list_that_a_colleague_has(
    as_maria: Console, as_ben: Console, storage: Storage, asked: int, now: datetime
) -> None:
    as_maria.post("/conversations/c1/claim")
    assert as_ben.post("/conversations/c1/resolve").status_code == 303
    assert len(as_ben.get("/queue.json").json["rows"]) == 1  # type: ignore[index]
    _erase(storage, now)
    as_ben.post("/conversations/c1/resolve")
    page = as_ben.get().text
    assert "Taken off the list. Its patient has deleted the chat." in page
    assert "If the patient writes again" not in page
    assert as_maria.get("/queue.json?show=mine").json["rows"] == []  # type: ignore[index]
    assert asked


def test_any_other_deleted_question_leaves_every_list(
    as_ben: Console, storage: Storage, now: datetime
) -> None:
    samples.waiting(storage, "c2", now)
    before = as_ben.get("/queue.json?show=all")
    tag = {"If-None-Match": before.headers["ETag"]}
    _erase(storage, now, "c2")
    assert as_ben.get("/queue.json?show=all", **tag).json["rows"] == []  # type: ignore[index]


def test_a_list_of_resolved_questions_notices_a_deletion(
    as_ben: Console, storage: Storage, now: datetime
) -> None:
    samples.waiting(storage, "c2", now)
    as_ben.post("/conversations/c2/resolve")
    first = as_ben.get("/queue.json?show=resolved")
    assert len(first.json["rows"]) == 1  # type: ignore[index]
    tag = {"If-None-Match": first.headers["ETag"]}
    _erase(storage, now, "c2")
    assert as_ben.get("/queue.json?show=resolved", **tag).json["rows"] == []  # type: ignore[index]


# The page of deletions.


def test_the_page_of_deletions_tells_date_kind_and_number_and_no_text(
    as_maria: Console, as_ben: Console, storage: Storage, asked: int, now: datetime
) -> None:
    assert "Nothing yet." in as_maria.get("/deletions").text
    as_ben.post("/conversations/c1/reveal")
    samples.start(storage, "old", now - timedelta(days=400))
    samples.ask(storage, "old", "long ago 212 555 0177", now - timedelta(days=400))
    purge(storage, Retention(), now=now, machine=Machine())
    _erase(storage, now)
    page = as_maria.get("/deletions").text
    for words in ("10:00 am", "whole chats: 1", "123-456-789", "Ben", f"<td>{asked}</td>", "365"):
        assert words in page, words
    assert "0177" not in page
    assert "0199" not in page


def test_the_page_of_deletions_says_when_nothing_is_deleted(as_maria: Console, app: Flask) -> None:
    app.extensions["nightly"].problem = "Nothing is being deleted: the clock says 2031"
    assert "Nothing is being deleted: the clock says 2031" in as_maria.get("/deletions").text
    # Deleted it was, so the page must not say that nothing is.
    app.extensions["nightly"].problem = "The last purge left something behind. old.db: chmod 600"
    page = as_maria.get("/deletions").text
    assert "left something behind. old.db: chmod 600" in page
    assert "Nothing is being deleted" not in page
