"""The service for private text: who opens it, who reads it as written, and what was deleted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from web import logs
from web.console import words
from web.retention.rules import NAMES, Retention
from web.storage import Storage, StorageError, audit, conversations, messages, purge_runs
from web.storage.records import AuditEntry, PurgeRun, StaffAccount


@dataclass(frozen=True, slots=True)
class Deletions:
    """What the page of deletions shows. It holds no text."""

    rules: tuple[dict[str, Any], ...]  # kind, days, and the oldest that is still kept
    runs: tuple[dict[str, Any], ...]
    by_patients: tuple[AuditEntry, ...]
    reveals: tuple[AuditEntry, ...]


@dataclass(frozen=True, slots=True)
class Private:
    """Everything the console does with private text."""

    storage: Storage

    def viewed(self, conversation_id: str, staff: StaffAccount, *, now: datetime) -> None:
        """Note in the audit that `staff` opened the conversation.

        Should that fail, the page is shown all the same: it is masked, and on a full disk there may
        be an emergency in it.
        """
        try:
            with self.storage.write() as connection:
                audit.viewed(connection, conversation_id, staff_id=staff.id, now=now)
        except StorageError:
            logs.fault("view_not_noted", staff=staff.id)

    def reveal(
        self, conversation_id: str, staff: StaffAccount, *, now: datetime
    ) -> dict[int, str] | None:
        """Return the masked messages as they were written, by id, and note who read which.

        None says that there is no such conversation. Raises StorageError, and then nothing is
        shown: no reading without the note.
        """
        with self.storage.write() as connection:
            stored = conversations.by_id(connection, conversation_id[:64])
            if stored is None or stored.deleted_at:
                return None
            said = messages.after(connection, stored.id, as_written=True, reader=staff.id)
            found = {message.id: message.text for message in said if message.apart}
            audit.revealed(connection, stored.id, tuple(found), staff_id=staff.id, now=now)
        return found

    def deletions(self, retention: Retention) -> Deletions:
        """Return the rules, what was deleted by them, and what at the wish of patients."""
        with self.storage.read() as connection:
            kept = purge_runs.oldest_kept(connection)
            runs = purge_runs.newest(connection)
            by_patients = audit.newest(connection, "patient_deleted")
            reveals = audit.newest(connection, "reveal")
        rules = tuple(
            {"kind": NAMES[kind], "days": days, "oldest": kept.get(kind), "timed": kind in kept}
            for kind, days in retention.days().items()
        )
        return Deletions(rules, tuple(map(_run, runs)), by_patients, reveals)


def _run(run: PurgeRun) -> dict[str, Any]:
    counts: Mapping[str, int] = run.counts
    deleted = [f"{NAMES[kind]}: {number:,}" for kind, number in counts.items() if number]
    if not counts:
        told = "The first start: the clock was noted, and nothing was deleted."
    else:
        told = ", ".join(deleted) or "Nothing was old enough."
    return {"at": run.at, "told": told, "leftovers": run.leftovers}


def short(conversation_id: str | None) -> str:
    """Return how staff call a conversation, an empty text for none."""
    return words.short(conversation_id) if conversation_id else ""
