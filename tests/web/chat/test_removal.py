"""The patient deletes the chat: at once, everywhere, with a receipt, without a trace of text."""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from tests.web.conftest import Patient
from tests.web.fakes import FakeAssistants
from web.storage import Storage, StorageError, audit, open_storage, queue, turns
from web.storage.tables import metadata

WORDS = "heron 212-555-0100"


def _delete(patient: Patient) -> Any:
    return patient.client.delete("/api/v1/conversation", headers=patient.headers)


def _everything(storage: Storage) -> str:
    with storage.read() as connection:
        return str([connection.execute(t.select()).all() for t in metadata.sorted_tables])


def test_everything_goes_at_once_and_the_receipt_names_nobody(
    patient: Patient, storage: Storage, now: datetime
) -> None:
    told = patient.say(f"weather {WORDS}")["messages"][1]["id"]
    patient.post(f"messages/{told}/rating", {"rating": "down"})
    contact = {"email": "heron@example.org"}
    patient.post("conversation/handoff", {"client_message_id": "h", "contact": contact})
    assert "heron" in _everything(storage)
    answer = _delete(patient)
    assert answer.status_code == 200
    assert re.fullmatch(r"\d{3}-\d{3}-\d{3}", answer.json["reference"])
    assert datetime.fromisoformat(answer.json["deleted_at"]) == now
    left = _everything(storage)
    for word in ("heron", "555-0100", "5550100", "[masked]", "soreness", "To staff."):
        assert word not in left, word
    with storage.read() as connection:
        assert queue.items(connection) == ()
        assert turns.unanswered(connection) == ()
        (note,) = audit.newest(connection, "patient_deleted")
        assert connection.execute(text("SELECT count(*) FROM outbox")).scalar_one() == 0
    assert (note.messages, note.reference, note.at) == (4, answer.json["reference"], now)
    assert note.staff is None


def test_the_token_opens_nothing_from_then_on(patient: Patient, storage: Storage) -> None:
    patient.say(WORDS)
    _delete(patient)
    for path in ("conversation", "conversation/messages"):
        assert patient.get(path).status_code == 401
    body = {"client_message_id": "m9", "text": "heron again"}
    assert patient.post("conversation/messages", body).status_code == 401
    assert patient.post("conversation/handoff", {"client_message_id": "h"}).status_code == 401
    assert "heron" not in _everything(storage)


def test_an_emergency_after_the_deletion_is_still_answered(patient: Patient) -> None:
    _delete(patient)
    body = {"client_message_id": "m9", "text": "I cannot breathe"}
    answer = patient.post("conversation/messages", body)
    assert answer.json is not None
    assert answer.json["messages"][1]["card"]["phone"] == "911"
    assert answer.json["saved"] is False


def test_a_second_try_gets_the_same_receipt(patient: Patient, storage: Storage) -> None:
    patient.say(WORDS)
    assert _delete(patient).json == _delete(patient).json
    with storage.read() as connection:
        assert len(audit.newest(connection, "patient_deleted")) == 1


def test_two_clicks_at_once_delete_once(patient: Patient, storage: Storage) -> None:
    patient.say(WORDS)
    receipts = []
    threads = [
        threading.Thread(target=lambda: receipts.append(_delete(patient).json)) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({str(receipt) for receipt in receipts}) == 1
    with storage.read() as connection:
        assert len(audit.newest(connection, "patient_deleted")) == 1


def test_a_message_on_its_way_is_not_stored_after_the_deletion(
    patient: Patient, storage: Storage, assistants: FakeAssistants, monkeypatch: pytest.MonkeyPatch
) -> None:
    patient.say("hello")
    answer = assistants.assistant.reply_to

    def meanwhile(*args: Any, **options: Any) -> Any:
        assert _delete(patient).status_code == 200
        return answer(*args, **options)

    monkeypatch.setattr(assistants.assistant, "reply_to", meanwhile)
    body = {"client_message_id": "m9", "text": WORDS}
    assert patient.post("conversation/messages", body).status_code == 401
    assert "heron" not in _everything(storage)


def test_other_chats_stay(patient: Patient, storage: Storage) -> None:
    other = Patient(patient.client).start()
    other.say("egret")
    patient.say(WORDS)
    _delete(patient)
    read = other.get("conversation/messages").json
    assert read is not None
    assert read["messages"][0]["text"] == "egret"


def test_an_emergency_leaves_word_that_there_was_one(patient: Patient, storage: Storage) -> None:
    patient.say("heron cannot breathe")
    _delete(patient)
    assert "heron" not in _everything(storage)
    with storage.read() as connection:
        (item,) = queue.items(connection)
        waiting = connection.execute(text("SELECT count(*) FROM outbox")).scalar_one()
    assert (item.urgency, item.reason, item.deleted) == ("emergency", "deleted_by_patient", True)
    assert item.last_text == ""
    assert waiting == 1  # staff are told as of any other


def test_nobody_is_told_that_it_is_gone_when_it_is_not(
    patient: Patient, storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    patient.say(WORDS)

    def full(*_: object, **__: object) -> None:
        raise StorageError("the disk is full")

    monkeypatch.setattr("web.storage.erase.audit.deleted_by_patient", full)
    answer = _delete(patient)
    assert answer.status_code == 503
    assert answer.json["emergency"]["number"] == "911"
    assert "heron" in _everything(storage)


class TestBytes:
    """SQLite: the file and its log hold nothing of it either, before any purge."""

    @pytest.fixture
    def storage(self, sqlite_url: str) -> Iterator[Storage]:
        opened = open_storage(sqlite_url)
        yield opened
        opened.close()

    def test_the_file_and_its_log_hold_nothing_of_it(
        self, patient: Patient, storage: Storage
    ) -> None:
        patient.say(f"weather {WORDS}")
        assert storage.file
        files = [storage.file, Path(f"{storage.file}-wal")]
        assert any(b"heron" in file.read_bytes() for file in files)
        _delete(patient)
        assert not any(b"heron" in file.read_bytes() for file in files if file.exists())

    def test_with_a_reader_in_the_way_it_leaves_the_log_within_a_minute(
        self,
        app: Flask,
        patient: Patient,
        storage: Storage,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        patient.say(f"weather {WORDS}")
        assert storage.file
        log = Path(f"{storage.file}-wal")
        reader = sqlite3.connect(storage.file, isolation_level=None)
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM messages").fetchall()
        assert _delete(patient).status_code == 200
        assert b"heron" in log.read_bytes()
        reader.close()
        monkeypatch.setattr("web.retention.nightly._LOOK_EVERY", 0.01)
        nightly = app.extensions["nightly"]
        nightly.start()
        for _ in range(500):
            if not storage.log_owed:
                break
            nightly._stop.wait(0.01)
        nightly.stop()
        assert b"heron" not in log.read_bytes()
