"""How every subcommand speaks: progress on standard error, results on standard output."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, field
from itertools import pairwise
from pathlib import Path

from bot.content.records import Policy
from bot.errors import ClinicBotError, ContentError, GateError, Problem
from bot.registry import Registry


@dataclass(frozen=True)
class Place:
    """Where the files stand and how results are wanted."""

    intents: Path
    models: Path
    reports: Path
    policy: Policy
    as_json: bool
    steps: list[tuple[str, float]] = field(default_factory=list)  # what was begun, and when

    @property
    def scorer(self) -> Path:
        """The folder of the second voice of the emergency check, beside the models, not among
        them."""
        return self.models.parent / "safety"

    @property
    def registry(self) -> Registry:
        """The models under this place."""
        return Registry(self.models, self.policy)

    def check_intents(self) -> None:
        """Raise ContentError when the content folder is not there, or is no folder."""
        if self.intents.is_dir():
            return
        taken = self.intents.exists()
        found = "this file cannot be read as a folder" if taken else "there is no such folder"
        message = f"{found}; name the content folder: --intents DIR, or set INTENTS_DIR"
        raise ContentError([Problem(str(self.intents), 0, message)])

    def check_writable(self, *folders: Path) -> None:
        """Raise OSError, naming the folder, when no file could be written into one of them.

        A folder need not exist yet. Minutes of work must not end with nowhere to put the result.
        """
        for folder in folders:
            try:
                parents = (folder.absolute(), *folder.absolute().parents)
                there = next(path for path in parents if path.exists())
                with tempfile.TemporaryFile(dir=there):
                    pass
            except OSError as error:
                raise OSError(error.errno, error.strerror, str(folder)) from None

    def progress(self, what: str) -> None:
        """Tell on standard error what is being done, with the seconds since the first step."""
        self.steps.append((what, time.monotonic()))
        since = self.steps[-1][1] - self.steps[0][1]
        print(f"[{since:5.1f} s] {what}", file=sys.stderr, flush=True)

    def seconds(self) -> list[tuple[str, float]]:
        """Return each step but the last with the seconds until the next one."""
        return [(what, after - begun) for (what, begun), (_, after) in pairwise(self.steps)]

    def fail(self, error: ClinicBotError | OSError) -> None:
        """Print what is wrong on standard error, and as JSON too where that was asked for."""
        said = str(error)
        if isinstance(error, OSError):
            said = f"{error.filename or 'file'}: {error.strerror}; check the path and its rights"
        data: dict[str, object] = {"ok": False, "error": said}
        if isinstance(error, ContentError):
            data["problems"] = [asdict(problem) for problem in error.problems]
        if isinstance(error, GateError):
            data["reasons"] = error.reasons
        print(said, file=sys.stderr, flush=True)
        if self.as_json:
            self.result(data, "")

    def result(self, data: object, text: str) -> None:
        """Print `data` as JSON where that was asked for, else `text`."""
        print(json.dumps(data, ensure_ascii=False) if self.as_json else text, flush=True)
