"""Make the pictures of the documentation from the real product: `make pictures`."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.chat import Chat
from tests.browser.console_fixtures import StaffPage
from tests.shipped import ROOT, Serve, with_trained_model

PICTURES = ROOT / "docs" / "pictures"


def main() -> None:
    """Serve the trained model, hold a short conversation, and photograph both sides of it."""
    PICTURES.mkdir(exist_ok=True)
    serve = Serve(with_trained_model(Path(tempfile.mkdtemp())))
    path = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path)
        _widget(browser, serve)
        _console(browser, serve)
        browser.close()
    serve.end()


def _widget(browser: Browser, serve: Serve) -> None:
    page = browser.new_page(viewport={"width": 1180, "height": 760})
    chat = Chat.on(page, f"{serve.address}/").open()
    chat.ask("Does the injection hurt?")
    page.wait_for_timeout(500)
    page.screenshot(path=PICTURES / "widget.png")
    chat.ask("what does it cost")
    page.wait_for_timeout(500)


def _console(browser: Browser, serve: Serve) -> None:
    page = browser.new_page(viewport={"width": 1180, "height": 760})
    assert serve.setup_link
    page.goto(serve.setup_link)
    page.get_by_label("Your name").fill("Maria Lopez")
    page.get_by_label("E-mail address").fill("maria@clinic.example")
    page.get_by_label("Password", exact=True).fill("quiet green ladder")
    page.get_by_label("Password again").fill("quiet green ladder")
    staff = StaffPage(page, serve.address)
    staff.button("Create account and sign in").click()
    staff.rows.first.get_by_role("link").click()
    page.wait_for_timeout(500)
    page.screenshot(path=PICTURES / "console.png")


if __name__ == "__main__":
    main()
