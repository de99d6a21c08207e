"""Reading private details as they were written, and the proof of what was deleted."""

from __future__ import annotations

from flask import abort, jsonify, render_template
from flask.typing import ResponseReturnValue

from web.console import identity, rooms
from web.console.blueprint import blueprint
from web.console.private import short
from web.console.routes.conversation import page


@blueprint.post("/conversations/<conversation_id>/reveal")
@identity.may_reveal
def reveal(conversation_id: str) -> ResponseReturnValue:
    """Show the conversation as it was written, and note who asked."""
    found = rooms.private().reveal(conversation_id, identity.me(), now=rooms.now())
    if found is None:
        abort(404)
    if identity.wants_json():
        return jsonify(texts={str(number): text for number, text in found.items()})
    return page(conversation_id, revealed=found)


@blueprint.get("/deletions")
@identity.admin_only
def deletions() -> ResponseReturnValue:
    """Show what was deleted, when and how many; and who read what."""
    found = rooms.private().deletions(rooms.settings().retention)
    return render_template(
        "console/deletions.html",
        found=found,
        short=short,
        purge_at=rooms.settings().purge_at,
        problem=rooms.purge_problem(),
        clock=rooms.wall_clock(),
    )
