"""The shipped command as a real process, with a model that is torn."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


class Serve:
    """`python serve.py` in a folder of its own."""

    def __init__(self, var: Path) -> None:
        env = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "PUBLIC_URL")}
        self._said, self._log = var / "said", var / "log"
        self._process = subprocess.Popen(
            [sys.executable, "serve.py", "--port", "0"],
            cwd=ROOT,
            env=env | {"VAR_DIR": str(var)},
            stdout=self._said.open("w"),
            stderr=self._log.open("w"),
        )
        while "Staff console" not in self._said.read_text():
            assert self._process.poll() is None, self._log.read_text()
            time.sleep(0.05)
        found = re.search(r"http://127\.0\.0\.1:\d+", self._said.read_text())
        assert found is not None
        self.address = found.group(0)

    def ask(self, path: str, body: Any = None, token: str = "") -> tuple[int, Any]:
        request = urllib.request.Request(  # noqa: S310 -- our own address
            self.address + path,
            data=json.dumps(body).encode() if body is not None else None,
            headers={"Content-Type": "application/json", "Authorization": f"Bearer {token}"},
        )
        try:
            with urllib.request.urlopen(request, timeout=15) as answer:  # noqa: S310
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            return error.code, json.load(error)

    def end(self) -> tuple[int, str, str]:
        """Return exit code, everything said, and the log."""
        self._process.send_signal(signal.SIGTERM)
        code = self._process.wait(20)
        return code, self._said.read_text(), self._log.read_text()


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
    status, answer = serve.ask(say, {"client_message_id": "m2", "text": "does it hurt?"}, token)
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
