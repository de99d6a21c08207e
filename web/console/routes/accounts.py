"""Accounts of staff, for administrators."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from web.console import identity, rooms
from web.console.accounts import ROLES
from web.console.blueprint import blueprint


@blueprint.get("/accounts")
@identity.admin_only
def accounts() -> ResponseReturnValue:
    """List all accounts."""
    return _page()


@blueprint.post("/accounts/invite")
@identity.admin_only
def invite() -> ResponseReturnValue:
    """Show a new one-time link, this once."""
    role = request.form.get("role", "")
    token = rooms.accounts().invite(role, now=rooms.now()) or abort(400)
    path = url_for("console.set_up", token=token)
    base = rooms.settings().public_url or request.host_url.rstrip("/")
    return _page(link=base + path, role=role)


@blueprint.post("/accounts/<int:staff_id>/disable")
@identity.admin_only
def disable(staff_id: int) -> ResponseReturnValue:
    """Close an account and end its sessions."""
    return _set_disabled(staff_id, disabled=True)


@blueprint.post("/accounts/<int:staff_id>/enable")
@identity.admin_only
def enable(staff_id: int) -> ResponseReturnValue:
    """Open an account again."""
    return _set_disabled(staff_id, disabled=False)


@blueprint.post("/accounts/<int:staff_id>/reveal/<any(on, off):switch>")
@identity.admin_only
def set_may_reveal(staff_id: int, switch: str) -> ResponseReturnValue:
    """Give an account the right to read private details as written, or take it away."""
    if staff_id >= 2**31:
        abort(404)
    name = rooms.accounts().set_may_reveal(staff_id, may=switch == "on") or abort(404)
    flash(f"{name} {'may' if switch == 'on' else 'may no longer'} reveal private details.", "done")
    return redirect(url_for("console.accounts"), 303)


def _set_disabled(staff_id: int, *, disabled: bool) -> ResponseReturnValue:
    if staff_id >= 2**31:
        abort(404)
    name = rooms.accounts().set_disabled(
        staff_id, disabled=disabled, by=identity.me(), now=rooms.now()
    )
    if name is None:
        abort(400)
    can = "can no longer sign in and is signed out everywhere" if disabled else "can sign in again"
    flash(f"{name} {can}.", "done")
    return redirect(url_for("console.accounts"), 303)


def _page(link: str | None = None, role: str = "staff") -> ResponseReturnValue:
    people = rooms.accounts().listing()
    return render_template(
        "console/accounts.html", people=people, roles=ROLES, link=link, role=role
    )
