"""The loader, the frame page and the demo page: what is in them, and who may use them."""

from __future__ import annotations

from datetime import time
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from flask.testing import FlaskClient

from bot.content.clinic import OpenHours
from tests.browser.scripted import ScriptedAssistants
from web.app import create_app
from web.settings import Settings
from web.storage import open_storage
from web.widget.page import told_hours

if TYPE_CHECKING:
    from web.assistants import Assistants


@pytest.fixture
def visitor(settings: Settings, sqlite_url: str) -> FlaskClient:
    assistants = cast("Assistants", ScriptedAssistants())
    return create_app(
        settings, storage=open_storage(sqlite_url), assistants=assistants
    ).test_client()


def test_the_loader_holds_the_clinics_numbers_and_no_comments(visitor: FlaskClient) -> None:
    answer = visitor.get("/widget.js")
    assert answer.mimetype == "text/javascript"
    assert '"number": "911"' in answer.text
    assert "(212) 555-0142" in answer.text
    assert "%css%" not in answer.text
    assert "/**" not in answer.text


def test_the_loader_is_not_sent_twice(visitor: FlaskClient) -> None:
    first = visitor.get("/widget.js")
    assert first.headers["Cache-Control"] == "public, max-age=300"
    again = visitor.get("/widget.js", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def test_only_configured_origins_may_frame_the_chat(visitor: FlaskClient) -> None:
    answer = visitor.get("/widget/frame?site=test")
    policy = answer.headers["Content-Security-Policy"]
    assert "frame-ancestors 'self' https://clinic.example" in policy
    assert "unsafe" not in policy
    assert "X-Frame-Options" not in answer.headers


def test_nobody_may_frame_the_demo_page(visitor: FlaskClient) -> None:
    answer = visitor.get("/")
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.text.count("<script") == 1
    assert "This is a demo." in answer.text


@pytest.mark.parametrize("path", ["/", "/widget.js", "/widget/frame"])
def test_no_page_of_patients_sets_a_cookie(visitor: FlaskClient, path: str) -> None:
    answer = visitor.get(path)
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert visitor.post(path).status_code == 405


def test_the_frame_reads_without_script(visitor: FlaskClient) -> None:
    text = visitor.get("/widget/frame").text
    assert 'call <a class="number" href="tel:911">911</a> now.' in text
    assert "no clinician has reviewed these answers yet" in text
    assert "style=" not in text


def test_every_file_of_the_frame_is_announced(visitor: FlaskClient) -> None:
    text = visitor.get("/widget/frame").text
    for file in Path("web/static/widget/frame").glob("*.js"):
        assert f'rel="modulepreload" href="/static/widget/frame/{file.name}"' in text
        assert visitor.get(f"/static/widget/frame/{file.name}").status_code == 200


@pytest.mark.parametrize(
    ("days", "told"),
    [
        ({0, 1, 2, 3, 4}, "Monday to Friday"),
        ({5}, "Saturday"),
        ({0, 2}, "Monday, Wednesday"),
        ({5, 6}, "Saturday, Sunday"),
    ],
)
def test_hours_are_told_in_words(days: set[int], told: str) -> None:
    stretch = OpenHours(frozenset(days), time(8), time(18, 30))
    assert told_hours(stretch) == (told, "8:00 AM to 6:30 PM")
