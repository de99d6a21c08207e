"""For how many days each kind is kept."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

NAMES = {
    "chats": "whole chats",
    "raw_texts": "texts as written",
    "unanswered": "unanswered questions",
    "contacts": "contact data",
    "sessions": "staff sessions",
    "audit": "audit entries",
}


@dataclass(frozen=True, slots=True)
class Retention:
    """Days by kind; the kinds are those of `web.storage.purge`."""

    chats: int = 365  # since the last message
    raw_texts: int = 30  # as written, before masking
    unanswered: int = 180  # the words of questions without a good answer
    contacts: int = 30  # a call back is a matter of days
    sessions: int = 2  # no session lives longer than 12 hours
    audit: int = 2190  # six years, as HIPAA asks of such records

    def days(self) -> dict[str, int]:
        """Return the days of each kind."""
        return asdict(self)

    def before(self, now: datetime) -> dict[str, datetime]:
        """Return the time of each kind before which it is too old."""
        return {kind: now - timedelta(days=days) for kind, days in self.days().items()}
