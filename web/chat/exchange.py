"""Storing one turn: both messages, the reasons, the state and the hand-off, or nothing of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.types import Conversation, Outcome, Part, Turn
from web.chat import present
from web.chat.incoming import Incoming
from web.storage import Connection, conversations, handoffs, messages, turns
from web.storage.records import StoredConversation

# Staff should look at what got one of these, for the bot could learn it.
_UNANSWERED = {
    "unknown_words": "declined",
    "out_of_scope": "declined",
    "language": "declined",
    "not_understood": "handed_off",
    "second_miss": "handed_off",
    "no_model": "handed_off",
    "error": "handed_off",
}


@dataclass(frozen=True, slots=True)
class Exchange:
    """A turn with everything that is stored along with it."""

    incoming: Incoming
    turn: Turn
    state: Conversation  # after the turn
    model_version: str | None
    now: datetime


def store(connection: Connection, before: StoredConversation, exchange: Exchange) -> bool:
    """Store the exchange in a locked conversation; True when staff must be told of something."""
    turn, incoming, now = exchange.turn, exchange.incoming, exchange.now
    outcome = turn.decision.outcome
    asked = messages.add(
        connection,
        before.id,
        sender="patient",
        text=turn.text,
        masked=turn.masked,
        client_message_id=incoming.client_message_id,
        body_hash=incoming.body_hash,
        now=now,
    )
    answered = None
    if outcome is not Outcome.SILENT:
        answered = messages.add(
            connection,
            before.id,
            sender="bot",
            text=turn.reply.text,
            reply_to=asked,
            outcome=outcome.value,
            details=present.details(turn.reply),
            now=now,
        )
    if turn.decision.reason == "none_of_these":
        turns.mark_last_unanswered(connection, before.id, "none_of_these")
    turns.record(
        connection,
        turn,
        message_id=asked,
        bot_message_id=answered,
        model_version=exchange.model_version,
        unanswered=_UNANSWERED.get(turn.decision.reason),
    )
    if incoming.contact:
        conversations.leave_contact(connection, before.id, incoming.contact, now=now)
    conversations.save(
        connection,
        before,
        state=exchange.state,
        status=_status(before.status, turn),
        emergency=outcome is Outcome.EMERGENCY or bool(exchange.state.flags),
        now=now,
    )
    return _tell_staff(connection, before, exchange)


def handed_off(turn: Turn) -> Part | None:
    """Return the first question of the turn that goes to a person."""
    return next((p for p in turn.parts if p.decision.outcome is Outcome.HANDOFF), None)


def _status(before: str, turn: Turn) -> str:
    """Return what the patient sees. An emergency alone never says that somebody is on the way."""
    if before == "staff":
        return before
    if handed_off(turn) or turn.decision.outcome is Outcome.HANDOFF:
        return "waiting"
    return "bot" if before == "resolved" else before


def _tell_staff(connection: Connection, before: StoredConversation, exchange: Exchange) -> bool:
    turn, now = exchange.turn, exchange.now
    outcome, reason, desk = turn.decision.outcome, turn.decision.reason, turn.reply.desk
    if outcome is Outcome.EMERGENCY:
        today = turn.reply.card is not None and turn.reply.card.kind == "call_today"
        urgency = "urgent" if today else "emergency"
    elif exchange.state.flags and not before.emergency:
        reason, urgency = "unsaved_red_flag", "emergency"
    elif (part := handed_off(turn)) or outcome is Outcome.HANDOFF:
        urgency = "normal"
        if part:
            reason, desk = part.decision.reason, part.reply.desk or desk
    else:
        handoffs.touch(connection, before.id, now=now)
        return False
    handoffs.open_handoff(connection, before.id, reason=reason, urgency=urgency, desk=desk, now=now)
    return True
