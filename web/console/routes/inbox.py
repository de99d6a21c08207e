"""The inbox, as a page and as news for a page that is open."""

from __future__ import annotations

from dataclasses import asdict

from flask import Response, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from web.console import identity, rooms
from web.console.blueprint import blueprint
from web.console.lists import FILTERS


@blueprint.get("/")
def inbox() -> ResponseReturnValue:
    """Show who waits."""
    show, search = _wanted()
    found = rooms.lists().inbox(show, search, identity.me(), now=rooms.now())
    return render_template("console/inbox.html", inbox=found, filters=FILTERS)


@blueprint.get("/queue.json")
def queue_news() -> ResponseReturnValue:
    """Return the inbox as JSON, or 304."""
    show, search = _wanted()
    known = request.if_none_match.to_header().strip('"') or None
    found = rooms.lists().inbox(show, search, identity.me(), now=rooms.now(), known=known)
    if found is None:
        return Response(status=304, headers={"ETag": f'"{known}"'})
    answer = jsonify(rows=found.rows, numbers=asdict(found.numbers))
    answer.set_etag(found.tag)
    return answer


def _wanted() -> tuple[str, str]:
    show = request.args.get("show", "waiting")
    search = " ".join(request.args.get("q", "").split())[:100]
    return show if show in FILTERS else "waiting", search
