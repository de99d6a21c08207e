"""Axe finds nothing in any state of the widget."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.axe import violations
from tests.browser.chat import Chat
from tests.browser.pages import HostPages
from tests.browser.staff import Desk
from web.storage import Storage


def to_closed(chat: Chat) -> None:
    chat.button("Close chat").click()


def to_welcome(chat: Chat) -> None:
    expect(chat.box).to_be_focused()


def to_answer(chat: Chat) -> None:
    chat.ask("Will I be sore?").ask("Does it hurt?")


def to_rated(chat: Chat) -> None:
    chat.ask("Does it hurt?").button("Not helpful").click()
    expect(chat.button("It is wrong")).to_be_visible()


def to_clarify(chat: Chat) -> None:
    chat.ask("a needle").ask("my horse")


def to_emergency(chat: Chat) -> None:
    chat.ask("I can't breathe").ask("I want to die")


def to_handed_off(chat: Chat) -> None:
    chat.button("Talk to staff").click()
    expect(chat.frame.get_by_label("E-mail")).to_be_visible()


def to_not_sent(chat: Chat) -> None:
    chat.page.context.route("**/api/**", lambda route: route.abort())
    chat.ask("Does it hurt?", answer=False)
    expect(chat.button("Retry")).to_be_visible()


def to_start_over(chat: Chat) -> None:
    chat.ask("Does it hurt?").button("Start over").click()


def to_delete(chat: Chat) -> None:
    chat.ask("Does it hurt?").button("Delete my chat").click()
    expect(chat.button("Keep it")).to_be_focused()


def to_deleted(chat: Chat) -> None:
    to_delete(chat)
    chat.frame.locator("#tray").get_by_role("button", name="Delete my chat").click()
    expect(chat.log).to_contain_text("Your chat is deleted")


STATES = [
    to_closed,
    to_welcome,
    to_answer,
    to_rated,
    to_clarify,
    to_emergency,
    to_handed_off,
    to_not_sent,
    to_start_over,
    to_delete,
    to_deleted,
]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(
    page: Page, server: str, hosts: HostPages, state: Callable[[Chat], None], theme: str
) -> None:
    chat = Chat.on(page, hosts.url("bare", theme=theme)).open()
    state(chat)
    assert violations(page) == []


def test_axe_would_find_pale_text_in_the_frame(chat: Chat) -> None:
    chat.evaluate("() => { document.documentElement.style.setProperty('--ink', '#bbb') }")
    assert "color-contrast" in {rule for rule, *_ in violations(chat.page)}


def test_axe_finds_nothing_while_staff_answer(chat: Chat, storage: Storage) -> None:
    chat.button("Talk to staff").click()
    expect(chat.messages).to_have_count(2)
    Desk(storage).take("Dana").say("Come in at nine.")
    expect(chat.log).to_contain_text("Come in at nine.")
    assert violations(chat.page) == []


def test_axe_finds_nothing_with_consent_on_the_demo_page_and_on_a_phone(
    new_context: Callable[..., BrowserContext], server: str, hosts: HostPages
) -> None:
    page = new_context(viewport={"width": 390, "height": 844}, has_touch=True).new_page()
    Chat.on(page, f"{server}/")
    assert violations(page) == []
    Chat.on(page, hosts.url("bare", consent=True)).open()
    assert violations(page) == []
