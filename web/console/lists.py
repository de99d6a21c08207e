"""The service for lists: who waits, how many, and what got no answer."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from web.console import views, words
from web.storage import Connection, Storage, alarms, messages, queue, turns
from web.storage.records import Alarm, QueueItem, StaffAccount, UnansweredItem

if TYPE_CHECKING:
    from bot.assistant import Assistant

FILTERS = {"waiting": "Waiting", "mine": "Mine", "resolved": "Resolved", "all": "All"}
_RECENT_QUESTIONS = 500  # how far back equal questions are counted


@dataclass(frozen=True, slots=True)
class Numbers:
    """What the navigation shows."""

    waiting: int
    mine: int
    emergencies: int  # waiting or taken, until resolved


@dataclass(frozen=True, slots=True)
class Inbox:
    """The lines of one filter, with the numbers of all; `tag` changes when any of it does."""

    tag: str
    show: str
    search: str
    rows: tuple[dict[str, Any], ...]
    numbers: Numbers


@dataclass(frozen=True, slots=True)
class Lists:
    """Everything the console lists of conversations."""

    storage: Storage
    assistant: Assistant

    def numbers(self, staff: StaffAccount) -> Numbers:
        """Return how many wait, and for whom."""
        with self.storage.read() as connection:
            return count(queue.items(connection), staff)

    def inbox(
        self,
        show: str,
        search: str,
        staff: StaffAccount,
        *,
        now: datetime,
        known: str | None = None,
    ) -> Inbox | None:
        """Return the inbox; None when `known` is its tag, which costs one look-up."""
        with self.storage.read() as connection:
            tag = f"{queue.version(connection)}-{show}-{staff.id}"
            if known == tag:
                return None
            open_ones = queue.items(connection)
            closed = queue.resolved(connection) if show in ("resolved", "all") else ()
            listed = _filtered(show, open_ones, closed, staff)
            flagged = alarms.of_conversations(connection, [i.conversation_id for i in listed])
            found = [_with_alarm(self._with_words(connection, item), flagged) for item in listed]
        eyes = views.eyes_of(self.assistant, staff.id, now=now)
        rows = tuple(views.queue_row(item, eyes) for item in found if _holds(item, search))
        return Inbox(tag, show, search, rows, count(open_ones, staff))

    def unanswered(self, staff: StaffAccount, *, now: datetime) -> tuple[dict[str, Any], ...]:
        """Return questions without a good answer, newest first, equal ones together."""
        with self.storage.read() as connection:
            items = turns.unanswered(connection, limit=_RECENT_QUESTIONS)
        groups: dict[str, list[UnansweredItem]] = {}
        for item in items:
            groups.setdefault(_same(item.text), []).append(item)
        eyes = views.eyes_of(self.assistant, staff.id, now=now)
        return tuple(views.unanswered_group(group, eyes) for group in groups.values())

    def _with_words(self, connection: Connection, item: QueueItem) -> QueueItem:
        """Return the item with the patient's newest own words: a button's words tell nothing."""
        buttons = {self.assistant.line(name) for name in ("talk_to_staff", "none_of_these")}
        if item.last_text not in buttons:
            return item
        said = messages.after(connection, item.conversation_id)
        own = [m.text for m in said if m.sender == "patient" and m.text not in buttons]
        return replace(item, last_text=own[-1]) if own else item


def count(items: Iterable[QueueItem], staff: StaffAccount) -> Numbers:
    """Return the numbers of the queue as `staff` sees them."""
    items = list(items)
    waiting = [item for item in items if item.status == "waiting"]
    return Numbers(
        waiting=len(waiting),
        mine=sum(item.claimed_by_id == staff.id for item in items if item.status == "claimed"),
        emergencies=sum(item.urgency == "emergency" for item in items),
    )


def _with_alarm(item: QueueItem, flagged: Mapping[str, tuple[Alarm, ...]]) -> QueueItem:
    """Return the item with the words that made it urgent, not those of an earlier or later one."""
    own = [
        alarm
        for alarm in flagged.get(item.conversation_id, ())
        if alarm.created_at >= item.created_at
        and (item.status != "resolved" or alarm.created_at <= item.updated_at)
    ]
    return replace(item, alarm=alarms.worst(own))


def _filtered(
    show: str, open_ones: Iterable[QueueItem], closed: Iterable[QueueItem], staff: StaffAccount
) -> list[QueueItem]:
    if show == "waiting":
        # An emergency stays in everybody's sight: whoever took it may have been called away.
        return [i for i in open_ones if i.status == "waiting" or i.urgency == "emergency"]
    if show == "mine":
        claimed = [item for item in open_ones if item.status == "claimed"]
        return [item for item in claimed if item.claimed_by_id == staff.id]
    return [*closed] if show == "resolved" else [*open_ones, *closed]


def _holds(item: QueueItem, search: str) -> bool:
    wanted = search.casefold()
    known_as = words.short(item.conversation_id).casefold()
    said = [item.last_text, item.alarm.text if item.alarm else ""]
    return wanted == known_as or any(wanted in text.casefold() for text in said)


def _same(text: str) -> str:
    """Return what equal questions share: "Is it safe?" and "is it  SAFE" are one."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(re.findall(r"\w+", folded)) or folded
