"""Model versions on disk: save, load, list, promote, roll back.

The file `promoted` names the version that is live and is replaced in one step, so a running server
never sees half a change.
"""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from bot.content.records import Policy
from bot.errors import ModelError
from bot.model_files import read_card, read_model, write_model
from bot.types import ModelCard
from bot.understanding.model import Model


@dataclass(frozen=True, slots=True)
class Promotion:
    """One line of the history: which version went live, when, by whom and why."""

    version: str
    at: str  # ISO 8601, UTC
    by: str
    why: str
    undo: bool = False  # a step back: the version before is what was live before that one


@dataclass(frozen=True)
class Registry:
    """The model versions under `root`, such as `var/models`.

    With `policy` "approved", a version that holds drafts is neither promoted nor loaded.
    """

    root: Path
    policy: Policy = "demo"

    def versions(self) -> list[str]:
        """Return the complete versions on disk, sorted."""
        return sorted(p.parent.name for p in self.root.glob("*/manifest.json"))

    def promoted(self) -> str | None:
        """Return the version that is live, or None."""
        path = self.root / "promoted"
        try:
            return path.read_text(encoding="utf-8").strip() or None
        except (FileNotFoundError, NotADirectoryError):
            return None
        except UnicodeDecodeError:
            raise ModelError(f"{path}: damaged; promote a version: train.py models") from None

    def history(self) -> list[Promotion]:
        """Return all promotions, oldest first. Raises ModelError for a line that is none."""
        path = self.root / "history.jsonl"
        try:
            lines = path.read_bytes().split(b"\n")
        except (FileNotFoundError, NotADirectoryError):
            return []
        found = []
        for number, line in enumerate(lines, 1):
            try:
                found += [Promotion(**json.loads(line))] if line.strip() else []
            except (ValueError, TypeError):
                message = "not a promotion; delete this line to go on"
                raise ModelError(f"{path}:{number}: {message}") from None
        return found

    def card(self, version: str) -> ModelCard:
        """Return the card of a version. Raises ModelError."""
        return read_card(self._folder(version))

    def load(self, version: str) -> Model:
        """Return the model of a version.

        Raises ModelError when it is missing, damaged, of another format, or holds drafts although
        only approved answers may be served.
        """
        folder = self._folder(version)
        model = read_model(folder)
        if self.policy == "approved" and not _approved(model):
            raise ModelError(
                f"{folder}: holds drafts, and CONTENT_POLICY=approved serves none; train with "
                "CONTENT_POLICY=approved, or promote a version that was trained so"
            )
        return model

    def save(self, model: Model) -> Path:
        """Write `model` as a version of its own and return its folder; the same bytes each time."""
        folder = self.root / model.card.version
        self.root.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=self.root, prefix=".new-") as name:
            new = Path(name) / "version"
            new.mkdir()
            write_model(model, new)
            if folder.exists():
                folder.replace(Path(name) / "old")
            new.replace(folder)
        return folder

    def promote(self, version: str, *, at: str, by: str, why: str, undo: bool = False) -> None:
        """Make `version` the live one, in one step; `undo` when it is `previous()`.

        Raises ModelError when it cannot be loaded.
        """
        self.load(version)
        entry = json.dumps(asdict(Promotion(version, at, by, why, undo)), sort_keys=True)
        with (self.root / "history.jsonl").open("a", encoding="utf-8") as history:
            history.write(entry + "\n")
        _replace(self.root / "promoted", version + "\n")

    def previous(self) -> str:
        """Return the version that was live before the one that is now. Raises ModelError.

        After a step back it is the one before that, never the version that was stepped back from.
        """
        line: list[str] = []  # the promotions that no step back has undone
        for promotion in self.history():
            if promotion.undo:
                while line and line[-1] != promotion.version:
                    line.pop()
            if not line or line[-1] != promotion.version:
                line.append(promotion.version)
        now, known = self.promoted(), self.versions()
        for version in reversed(line):
            if version != now and version in known:
                return version
        raise ModelError(
            f"{self.root}: no earlier version to go back to; train.py models lists all"
        )

    def _folder(self, version: str) -> Path:
        if version not in self.versions():
            known = ", ".join(self.versions()) or "none"
            raise ModelError(f"{self.root}: there is no model '{version}'; versions: {known}")
        return self.root / version


def _approved(model: Model) -> bool:
    """Whether every text was approved: one mark in one file, set by hand, is not enough."""
    entries = model.book.entries.values()
    policies = {model.card.content_policy, model.book.policy}
    return policies == {"approved"} and all(e.draft is False and e.reviewed_on for e in entries)


def _replace(path: Path, text: str) -> None:
    with tempfile.NamedTemporaryFile(
        "w", dir=path.parent, prefix=".new-", delete=False, encoding="utf-8"
    ) as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    Path(file.name).chmod(0o644)  # the server may run as somebody else
    Path(file.name).replace(path)
