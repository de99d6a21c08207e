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
        try:
            return (self.root / "promoted").read_text(encoding="utf-8").strip() or None
        except FileNotFoundError:
            return None

    def history(self) -> list[Promotion]:
        """Return all promotions, oldest first."""
        try:
            lines = (self.root / "history.jsonl").read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return []
        return [Promotion(**json.loads(line)) for line in lines if line.strip()]

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
        if self.policy == "approved" and any(e.draft for e in model.book.entries.values()):
            raise ModelError(f"{folder}: holds drafts, and CONTENT_POLICY=approved serves none")
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

    def promote(self, version: str, *, at: str, by: str, why: str) -> None:
        """Make `version` the live one, in one step. Raises ModelError when it cannot be loaded."""
        self.load(version)
        entry = json.dumps(asdict(Promotion(version, at, by, why)), sort_keys=True)
        with (self.root / "history.jsonl").open("a", encoding="utf-8") as history:
            history.write(entry + "\n")
        _replace(self.root / "promoted", version + "\n")

    def previous(self) -> str:
        """Return the version that was live before the one that is now. Raises ModelError."""
        now = self.promoted()
        for promotion in reversed(self.history()):
            if promotion.version != now and promotion.version in self.versions():
                return promotion.version
        raise ModelError(
            f"{self.root}: no earlier version to go back to; train.py models lists all"
        )

    def _folder(self, version: str) -> Path:
        if version not in self.versions():
            known = ", ".join(self.versions()) or "none"
            raise ModelError(f"{self.root}: there is no model '{version}'; versions: {known}")
        return self.root / version


def _replace(path: Path, text: str) -> None:
    with tempfile.NamedTemporaryFile(
        "w", dir=path.parent, prefix=".new-", delete=False, encoding="utf-8"
    ) as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    Path(file.name).replace(path)
