"""The arrays of the second voice on disk: one file, never pickle, bound to the words it was made
of."""

from __future__ import annotations

import json
import zipfile
import zlib
from pathlib import Path
from typing import Any

import numpy as np

from bot.errors import ModelError
from bot.safety.concepts import CONCEPTS, Concepts
from bot.safety.corpus import seal
from bot.safety.neighbours import Neighbours
from bot.safety.scorer import Scorer, Weights
from bot.types import Tier

FORMAT = 3
"""Raised whenever n-grams or arrays change their meaning, so that older arrays are not read."""

FILE = "scorer.npz"


def write_weights(weights: Weights, folder: Path, *, made_of: str, recipe: str) -> None:
    """Write `weights` into `folder` in one step; the same weights give the same bytes.

    `made_of` is the seal of `intents/safety/`, `recipe` one of the code and the FAQ's utterances.
    """
    folder.mkdir(parents=True, exist_ok=True)
    about = {
        "format": FORMAT,
        "seal": made_of,
        "recipe": recipe,
        "denies": weights.denies,
        "denies_all": weights.denies_all,
        "kinds_from": weights.kinds_from,
        "near": [weights.near.first, *weights.near.sizes],
        "kinds": [[category, tier.value] for category, tier in weights.kinds],
    }
    new = folder / f".new-{FILE}"
    np.savez(  # packed, it took half the room, and unpacking it a twentieth of a second a start
        new,
        about=np.frombuffer(json.dumps(about).encode(), np.uint8),
        keys=np.diff(weights.keys, prepend=np.uint32(0)),
        idf=weights.idf,
        heads=weights.heads,
        intercepts=weights.intercepts,
        kind_weights=weights.kind_weights,
        kind_scales=weights.kind_scales,
        kind_intercepts=weights.kind_intercepts,
        near_starts=weights.near.starts,
        near_rows=weights.near.rows,
        near_values=weights.near.values,
    )
    new.replace(folder / FILE)


def is_fresh(folder: Path, *, made_of: str, recipe: str) -> bool:
    """Return whether the file in `folder` is sound and made of these very words in this way."""
    try:
        about, _ = _read(folder / FILE)
    except ModelError:
        return False
    return (about["format"], about["seal"], about.get("recipe")) == (FORMAT, made_of, recipe)


def read_scorer(folder: Path, safety: Path) -> Scorer:
    """Return the second voice in `folder` for the words of `intents/safety/` at `safety`.

    Raises ModelError when the file is missing, damaged, or made of other words; ContentError when
    the concepts have a fault.
    """
    path = folder / FILE
    about, arrays = _read(path)
    if about["format"] != FORMAT:
        raise ModelError(f"{path}: format {about['format']}, not {FORMAT}; run: python train.py")
    if about["seal"] != seal(safety):
        raise ModelError(f"{path}: made of other words than {safety}; run: python train.py")
    weights = Weights(
        keys=np.cumsum(arrays["keys"], dtype=np.uint32),
        idf=arrays["idf"],
        heads=arrays["heads"],
        intercepts=arrays["intercepts"],
        kinds=tuple((category, Tier(tier)) for category, tier in about["kinds"]),
        kinds_from=about["kinds_from"],
        kind_weights=arrays["kind_weights"],
        kind_scales=arrays["kind_scales"],
        kind_intercepts=arrays["kind_intercepts"],
        near=Neighbours(
            first=about["near"][0],
            starts=arrays["near_starts"],
            rows=arrays["near_rows"],
            values=arrays["near_values"],
            sizes=tuple(about["near"][1:]),
        ),
        denies=about["denies"],
        denies_all=about["denies_all"],
    )
    return Scorer(weights, Concepts.from_file(safety / CONCEPTS))


def _read(path: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    try:
        with np.load(path, allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
        return json.loads(arrays["about"].tobytes()), arrays
    except FileNotFoundError:
        raise ModelError(f"{path}: there is no such file; run: python train.py") from None
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, zlib.error) as error:
        raise ModelError(f"{path}: not readable ({error}); run: python train.py") from None
