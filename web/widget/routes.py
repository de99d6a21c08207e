"""What browsers fetch to chat: `/widget.js`, `/widget/frame`, and the demo clinic's page at `/`.

Who may frame what, and what each page may load, is said once for all pages in `web.security`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, Response, current_app, make_response, render_template, request

from web.widget import page
from web.widget.loader import compose

if TYPE_CHECKING:
    from bot.assistant import Assistant

blueprint = Blueprint("widget", __name__)


@blueprint.get("/widget.js")
def loader() -> Response:
    """Return the script that a clinic's page embeds."""
    response = Response(compose(_assistant().clinic), mimetype="text/javascript")
    response.headers["Cache-Control"] = "public, max-age=300"
    response.add_etag()
    response.make_conditional(request)
    return response


@blueprint.get("/widget/frame")
def frame() -> Response:
    """Return the chat itself, for the iframe."""
    origins = current_app.extensions["settings"].widget_origins
    response = make_response(
        render_template("widget/frame.html", **page.frame(_assistant(), origins))
    )
    response.headers["Cache-Control"] = "no-cache"
    return response


@blueprint.get("/")
def demo() -> Response:
    """Return the page of the demo clinic, with the one script tag on it."""
    return make_response(render_template("demo.html", **page.demo(_assistant().clinic)))


def _assistant() -> Assistant:
    assistant: Assistant = current_app.extensions["assistants"].current()
    return assistant
