"""What a patient keeps when the server is stopped, killed or crowded."""

from __future__ import annotations

import http.client
import json
import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from tests.faults.process import Process
from web.storage import messages, open_storage

KILLS = 8


@pytest.fixture
def process(sqlite_url: str) -> Iterator[Process]:
    started = Process(sqlite_url)
    yield started
    started.kill()


def _token(process: Process) -> str:
    status, body = process.ask("POST", "/api/v1/conversations", {})
    assert status == 201
    return str(body["token"])


def _say(process: Process, token: str, name: str, text: str = "sore?") -> tuple[int, Any]:
    body = {"client_message_id": name, "text": text}
    return process.ask("POST", "/api/v1/conversation/messages", body, token)


def test_a_patient_is_answered_by_a_real_process(process: Process) -> None:
    token = _token(process)
    status, body = _say(process, token, "m1")
    assert status == 200
    assert body["messages"][1]["text"] == "Some soreness."
    assert body["saved"] is True
    assert process.terminate() == 0


def test_a_request_under_way_is_answered_before_the_server_ends(process: Process) -> None:
    answers: list[tuple[int, Any]] = []
    asking = [
        threading.Thread(target=lambda: answers.append(process.ask("GET", "/slow")))
        for _ in range(4)
    ]
    for thread in asking:
        thread.start()
    time.sleep(0.4)
    process.signal_stop()
    for thread in asking:
        thread.join()
    assert answers == [(200, "done")] * 4
    assert process.wait() == 0


def test_slow_senders_keep_nobody_from_an_answer(process: Process) -> None:
    token = _token(process)
    slow = []
    for n in range(300):
        held = socket.create_connection(("127.0.0.1", process.port))
        held.sendall(b"POST /api/v1/conversations HTTP/1.1\r\nHost: x\r\n" + b"X: y\r\n" * (n % 2))
        slow.append(held)
    began = time.monotonic()
    status, body = _say(process, token, "m1", "I cannot breathe")
    spent = time.monotonic() - began
    for held in slow:
        held.close()
    assert status == 200
    assert body["messages"][1]["card"]["phone"] == "911"
    assert spent < 2


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"GET / HTTP/1.1\r\nbroken header\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nX: " + b"x" * 40_000 + b"\r\n\r\n", 431),
        (b"POST / HTTP/1.1\r\nContent-Length: 9999999\r\n\r\n", 413),
        (b"POST / HTTP/1.1\r\nTransfer-Encoding: odd\r\n\r\n", 501),
    ],
    ids=("unreadable", "long header", "long body", "odd encoding"),
)
def test_what_the_server_itself_refuses_carries_the_emergency_line_too(
    process: Process, sent: bytes, status: int
) -> None:
    with socket.create_connection(("127.0.0.1", process.port), timeout=10) as connection:
        connection.sendall(sent)
        answer = http.client.HTTPResponse(connection)
        answer.begin()
        body = json.loads(answer.read())
    assert answer.status == status
    assert body["emergency"]["number"] == "911"
    assert body["error"]["message"]
    assert answer.headers["Content-Type"] == "application/json"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Connection"] == "close"


def test_what_was_acknowledged_survives_a_kill_and_is_not_doubled(sqlite_url: str) -> None:
    acknowledged: set[str] = set()
    unsure: set[str] = set()
    process = Process(sqlite_url)
    token = _token(process)
    for round_ in range(KILLS):
        done = threading.Event()

        def chat(name: str, process: Process = process, done: threading.Event = done) -> None:
            number = 0
            while not done.is_set():
                number += 1
                key = f"{name}-{number}"
                try:
                    status, body = _say(process, token, key)
                except (OSError, http.client.HTTPException):
                    unsure.add(key)
                    return
                if status == 200 and body["saved"]:
                    acknowledged.add(key)

        chatting = [threading.Thread(target=chat, args=(f"r{round_}-{n}",)) for n in range(3)]
        for thread in chatting:
            thread.start()
        time.sleep(0.3)
        process.kill()
        done.set()
        for thread in chatting:
            thread.join()
        process = Process(sqlite_url)
    for key in unsure:  # what the widget does with a message that got no answer
        assert _say(process, token, key)[0] == 200
    assert process.terminate() == 0

    storage = open_storage(sqlite_url)
    with storage.read() as connection:
        (conversation_id,) = connection.exec_driver_sql("SELECT id FROM conversations").scalars()
        stored = messages.after(connection, conversation_id)
    storage.close()
    keys = [m.client_message_id for m in stored if m.sender == "patient"]
    assert len(acknowledged) > 20
    assert acknowledged <= set(keys)
    assert len(keys) == len(set(keys))
    assert len(stored) == 2 * len(keys)  # each with its one answer
