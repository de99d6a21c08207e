"""The fixed lines of `intents/replies.yaml`, filled with the clinic's own values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.content import schemas, strict_yaml
from bot.content.checks import REQUIRED_LINES
from bot.content.clinic import Clinic, load_clinic
from bot.errors import ContentError


@dataclass(frozen=True, slots=True)
class Lines:
    """The clinic and what the bot says in fixed words."""

    clinic: Clinic
    texts: Mapping[str, str]

    def line(self, name: str, /, **values: str) -> str:
        """Return the line `name`; `values` fill the braces that the clinic does not. KeyError."""
        return self.fill(self.texts[name], **values)

    def fill(self, text: str, /, **values: str) -> str:
        """Return an approved `text` with its placeholders filled."""
        return " ".join(text.format(**self.clinic.placeholders(), **values).split())

    def handed_off(self, now: datetime) -> str:
        """Return what a patient is told after a hand-off at `now`, by opening hours."""
        return self.line("handed_off_open" if self.clinic.is_open(now) else "handed_off_closed")


def load_lines(intents: Path) -> Lines:
    """Return the fixed lines. Needs no model. Raises ContentError when one is missing or broken."""
    document = strict_yaml.read(intents / "replies.yaml", root=intents.parent)
    problems = schemas.problems(document, "replies")
    if not problems:
        missing = sorted(REQUIRED_LINES - set(document.data["lines"]))
        problems = [
            document.problem(("lines",), f"lines: the line '{name}' is missing") for name in missing
        ]
    if problems:
        raise ContentError(problems)
    return Lines(load_clinic(intents), document.data["lines"])
