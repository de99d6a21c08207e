"""Keyboard and screen readers."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.chat import Chat
from tests.browser.pages import HostPages


def test_the_launcher_tells_its_state(page: Page, server: str, hosts: HostPages) -> None:
    chat = Chat.on(page, hosts.url("bare"))
    expect(chat.launcher).to_have_attribute("aria-expanded", "false")
    expect(chat.launcher).to_have_attribute("aria-controls", "panel")
    chat.open()
    expect(chat.launcher).to_have_attribute("aria-expanded", "true")
    region = page.get_by_role("region", name="Chat with Riverside Pain and Movement Clinic (demo)")
    expect(region).to_be_visible()


def test_the_whole_way_by_keyboard(page: Page, server: str, hosts: HostPages) -> None:
    chat = Chat.on(page, hosts.url("bare"))
    page.locator("#before").focus()
    page.keyboard.press("Tab")
    expect(chat.launcher).to_be_focused()
    page.keyboard.press("Enter")
    expect(chat.box).to_be_focused()
    page.keyboard.type("one")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("Does it hurt?")
    page.keyboard.press("Enter")
    expect(chat.messages).to_have_count(2)
    expect(chat.messages.first).to_contain_text("one\nDoes it hurt?", use_inner_text=True)
    expect(chat.box).to_be_focused()  # an arriving message moves no focus
    page.keyboard.press("Tab")
    expect(chat.button("Send")).to_be_focused()
    page.keyboard.press("Tab")
    expect(chat.button("Talk to staff")).to_be_focused()
    page.keyboard.press("Enter")
    expect(chat.messages).to_have_count(4)
    page.keyboard.press("Escape")  # the sheet for contact details first
    expect(chat.frame.locator("#tray")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(chat.panel).to_be_hidden()
    expect(chat.launcher).to_be_focused()


def test_at_a_desk_the_page_stays_usable(chat: Chat) -> None:
    chat.page.locator("#before").click()
    expect(chat.page.locator("#before")).to_be_focused()
    expect(chat.panel).to_be_visible()
    assert chat.panel.get_attribute("aria-modal") is None


def test_on_a_phone_the_chat_is_modal(
    new_context: Callable[..., BrowserContext], server: str, hosts: HostPages
) -> None:
    page = new_context(viewport={"width": 390, "height": 844}, has_touch=True).new_page()
    chat = Chat.on(page, hosts.url("bare")).open()
    expect(chat.panel).to_have_attribute("role", "dialog")
    expect(chat.panel).to_have_attribute("aria-modal", "true")
    assert chat.panel.bounding_box() == {"x": 0, "y": 0, "width": 390, "height": 844}
    assert page.locator("main").evaluate("node => node.inert") is True
    chat.button("Close chat").click()
    expect(page.locator("main")).to_have_js_property("inert", value=False)
    expect(chat.launcher).to_be_focused()


def test_messages_are_added_to_one_polite_log_and_say_who_speaks(chat: Chat) -> None:
    chat.evaluate("""() => {
        window.removed = 0;
        new MutationObserver((changes) => {
            for (const change of changes) window.removed += change.removedNodes.length;
        }).observe(document.getElementById("log"), {childList: true});
    }""")
    chat.ask("Will I be sore?").ask("Does it hurt?")
    assert chat.evaluate("() => window.removed") == 0
    heard = [text.split("\n")[0] for text in chat.messages.all_inner_texts()]
    assert heard == ["You said:", "Automatic assistant said:"] * 2
    assert chat.log.get_attribute("aria-live") is None


def test_an_emergency_is_called_out_once(chat: Chat, hosts: HostPages) -> None:
    chat.ask("I can't breathe")
    expect(chat.alert).to_have_count(1)
    expect(chat.alert).to_contain_text("Call 911 now")
    expect(chat.alert.get_by_role("link", name="Call 911")).to_have_attribute("href", "tel:911")
    banner = chat.frame.get_by_role("region", name="Emergency")
    chat.ask("thanks")
    expect(banner.get_by_role("link", name="Call 911")).to_be_visible()
    chat.page.reload()
    expect(chat.messages).to_have_count(4)
    expect(banner).to_be_visible()
    expect(chat.alert).to_have_count(0)  # the past is not called out again


def test_a_crisis_card_keeps_its_ways_and_the_box_open(chat: Chat) -> None:
    chat.ask("I want to die")
    calls = chat.alert.locator(".call")
    expect(calls).to_have_text(["Call 988", "Text 988", "Call 911"])
    for at, href in enumerate(("tel:988", "sms:988", "tel:911")):
        expect(calls.nth(at)).to_have_attribute("href", href)
    expect(chat.box).to_be_enabled()
    banner = chat.frame.get_by_role("region", name="Emergency")
    expect(banner.get_by_role("link", name="Call 988")).to_be_visible()
    expect(banner.get_by_role("link", name="Text 988")).to_have_attribute("href", "sms:988")
