"""Every response is sealed: routes of the URL map, errors and files alike."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from web import security
from web.app import create_app
from web.settings import Settings
from web.storage import open_storage


@pytest.fixture
def sealed(settings: Settings, sqlite_url: str) -> Iterator[Flask]:
    """The application as it ships: the real assistant (with no model), every room."""
    storage = open_storage(sqlite_url)
    yield create_app(settings, storage=storage)
    storage.close()


def _paths(app: Flask) -> list[tuple[str, str]]:
    found = []
    for rule in app.url_map.iter_rules():
        path = re.sub(r"<int:\w+>", "1", rule.rule)
        path = re.sub(r"<path:\w+>", "error.css", path)
        path = re.sub(r"<\w+(:\w+)?>", "x", path)
        found += [(method, path) for method in sorted(rule.methods or ())]
    return found


def _check(answer: TestResponse, path: str) -> None:
    policy = answer.headers["Content-Security-Policy"]
    directives = {p.split()[0]: p.split()[1:] for p in policy.split(";") if p.strip()}
    assert directives["default-src"] == ["'none'"], path
    assert directives["base-uri"] == ["'none'"], path
    for unsafe in ("unsafe-inline", "unsafe-eval", "unsafe-hashes", "*", "http:", "https:"):
        assert unsafe not in policy.replace("https://clinic.example", ""), path
    expected = ["'self'", "https://clinic.example"] if path == security.FRAME_PATH else ["'none'"]
    assert directives["frame-ancestors"] == expected, path
    assert answer.headers["X-Content-Type-Options"] == "nosniff", path
    assert answer.headers["Referrer-Policy"] == "no-referrer", path
    assert "camera=()" in answer.headers["Permissions-Policy"], path
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin", path
    shared = path in (security.FRAME_PATH, security.LOADER_PATH)
    whose = "cross-origin" if shared else "same-origin"
    assert answer.headers["Cross-Origin-Resource-Policy"] == whose, path
    assert answer.headers.get("X-Frame-Options") == (
        None if path == security.FRAME_PATH else "DENY"
    ), path


def test_every_route_has_every_header(sealed: Flask) -> None:
    client = sealed.test_client()
    for method, path in _paths(sealed):
        answer = client.open(path, method=method)
        assert answer.status_code < 500, path
        _check(answer, path)


@pytest.mark.parametrize("path", ["/nothing", "/api/v1/nothing", "/static/../secret", "/health/x"])
def test_errors_have_every_header(sealed: Flask, path: str) -> None:
    answer = sealed.test_client().get(path)
    assert answer.status_code == 404
    _check(answer, path)


def test_an_error_page_for_people_names_the_emergency_number(sealed: Flask) -> None:
    answer = sealed.test_client().get("/nothing")
    assert answer.mimetype == "text/html"
    assert 'href="tel:911"' in answer.text
    assert "<style" not in answer.text


def test_an_error_inside_shows_nothing_of_it(sealed: Flask) -> None:
    def fail() -> str:
        raise RuntimeError("secret detail")

    sealed.add_url_rule("/api/v1/fail", "fail", fail)
    answer = sealed.test_client().get("/api/v1/fail")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert answer.json is not None
    assert answer.json["emergency"]["number"] == "911"
    _check(answer, "/api/v1/fail")


def test_the_widget_pages_and_the_api_set_no_cookie(sealed: Flask) -> None:
    client = sealed.test_client()
    for method, path in _paths(sealed):
        if not path.startswith("/staff"):
            assert "Set-Cookie" not in client.open(path, method=method).headers, path


def test_serving_loads_nothing_that_only_training_needs() -> None:
    code = "import web.operate, sys; print(sorted(m for m in ('sklearn', 'scipy', "
    code += "'matplotlib', 'alembic', 'psycopg') if m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
