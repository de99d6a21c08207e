"""How fast a real server answers emergencies when it is well and when it is hurt: `make proof`.

Sends the red flags of the rules' own cases in each state, and prints how many got their card, with
median and p99 in milliseconds.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

import yaml

from tests.shipped import ROOT, Serve, with_trained_model

FLOOR = 50  # milliseconds, for p99
_MOST = 400
STATES = ("all is well", "the model is gone", "the database is gone", "over the rate limit")


def main() -> None:
    """Measure and print."""
    said = [
        case
        for path in sorted((ROOT / "intents" / "safety").glob("*.yaml"))
        for rule in yaml.safe_load(path.read_text(encoding="utf-8")).get("rules", ())
        for case in rule["must_fire"]
    ]
    said = said[:: max(1, len(said) // _MOST)]
    for state in STATES:
        spent, carded = _measure(state, said)
        p99 = spent[int(len(spent) * 0.99)]
        print(
            f"{state}: {carded} of {len(said)} emergencies got their card; "
            f"median {statistics.median(spent):.1f} ms, p99 {p99:.1f} ms; floor {FLOOR}"
        )


def _measure(state: str, said: list[str]) -> tuple[list[float], int]:
    """Return the sorted milliseconds of each answer, and how many held a card."""
    var = with_trained_model(Path(tempfile.mkdtemp()))
    if state == "the model is gone":
        (var / "models" / "promoted").write_text("gone")
    limit = "1" if state == "over the rate limit" else "1000"
    serve = Serve(var, RATE_LIMIT_FACTOR=limit)
    token = serve.ask("/api/v1/conversations", {})[1]["token"]
    _say(serve, token, "first", "does dry needling hurt")
    if state == "the database is gone":
        for file in var.glob("*.db*"):
            file.unlink()
    spent, carded = [], 0
    for number, text in enumerate(said):
        began = time.perf_counter()
        carded += _say(serve, token, f"m{number}", text)
        spent.append((time.perf_counter() - began) * 1000)
    serve.kill()
    return sorted(spent), carded


def _say(serve: Serve, token: str, message_id: str, text: str) -> bool:
    body = {"client_message_id": message_id, "text": text}
    _, answer = serve.ask("/api/v1/conversation/messages", body, token)
    return any(message.get("card") for message in answer.get("messages", ()))


if __name__ == "__main__":
    main()
