"""Why the bot did what it did, and which questions staff should look at."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, case, func, insert, or_, select, update

from bot.types import Part, Turn
from web.storage.records import TOO_OLD, TurnRecord, UnansweredItem
from web.storage.tables import messages, ratings, turns

_RANKING = 5  # as many intents as the console shows


def record(
    connection: Connection,
    turn: Turn,
    *,
    message_id: int,
    bot_message_id: int | None,
    model_version: str | None,
    unanswered: str | None = None,
) -> None:
    """Store the decision and the ranking behind the answer to `message_id`.

    `unanswered` says why staff should look at the question: declined | handed_off | none_of_these.
    """
    connection.execute(
        insert(turns).values(
            message_id=message_id,
            bot_message_id=bot_message_id,
            outcome=turn.decision.outcome.value,
            reason=turn.decision.reason,
            intent=turn.decision.intent,
            confidence=float(turn.decision.confidence),
            parts=[_part(part) for part in turn.parts],
            flags=[asdict(flag) for flag in turn.flags],
            model_version=model_version,
            unanswered=unanswered,
        )
    )


def mark_last_unanswered(connection: Connection, conversation_id: str, why: str) -> None:
    """Mark the newest question of the conversation: its patient found no answer in it."""
    newest = (
        select(func.max(turns.c.message_id))
        .join(messages, messages.c.id == turns.c.message_id)
        .where(messages.c.conversation_id == conversation_id)
        .scalar_subquery()
    )
    connection.execute(update(turns).where(turns.c.message_id == newest).values(unanswered=why))


def of_conversation(connection: Connection, conversation_id: str) -> dict[int, TurnRecord]:
    """Return the record of each patient message of the conversation, by message id."""
    query = (
        select(turns)
        .join(messages, messages.c.id == turns.c.message_id)
        .where(messages.c.conversation_id == conversation_id)
    )
    return {row.message_id: _record(row) for row in connection.execute(query)}


def unanswered(
    connection: Connection, *, limit: int = 50, before: int | None = None
) -> tuple[UnansweredItem, ...]:
    """Return questions without a good answer, newest first; `before` is a message id to page on."""
    rated_down = and_(ratings.c.message_id == turns.c.bot_message_id, ratings.c.rating == "down")
    why = case((turns.c.unanswered.is_not(None), turns.c.unanswered), else_="rated_down")
    query = (
        select(
            turns,
            why.label("why"),
            messages.c.conversation_id,
            messages.c.text,
            messages.c.created_at,
            ratings.c.reason.label("rating_reason"),
        )
        .join(messages, messages.c.id == turns.c.message_id)
        .outerjoin(ratings, rated_down)
        .where(
            or_(turns.c.unanswered.is_not(None), ratings.c.message_id.is_not(None)),
            messages.c.text != TOO_OLD,
        )
        .order_by(turns.c.message_id.desc())
        .limit(limit)
    )
    if before is not None:
        query = query.where(turns.c.message_id < before)
    return tuple(_unanswered(row) for row in connection.execute(query))


def unanswered_count(connection: Connection, *, since: datetime | None = None) -> int:
    """Return how many questions `unanswered` lists, at most those asked since a time."""
    rated_down = and_(ratings.c.message_id == turns.c.bot_message_id, ratings.c.rating == "down")
    query = (
        select(func.count())
        .select_from(turns)
        .join(messages, messages.c.id == turns.c.message_id)
        .outerjoin(ratings, rated_down)
        .where(
            or_(turns.c.unanswered.is_not(None), ratings.c.message_id.is_not(None)),
            messages.c.text != TOO_OLD,
        )
    )
    if since is not None:
        query = query.where(messages.c.created_at >= since)
    return int(connection.execute(query).scalar_one())


def _part(part: Part) -> dict[str, Any]:
    decision = part.decision
    return {
        "outcome": decision.outcome.value,
        "reason": decision.reason,
        "intent": decision.intent,
        "confidence": float(decision.confidence),
        "procedure": decision.procedure.value,
        "deferred": decision.deferred,
        "parser": part.parse.parser,
        "ranking": [asdict(score) for score in part.parse.ranking[:_RANKING]],
        "entities": [asdict(entity) for entity in part.parse.entities],
        "unknown": len(part.parse.unknown),  # a count: the words may hold a name
    }


def _record(row: Row[Any]) -> TurnRecord:
    return TurnRecord(
        message_id=row.message_id,
        bot_message_id=row.bot_message_id,
        outcome=row.outcome,
        reason=row.reason,
        intent=row.intent,
        confidence=row.confidence,
        parts=tuple(row.parts),
        flags=tuple(row.flags),
        model_version=row.model_version,
        unanswered=row.unanswered,
    )


def _unanswered(row: Row[Any]) -> UnansweredItem:
    return UnansweredItem(
        message_id=row.message_id,
        conversation_id=row.conversation_id,
        text=row.text,
        why=row.why,
        rating_reason=row.rating_reason,
        outcome=row.outcome,
        reason=row.reason,
        intent=row.intent,
        confidence=row.confidence,
        created_at=row.created_at,
    )
