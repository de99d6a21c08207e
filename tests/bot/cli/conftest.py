"""A small content folder with a live model, trained once, and the command as a person types it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.cli.main import run
from tests.bot.small_content import write_content

NOW = datetime(2026, 5, 4, 15, 0, tzinfo=UTC)  # a Monday at 11 in New York: the clinic is open
QUESTIONS = (
    {"text": "does it hurt a lot", "kind": "faq", "intents": ["pain-during"]},
    {"text": "what is the price", "kind": "staff", "intents": ["cost"]},
    {"text": "who won the football game", "kind": "far", "intents": []},
)


@dataclass
class Said:
    """What one command printed, and how it ended."""

    code: int
    out: str
    err: str


Command = Callable[..., Said]


@dataclass
class Clinic:
    """A folder of one's own with `intents` and `var`, and the command that works on it."""

    folder: Path
    capsys: pytest.CaptureFixture[str]

    @property
    def intents(self) -> Path:
        return self.folder / "intents"

    @property
    def models(self) -> Path:
        return self.folder / "var" / "models"

    def __call__(self, *arguments: str, policy: str = "demo") -> Said:
        environment = {
            "INTENTS_DIR": str(self.intents),
            "VAR_DIR": str(self.folder / "var"),
            "CONTENT_POLICY": policy,
        }
        self.capsys.readouterr()
        try:
            code = run(arguments, environment=environment, now=NOW)
        except SystemExit as wrong_use:
            code = int(str(wrong_use.code))
        printed = self.capsys.readouterr()
        return Said(code, printed.out, printed.err)

    def approve(self, *intents: str) -> None:
        """Sign the files of these intents as a clinician would."""
        for name in intents:
            (path,) = self.intents.rglob(f"{name}.yaml")
            text = path.read_text(encoding="utf-8")
            for old, new in (
                ("status: draft", "status: approved"),
                ("reviewed_by: null", "reviewed_by: Dr. A. Example"),
                ("reviewed_on: null", "reviewed_on: '2026-05-01'"),
                ("review_by: null", "review_by: '2027-05-01'"),
            ):
                text = text.replace(old, new)
            path.write_text(text, encoding="utf-8")


@pytest.fixture(scope="session")
def _trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("clinic")
    write_content(folder, [{**question, "half": "development"} for question in QUESTIONS])
    environment = {"INTENTS_DIR": str(folder / "intents"), "VAR_DIR": str(folder / "var")}
    assert run(["--by", "Ana", "--why", "first"], environment=environment, now=NOW) == 0
    return folder


@pytest.fixture
def clinic(_trained: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Clinic:
    """A clinic with one live model, to be changed or broken at will."""
    shutil.copytree(_trained, tmp_path / "clinic")
    return Clinic(tmp_path / "clinic", capsys)
