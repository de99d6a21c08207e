"""What axe finds on a page."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}


def violations(page: Page) -> list[Any]:
    """Return what axe finds on the page and, of another origin or not, in the frame."""
    page.wait_for_timeout(350)  # colours of a half faded message are not the ones to judge
    results = [Axe().run(document, options=RULES).response for document in page.frames]
    if page.locator("clinic-chat iframe").count():
        assert len(results) == 2
        assert len(results[1]["passes"]) > 10  # it did look inside
    return [
        (rule["id"], [node["html"][:160] for node in rule["nodes"]], rule["nodes"][0]["any"][:1])
        for result in results
        for rule in result["violations"]
    ]
