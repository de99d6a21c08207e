"""The description of the patient API: an OpenAPI 3.1 document around the JSON Schemas in use."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from web.chat import schemas

_BODIES = {
    "NewConversation": "start",
    "NewMessage": "message",
    "AskForStaff": "handoff",
    "Rating": "rating",
}


@cache
def document() -> dict[str, Any]:
    """Return the OpenAPI document."""
    path = Path(__file__).with_name("openapi.json")
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    parts = found["components"]["schemas"]
    for name, schema in _BODIES.items():
        parts[name] = {k: v for k, v in schemas.schema(schema).items() if k != "$schema"}
    return found
