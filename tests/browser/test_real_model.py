"""The product as it ships: serve.py with the trained model, a patient and a person at the desk."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.chat import Chat
from tests.browser.console_fixtures import StaffPage
from tests.shipped import Serve, with_trained_model


@pytest.fixture
def shipped(tmp_path: Path) -> Iterator[Serve]:
    serve = Serve(with_trained_model(tmp_path))
    yield serve
    serve.end()


def _first_account(shipped: Serve, page: Page) -> StaffPage:
    staff = StaffPage(page, shipped.address)
    assert shipped.setup_link
    page.goto(shipped.setup_link)
    for label, value in {
        "Your name": "Maria Lopez",
        "E-mail address": "maria@clinic.example",
        "Password again": "quiet green ladder",
    }.items():
        page.get_by_label(label).fill(value)
    page.get_by_label("Password", exact=True).fill("quiet green ladder")
    staff.button("Create account and sign in").click()
    expect(page.get_by_text("All quiet")).to_be_visible()
    return staff


def test_the_whole_way_on_the_trained_model(
    shipped: Serve, page: Page, new_context: Callable[..., BrowserContext]
) -> None:
    staff = _first_account(shipped, new_context().new_page())
    chat = Chat.on(page, f"{shipped.address}/").open()

    began = time.monotonic()
    chat.ask("dri nedling vs acupunctur")
    print(f"\nthe answer was there after {time.monotonic() - began:.2f} s")
    expect(chat.messages.last).to_contain_text("acupuncture")
    expect(chat.messages.last).to_contain_text("NYDNRehab")
    expect(chat.messages.last).to_contain_text("Draft")

    chat.ask("what does one session of dry needling cost")
    expect(chat.messages.last).to_contain_text("billing team")
    expect(staff.rows).to_contain_text("what does one session of dry needling cost")
    staff.rows.first.get_by_role("link").click()
    staff.claim()
    expect(chat.log).to_contain_text("Maria Lopez from our staff is now answering")
    staff.box.fill("That depends on the visit. We will send you our list.")
    began = time.monotonic()
    staff.box.press("Control+Enter")
    expect(chat.log).to_contain_text("We will send you our list.")
    print(f"the reply of staff was there after {time.monotonic() - began:.2f} s")

    chat.ask("i cant breathe properly since the needle", answer=False)
    expect(chat.alert).to_contain_text("911")
    expect(staff.log).to_contain_text("i cant breathe properly since the needle")


def test_what_was_said_is_there_after_the_server_was_killed(tmp_path: Path, page: Page) -> None:
    var = with_trained_model(tmp_path)
    shipped = Serve(var)
    token = shipped.ask("/api/v1/conversations", {})[1]["token"]
    said = "/api/v1/conversation/messages"
    shipped.ask(said, {"client_message_id": "m1", "text": "what is dry needling"}, token)
    shipped.kill()
    again = Serve(var)
    status, answer = again.ask(f"{said}?after=0", token=token)
    assert status == 200
    assert [message["from"] for message in answer["messages"]] == ["patient", "bot"]
    repeated = again.ask(said, {"client_message_id": "m1", "text": "what is dry needling"}, token)
    assert repeated[1]["messages"] == answer["messages"]
    again.end()
