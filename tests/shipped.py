"""The shipped command, `python serve.py`, as a real process in a folder of its own."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Memory:
    """Megabytes of one process: all it can see, its fair share, and what is its own and written."""

    resident: float
    share: float
    own: float

    def __str__(self) -> str:
        return f"{self.resident:.0f} MB (its share {self.share:.0f}, its own {self.own:.0f})"


class Serve:
    """`python serve.py` in a folder of its own, with settings; `within` is what runs it."""

    def __init__(self, var: Path, *, within: Sequence[str] = (), **settings: str) -> None:
        env = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "PUBLIC_URL")}
        self._said, self._log = var / "said", var / "log"
        self._process = subprocess.Popen(
            [*within, sys.executable, "serve.py", "--port", "0"],
            cwd=ROOT,
            env=env | {"VAR_DIR": str(var)} | settings,
            stdout=self._said.open("w"),
            stderr=self._log.open("w"),
        )
        while "Staff console" not in self._said.read_text():
            assert self._process.poll() is None, self._log.read_text()
            time.sleep(0.05)
        link = re.search(r"http://\S+/staff/setup/\S+", self._said.read_text())
        self.setup_link = link.group(0) if link else None
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

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        self._process.kill()
        self._process.wait(20)

    def memory(self) -> Memory:
        """Return the memory that the process holds now."""
        held = Path(f"/proc/{self._process.pid}/smaps_rollup").read_text(encoding="ascii")

        def megabytes(name: str) -> float:
            found = re.search(rf"^{name}:\s+(\d+)", held, re.M)
            assert found is not None
            return int(found.group(1)) / 1024

        return Memory(megabytes("Rss"), megabytes("Pss"), megabytes("Private_Dirty"))

    def cpu_seconds(self) -> float:
        """Return the time that the process has computed so far."""
        fields = Path(f"/proc/{self._process.pid}/stat").read_text(encoding="ascii").split()
        return (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK")

    def end(self) -> tuple[int, str, str]:
        """Return exit code, everything said, and the log."""
        self._process.send_signal(signal.SIGTERM)
        code = self._process.wait(20)
        return code, self._said.read_text(), self._log.read_text()


def with_trained_model(var: Path) -> Path:
    """Return `var` with the live model of `make model` in it. Fails the test when there is none."""
    trained = ROOT / "var" / "models"
    if not (trained / "promoted").exists():
        pytest.fail("no trained model: run make model")
    version = (trained / "promoted").read_text(encoding="utf-8").strip()
    shutil.copytree(trained / version, var / "models" / version)
    shutil.copy(trained / "promoted", var / "models" / "promoted")
    shutil.copytree(ROOT / "var" / "safety", var / "safety")
    return var
