"""Deleting what is older than it may become, kind by kind, a few hundred rows at a time.

Each kind has a time `before` which something must have happened to be too old:

    chats       whole conversations, by the last thing that happened in them
    raw_texts   texts as written, by when they were; the masked text stays
    unanswered  the words of questions that got no good answer
    contacts    addresses and numbers that patients left
    sessions    signed-in browsers of staff, and one-time links
    audit       who saw what, and the notes of earlier purges
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, Select, and_, delete, func, or_, select, update

from web.storage.records import TOO_OLD, state_from_json, state_to_json
from web.storage.tables import (
    audit,
    contacts,
    conversations,
    handoffs,
    messages,
    outbox,
    purge_runs,
    ratings,
    raw_texts,
    setup_links,
    staff_sessions,
    turns,
)

KINDS = ("chats", "raw_texts", "unanswered", "contacts", "sessions", "audit")
_OF_CHATS: Mapping[str, Column[Any]] = {  # the kinds that go with their chat, and whose it is
    "raw_texts": messages.c.conversation_id,
    "unanswered": messages.c.conversation_id,
    "contacts": contacts.c.conversation_id,
}
AT_ONCE = 200  # rows of a transaction: patients' messages get their turn in between


def overdue(
    connection: Connection, before: Mapping[str, datetime], *, without: Sequence[str] = ()
) -> dict[str, int]:
    """Return how many of each kind a purge would delete.

    What goes with its chat is counted there alone, as it is when it goes. The conversations
    `without` are gone before anything is counted.
    """
    going = or_(conversations.c.updated_at < before["chats"], conversations.c.id.in_(without))
    staying = select(conversations.c.id).where(~going)
    found = {}
    for kind, at in before.items():
        queries = _queries(kind, at)
        if kind == "chats":
            queries = tuple(q.where(conversations.c.id.not_in(without)) for q in queries)
        elif kind in _OF_CHATS:
            queries = tuple(q.where(_OF_CHATS[kind].in_(staying)) for q in queries)
        found[kind] = sum(_number(connection, query) for query in queries)
    return found


def delete_some(connection: Connection, kind: str, before: datetime) -> int:
    """Delete up to AT_ONCE rows of the kind and return how many; 0 says that none are left."""
    for query, erase in zip(_queries(kind, before), _ERASERS[kind], strict=True):
        ids = list(connection.execute(query.limit(AT_ONCE)).scalars())
        if ids:
            erase(connection, ids)
            return len(ids)
    return 0


def delete_chats(connection: Connection, ids: Sequence[Any]) -> None:
    """Delete these conversations with everything in them; unknown ids do no harm."""
    theirs = select(handoffs.c.id).where(handoffs.c.conversation_id.in_(ids)).scalar_subquery()
    connection.execute(delete(messages).where(messages.c.conversation_id.in_(ids)))
    connection.execute(delete(contacts).where(contacts.c.conversation_id.in_(ids)))
    connection.execute(delete(outbox).where(outbox.c.handoff_id.in_(theirs)))
    connection.execute(delete(handoffs).where(handoffs.c.conversation_id.in_(ids)))
    connection.execute(delete(conversations).where(conversations.c.id.in_(ids)))


def samples(
    connection: Connection, before: Mapping[str, datetime], *, limit: int = 12
) -> tuple[str, ...]:
    """Return some of the texts that are about to be deleted, to look for them afterwards."""
    old_chat = messages.c.conversation_id.in_(_chats(before["chats"]))
    asked = messages.c.id.in_(_unanswered(before["unanswered"]))
    queries = (
        select(raw_texts.c.text).where(raw_texts.c.message_id.in_(_raw(before["raw_texts"]))),
        select(raw_texts.c.text).join(messages, messages.c.id == raw_texts.c.message_id)
        .where(or_(old_chat, asked)),
        select(messages.c.text).where(messages.c.sender != "bot", or_(old_chat, asked)),
        select(contacts.c.email).where(contacts.c.created_at < before["contacts"]),
        select(contacts.c.phone).where(contacts.c.created_at < before["contacts"]),
    )  # fmt: skip
    found = [
        text
        for query in queries
        for text in connection.execute(query.limit(limit)).scalars()
        if text
    ]
    return tuple(dict.fromkeys(found))


def still_kept(connection: Connection, words: str) -> bool:
    """Return whether something that is not deleted has these words too."""
    columns: tuple[Column[Any], ...] = (
        messages.c.text, raw_texts.c.text, contacts.c.email, contacts.c.phone,
    )  # fmt: skip
    return any(
        connection.execute(
            select(column).where(column.contains(words, autoescape=True)).limit(1)
        ).first()
        for column in columns
    )


def _number(connection: Connection, query: Select[Any]) -> int:
    counted = select(func.count()).select_from(query.subquery())
    return int(connection.execute(counted).scalar_one())


def _chats(before: datetime) -> Select[Any]:
    return select(conversations.c.id).where(conversations.c.updated_at < before)


def _raw(before: datetime) -> Select[Any]:
    theirs = messages.c.id == raw_texts.c.message_id
    return (
        select(raw_texts.c.message_id).join(messages, theirs).where(raw_texts.c.created_at < before)
    )


def _unanswered(before: datetime) -> Select[Any]:
    down = and_(ratings.c.message_id == turns.c.bot_message_id, ratings.c.rating == "down")
    return (
        select(messages.c.id)
        .join(turns, turns.c.message_id == messages.c.id)
        .outerjoin(ratings, down)
        .where(or_(turns.c.unanswered.is_not(None), ratings.c.message_id.is_not(None)))
        .where(messages.c.text != TOO_OLD, messages.c.created_at < before)
    )


def _queries(kind: str, before: datetime) -> tuple[Select[Any], ...]:
    newest = select(func.max(purge_runs.c.id)).scalar_subquery()
    runs = select(purge_runs.c.id).where(purge_runs.c.at < before, purge_runs.c.id < newest)
    return {
        "chats": (_chats(before),),
        "raw_texts": (_raw(before),),
        "unanswered": (_unanswered(before),),
        "contacts": (select(contacts.c.conversation_id).where(contacts.c.created_at < before),),
        "sessions": (
            select(staff_sessions.c.id).where(staff_sessions.c.created_at < before),
            select(setup_links.c.token_hash).where(setup_links.c.expires_at < before),
        ),
        "audit": (select(audit.c.id).where(audit.c.at < before), runs),
    }[kind]


def _erase_raw(connection: Connection, ids: Sequence[Any]) -> None:
    connection.execute(delete(raw_texts).where(raw_texts.c.message_id.in_(ids)))
    # The hash of a short text, such as a phone number, could be guessed back to it.
    without = update(messages).where(messages.c.id.in_(ids)).values(body_hash=None)
    connection.execute(without)


def _erase_words(connection: Connection, ids: Sequence[Any]) -> None:
    _erase_raw(connection, ids)
    connection.execute(update(messages).where(messages.c.id.in_(ids)).values(text=TOO_OLD))
    connection.execute(update(turns).where(turns.c.message_id.in_(ids)).values(unanswered=None))
    theirs = select(messages.c.conversation_id).where(messages.c.id.in_(ids))
    rows = select(conversations.c.id, conversations.c.state)
    rows = rows.where(conversations.c.id.in_(theirs)).with_for_update()
    for row in connection.execute(rows).all():
        # The bot remembers the words that it did not understand, for the next message.
        state = replace(state_from_json(row.state), alarm="", unclear="", said="")
        one = update(conversations).where(conversations.c.id == row.id)
        connection.execute(one.values(state=state_to_json(state)))


def _rows_of(column: Column[Any]) -> Callable[[Connection, Sequence[Any]], None]:
    def erase(connection: Connection, ids: Sequence[Any]) -> None:
        connection.execute(delete(column.table).where(column.in_(ids)))

    return erase


_ERASERS: Mapping[str, tuple[Callable[[Connection, Sequence[Any]], None], ...]] = {
    "chats": (delete_chats,),
    "raw_texts": (_erase_raw,),
    "unanswered": (_erase_words,),
    "contacts": (_rows_of(contacts.c.conversation_id),),
    "sessions": (_rows_of(staff_sessions.c.id), _rows_of(setup_links.c.token_hash)),
    "audit": (_rows_of(audit.c.id), _rows_of(purge_runs.c.id)),
}
