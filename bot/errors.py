"""One family of errors, with data on the exception: what was found, where, and what to do."""

from __future__ import annotations

from dataclasses import dataclass


class ClinicBotError(Exception):
    """The base of every error that this project raises on purpose."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault in a file. `line` counts from 1; 0 means the file as a whole."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}" if self.line else self.path
        return f"{where}: {self.message}"


class ContentError(ClinicBotError):
    """The files have faults; `problems` holds all of them, sorted unless they come `in_order`."""

    def __init__(self, problems: list[Problem], *, in_order: bool = False) -> None:
        self.problems = list(problems) if in_order else sorted(problems)
        super().__init__("\n".join(map(str, self.problems)))


class ModelError(ClinicBotError):
    """A model is missing, damaged or of another format. The message names the file."""


class GateError(ClinicBotError):
    """A candidate model may not go live; `reasons` says why, one sentence each."""

    def __init__(self, reasons: list[str]) -> None:
        self.reasons = reasons
        super().__init__("The candidate may not go live:\n" + "\n".join(f"- {r}" for r in reasons))


class SettingsError(ClinicBotError):
    """The set-up lacks something that the clinic needs; the server refuses to start."""
