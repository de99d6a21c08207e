"""From stored records to the JSON that patients' programs read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from bot.assistant import Assistant
from bot.types import Reply
from web.storage.erase import Receipt
from web.storage.records import StoredConversation, StoredMessage

NO_DETAILS: dict[str, Any] = {
    "title": None,
    "sources": [],
    "choices": [],
    "related": [],
    "offers": [],
    "reviewed_on": None,
    "draft": False,
    "card": None,
}


def details(reply: Reply) -> dict[str, Any]:
    """Return what is shown beside the words of a reply."""
    card = asdict(reply.card) if reply.card else None
    if card and reply.card:
        card["more"] = [{"label": label, "phone": phone} for label, phone in reply.card.more]
    return {
        "title": reply.title,
        "sources": [asdict(source) for source in reply.sources],
        "choices": [asdict(choice) for choice in reply.choices],
        "related": [asdict(choice) for choice in reply.related],
        "offers": list(reply.offers),
        "reviewed_on": reply.reviewed_on,
        "draft": reply.draft,
        "card": card,
    }


def message(stored: StoredMessage) -> dict[str, Any]:
    """Return a Message."""
    return {
        "id": stored.id,
        "from": stored.sender,
        "by": stored.sender_name,
        "text": stored.text,
        "created_at": stored.created_at.isoformat(timespec="milliseconds"),
        "client_message_id": stored.client_message_id if stored.sender == "patient" else None,
        "outcome": stored.outcome,
        **NO_DETAILS,
        **stored.details,
        "rating": stored.rating,
    }


def state(conversation: StoredConversation) -> dict[str, Any]:
    """Return the State of a conversation."""
    return {
        "status": conversation.status,
        "held_by": conversation.held_by,
        "emergency": conversation.emergency,
        "last_id": conversation.last_id,
    }


def shown(found: Iterable[StoredMessage], conversation: StoredConversation) -> dict[str, Any]:
    """Return messages with the State of their conversation."""
    return {
        "messages": [message(each) for each in found],
        "conversation": state(conversation),
    }


def receipt(given: Receipt) -> dict[str, Any]:
    """Return a Deleted."""
    at = given.at.isoformat(timespec="milliseconds")
    return {"reference": given.reference, "deleted_at": at}


def welcome(assistant: Assistant) -> dict[str, Any]:
    """Return what the patient sees before typing."""
    shown, clinic = assistant.welcome(), assistant.clinic
    return {
        "title": shown.title,
        "text": shown.text,
        "limits": shown.limits,
        "emergency": {
            "text": shown.emergency,
            "number": clinic.emergency_number,
            "label": clinic.emergency_label,
        },
        "draft_notice": shown.draft_notice,
        "topics": [asdict(choice) for choice in shown.topics],
        "phone": {"number": clinic.phone, "label": clinic.phone_label},
    }
