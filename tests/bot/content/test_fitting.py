"""The quick yes says yes only where jsonschema would."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from bot.content import schemas, strict_yaml
from bot.content.schemas.fitting import fits
from tests.shipped import ROOT
from web.chat import schemas as bodies

INTENTS = ROOT / "intents"
FILES = {
    "clinic": "clinic.yaml",
    "replies": "replies.yaml",
    "personal_advice": "personal_advice.yaml",
    "safety_words": "safety/words.yaml",
    "safety_cards": "safety/cards.yaml",
    "safety": "safety/heart.yaml",
    "safety_language": "safety/languages/yi.yaml",
    "advice_words": "safety/advice/words.yaml",
}
BODIES: dict[str, list[Any]] = {
    "start": [{}],
    "message": [
        {"client_message_id": "a", "text": "hi"},
        {"client_message_id": "a", "choice": "x"},
    ],
    "handoff": [{"client_message_id": "a", "contact": {"email": "a@b.example"}}],
    "rating": [{"rating": "up", "reason": "other"}],
}
OTHERS = (None, True, 0, 7, 2.0, "", "no", "approved", "2026-02-30", "x" * 5000, [], ["a", "a"], {})


def changed(value: Any) -> Iterator[Any]:
    """Yield `value` with one thing in it changed, each of the first dozen in many ways."""
    yield from OTHERS
    if isinstance(value, dict):
        yield {**value, "unknown": "x"}
        for key in [*value][:12]:
            yield {k: v for k, v in value.items() if k != key}
            yield from ({**value, key: other} for other in changed(value[key]))
    if isinstance(value, list) and value:
        yield [*value, value[0]]
        yield from ([other, *value[1:]] for other in changed(value[0]))


def judged(schema: dict[str, Any]) -> Draft202012Validator:
    return Draft202012Validator(schema, format_checker=FormatChecker(["date"]))


@pytest.mark.parametrize("name", FILES)
def test_a_changed_file_fits_only_where_jsonschema_agrees(name: str) -> None:
    data, schema = strict_yaml.read(INTENTS / FILES[name]).data, schemas.schema(name)
    assert fits(data, schema)
    judge = judged(schema)
    wrong = [row for row in changed(data) if fits(row, schema) and not judge.is_valid(row)]
    assert wrong == []


@pytest.mark.parametrize("name", bodies.NAMES)
def test_a_changed_body_fits_exactly_where_jsonschema_agrees(name: str) -> None:
    schema = bodies.schema(name)
    judge = judged(schema)
    for body in BODIES[name]:
        assert fits(body, schema)
        for row in changed(body):
            assert fits(row, schema) == judge.is_valid(row) or "2.0" in repr(row), row


@pytest.mark.parametrize(
    ("value", "schema"),
    [
        ("text", {"contains": "x"}),
        (2.0, {"type": "integer"}),
        ("a@b", {"type": "string", "format": "email"}),
        ([[1], [1]], {"uniqueItems": True}),
        ({1: "one"}, {"propertyNames": {"pattern": "x"}}),
        ("x", {"not": {"type": "string"}}),
        ("x", {"oneOf": [{"not": {}}, {"type": "string"}]}),
        ("x", {"if": {"not": {}}, "then": {}}),
    ],
)
def test_what_it_cannot_judge_is_never_taken_to_fit(value: Any, schema: dict[str, Any]) -> None:
    assert not fits(value, schema)


def test_rules_and_lines_are_read_without_jsonschema() -> None:
    code = "import sys, pathlib\nfrom bot.assistant import load_assistant\n"
    code += "load_assistant(pathlib.Path('intents'), None)\nprint('jsonschema' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)
    assert done.stdout == b"False\n"
