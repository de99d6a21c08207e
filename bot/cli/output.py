"""How every subcommand speaks: progress on standard error, results on standard output."""

from __future__ import annotations

import json
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from bot.content.records import Policy
from bot.registry import Registry


@dataclass(frozen=True)
class Place:
    """Where the files stand and how results are wanted."""

    intents: Path
    models: Path
    reports: Path
    policy: Policy
    as_json: bool
    started: float = field(default_factory=time.monotonic)

    @property
    def registry(self) -> Registry:
        """The models under this place."""
        return Registry(self.models, self.policy)

    def progress(self, what: str) -> None:
        """Tell on standard error what is being done, with the seconds since the start."""
        print(f"[{time.monotonic() - self.started:5.1f} s] {what}", file=sys.stderr, flush=True)

    def result(self, data: object, text: str) -> None:
        """Print `data` as JSON where that was asked for, else `text`."""
        print(json.dumps(data, ensure_ascii=False) if self.as_json else text, flush=True)
