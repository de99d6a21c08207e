"""Whether the server lives, and whether each part of it does its work."""

from __future__ import annotations

import shutil
from typing import Any

from flask import Blueprint, current_app, jsonify
from flask.typing import ResponseReturnValue

from web.storage import StorageError

_SELF_TEST = "I can't breathe"
_LEAST_FREE = 50 * 1024 * 1024

blueprint = Blueprint("health", __name__, url_prefix="/health")


@blueprint.get("/live")
def live() -> ResponseReturnValue:
    """Say that the process answers."""
    return jsonify(status="ok")


@blueprint.get("/ready")
def ready() -> ResponseReturnValue:
    """Say how each part does.

    "degraded" is still 200: without database or model the emergency check and the phone number go
    on, and a balancer that took the server away would leave patients with nothing.
    """
    checks = {
        "safety": _safety(),
        "database": _database(),
        "model": _model(),
        "disk": _disk(),
        "mail": _mail(),
        "purge": _purge(),
    }
    well = all(check["ok"] for check in checks.values())
    # The rules stand alone when the second voice is missing or older than its words: run train.py.
    well = well and "scorer" in checks["safety"]["voices"]
    status = "ok" if well else "degraded" if checks["safety"]["ok"] else "down"
    return jsonify(status=status, checks=checks), 503 if status == "down" else 200


def _safety() -> dict[str, Any]:
    try:
        assistant = current_app.extensions["assistants"].current()
        heard = assistant.emergency(_SELF_TEST) is not None
        return {"ok": heard, "voices": list(assistant.safety.voices)}
    except Exception:  # whatever fails in it, the answer is no
        return {"ok": False, "voices": []}


def _database() -> dict[str, Any]:
    try:
        current_app.extensions["storage"].check()
    except StorageError:
        return {"ok": False}
    return {"ok": True}


def _model() -> dict[str, Any]:
    assistants = current_app.extensions["assistants"]
    return {"ok": assistants.problem is None, "version": assistants.version}


def _disk() -> dict[str, Any]:
    folder = current_app.extensions["settings"].models_dir
    while not folder.exists():
        folder = folder.parent
    return {"ok": shutil.disk_usage(folder).free > _LEAST_FREE}


def _mail() -> dict[str, Any]:
    settings, notifier = current_app.extensions["settings"], current_app.extensions["notifier"]
    return {"ok": notifier.healthy, "on": settings.mail}


def _purge() -> dict[str, Any]:
    settings, nightly = current_app.extensions["settings"], current_app.extensions["nightly"]
    return {"ok": nightly.problem is None, "on": settings.purge_at is not None}
