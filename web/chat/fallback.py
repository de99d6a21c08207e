"""What the patient gets when something of ours is broken: an answer, never silence."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.assistant import Assistant
from bot.types import Decision, Outcome, Reply, Turn
from web import logs
from web.chat import present
from web.chat.exchange import handed_off
from web.chat.incoming import Incoming
from web.storage.records import StoredMessage

_HIDDEN = "(could not be masked)"


def broken_turn(assistant: Assistant, text: str) -> Turn:
    """Return the turn for a message that the assistant failed on: staff should look at it.

    The emergency check is asked once more by itself, for it may be well when the rest is not.
    """
    try:
        card = assistant.emergency(text)
    except Exception:
        logs.fault("safety_check_failed")
        card = None
    if card is not None:
        return Turn(text, _HIDDEN, Decision(Outcome.EMERGENCY, "red_flag"), card)
    reply = Reply(assistant.line("error"), offers=("staff", "phone"))
    return Turn(text, _HIDDEN, Decision(Outcome.HANDOFF, "error"), reply)


def unsaved(
    assistant: Assistant, incoming: Incoming, turn: Turn, *, flagged: bool, now: datetime
) -> dict[str, Any]:
    """Return the answer that could not be stored. Its messages have no id, which is 0.

    A reply that says staff have the question would be untrue, so it gives the phone number.
    `flagged` keeps the banner of an emergency that was seen before.
    """
    outcome = turn.decision.outcome
    text = turn.reply.text
    if handed_off(turn) or outcome is Outcome.HANDOFF:
        text = assistant.line("error")
    shown = [
        _message("patient", turn.text, now, client_message_id=incoming.client_message_id),
        _message("bot", text, now, outcome=outcome.value, details=present.details(turn.reply)),
    ]
    if outcome is Outcome.SILENT:
        shown.pop()
    return {
        "messages": [present.message(message) for message in shown],
        "conversation": {
            "status": "bot",
            "held_by": None,
            "emergency": flagged or outcome is Outcome.EMERGENCY,
            "last_id": 0,
        },
        "saved": False,
    }


def _message(sender: str, text: str, now: datetime, **more: Any) -> StoredMessage:
    return StoredMessage(
        id=0,
        conversation_id="",
        sender=sender,
        sender_name=None,
        text=text,
        created_at=now,
        **more,
    )
