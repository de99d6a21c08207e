"""What one message costs through HTTP, measured on the shipped command: `make proof`.

Prints cold start (process start to first answer), median and p99 of one message, and
the resident memory of the server, floors beside them. Asks every evaluation question once.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from pathlib import Path

from bot.content.load import load_content
from bot.evaluation.questions import load_questions
from tests.shipped import ROOT, Serve, with_trained_model

FIRST_ANSWER = 1.0  # second
MEGABYTES = 90
_SOME = 50


def main() -> None:
    """Measure and print."""
    os.environ["RATE_LIMIT_FACTOR"] = "1000"
    content = load_content(ROOT / "intents")
    asked = load_questions(ROOT / "intents", (intent.id for intent in content.intents))
    var = with_trained_model(Path(tempfile.mkdtemp()))
    Serve(var).end()  # makes the database, as every start but the first finds it

    began = time.perf_counter()
    serve = Serve(var)
    token = serve.ask("/api/v1/conversations", {})[1]["token"]
    _say(serve, token, "first", "does dry needling hurt")
    print(
        f"process start to first answer: {time.perf_counter() - began:.2f} s "
        f"({serve.cpu_seconds():.2f} s of CPU; floor {FIRST_ANSWER:g} s)"
    )
    print(f"resident memory: {serve.memory()}; floor {MEGABYTES}")

    spent = []
    for number, question in enumerate(asked):
        if number % 40 == 0:
            token = serve.ask("/api/v1/conversations", {})[1]["token"]
        began = time.perf_counter()
        _say(serve, token, f"m{number}", question.text)
        spent.append((time.perf_counter() - began) * 1000)
        if number == _SOME:
            print(f"resident memory after {_SOME} messages: {serve.memory()}; floor {MEGABYTES}")
    spent.sort()
    print(f"{len(spent)} messages through HTTP, stored with synchronous=FULL, one after another:")
    print(f"median {statistics.median(spent):.1f} ms, p99 {spent[int(len(spent) * 0.99)]:.1f} ms")
    print(f"resident memory by then: {serve.memory()}; floor {MEGABYTES}")
    serve.end()


def _say(serve: Serve, token: str, message_id: str, text: str) -> None:
    body = {"client_message_id": message_id, "text": text}
    status, _ = serve.ask("/api/v1/conversation/messages", body, token)
    assert status == 200, status


if __name__ == "__main__":
    main()
