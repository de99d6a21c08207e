"""Each hazard of the log is held by tests that exist and pass."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests import hazards
from tests.hazards import Hazard, faults, read_table

ROOT = Path(__file__).parents[1]
LOG = hazards.LOG.read_text(encoding="utf-8")
HAZARDS = read_table(LOG)
KNOWN = (
    "collapsed lung read as soreness",
    "anaphylaxis or spinal bleed in rare words",
    "emergency text not delivered",
    "warning ignored because it fires too often",
    "patient waits for staff who are away",
    "wrong approved answer given with confidence",
    "retraining shifts answers silently",
    "stale medical content",
    "crisis met coldly or missed",
    "personal dose advice",
    "wrong country's number",
    'message lost after "saved"',
    "chat shown to the wrong person",
    "identifiers in model or logs",
    "console taken over by a patient's text",
    "unreadable for the patient",
    "emergency in another language",
    "taken for a clinician",
    "negation and third person",
)


@pytest.fixture(scope="module")
def broken(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, str]:
    """Why named tests do not hold. Those of this very run are watched: see `hazards.Watch`."""
    named = {test for hazard in HAZARDS for test in hazard.tests}
    here = {hazards.test_of(item.nodeid) for item in request.session.items}
    return faults(named - here, root=ROOT, scratch=tmp_path_factory.mktemp("hazards"))


def test_every_known_hazard_has_one_row() -> None:
    assert sorted(hazard.name for hazard in HAZARDS) == sorted(KNOWN)


@pytest.mark.parametrize("hazard", HAZARDS, ids=lambda hazard: hazard.name)
def test_every_row_says_all_and_names_a_test(hazard: Hazard) -> None:
    assert all(hazard.cells)
    assert hazard.tests
    assert hazard.cells[4].replace("`", "").split() == list(hazard.tests)


@pytest.mark.timeout(600)
@pytest.mark.xdist_group("hazards")
@pytest.mark.parametrize("hazard", HAZARDS, ids=lambda hazard: hazard.name)
def test_the_tests_of_a_hazard_exist_and_pass(hazard: Hazard, broken: Mapping[str, str]) -> None:
    assert {test: broken[test] for test in hazard.tests if test in broken} == {}


def test_it_says_what_a_clinician_must_sign() -> None:
    assert "## What a clinician still has to sign" in LOG
    assert "Nothing has been signed." in LOG


def test_tests_that_do_not_hold_are_named_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_x.py").write_text(
        "import pytest\n\ndef test_good():\n    pass\n\n\ndef test_bad():\n    assert False\n\n"
        "@pytest.mark.skip\ndef test_skipped():\n    pass\n",
        encoding="utf-8",
    )
    names = [f"tests/test_x.py::test_{name}" for name in ("good", "bad", "skipped", "gone")]
    found = faults(names, root=tmp_path, scratch=tmp_path)
    assert set(found) == set(names[1:])
    assert "failure" in found[names[1]]
    assert "skipped" in found[names[2]]
    assert "no such test" in found[names[3]]


@pytest.mark.parametrize("processes", ["0", "2"])
@pytest.mark.parametrize(("named", "code"), [("skipped", 1), ("good", 0)])
def test_a_run_that_skips_a_named_test_fails_and_names_it(
    tmp_path: Path, processes: str, named: str, code: int
) -> None:
    (tmp_path / "conftest.py").write_text(
        "from tests.hazards import Watch\n\n\ndef pytest_configure(config):\n"
        "    if not hasattr(config, 'workerinput'):\n"
        f"        config.pluginmanager.register(Watch(['test_x.py::test_{named}']))\n",
        encoding="utf-8",
    )
    (tmp_path / "test_x.py").write_text(
        "import pytest\n\n@pytest.mark.xdist_group('one')\n@pytest.mark.parametrize('n', [1, 2])\n"
        "def test_skipped(n):\n    if n == 2:\n        pytest.skip('not today')\n\n\n"
        "def test_good():\n    pass\n",
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", f"-n{processes}"]
    own = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    run = subprocess.run(
        [*command, "--dist=loadgroup", "."],
        cwd=tmp_path,
        env=own | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == code, run.stdout + run.stderr
    assert ("test_skipped[2]" in run.stdout and "must run and pass" in run.stdout) == bool(code)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "tests").mkdir()
    path = tmp_path / "tests" / "test_x.py"
    path.write_text("import nowhere\n\ndef test_good():\n    pass\n", encoding="utf-8")
    found = faults(["tests/test_x.py::test_good"], root=tmp_path, scratch=tmp_path)
    assert list(found) == ["tests/test_x.py::test_good"]


@pytest.mark.parametrize("text", ["no table", "| a | b |\n|---|---|\n"])
def test_another_shape_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"hazards\.md"):
        read_table(text)
