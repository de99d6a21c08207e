"""The description says what the routes do."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator

from tests.web.conftest import Patient
from web.chat import openapi

DOCUMENT = openapi.document()


def _validator(name: str) -> Draft202012Validator:
    root = {"$ref": f"#/components/schemas/{name}", "components": DOCUMENT["components"]}
    return Draft202012Validator(root)


def test_the_document_lists_exactly_the_routes(app: Flask) -> None:
    served = {
        (re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule), method.lower(), rule.endpoint)
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith(("/api/", "/health/"))
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    described = {
        (path, method, operation["operationId"])
        for path, methods in DOCUMENT["paths"].items()
        for method, operation in methods.items()
    }
    assert {(p, m, e.rpartition(".")[2]) for p, m, e in served} == described


def test_it_is_served(client: FlaskClient) -> None:
    answer = client.get("/api/v1/openapi.json")
    assert answer.json == DOCUMENT
    assert DOCUMENT["openapi"] == "3.1.0"


def test_every_schema_is_valid_and_every_reference_leads_somewhere() -> None:
    for name, schema in DOCUMENT["components"]["schemas"].items():
        Draft202012Validator.check_schema(schema)
        _validator(name)
    named = set(re.findall(r"#/components/schemas/(\w+)", str(DOCUMENT)))
    assert named <= set(DOCUMENT["components"]["schemas"])


def test_a_refused_object_is_refused_by_unknown_fields_too() -> None:
    for name in ("NewConversation", "NewMessage", "AskForStaff", "Rating"):
        assert DOCUMENT["components"]["schemas"][name]["additionalProperties"] is False


def test_what_is_sent_fits_its_description(patient: Patient) -> None:
    started = patient.client.post("/api/v1/conversations", json={})
    told = patient.say("sore?")
    answers: list[tuple[str, Any]] = [
        ("Started", started.json),
        ("Answered", told),
        ("Answered", patient.say("which?")),
        ("Answered", patient.say("I cannot breathe")),
        ("Answered", patient.say("break")),
        ("Answered", patient.post("conversation/handoff", {"client_message_id": "h"}).json),
        ("Messages", patient.get("conversation/messages").json),
        ("Shown", patient.get("conversation").json),
        (
            "Rated",
            patient.post(f"messages/{told['messages'][1]['id']}/rating", {"rating": "up"}).json,
        ),
        ("Error", patient.post("messages/1/rating", {"rating": 1}).json),
        ("Deleted", patient.client.delete("/api/v1/conversation", headers=patient.headers).json),
        ("Ready", patient.client.get("/health/ready").json),
        ("Alive", patient.client.get("/health/live").json),
    ]
    for name, answer in answers:
        faults = [error.message for error in _validator(name).iter_errors(answer)]
        if name == "Answered" and "saved" not in (answer or {}):
            pytest.fail("an answer must say whether it is saved")
        assert faults == [], name
