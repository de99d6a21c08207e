"""From the bytes of a request to values that the service takes."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from typing import Any

from flask import Request
from werkzeug.exceptions import HTTPException

from bot.assistant import Assistant
from web.chat import schemas
from web.errors import ApiError
from web.plain import without_turns
from web.storage.records import Contact

LONGEST_TEXT = 4000
CHECKED_TEXT = 4000  # of a message that is too long, this much is checked for an emergency
LARGEST_ID = 2**31 - 1
_BUTTONS = {"none": "none_of_these", "talk_to_staff": "talk_to_staff"}  # to lines of replies.yaml
_TOKEN = re.compile(r"Bearer ([A-Za-z0-9_-]{20,100})")
_TEXT = re.compile(rb'"text"\s*:\s*"((?:[^"\\]|\\.)*)')


@dataclass(frozen=True, slots=True)
class Incoming:
    """One message as sent: words of the patient, or the button behind `choice`."""

    client_message_id: str
    body_hash: str
    text: str = ""
    choice: str | None = None
    contact: Contact | None = None


def token(request: Request) -> str | None:
    """Return the conversation's token from the Authorization header, None without a usable one."""
    found = _TOKEN.fullmatch(request.headers.get("Authorization", ""))
    return found.group(1) if found else None


def body(request: Request, schema: str) -> dict[str, Any]:
    """Return the checked JSON body. Raises ApiError 400, 413 or 415."""
    if request.mimetype != "application/json":
        raise ApiError(415)
    try:
        found = json.loads(request.get_data())
    except (ValueError, RecursionError):
        raise ApiError(400, "bad_json", "The body is not JSON.") from None
    if isinstance(found, dict) and len(str(found.get("text", ""))) > LONGEST_TEXT:
        raise ApiError(413)
    if details := schemas.problems(found, schema):
        raise ApiError(400, "invalid", "The body does not fit its description.", details)
    checked: dict[str, Any] = found
    return checked


def message(request: Request) -> Incoming:
    """Return the message of a request. Raises ApiError."""
    sent = body(request, "message")
    return Incoming(
        client_message_id=sent["client_message_id"],
        body_hash=_hash(sent),
        text=storable(sent.get("text", "")),
        choice=sent.get("choice"),
    )


def handoff(request: Request) -> Incoming:
    """Return a request for a person as the click that it is. Raises ApiError."""
    sent = body(request, "handoff")
    contact = sent.get("contact")
    return Incoming(
        client_message_id=sent["client_message_id"],
        body_hash=_hash(sent),
        choice="talk_to_staff",
        contact=_contact(contact) if contact else None,
    )


def label(assistant: Assistant, choice: str) -> str:
    """Return the words on the button. Raises ApiError 400 for a button that does not exist."""
    if choice in _BUTTONS:
        return assistant.line(_BUTTONS[choice])
    for known in assistant.titles():
        if known.intent == choice:
            return known.title
    raise ApiError(400, "unknown_choice", "This choice is not on offer.")


def _contact(sent: dict[str, str]) -> Contact:
    email = sent.get("email")
    return Contact(without_turns(email) if email else None, sent.get("phone"))


def newest_seen(request: Request) -> int:
    """Return the `after` of the query, 0 without one. Raises ApiError."""
    given = request.args.get("after", "0")
    if not re.fullmatch(r"[0-9]{1,10}", given, re.ASCII) or int(given) > LARGEST_ID:
        raise ApiError(400, "invalid", "'after' is not the id of a message.")
    return int(given)


def any_text(request: Request) -> tuple[str, str]:
    """Return the words and the message id that a refused request seems to hold.

    For the emergency check alone: takes whatever came, cut off or broken. Never raises.
    """
    try:
        raw = request.get_data()
    except HTTPException:  # larger than we take: the beginning must do
        raw = request.environ["wsgi.input"].read(4 * LONGEST_TEXT)
    try:
        sent = json.loads(raw)
    except (ValueError, RecursionError):
        sent = None
    if isinstance(sent, dict) and isinstance(sent.get("text"), str):
        return storable(sent["text"])[:CHECKED_TEXT], str(sent.get("client_message_id", ""))
    if isinstance(sent, dict) and isinstance(sent.get("contact"), dict):
        words = " ".join(str(value) for value in sent["contact"].values())
        return storable(words)[:CHECKED_TEXT], ""
    found = _TEXT.search(raw)
    text = (found.group(1) if found else raw).decode("utf-8", "replace")
    return storable(text.replace("\\n", " "))[:CHECKED_TEXT], ""


def storable(text: str) -> str:
    """Return the text as both databases can hold it and as staff may read it.

    No NUL, no halves of a character pair, and nothing that turns around what stands beside it.
    """
    return without_turns(text.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8"))


def _hash(sent: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(sent, sort_keys=True).encode()).hexdigest()
