"""Questions that got no good answer."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from web.console import identity, rooms
from web.console.blueprint import blueprint


@blueprint.get("/unanswered")
def unanswered() -> ResponseReturnValue:
    """Show the questions, newest first."""
    groups = rooms.lists().unanswered(identity.me(), now=rooms.now())
    return render_template("console/unanswered.html", groups=groups)
