"""The head of the console stays one line on a desk's screen, also with all that an admin sees."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, expect

from tests.browser.console_fixtures import StaffPage
from tests.web.storage import samples
from web.storage import Storage

CLINIC = "Riverside Pain and Movement Clinic (demo)"
ONE_LINE = 70  # pixels: two would be more


@pytest.mark.parametrize("width", [1280, 1440, 1024, 960])
@pytest.mark.parametrize("name", ["Maria Lopez", "Dr. Alexandra Konstantinopoulou-Featherstone"])
def test_an_admins_head_is_one_line(
    app: Flask,
    storage: Storage,
    server: str,
    new_context: Callable[..., BrowserContext],
    width: int,
    name: str,
) -> None:
    for number in range(12):
        samples.waiting(storage, f"c{number}", datetime.now(UTC), "emergency")
    context = new_context(viewport={"width": width, "height": 800})
    desk = StaffPage(context.new_page(), server).sign_in(storage, name, "admin").go()
    desk.page.locator(".brand__name").evaluate(f"node => {{ node.textContent = '{CLINIC}' }}")
    head = desk.page.locator(".top").bounding_box()
    assert head
    assert head["height"] <= ONE_LINE
    assert desk.overflow() == 0
    for shown in ("Deletions", "Accounts", "Unanswered"):
        expect(desk.link(shown)).to_be_in_viewport(ratio=1)
    expect(desk.button("Sign out")).to_be_in_viewport(ratio=1)


def test_at_1280_pixels_nothing_in_it_is_cut(
    app: Flask, storage: Storage, server: str, new_context: Callable[..., BrowserContext]
) -> None:
    samples.waiting(storage, "c1", datetime.now(UTC), "emergency")
    context = new_context(viewport={"width": 1280, "height": 800})
    desk = StaffPage(context.new_page(), server).sign_in(storage, "Maria Lopez", "admin").go()
    desk.page.locator(".brand__name").evaluate(f"node => {{ node.textContent = '{CLINIC}' }}")
    for part in (".brand__name", ".who__name"):
        cut = desk.page.locator(part).evaluate("node => node.scrollWidth - node.clientWidth")
        assert cut == 0, part
