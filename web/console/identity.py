"""Who is at the door: the sign-in cookie, rights, and where a form may come from.

Law: every route of the console needs a signed-in person unless it is marked `open_to_all`. A new
route is closed until someone opens it. Every change needs a CSRF token.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlsplit

from flask import Response, abort, current_app, g, redirect, request, session, url_for
from flask.sansio.app import App
from flask_login import LoginManager, current_user
from flask_wtf.csrf import CSRFProtect

from web import limits
from web.console import rooms
from web.console.accounts import Browser
from web.console.devices import device_of, make_note, read_note
from web.storage.records import StaffAccount, StaffSession

View = TypeVar("View", bound=Callable[..., Any])
_KNOWN_DAYS = 180
csrf = CSRFProtect()
manager = LoginManager()
manager.session_protection = None  # our sessions live in the database, not in Flask's cookie


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The current user as Flask-Login wants it."""

    session: StaffSession
    is_authenticated: bool = True
    is_active: bool = True
    is_anonymous: bool = False

    def get_id(self) -> str:
        """Return the account's id."""
        return str(self.session.staff.id)


def set_up(app: App) -> None:
    """Give the application Flask-Login, CSRF tokens, and a cookie that carries their secret."""
    https = app.extensions["settings"].https
    app.config.update(
        SESSION_COOKIE_NAME="__Host-clinic-form" if https else "clinic-form",
        SESSION_COOKIE_SECURE=https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_CHECK_DEFAULT=False,  # `guard` does it: /api has tokens of its own and no cookies
        WTF_CSRF_TIME_LIMIT=None,  # a clock that jumps must not spoil a form
        WTF_CSRF_SSL_STRICT=False,  # it reads the Referer, which our pages do not send
    )
    csrf.init_app(app)
    manager.request_loader(_load)
    manager.unauthorized_handler(_to_sign_in)
    # Not `init_app`: that looks into the session, and so varies by cookie, on every response.
    app.login_manager = manager  # type: ignore[attr-defined]


def open_to_all(view: View) -> View:
    """Mark a route that needs nobody to be signed in."""
    view.needs = None  # type: ignore[attr-defined]
    return view


def admin_only(view: View) -> View:
    """Mark a route for administrators."""
    view.needs = "admin"  # type: ignore[attr-defined]
    return view


def may_reveal(view: View) -> View:
    """Mark a route for those who may read private details as they were written."""
    view.needs = "reveal"  # type: ignore[attr-defined]
    return view


def guard() -> Any:
    """Let a request pass, send it to the sign-in page, or refuse it."""
    needs = getattr(current_app.view_functions[request.endpoint or ""], "needs", "staff")
    if needs and not current_user.is_authenticated:
        return manager.unauthorized()
    if needs == "admin" and current_user.session.staff.role != "admin":
        abort(403)
    if needs == "reveal" and not current_user.session.staff.may_reveal:
        abort(403)
    if request.method not in ("GET", "HEAD", "OPTIONS"):
        if _foreign():
            abort(403)
        csrf.protect()
    return None


def _foreign() -> bool:
    """Return whether the browser says that another site sent this.

    Our pages send no referrer, and browsers then write "Origin: null" on our own forms.
    """
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return True
    origin = request.headers.get("Origin", "null")
    here = urlsplit(request.host_url)
    ours = (f"{here.scheme}://{here.netloc}", rooms.settings().public_url)
    return origin != "null" and origin not in ours


def _load(_request: object) -> SignedIn | None:
    token = staff_token()
    if not token:
        return None
    # A page that asks for news is no sign of life; one whose owner is typing says `active`.
    alive = request.args.get("active") == "1" or not wants_json()
    found = rooms.accounts().session(token, alive=alive, now=rooms.now())
    return SignedIn(found) if found else None


def _to_sign_in() -> Any:
    if wants_json():
        return {"error": {"code": "signed_out", "message": "You are signed out."}}, 401
    back = request.full_path.rstrip("?") if request.method == "GET" else None
    if request.path.rstrip("/") == "/staff":
        back = None
    return redirect(url_for("console.sign_in", next=back), 303)


def signed_in() -> StaffAccount | None:
    """Return the account of the person at the door, or None."""
    return current_user.session.staff if current_user.is_authenticated else None


def me() -> StaffAccount:
    """Return the account of the person at the door; `guard` has made sure that there is one."""
    found: StaffAccount = current_user.session.staff
    return found


def my_session_id() -> int:
    """Return the id of the session that this request belongs to."""
    return int(current_user.session.id)


def wants_json() -> bool:
    """Return whether the page's script asks, rather than the person."""
    return request.path.endswith(".json") or "json" in request.headers.get("Accept", "")


def staff_token() -> str | None:
    """Return the secret of the sign-in cookie, good or not."""
    token = request.cookies.get(_name("staff"), "")
    return token if 0 < len(token) <= 100 else None


def browser(username: str = "") -> Browser:
    """Return what is known of the browser that asks; of use for `username` only."""
    note = request.cookies.get(_name("known"))
    return Browser(
        address=limits.address(),
        device=device_of(request.headers.get("User-Agent", "")),
        known=read_note(rooms.settings().secret_key, note, username),
        old_token=staff_token(),
    )


def let_in(token: str, username: str) -> None:
    """Write the sign-in cookie with this response, and begin with a new CSRF secret."""
    session.clear()
    g.staff_cookie, g.staff_username = token, username


def let_out() -> None:
    """Remove the sign-in cookie with this response."""
    session.clear()
    g.staff_cookie = ""


def write_cookies(response: Response) -> None:
    """Write what `let_in` and `let_out` asked for; no script reads it, no other site sends it."""
    token = g.get("staff_cookie")
    if token is None:
        return
    shared: dict[str, Any] = {"httponly": True, "samesite": "Lax", "secure": _secure(), "path": "/"}
    if not token:
        response.delete_cookie(_name("staff"), **shared)
        return
    response.set_cookie(_name("staff"), token, **shared)
    if browser(g.staff_username).known is None:
        note = make_note(rooms.settings().secret_key, g.staff_username)
        response.set_cookie(_name("known"), note, max_age=_KNOWN_DAYS * 86_400, **shared)


def _secure() -> bool:
    return rooms.settings().https


def _name(name: str) -> str:
    # The prefix makes browsers refuse the cookie from any other host, sub-domains included.
    return f"__Host-clinic-{name}" if _secure() else f"clinic-{name}"
