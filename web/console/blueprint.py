"""The blueprint and what stands on each of its pages."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response
from flask.blueprints import BlueprintSetupState

from web.console import identity, rooms, words
from web.console.lists import Numbers
from web.storage import StorageError
from web.storage.records import StaffAccount

blueprint = Blueprint("console", __name__, url_prefix="/staff")


@blueprint.record_once
def _set_up(state: BlueprintSetupState) -> None:
    identity.set_up(state.app)


@blueprint.before_request
def _guard() -> Any:
    return identity.guard()


@blueprint.after_request
def _private(response: Response) -> Response:
    # Patients' words must not stay in the cache of a shared reception computer.
    response.headers["Cache-Control"] = "no-store"
    identity.write_cookies(response)
    return response


@blueprint.context_processor
def _every_page() -> dict[str, Any]:
    staff, numbers = _at_the_door()
    return {
        "age": words.age,
        "now": rooms.now(),
        "staff": staff,
        "numbers": numbers,
        "serves_drafts": rooms.settings().content_policy == "demo",
        "clinic_name": rooms.assistant().clinic.name,
    }


def _at_the_door() -> tuple[StaffAccount | None, Numbers | None]:
    try:
        staff = identity.signed_in()
        return staff, rooms.lists().numbers(staff) if staff else None
    except StorageError:  # the page that says so must still be drawn
        return None, None
