"""Model versions on disk: save, load, list, promote, roll back. Arrays and JSON only, no pickle.

A version is a folder whose manifest holds the SHA-256 of each of its files; a damaged file is never
loaded. The file `promoted` names the version that is live and is replaced in one step, so a running
server never sees half a change.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from bot.config import BotConfig
from bot.content.book import Book
from bot.content.records import Policy
from bot.errors import ModelError
from bot.types import ModelCard
from bot.understanding.classifier import Blend, Classifier, Rows
from bot.understanding.exact import KnownUtterances
from bot.understanding.features import Vectoriser
from bot.understanding.lexicon import Lexicon
from bot.understanding.model import Model
from bot.understanding.spelling import Speller

T = TypeVar("T")
FORMAT = 1
_ARRAYS, _WORDS, _BOOK, _CARD = "arrays.npz", "words.json", "book.json", "card.json"
_FILES = (_ARRAYS, _WORDS, _BOOK, _CARD)


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
        folder = self._folder(version)
        return _reading(folder, lambda: _card(json.loads(_checked(folder, _CARD))))

    def load(self, version: str) -> Model:
        """Return the model of a version.

        Raises ModelError when it is missing, damaged, of another format, or holds drafts although
        only approved answers may be served.
        """
        folder = self._folder(version)
        model = _reading(folder, lambda: _load(folder))
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
            _save(model, new)
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


def _save(model: Model, folder: Path) -> None:
    classifier, rows = model.classifier, model.classifier.rows
    np.savez_compressed(
        folder / _ARRAYS,
        idf=classifier.vectoriser.idf,
        weights=classifier.weights,
        scales=classifier.scales,
        intercepts=classifier.intercepts,
        row_starts=rows.starts,
        row_columns=rows.columns,
        row_values=rows.values.astype(np.float16),
        row_bounds=rows.bounds,
        row_lengths=rows.lengths,
    )
    lexicon = model.lexicon.phrases
    _write_json(
        folder / _WORDS,
        {
            "classes": classifier.classes,
            "grams": list(classifier.vectoriser.columns),
            "unseen_idf": classifier.vectoriser.unseen_idf,
            "blend": asdict(classifier.blend),
            "lexicon": [[" ".join(phrase), *value] for phrase, value in lexicon.items()],
            "known": model.known.by_text,
            "frequency": dict(model.speller.frequency),
        },
    )
    _write_json(folder / _BOOK, model.book.to_json())
    _write_json(folder / _CARD, {**asdict(model.card), "config": model.config.to_json()})
    manifest = {name: _sha256((folder / name).read_bytes()) for name in _FILES}
    _write_json(folder / "manifest.json", {"format": FORMAT, "files": manifest})


def _load(folder: Path) -> Model:
    words = json.loads(_checked(folder, _WORDS))
    card = json.loads(_checked(folder, _CARD))
    _checked(folder, _ARRAYS)
    with np.load(folder / _ARRAYS, allow_pickle=False) as arrays:
        classifier = _classifier(words, arrays)
    return Model(
        card=_card(card),
        config=BotConfig.from_json(card["config"]),
        book=Book.from_json(json.loads(_checked(folder, _BOOK))),
        classifier=classifier,
        known=KnownUtterances(
            words["known"], frozenset(w for key in words["known"] for w in key.split())
        ),
        speller=Speller(words["frequency"]),
    )


def _classifier(words: dict[str, Any], arrays: Any) -> Classifier:
    phrases = {tuple(phrase.split()): (e, v) for phrase, e, v in words["lexicon"]}
    return Classifier(
        classes=tuple(words["classes"]),
        vectoriser=Vectoriser(
            columns={gram: column for column, gram in enumerate(words["grams"])},
            idf=arrays["idf"],
            unseen_idf=words["unseen_idf"],
            lexicon=Lexicon(phrases, max(map(len, phrases), default=0)),
        ),
        weights=arrays["weights"],
        scales=arrays["scales"],
        intercepts=arrays["intercepts"],
        rows=Rows(
            starts=arrays["row_starts"],
            columns=arrays["row_columns"],
            values=arrays["row_values"].astype(np.float32),
            bounds=arrays["row_bounds"],
            lengths=arrays["row_lengths"],
        ),
        blend=Blend(**words["blend"]),
    )


def _card(data: dict[str, Any]) -> ModelCard:
    return ModelCard(**{key: value for key, value in data.items() if key != "config"})


def _checked(folder: Path, name: str) -> bytes:
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    if manifest["format"] != FORMAT:
        raise ModelError(
            f"{folder}: format {manifest['format']}, this code reads {FORMAT}; retrain"
        )
    data = (folder / name).read_bytes()
    if _sha256(data) != manifest["files"][name]:
        raise ModelError(f"{folder / name}: damaged (its SHA-256 differs); retrain or roll back")
    return data


def _reading(folder: Path, read: Callable[[], T]) -> T:
    try:
        return read()
    except ModelError:
        raise
    except (OSError, ValueError, KeyError, TypeError, AttributeError, EOFError) as error:
        raise ModelError(
            f"{folder}: not a readable model ({error}); retrain or roll back"
        ) from None


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _write_json(path: Path, data: object) -> None:
    text = json.dumps(data, ensure_ascii=False, sort_keys=False, separators=(",", ":"))
    path.write_text(text + "\n", encoding="utf-8")
