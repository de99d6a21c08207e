"""What the application lends the console: storage, the assistant's lines, settings, the clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from flask import current_app

from web.console import words
from web.console.accounts import Accounts
from web.console.attempts import Attempts
from web.console.lists import Lists
from web.console.private import Private
from web.console.service import Desk

if TYPE_CHECKING:
    from bot.assistant import Assistant
    from web.settings import Settings


def now() -> datetime:
    """Return the time, with its zone."""
    found: datetime = current_app.extensions["clock"]()
    return found


def settings() -> Settings:
    """Return the deployment."""
    found: Settings = current_app.extensions["settings"]
    return found


def assistant() -> Assistant:
    """Return the assistant that serves right now, for its fixed lines and titles."""
    found: Assistant = current_app.extensions["assistants"].current()
    return found


def desk() -> Desk:
    """Return the service for conversations."""
    return Desk(storage=current_app.extensions["storage"], assistant=assistant())


def lists() -> Lists:
    """Return the service for lists."""
    return Lists(storage=current_app.extensions["storage"], assistant=assistant())


def private() -> Private:
    """Return the service for private text."""
    return Private(storage=current_app.extensions["storage"])


def purge_problem() -> str | None:
    """Return why the nightly purge deletes nothing, None while all is well."""
    problem: str | None = current_app.extensions["nightly"].problem
    return problem


def wall_clock() -> Callable[[datetime], str]:
    """Return how a time is told on the clinic's wall, with its day."""
    timezone, today = assistant().clinic.timezone, now()
    return lambda at: words.clock(at, timezone=timezone, now=today, dated=True)


def accounts() -> Accounts:
    """Return the service for people and their sessions."""
    attempts = Attempts(current_app.extensions["limits"].limiter, factor=settings().limits_factor)
    return Accounts(storage=current_app.extensions["storage"], attempts=attempts)
