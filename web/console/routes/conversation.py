"""One conversation: reading it, taking it, answering, giving it back, closing it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import asdict

from flask import Response, abort, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from web.console import identity, rooms
from web.console.blueprint import blueprint
from web.console.service import LONGEST_REPLY, Page


@blueprint.get("/conversations/<conversation_id>")
def conversation(conversation_id: str) -> ResponseReturnValue:
    """Show a conversation, its private details masked, and note who opened it."""
    answer = page(conversation_id)
    rooms.private().viewed(conversation_id, identity.me(), now=rooms.now())
    return answer


@blueprint.get("/conversations/<conversation_id>.json")
def conversation_news(conversation_id: str) -> ResponseReturnValue:
    """Return what is newer than the message id `after`, or 304."""
    after = request.args.get("after", 0, type=int)
    known = request.if_none_match.to_header().strip('"') or None
    found = rooms.desk().conversation(
        conversation_id, identity.me(), now=rooms.now(), after=_small(after), known=known
    )
    if isinstance(found, str):
        return Response(status=304, headers={"ETag": f'"{found}"'})
    if found is None:
        abort(404)
    answer = jsonify(asdict(found))
    answer.set_etag(found.tag)
    return answer


@blueprint.post("/conversations/<conversation_id>/claim")
def claim(conversation_id: str) -> ResponseReturnValue:
    """Take the conversation, or say who was faster."""
    instead_of = request.form.get("instead_of", type=int)
    won = rooms.desk().claim(
        conversation_id, identity.me(), instead_of=_small(instead_of) or None, now=rooms.now()
    )
    if won is None:
        abort(404)
    if not won.won:
        flash(f"{won.holder or 'A colleague'} has it already. You can read along.", "warning")
    return _back(conversation_id, "text" if won.won else None)


@blueprint.post("/conversations/<conversation_id>/reply")
def reply(conversation_id: str) -> ResponseReturnValue:
    """Send what was written, once."""
    text, key = request.form.get("text", ""), request.form.get("key", "")
    problem = rooms.desk().reply(conversation_id, identity.me(), text, key=key, now=rooms.now())
    if identity.wants_json():
        return jsonify(problem=problem), 400 if problem else 200
    if problem:
        return page(conversation_id, problem=problem, text=text, status=400)
    return _back(conversation_id, "text")


@blueprint.post("/conversations/<conversation_id>/give-back")
def give_back(conversation_id: str) -> ResponseReturnValue:
    """Let the assistant answer again."""
    done = rooms.desk().give_back(conversation_id, identity.me(), now=rooms.now())
    if done:
        flash("The assistant is answering again.", "done")
    else:
        flash("You do not have this conversation any more.", "warning")
    return _back(conversation_id)


@blueprint.post("/conversations/<conversation_id>/resolve")
def resolve(conversation_id: str) -> ResponseReturnValue:
    """Close the question and go back to the inbox."""
    done = rooms.desk().resolve(conversation_id, identity.me(), now=rooms.now())
    if done:
        flash(done, "done")
        return redirect(url_for("console.inbox"), 303)
    flash("Not resolved: a colleague has it, or it is closed already.", "warning")
    return _back(conversation_id)


def page(
    conversation_id: str,
    *,
    problem: str | None = None,
    text: str = "",
    status: int = 200,
    revealed: Mapping[int, str] | None = None,
) -> ResponseReturnValue:
    """Return the page of a conversation; `revealed` are the texts to show as they were written."""
    found = rooms.desk().conversation(conversation_id, identity.me(), now=rooms.now())
    if not isinstance(found, Page):
        abort(404)
    shown = render_template(
        "console/conversation.html",
        page=found,
        revealed=revealed or {},
        problem=problem,
        text=text,
        key=uuid.uuid4().hex,
        longest=LONGEST_REPLY,
    )
    return shown, status


def _back(conversation_id: str, anchor: str | None = None) -> ResponseReturnValue:
    where = url_for("console.conversation", conversation_id=conversation_id, _anchor=anchor)
    return redirect(where, 303)


def _small(number: int | None) -> int:
    # Databases refuse numbers that do not fit their columns.
    return number if number is not None and 0 <= number < 2**31 else 0
