"""A real Chromium on the real application, and clinics' pages of other origins that embed it."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from werkzeug.serving import make_server

from tests.browser.chat import Chat
from tests.browser.pages import HostPages
from tests.browser.scripted import ScriptedAssistants
from web.app import create_app
from web.settings import Settings
from web.storage import Storage, open_storage

if TYPE_CHECKING:
    from web.assistants import Assistants

expect.set_options(timeout=10_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium. Without one the tests fail: a skipped browser test tells nobody anything."""
    path = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if path is None:
        pytest.fail("no Chromium: apt-get install chromium-headless-shell libatomic1")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def assistants() -> Assistants:
    """The assistant with scripted answers, or the trained one of the folder MODELS_UNDER_TEST."""
    if folder := os.environ.get("MODELS_UNDER_TEST"):
        from web.assistants import Assistants as Real

        return Real(Settings("", "", models_dir=Path(folder), intents_dir=Path("intents")))
    return cast("Assistants", ScriptedAssistants())


@pytest.fixture
def scripted_words() -> None:
    """Ask for this where a test reads words that only the scripted assistant says."""
    if os.environ.get("MODELS_UNDER_TEST"):
        pytest.skip("the trained assistant words this in its own way")


@pytest.fixture(scope="session")
def hosts() -> Iterator[HostPages]:
    """A server of clinics' pages, under an origin that may embed the chat and one that may not."""
    pages = HostPages()
    yield pages
    pages.close()


@pytest.fixture
def storage(sqlite_url: str) -> Iterator[Storage]:
    """A fresh database for the application."""
    opened = open_storage(sqlite_url)
    yield opened
    opened.close()


@pytest.fixture
def app(storage: Storage, assistants: Assistants, hosts: HostPages, tmp_path: Path) -> Flask:
    """The real application. Limits are a thousandfold: the tests are one busy address."""
    settings = Settings(
        secret_key="0123456789abcdef0123456789abcdef",
        database_url="",
        models_dir=tmp_path,
        intents_dir=Path("intents"),
        widget_origins=(hosts.allowed,),
        limits_factor=1000,
    )
    return create_app(settings, storage=storage, assistants=assistants)


@pytest.fixture
def server(app: Flask, hosts: HostPages) -> Iterator[str]:
    """The address of the running application."""
    running = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=running.serve_forever, daemon=True)
    thread.start()
    hosts.server = f"http://127.0.0.1:{running.server_port}"
    yield hosts.server
    running.shutdown()
    thread.join()
    running.server_close()


@pytest.fixture
def new_context(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Make browser profiles, each with its own storage."""
    made: list[BrowserContext] = []

    def make(**options: object) -> BrowserContext:
        made.append(browser.new_context(**options))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for context in made:
        context.close()


@pytest.fixture
def page(new_context: Callable[..., BrowserContext]) -> Page:
    """An empty page at a desk."""
    return new_context(viewport={"width": 1280, "height": 800}).new_page()


@pytest.fixture
def chat(page: Page, server: str, hosts: HostPages) -> Chat:
    """The chat, opened on a bare page of another origin."""
    return Chat.on(page, hosts.url("bare")).open()
