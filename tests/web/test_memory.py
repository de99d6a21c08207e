"""What starting up needed goes back to the system, and everything works on."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.shipped import ROOT

CODE = r"""
import pathlib, re, zlib, sqlite3
import numpy as np
from rapidfuzz.distance import OSA
from web import memory

def resident():
    return int(re.search(r"VmRSS:\s+(\d+)", pathlib.Path("/proc/self/status").read_text())[1])

def work():
    rows = np.arange(12.0).reshape(3, 4)
    stored = sqlite3.connect(":memory:").execute("select 6 * 7").fetchone()
    return (rows @ rows.T).sum(), OSA.distance("needle", "nedle"), zlib.crc32(b"x"), stored

memory.prepare()
before, held = work(), resident()
memory.settle()
given_back = held - resident()
assert work() == before
print(given_back)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems have no such call")
def test_settling_gives_memory_back_and_all_libraries_work_on() -> None:
    done = subprocess.run(
        [sys.executable, "-c", CODE],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert int(done.stdout) > 2000, "kilobytes; numpy's code alone is more"
