"""The shipped command as a real process, with a model that is torn."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.shipped import ROOT, Serve, with_trained_model


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
    events = _events(log)
    assert events[-1] == "stopped"
    assert "model_refused" in events
    assert "breathe" not in log


def _events(log: str) -> list[str]:
    return [json.loads(line)["event"] for line in log.splitlines()]


def test_a_start_without_the_second_voice_says_so_and_what_to_do(var: Path) -> None:
    serve = Serve(var)
    voices = serve.ask("/health/ready")[1]["checks"]["safety"]["voices"]
    _, said, log = serve.end()
    assert voices == ["rules"]
    assert "WARNING: the emergency check stands on its rules alone and misses more. " in said
    assert str(var / "safety") in said
    assert "Run python train.py, and start again." in said
    assert _events(log).count("rules_alone") == 1


def test_a_second_voice_that_is_older_than_its_words_is_told_a_fresh_one_is_not(
    tmp_path: Path,
) -> None:
    var = with_trained_model(tmp_path / "var")
    _, said, log = Serve(var).end()
    assert "WARNING" not in said
    assert "rules_alone" not in _events(log)
    intents = shutil.copytree(ROOT / "intents", tmp_path / "intents")
    with (intents / "safety" / "words.yaml").open("a", encoding="utf-8") as words:
        words.write("# another word\n")
    _, said, log = Serve(var, INTENTS_DIR=str(intents)).end()
    assert "is missing, damaged or older than the words in" in said
    assert _events(log).count("rules_alone") == 1


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
