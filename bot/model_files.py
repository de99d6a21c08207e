"""The files of one model version: numpy arrays and JSON, sealed by a manifest; never pickle.

The manifest holds the format and the SHA-256 of each file. A file that differs is never read, and
arrays are read with `allow_pickle=False`, so that a model file cannot run code.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from bot.config import BotConfig
from bot.content.book import Book
from bot.errors import ModelError
from bot.grams import Keys
from bot.types import ModelCard
from bot.understanding.classifier import Blend, Classifier
from bot.understanding.exact import KnownUtterances, Packed
from bot.understanding.features import Vectoriser
from bot.understanding.follow_up_voices import FollowUpVoices
from bot.understanding.follow_ups import FollowUps
from bot.understanding.lexicon import Lexicon
from bot.understanding.model import Model
from bot.understanding.spelling import Speller
from bot.understanding.weights import Weights

T = TypeVar("T")
FORMAT = 11
_ARRAYS, _WORDS, _BOOK, _CARD = "arrays.npz", "words.json.gz", "book.json.gz", "card.json"
_FILES = (_ARRAYS, _WORDS, _BOOK, _CARD)


def write_model(model: Model, folder: Path) -> None:
    """Write `model` into the empty `folder`: the same model gives the same bytes."""
    classifier, known = model.classifier, Packed.from_texts(model.known.by_text)
    np.savez_compressed(
        folder / _ARRAYS,
        keys=_bytes_of_steps(classifier.vectoriser.keys),
        idf=classifier.vectoriser.idf,
        **classifier.weights.to_arrays(),
        scales=classifier.scales,
        intercepts=classifier.intercepts,
        commons=classifier.commons,
        slopes=classifier.slopes,
        **model.follow_ups.to_arrays(),
        **model.follow_up_voices.to_arrays(),
        known_numbers=known.numbers,
        known_sizes=known.sizes,
        known_meant=known.meant,
    )
    lexicon = model.lexicon.phrases
    _write_json(
        folder / _WORDS,
        {
            "classes": classifier.classes,
            "unseen_idf": classifier.vectoriser.unseen_idf,
            "common_scale": classifier.common_scale,
            "blend": asdict(classifier.blend),
            "lexicon": [[" ".join(phrase), *value] for phrase, value in lexicon.items()],
            "known": {"words": known.words, "intents": known.intents},
            "frequency": dict(model.speller.frequency),
            "outside_words": sorted(model.outside_words),
        },
    )
    _write_json(folder / _BOOK, model.book.to_json())
    _write_json(folder / _CARD, {**asdict(model.card), "config": model.config.to_json()})
    manifest = {name: _sha256((folder / name).read_bytes()) for name in _FILES}
    _write_json(folder / "manifest.json", {"format": FORMAT, "files": manifest})


def read_model(folder: Path) -> Model:
    """Return the model that `write_model` wrote. Raises ModelError for anything else."""
    return _reading(folder, lambda: _load(folder))


def read_card(folder: Path) -> ModelCard:
    """Return the card of the model in `folder`. Raises ModelError."""
    return _reading(folder, lambda: _card(json.loads(_checked(folder, _CARD))))


def _load(folder: Path) -> Model:
    words = json.loads(gzip.decompress(_checked(folder, _WORDS)))
    once = _Once((word, word) for word in words["frequency"])
    card = json.loads(_checked(folder, _CARD))
    _checked(folder, _ARRAYS)
    with np.load(folder / _ARRAYS, allow_pickle=False) as arrays:
        follow_ups = FollowUps.from_arrays(arrays)
        voices = FollowUpVoices.from_arrays(arrays)
        classifier = _classifier(words, arrays, once)
        known = _known(words["known"], arrays, once)
    return Model(
        card=_card(card),
        config=BotConfig.from_json(card["config"]),
        book=Book.from_json(json.loads(gzip.decompress(_checked(folder, _BOOK)))),
        classifier=classifier,
        known=known,
        speller=Speller(words["frequency"]),
        follow_ups=follow_ups,
        follow_up_voices=voices,
        outside_words=frozenset(once[word] for word in words["outside_words"]),
    )


class _Once(dict[Any, Any]):
    """Gives for a value the first one that equals it, so that each is kept in memory once."""

    def __missing__(self, value: Any) -> Any:
        return self.setdefault(value, value)


def _known(words: dict[str, Any], arrays: Any, once: _Once) -> KnownUtterances:
    packed = Packed(
        words=tuple(once[word] for word in words["words"]),
        intents=tuple(once[intent] for intent in words["intents"]),
        numbers=arrays["known_numbers"],
        sizes=arrays["known_sizes"],
        meant=arrays["known_meant"],
    )
    return KnownUtterances(packed)


def _classifier(words: dict[str, Any], arrays: Any, once: _Once) -> Classifier:
    phrases = {
        tuple(once[word] for word in phrase.split()): once[entity, value]
        for phrase, entity, value in words["lexicon"]
    }
    return Classifier(
        classes=tuple(words["classes"]),
        vectoriser=Vectoriser(
            keys=_from_bytes_of_steps(arrays["keys"]),
            idf=arrays["idf"],
            unseen_idf=words["unseen_idf"],
            lexicon=Lexicon(phrases, max(map(len, phrases), default=0)),
        ),
        weights=Weights.from_arrays(arrays),
        scales=arrays["scales"],
        intercepts=arrays["intercepts"],
        commons=arrays["commons"],
        common_scale=words["common_scale"],
        slopes=arrays["slopes"],
        blend=Blend(**words["blend"]),
    )


def _bytes_of_steps(keys: Keys) -> NDArray[np.uint8]:
    """Return the steps from key to key, shape (4, keys): all lowest bytes, then all next ones.

    Keys ascend, so steps are small, and their upper bytes, being alike, pack into next to nothing.
    """
    steps = np.diff(keys, prepend=np.uint32(0)).astype("<u4")
    return np.ascontiguousarray(steps.view(np.uint8).reshape(-1, 4).T)


def _from_bytes_of_steps(packed: NDArray[np.uint8]) -> Keys:
    steps = np.ascontiguousarray(packed.T).view("<u4").ravel()
    return np.cumsum(steps, dtype=np.uint32)


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
    packed = path.suffix == ".gz"  # without the time of day, so that the same gives the same bytes
    path.write_bytes(gzip.compress(text.encode(), mtime=0) if packed else f"{text}\n".encode())
