"""Logs hold ids, outcomes and durations; never what somebody wrote."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator

import pytest

from tests.web.conftest import Patient
from web import logs

CANARY = "zebra-canary 212-555-0199"


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    stream = io.StringIO()
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    logs.start(stream)
    yield stream
    root.handlers, root.level = before, level


def test_an_exception_keeps_its_kind_and_place_but_not_its_words(lines: io.StringIO) -> None:
    try:
        raise ValueError(CANARY)
    except ValueError:
        logs.fault("it_failed", conversation="c1")
    line = json.loads(lines.getvalue())
    assert (line["event"], line["error"], line["conversation"]) == ("it_failed", "ValueError", "c1")
    assert "test_logs.py" in line["where"][-1]
    assert CANARY not in lines.getvalue()


def test_no_words_of_a_patient_reach_the_log(patient: Patient, lines: io.StringIO) -> None:
    patient.say(CANARY)
    patient.say(f"break {CANARY}")
    patient.say(f"cannot breathe {CANARY}")
    body = {"client_message_id": "h", "contact": {"email": "zebra-canary@example.org"}}
    patient.post("conversation/handoff", body)
    patient.post("conversation/messages", {"client_message_id": "x", "text": CANARY * 300})
    patient.post("conversation/messages", {"client_message_id": CANARY, "text": CANARY})
    patient.get(f"conversation/messages?after={CANARY}")
    patient.client.get(f"/nothing/{CANARY}")
    written = lines.getvalue()
    assert "zebra-canary" not in written
    assert "212-555-0199" not in written
    assert patient.token not in written
    events = [json.loads(line)["event"] for line in written.splitlines()]
    assert {"request", "turn", "turn_failed"} <= set(events)


def test_a_request_is_logged_by_its_route(patient: Patient, lines: io.StringIO) -> None:
    patient.post("messages/7/rating", {"rating": "up"})
    line = json.loads(lines.getvalue().splitlines()[-1])
    assert line["route"] == "/api/v1/messages/<int:message_id>/rating"
    assert (line["method"], line["status"]) == ("POST", 404)
    assert line["ms"] >= 0
