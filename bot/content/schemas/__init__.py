"""The JSON Schemas (draft 2020-12) of the files under `intents/`, and checking against them."""

from __future__ import annotations

import difflib
import json
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

from bot.content.strict_yaml import Document
from bot.errors import Problem

_FOLDER = Path(__file__).parent


@cache
def validator(name: str) -> Draft202012Validator:
    """Return the validator for the schema `<name>.json` of this folder."""
    schema = json.loads((_FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=FormatChecker(["date"]))


def problems(document: Document, name: str) -> list[Problem]:
    """Return every way in which `document` departs from schema `name`, each with its line."""
    found = []
    for error in validator(name).iter_errors(document.data):
        address = tuple(error.absolute_path)
        found.append(document.problem(address, _sentence(error)))
    return found


def _sentence(error: Any) -> str:
    where = "/".join(map(str, error.absolute_path)) or "the file"
    if error.validator == "additionalProperties":
        return _unknown_fields(where, error)
    if error.validator == "required":
        return f"{where}: {error.message.replace('is a required property', 'is missing')}"
    if error.validator == "enum":
        return f"{where}: {error.instance!r} is not one of {', '.join(map(str, error.validator_value))}"
    if error.validator == "minItems":
        return (
            f"{where}: has {len(error.instance)} entries, at least {error.validator_value} needed"
        )
    if error.validator in ("maxLength", "minLength"):
        wanted = (
            f"{'at most' if error.validator == 'maxLength' else 'at least'} {error.validator_value}"
        )
        return f"{where}: has {len(error.instance)} characters, {wanted} expected"
    if error.validator == "type":
        hint = " (put it in double quotes)" if error.validator_value == "string" else ""
        return f"{where}: {_short(error.instance)} is not of type {error.validator_value}{hint}"
    if "description" in error.schema:
        return f"{where}: {_short(error.instance)} does not fit; {error.schema['description']}"
    return f"{where}: {error.message}"


def _unknown_fields(where: str, error: Any) -> str:
    known = list(error.schema.get("properties", {}))
    extra = [key for key in error.instance if key not in known]
    said = []
    for key in extra:
        close = difflib.get_close_matches(str(key), known, n=1)
        said.append(f"unknown field '{key}'" + (f" (did you mean '{close[0]}'?)" if close else ""))
    return f"{where}: {', '.join(said)}; known fields: {', '.join(known)}"


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."
