"""The systems that are compared: ours, and the plain ones a maintainer could have used instead."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from bot.evaluation.bench_data import DataSet


@dataclass(frozen=True)
class Fitted:
    """A trained system: the threshold found on its training rows, and how to write its files."""

    threshold: float
    save: Callable[[Path], None]  # into an empty folder


class Fit(Protocol):
    """Trains a system on `data.train`, with its threshold."""

    def __call__(self, data: DataSet, *, progress: Callable[[str], None]) -> Fitted:
        """Return what was learned from `data.train`."""


@dataclass(frozen=True)
class System:
    """A system by the key under which its files are opened again, and its name for people."""

    key: str
    name: str
    fit: Fit
