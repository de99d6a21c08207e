"""What a patient's program may send: one JSON Schema a body, unknown fields refused."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.content.schemas.fitting import fits

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator

_FOLDER = Path(__file__).parent
NAMES = ("start", "message", "handoff", "rating")


@cache
def schema(name: str) -> dict[str, Any]:
    """Return the schema of a body."""
    loaded: dict[str, Any] = json.loads((_FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return loaded


def problems(body: Any, name: str) -> list[dict[str, str]]:
    """Return what is wrong with a body, without quoting it; an empty list when nothing is."""
    if fits(body, schema(name)):
        return []
    found = []
    for error in _validator(name).iter_errors(body):
        where = ".".join(str(part) for part in error.absolute_path) or "body"
        found.append(
            {"field": where[:100], "problem": _said(error.validator, error.validator_value)}
        )
    return sorted(found, key=lambda problem: (problem["field"], problem["problem"]))


def _said(rule: Any, value: Any) -> str:
    if rule == "additionalProperties":
        return "has a field that is not known"
    if rule in ("oneOf", "dependentRequired", "minProperties"):
        return "does not have exactly the fields that belong together"
    if rule == "required":
        return f"needs {', '.join(value)}"
    return f"does not fit {rule} {json.dumps(value)}"


@cache
def _validator(name: str) -> Draft202012Validator:
    from jsonschema import Draft202012Validator  # here: bot/content/schemas/fitting.py says why

    return Draft202012Validator(schema(name))
