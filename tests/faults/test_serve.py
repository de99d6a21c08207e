"""The shipped command as a real process, with a model that is torn."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.shipped import ROOT, Serve


@pytest.fixture
def var(tmp_path: Path) -> Path:
    """A folder whose live model does not exist, as after a disk fault."""
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "promoted").write_text("torn")
    return tmp_path


def test_with_a_torn_model_it_starts_and_emergencies_are_answered(var: Path) -> None:
    serve = Serve(var)
    status, health = serve.ask("/health/ready")
    assert (status, health["status"], health["checks"]["model"]["ok"]) == (200, "degraded", False)
    assert health["checks"]["safety"]["ok"] is True
    token = serve.ask("/api/v1/conversations", {})[1]["token"]
    say = "/api/v1/conversation/messages"
    body = {"client_message_id": "m1", "text": "I can't breathe since the needle"}
    status, answer = serve.ask(say, body, token)
    assert (status, answer["saved"]) == (200, True)
    assert answer["messages"][1]["card"]["phone"] == "911"
    status, answer = serve.ask(
        say,
        {"client_message_id": "m2", "text": "what does one visit cost without insurance"},
        token,
    )
    assert answer["conversation"]["status"] == "waiting"
    code, _, log = serve.end()
    assert code == 0
    events = [json.loads(line)["event"] for line in log.splitlines()]
    assert events[-1] == "stopped"
    assert "model_refused" in events
    assert "breathe" not in log


def test_a_link_for_the_first_account_is_printed_until_there_is_one(var: Path) -> None:
    links = []
    for _ in range(2):
        code, said, log = Serve(var).end()
        assert code == 0
        links += re.findall(r"/staff/setup/(\S+)", said)
        assert links[-1] not in log
    assert len(set(links)) == 2
    subprocess.run(
        [sys.executable, "serve.py", "staff", "add", "ana@example.org"],
        cwd=ROOT,
        env=os.environ | {"VAR_DIR": str(var)},
        input="four unrelated words walk\n",
        text=True,
        check=True,
        capture_output=True,
    )
    assert "/staff/setup/" not in Serve(var).end()[1]
