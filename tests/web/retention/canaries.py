"""A database with words of every kind and age, each of which can be searched for afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.types import Conversation, Outcome
from tests.web.storage import samples
from web.storage import Storage, audit, conversations, handoffs, messages
from web.storage.records import Contact

OLD = {
    "chats": "heron-in-an-old-chat",
    "chats, raw": "egret-written-in-an-old-chat 212 555 0101",
    "raw_texts": "stork-written-long-ago 212 555 0102",
    "long raw_texts": "ibis-written-long-ago " + "on and on 212 555 0103 " * 900,
    "unanswered": "bittern-asked-without-an-answer",
    "contacts": "crane-left-long-ago@example.org",
    "erased": "spoonbill-deleted-by-its-patient 212 555 0104",
}
NEW = {
    "chats": "robin-in-a-new-chat",
    "raw_texts": "wren-written-lately 212 555 0105",
    "unanswered": "finch-asked-without-an-answer",
    "contacts": "thrush-left-lately@example.org",
}


def fill(storage: Storage, now: datetime) -> None:
    """Store them all between a few hundred other messages, so that pages split and move."""
    _others(storage, "before", now)
    _chat(storage, "old", now - timedelta(days=400), OLD["chats"])
    _written(storage, "old", OLD["chats, raw"], now - timedelta(days=400))
    _chat(storage, "kept", now - timedelta(days=200), NEW["chats"])
    for kind in ("raw_texts", "long raw_texts"):
        _written(storage, "kept", OLD[kind], now - timedelta(days=31))
    samples.answered(
        storage, "kept", OLD["unanswered"], now - timedelta(days=190), Outcome.DECLINE, "declined"
    )
    samples.answered(
        storage, "kept", NEW["unanswered"], now - timedelta(days=100), Outcome.DECLINE, "declined"
    )
    _written(storage, "kept", NEW["raw_texts"], now - timedelta(days=29))
    with storage.write() as connection:
        seen = conversations.lock(connection, "kept")
        assert seen
        state = Conversation(
            id="kept", unclear=OLD["unanswered"], said=OLD["unanswered"], flags=("bleeding",)
        )
        conversations.save(connection, seen, state=state, now=now - timedelta(days=5))
    for name, kind, days in (("kept", OLD, 31), ("recent", NEW, 29)):
        if name == "recent":
            _chat(storage, name, now - timedelta(days=29), "a recent question")
        with storage.write() as connection:
            contact = Contact(email=kind["contacts"])
            conversations.leave_contact(connection, name, contact, now=now - timedelta(days=days))
    _others(storage, "after", now)


def noted(storage: Storage, now: datetime, *, days: int) -> None:
    """Store an audit row of that age."""
    ben = samples.person(storage, f"ben{days}", now)
    with storage.write() as connection:
        at = now - timedelta(days=days)
        audit.viewed(connection, "kept", staff_id=ben.id, now=at)


def kept(storage: Storage) -> str:
    """Return every word of the tables as one text."""
    with storage.read() as connection:
        rows = [
            connection.exec_driver_sql(f"SELECT * FROM {table}").all()  # noqa: S608 -- ours
            for table in ("conversations", "messages", "raw_texts", "contacts", "turns")
        ]
    return str(rows)


def missing(words: Mapping[str, str], text: str) -> set[str]:
    """Return the kinds of which the words are not in the text."""
    return {kind for kind, one in words.items() if one.split()[0] not in text}


def _chat(storage: Storage, name: str, at: datetime, words: str) -> None:
    samples.start(storage, name, at)
    samples.answered(storage, name, words, at)
    with storage.write() as connection:
        handoffs.open_handoff(connection, name, reason="asked", urgency="normal", desk=None, now=at)


def _written(storage: Storage, name: str, words: str, at: datetime) -> None:
    with storage.write() as connection:
        messages.add(connection, name, sender="patient", text=words, masked="[masked]", now=at)


def _others(storage: Storage, name: str, now: datetime) -> None:
    samples.start(storage, name, now)
    with storage.write() as connection:
        for number in range(150):
            text = f"message {number} of somebody else, " * (number % 9)
            messages.add(
                connection, name, sender="patient", text=text, masked=text[: number * 3], now=now
            )
