"""The JSON Schemas (draft 2020-12) of the files under `intents/`, and checking against them."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.content.schemas.fitting import fits
from bot.content.strict_yaml import Address, Document, Key
from bot.errors import Problem

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator

_FOLDER = Path(__file__).parent
_TYPES = {
    "string": "text",
    "null": "null",
    "array": "a list",
    "object": "a group of fields",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
}


@cache
def schema(name: str) -> dict[str, Any]:
    """Return the schema `<name>.json` of this folder."""
    loaded: dict[str, Any] = json.loads((_FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return loaded


@cache
def validator(name: str) -> Draft202012Validator:
    """Return the validator for the schema `<name>.json` of this folder."""
    from jsonschema import Draft202012Validator, FormatChecker  # here: fitting.py says why

    return Draft202012Validator(schema(name), format_checker=FormatChecker(["date"]))


def problems(document: Document, name: str) -> list[Problem]:
    """Return every way in which `document` departs from schema `name`, each with its line."""
    if fits(document.data, schema(name)):
        return []
    found = []
    for error in validator(name).iter_errors(document.data):
        address = tuple(error.absolute_path)
        if error.validator == "additionalProperties":
            found += _unknown_fields(document, address, error)
        else:
            found.append(document.problem(address, _sentence(error)))
    return found


def _sentence(error: Any) -> str:
    where = _where(error.absolute_path)
    if error.validator == "required":
        return f"{where}: {error.message.replace('is a required property', 'is missing')}"
    if error.validator == "enum":
        return f"{where}: {error.instance!r} is not one of {', '.join(map(str, error.validator_value))}"
    if error.validator == "minItems":
        return (
            f"{where}: has {len(error.instance)} entries, at least {error.validator_value} needed"
        )
    if error.validator == "maxItems":
        return (
            f"{where}: has {len(error.instance)} entries, at most {error.validator_value} allowed"
        )
    if error.validator == "uniqueItems":
        twice = [x for i, x in enumerate(error.instance) if x in error.instance[:i]]
        return f"{where}: {_short(twice[0])} stands twice; delete one"
    if error.validator in ("maxLength", "minLength"):
        wanted = (
            f"{'at most' if error.validator == 'maxLength' else 'at least'} {error.validator_value}"
        )
        return f"{where}: has {len(error.instance)} characters, {wanted} expected"
    if error.validator == "type":
        wanted = error.validator_value
        kinds = [wanted] if isinstance(wanted, str) else wanted
        if error.instance is None:
            return f"{where}: nothing stands here, {' or '.join(_TYPES[k] for k in kinds)} expected"
        hint = " (put it in double quotes)" if "string" in kinds else ""
        kinds = " or ".join(kinds)
        return f"{where}: {_short(error.instance)} is not of type {kinds}{hint}"
    if "description" in error.schema:
        return f"{where}: {_short(error.instance)} does not fit; {error.schema['description']}"
    return f"{where}: {error.message}"


def _unknown_fields(document: Document, address: Address, error: Any) -> list[Problem]:
    known = list(error.schema.get("properties", {}))
    found = []
    for key in error.instance:
        if key in known:
            continue
        close = difflib.get_close_matches(str(key), known, n=1)
        guess = f" (did you mean '{close[0]}'?)" if close else ""
        message = f"{_where(address)}: unknown field '{key}'{guess}; known: {', '.join(known)}"
        found.append(document.problem((*address, str(key)), message))
    return found


def _where(address: Iterable[Key]) -> str:
    return "/".join(map(str, address)) or "the file"


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."
