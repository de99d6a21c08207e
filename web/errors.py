"""One shape for every error, always with the emergency line beside it."""

from __future__ import annotations

from typing import Any

from flask import Flask, current_app, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_limiter import RateLimitExceeded
from werkzeug.exceptions import HTTPException

from bot.errors import ClinicBotError
from web import logs
from web.storage import StorageError

_MESSAGES = {
    400: ("bad_request", "We could not read this request."),
    401: ("unauthorized", "This conversation is not open to you. Please start a new one."),
    403: ("forbidden", "You may not do this."),
    404: ("not_found", "There is nothing at this address."),
    405: ("method_not_allowed", "This address does not take this kind of request."),
    409: ("conflict", "This was sent before with other content."),
    413: ("too_large", "This is too long for us."),
    415: ("unsupported_media_type", "Send JSON, with the header Content-Type: application/json."),
    429: ("rate_limited", "Too many requests. Please wait a minute."),
    431: ("too_large", "This is too long for us."),
    500: ("internal", "Something went wrong on our side."),
    501: ("not_implemented", "We do not understand this kind of request."),
    503: ("unavailable", "We cannot reach our records right now. Please try again in a minute."),
}
_LINES = {413: "too_long", 429: "rate_limited", 500: "error", 503: "error"}


class ApiError(ClinicBotError):
    """A request that is refused: the status, a code for programs, a sentence for people."""

    def __init__(
        self,
        status: int,
        code: str | None = None,
        message: str | None = None,
        details: list[dict[str, str]] | None = None,
    ) -> None:
        self.status = status
        self.code = code or _MESSAGES[status][0]
        self.message = message
        self.details = details
        super().__init__(self.code)


def handle(app: Flask) -> None:
    """Answer every error of the app in the one shape."""
    for kind in (ApiError, HTTPException, StorageError, Exception):
        app.register_error_handler(kind, respond)


def respond(error: Exception) -> ResponseReturnValue:
    """Return the response for an error: JSON for programs, a page for people."""
    refused = as_api_error(error)
    if refused.status in (500, 503):
        logs.fault("request_failed", code=refused.code)
    headers = {"Retry-After": "60"} if refused.status in (429, 503) else {}
    if isinstance(error, HTTPException):
        headers |= {k: v for k, v in error.get_headers() if k in ("Allow", "Location")}
        if error.code is not None and error.code < 400:
            return error.get_response()
    if request.path.startswith(("/api/", "/health/")):
        return jsonify(body(refused)), refused.status, headers
    page = render_template("error.html", error=body(refused)["error"], emergency=emergency())
    return page, refused.status, headers


def as_api_error(error: Exception) -> ApiError:
    """Return the refusal that an exception amounts to."""
    if isinstance(error, ApiError):
        return error
    if isinstance(error, RateLimitExceeded):
        return ApiError(429)
    if isinstance(error, HTTPException):
        status = error.code or 500
        return ApiError(status if status in _MESSAGES else 400 if status < 500 else 500)
    if isinstance(error, StorageError):
        return ApiError(503)
    return ApiError(500)


def body(error: ApiError) -> dict[str, Any]:
    """Return the error as JSON, with the emergency line."""
    said = error.message
    if said is None and error.status in _LINES:
        said = current_app.extensions["assistants"].current().line(_LINES[error.status])
    shown: dict[str, Any] = {
        "code": error.code,
        "message": said or _MESSAGES.get(error.status, _MESSAGES[400])[1],
    }
    if error.details:
        shown["details"] = error.details
    return {"error": shown, "emergency": emergency()}


def emergency() -> dict[str, str]:
    """Return the emergency line with the number to dial and the words for it."""
    assistant = current_app.extensions["assistants"].current()
    return {
        "text": assistant.line("emergency_line"),
        "number": assistant.clinic.emergency_number,
        "label": assistant.clinic.emergency_label,
    }
