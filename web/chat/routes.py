"""The routes of the patient API. Each reads, checks, calls the service and answers."""

from __future__ import annotations

import re
import secrets
from typing import cast

from flask import Blueprint, Response, current_app, jsonify, request
from flask.typing import ResponseReturnValue

from web import errors
from web.chat import incoming, openapi
from web.chat.service import ChatService
from web.errors import ApiError
from web.security import refuse_foreign_origin

blueprint = Blueprint("chat", __name__, url_prefix="/api/v1")
blueprint.before_request(refuse_foreign_origin)


@blueprint.post("/conversations")
def start() -> ResponseReturnValue:
    """Start a conversation."""
    incoming.body(request, "start")
    return jsonify(_service().start()), 201


@blueprint.get("/conversation")
def show() -> ResponseReturnValue:
    """Give the state of the conversation and the first view."""
    return jsonify(_service().show(incoming.token(request)))


@blueprint.delete("/conversation")
def remove() -> ResponseReturnValue:
    """Delete the conversation and give the receipt."""
    return jsonify(_service().remove(incoming.token(request)))


@blueprint.get("/conversation/messages")
def read() -> ResponseReturnValue:
    """Give the messages after an id; 304 when the sender has the newest state."""
    known = request.if_none_match.to_header().strip('"')
    tag, found = _service().read(incoming.token(request), incoming.newest_seen(request), known)
    response = Response(status=304) if found is None else jsonify(found)
    response.set_etag(tag)
    response.headers["Cache-Control"] = "private, no-cache"
    return response


@blueprint.post("/conversation/messages")
def send() -> ResponseReturnValue:
    """Take a message of the patient and answer it."""
    token = incoming.token(request)
    return jsonify(_service().send(token, incoming.message(request)))


@blueprint.post("/conversation/handoff")
def handoff() -> ResponseReturnValue:
    """Hand the conversation to staff."""
    token = incoming.token(request)
    return jsonify(_service().ask_for_staff(token, incoming.handoff(request)))


@blueprint.post("/messages/<int:message_id>/rating")
def rate(message_id: int) -> ResponseReturnValue:
    """Take what the patient thinks of a message."""
    token, sent = incoming.token(request), incoming.body(request, "rating")
    if message_id > incoming.LARGEST_ID:
        raise ApiError(404)
    return jsonify(
        _service().rate(token, message_id, rating=sent["rating"], reason=sent.get("reason"))
    )


@blueprint.get("/openapi.json")
def describe() -> ResponseReturnValue:
    """Give the description of this API."""
    return jsonify(openapi.document())


@blueprint.errorhandler(Exception)
def refuse(error: Exception) -> ResponseReturnValue:
    """Answer an emergency in a refused message all the same; else refuse in the one shape.

    Too fast, too long, not signed in, not JSON: none of it is a reason to leave somebody alone.
    """
    heard = request.endpoint in ("chat.send", "chat.handoff")
    if heard and errors.as_api_error(error).code != "foreign_origin":
        text, sent_id = incoming.any_text(request)
        # The id of a contact stays free: a good address will be sent under it.
        own = request.endpoint == "chat.send"
        known = own and re.fullmatch("[A-Za-z0-9_-]{1,64}", sent_id)
        client_message_id = sent_id if known else secrets.token_urlsafe(16)
        if card := _service().rescue(incoming.token(request), text, client_message_id):
            return jsonify(card)
    return errors.respond(error)


def _service() -> ChatService:
    return cast(ChatService, current_app.extensions["chat"])
