"""Signing in and out, and the one-time link that makes an account."""

from __future__ import annotations

import re

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from web.console import identity, rooms
from web.console.accounts import NewAccount, SignIn
from web.console.blueprint import blueprint
from web.console.service import clean

_OWN_PAGE = re.compile(r"/staff/[A-Za-z0-9/_-]*(\?[A-Za-z0-9=&_-]*)?")


@blueprint.get("/sign-in")
@identity.open_to_all
def sign_in() -> ResponseReturnValue:
    """Show the sign-in page."""
    if identity.signed_in():
        return redirect(_next_page(), 303)
    return render_template("console/sign_in.html", problem=None, username="")


@blueprint.post("/sign-in")
@identity.open_to_all
def sign_in_now() -> ResponseReturnValue:
    """Let a person in who knows the password."""
    username = clean(request.form.get("username", ""))[:254]
    password = request.form.get("password", "")
    browser = identity.browser(username)
    went = rooms.accounts().sign_in(username, password, browser=browser, now=rooms.now())
    if went.token is None:
        page = render_template("console/sign_in.html", problem=went.problem, username=username)
        return page, 429 if went.too_many else 401
    identity.let_in(went.token, username)
    return redirect(_next_page(), 303)


@blueprint.post("/sign-out")
@identity.open_to_all
def sign_out() -> ResponseReturnValue:
    """End this session, also one that has ended already."""
    if staff := identity.signed_in():
        session_id = identity.my_session_id()
        rooms.accounts().end_session(staff, session_id, now=rooms.now())
    identity.let_out()
    return redirect(url_for("console.sign_in"), 303)


@blueprint.get("/setup/<token>")
@identity.open_to_all
def set_up(token: str) -> ResponseReturnValue:
    """Show the form behind a one-time link."""
    role = rooms.accounts().link_role(token, now=rooms.now())
    page = render_template("console/setup.html", role=role, problems={}, form=None)
    return page, 200 if role else 404


@blueprint.post("/setup/<token>")
@identity.open_to_all
def set_up_now(token: str) -> ResponseReturnValue:
    """Make the account and let its owner in."""
    form = _new_account()
    went = rooms.accounts().set_up(token, form, browser=identity.browser(), now=rooms.now())
    if isinstance(went, SignIn) and went.token:
        identity.let_in(went.token, form.email)
        return redirect(url_for("console.inbox"), 303)
    problems = went if isinstance(went, dict) else {}
    role = None if "link" in problems else "kept"
    page = render_template("console/setup.html", role=role, problems=problems, form=form)
    return page, 400 if role else 404


def _new_account() -> NewAccount:
    given = request.form
    return NewAccount(
        name=" ".join(given.get("name", "").split()),
        email=given.get("email", "").strip().lower(),
        password=given.get("password", ""),
        again=given.get("again", ""),
    )


def _next_page() -> str:
    wanted = request.args.get("next", "")
    return wanted if _OWN_PAGE.fullmatch(wanted) else url_for("console.inbox")
