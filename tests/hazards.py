"""Reading `docs/hazards.md`, and running the tests that it names."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

LOG = Path(__file__).parents[1] / "docs" / "hazards.md"
COLUMNS = ("hazard", "cause", "harm", "mitigation", "tests")
_TEST = re.compile(r"`(tests/[\w/]+\.py::\w+)`")


@dataclass(frozen=True)
class Hazard:
    """One row of the table; `tests` are the ids of the tests that hold it."""

    name: str
    cells: tuple[str, ...]
    tests: tuple[str, ...]


def read_table(text: str) -> list[Hazard]:
    """Return the rows of the table in `text`. Raises ValueError when it has another shape."""
    rows = [
        tuple(cell.strip() for cell in line.strip().strip("|").split("|"))
        for line in text.splitlines()
        if line.startswith("|")
    ]
    if not rows or rows[0] != COLUMNS:
        raise ValueError(f"docs/hazards.md: a table of {' | '.join(COLUMNS)} is expected first")
    wrong = [row[0] for row in rows[2:] if len(row) != len(COLUMNS)]
    if wrong:
        raise ValueError(f"docs/hazards.md: {wrong[0]!r} has not {len(COLUMNS)} cells")
    return [Hazard(row[0], row, tuple(_TEST.findall(row[4]))) for row in rows[2:]]


def test_of(node: str) -> str:
    """Return the id of a test without the case or the group that pytest adds.

    >>> test_of("tests/test_x.py::test_it[one]@group")
    'tests/test_x.py::test_it'
    """
    return re.split(r"[\[@]", node)[0]


class Watch:
    """Fails a run of pytest in which a test that the log names was skipped.

    One that fails makes the run fail by itself.
    """

    def __init__(self, named: Collection[str]) -> None:
        self._named = frozenset(named)
        self._skipped: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.skipped and test_of(report.nodeid) in self._named:
            self._skipped.append(report.nodeid)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self._skipped and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        for node in self._skipped:
            terminalreporter.write_line(
                f"{node} holds a hazard of docs/hazards.md and was skipped; it must run and pass",
                red=True,
            )


def faults(tests: Collection[str], *, root: Path, scratch: Path) -> Mapping[str, str]:
    """Return, for each of `tests` that does not hold, why: missing, skipped, or failed.

    They run in a process of their own, so that nobody's order or options decide the outcome.
    """
    known = {test for test in tests if _stands(test, root)}
    found = dict.fromkeys(set(tests) - known, "there is no such test")
    if not known:
        return found
    report = scratch / "report.xml"
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    own = ("PYTEST_XDIST_WORKER", "PYTEST_XDIST_WORKER_COUNT", "PYTEST_ADDOPTS")
    run = subprocess.run(
        [*command, f"--junitxml={report}", *sorted(known)],
        cwd=root,
        env={name: value for name, value in os.environ.items() if name not in own},
        capture_output=True,
        text=True,
        check=False,
    )
    if not report.exists():
        return found | dict.fromkeys(known, f"cannot be collected: {run.stdout[-600:]}")
    passed, harmed = set(), {}
    for case in ElementTree.parse(report).iter("testcase"):  # noqa: S314 -- pytest wrote it
        path = case.get("classname", "").replace(".", "/")
        test = f"{path}.py::{case.get('name', '').split('[')[0]}"
        bad = [child.tag for child in case if child.tag in ("failure", "error", "skipped")]
        if bad:
            harmed[test] = f"{case.get('name')}: {bad[0]}"
        else:
            passed.add(test)
    return found | {
        test: harmed.get(test, f"did not run: {run.stdout[-600:]}")
        for test in known
        if test in harmed or test not in passed
    }


def _stands(test: str, root: Path) -> bool:
    path, name = test.split("::")
    file = root / path
    return file.is_file() and f"\ndef {name}(" in file.read_text(encoding="utf-8")
