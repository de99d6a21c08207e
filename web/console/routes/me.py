"""One's own account: where it is signed in, and its password."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from web.console import identity, rooms
from web.console.accounts import SignIn
from web.console.blueprint import blueprint


@blueprint.get("/me")
def me() -> ResponseReturnValue:
    """Show where I am signed in."""
    return _page()


@blueprint.post("/me/password")
def change_password() -> ResponseReturnValue:
    """Change my password; every other browser is signed out."""
    old, new = request.form.get("old", ""), request.form.get("password", "")
    if new != request.form.get("again", ""):
        return _page({"again": "The two passwords differ."})
    staff = identity.me()
    browser = identity.browser(staff.username)
    went = rooms.accounts().change_password(staff, old, new, browser=browser, now=rooms.now())
    if not isinstance(went, SignIn) or went.token is None:
        return _page(went if isinstance(went, dict) else {})
    identity.let_in(went.token, staff.username)
    flash("Your password is changed. All other browsers are signed out.", "done")
    return redirect(url_for("console.me"), 303)


@blueprint.post("/me/sessions/<int:session_id>/end")
def end_session(session_id: int) -> ResponseReturnValue:
    """Sign one of my browsers out."""
    staff, now = identity.me(), rooms.now()
    if session_id >= 2**31 or not rooms.accounts().end_session(staff, session_id, now=now):
        abort(404)
    flash("That browser is signed out.", "done")
    return redirect(url_for("console.me"), 303)


@blueprint.post("/me/sign-out-everywhere")
def sign_out_everywhere() -> ResponseReturnValue:
    """Sign all my browsers out, this one too."""
    rooms.accounts().sign_out_everywhere(identity.me(), now=rooms.now())
    identity.let_out()
    return redirect(url_for("console.sign_in"), 303)


def _page(problems: dict[str, str] | None = None) -> ResponseReturnValue:
    found = rooms.accounts().sessions_of(identity.me(), now=rooms.now())
    page = render_template(
        "console/me.html",
        sessions=found,
        current=identity.my_session_id(),
        problems=problems or {},
    )
    return page, 400 if problems else 200
