"""Deleting a conversation at its patient's wish."""

from __future__ import annotations

import secrets
from datetime import datetime

from web import logs
from web.storage import Storage, StorageError, compact, conversations, erase
from web.storage.erase import Receipt


def remove(storage: Storage, token: str, *, now: datetime) -> Receipt | None:
    """Return the receipt of the conversation that `token` opens, which is deleted with it.

    A second try, because the first answer got lost, returns the first receipt. None says that the
    token opens nothing. Raises StorageError: nobody is told that something is gone which is not.
    """
    with storage.write() as connection:
        if earlier := erase.receipt(connection, token):
            return earlier
        seen = conversations.by_token(connection, token)
        locked = conversations.lock(connection, seen.id) if seen else None
        if locked is None or locked.deleted_at:
            return erase.receipt(connection, token)  # none, or a second click was faster
        receipt = erase.erase(connection, locked, reference=_reference(), now=now)
    logs.event("deleted_by_patient", reference=receipt.reference)
    try:
        compact.empty_log(storage)
    except StorageError:  # the rows are gone, and the log is tried again within a minute
        logs.fault("log_not_emptied")
    return receipt


def _reference() -> str:
    """Return a number for a receipt: made by chance, and easy to read out on the phone."""
    digits = f"{secrets.randbelow(10**9):09d}"
    return f"{digits[:3]}-{digits[3:6]}-{digits[6:]}"
