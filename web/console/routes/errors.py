"""What staff see when something is missing or refused: a page in the console's own look."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from web import logs
from web.console import identity
from web.console.blueprint import blueprint
from web.storage import StorageError

_WORDS = {
    400: ("This form is too old", "Go back, load the page again, and send it once more."),
    403: ("Not for this account", "Your account may not do this. Ask an administrator."),
    404: ("Nothing here", "There is no such conversation or page, or it has been deleted."),
    413: ("Too long", "Please shorten the text and send it again."),
    503: (
        "The records are out of reach",
        "The database does not answer right now. Nothing was changed. Try again in a minute; "
        "until then please answer patients by phone.",
    ),
}


@blueprint.errorhandler(HTTPException)
def refused(error: HTTPException) -> ResponseReturnValue:
    """Answer a refusal."""
    code = error.code or 500
    if code < 400:
        return error.get_response()
    title, text = _WORDS.get(code, ("That did not work", "Go back and try again."))
    if code == 400 and not isinstance(error, CSRFError):
        title, text = "That did not work", "Something in the form was missing. Please try again."
    return _page(code, title, text)


@blueprint.errorhandler(StorageError)
def unavailable(_error: StorageError) -> ResponseReturnValue:
    """Answer when the database is away."""
    logs.fault("console_unavailable")
    return _page(503, *_WORDS[503])


def _page(code: int, title: str, text: str) -> ResponseReturnValue:
    if identity.wants_json():
        return {"error": {"code": str(code), "message": f"{title}. {text}"}}, code
    return render_template("console/error.html", title=title, text=text), code
