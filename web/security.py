"""Headers that every response carries, and who may send us changes."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, Response, current_app, request

from web.errors import ApiError
from web.settings import Settings

FRAME_PATH = "/widget/frame"  # the one page that other sites may show in a frame
LOADER_PATH = "/widget.js"  # the one file that other sites may load

_NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'"
_PAGE = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; frame-src 'self'; manifest-src 'self'; "
    "base-uri 'none'; form-action 'self'"
)
_PERMISSIONS = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()"
_SAFE_METHODS = ("GET", "HEAD", "OPTIONS")


def protect(app: Flask, settings: Settings) -> None:
    """Put the security headers on every response of the app, errors included."""

    @app.after_request
    def _headers(response: Response) -> Response:
        framable = request.path == FRAME_PATH
        headers = response.headers
        html = response.mimetype == "text/html"
        framed_by = settings.widget_origins if framable else None
        headers.setdefault("Content-Security-Policy", policy(html=html, framed_by=framed_by))
        headers["X-Content-Type-Options"] = "nosniff"
        headers["Referrer-Policy"] = "no-referrer"
        headers["Permissions-Policy"] = _PERMISSIONS
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
        shared = framable or request.path == LOADER_PATH
        whose = "cross-origin" if shared else "same-origin"
        headers.setdefault("Cross-Origin-Resource-Policy", whose)
        if not framable:
            headers["X-Frame-Options"] = "DENY"  # for browsers that do not know frame-ancestors
        if settings.https:
            headers["Strict-Transport-Security"] = "max-age=31536000"
        if request.endpoint != "static":
            headers.setdefault("Cache-Control", "no-store")
        return response


def policy(*, html: bool, framed_by: tuple[str, ...] | None) -> str:
    """Return the content policy; `framed_by` names the sites that may frame it besides our own.

    With None nobody may frame it, ourselves included.
    """
    ancestors = "'none'" if framed_by is None else " ".join(("'self'", *framed_by))
    return f"{_PAGE if html else _NOTHING}; frame-ancestors {ancestors}"


def refuse_foreign_origin() -> None:
    """Let a change through only from our own pages. Raises ApiError, 403.

    Programs send no Origin header and pass: they have no patient's browser to misuse.
    """
    if request.method in _SAFE_METHODS:
        return
    origin = request.headers.get("Origin")
    if origin is None and request.headers.get("Sec-Fetch-Site") in (None, "same-origin", "none"):
        return
    here = urlsplit(request.host_url)
    ours = {f"{here.scheme}://{here.netloc}", current_app.extensions["settings"].public_url}
    if origin is None or origin not in ours:
        raise ApiError(403, "foreign_origin", "This address takes changes from its own pages only.")
