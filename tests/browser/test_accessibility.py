"""Keyboard, screen readers, small and zoomed screens, and axe in every state."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.chat import Chat
from tests.browser.pages import HostPages
from tests.browser.staff import Desk
from web.storage import Storage

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
    expect(calls).to_have_text(["Call or text 988", "Call 911"])
    expect(calls.first).to_have_attribute("href", "tel:988")
    expect(chat.box).to_be_enabled()
    banner = chat.frame.get_by_role("region", name="Emergency")
    expect(banner.get_by_role("link", name="Call or text 988")).to_be_visible()


@pytest.mark.parametrize("size", [(320, 640), (320, 256), (640, 400), (1280, 800)])
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_nothing_is_cut_off(
    new_context: Callable[..., BrowserContext],
    server: str,
    hosts: HostPages,
    size: tuple[int, int],
    direction: str,
) -> None:
    width, height = size
    page = new_context(viewport={"width": width, "height": height}).new_page()
    chat = Chat.on(page, hosts.url("bare")).open()
    chat.evaluate(f"() => {{ document.documentElement.dir = '{direction}' }}")
    chat.ask("I can't breathe").ask("a needle")
    chat.button("Talk to staff").click()
    expect(chat.frame.get_by_label("E-mail")).to_be_visible()
    wide = chat.evaluate("() => [document.documentElement.scrollWidth, innerWidth]")
    assert isinstance(wide, list)
    assert wide[0] <= wide[1]
    for control in chat.frame.locator("button:visible, a:visible, input:visible").all():
        control.scroll_into_view_if_needed()
        box = control.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width


@pytest.mark.usefixtures("scripted_words")
def test_at_200_percent_the_page_follows_what_is_said(
    new_context: Callable[..., BrowserContext], server: str, hosts: HostPages
) -> None:
    page = new_context(viewport={"width": 640, "height": 400}).new_page()
    chat = Chat.on(page, hosts.url("bare")).open()
    expect(chat.frame.locator(".welcome .urgent")).to_be_in_viewport()
    for question in ("Will I be sore?", "Does it hurt?", "thanks"):
        chat.ask(question)
        expect(chat.messages.last.locator(".text").first).to_be_in_viewport(ratio=0.2)
    chat.ask("I can't breathe")
    expect(chat.alert).to_be_in_viewport(ratio=0.5)
    banner = chat.frame.locator("#banner").bounding_box()
    card = chat.alert.bounding_box()
    assert banner is not None
    assert card is not None
    assert card["y"] >= banner["y"] + banner["height"] - 1  # not under the banner


def test_on_a_small_phone_the_contact_form_leaves_room_for_what_was_said(
    new_context: Callable[..., BrowserContext], server: str, hosts: HostPages
) -> None:
    page = new_context(viewport={"width": 320, "height": 568}).new_page()
    chat = Chat.on(page, hosts.url("bare")).open()
    chat.button("Talk to staff").click()
    expect(chat.frame.get_by_label("E-mail")).to_be_visible()
    log = chat.frame.locator("#scroll").bounding_box()
    assert log is not None
    assert log["height"] >= 100
    expect(chat.messages.last.locator(".text").first).to_be_in_viewport(ratio=0.2)


def test_with_twice_the_text_size_it_still_works(chat: Chat) -> None:
    chat.evaluate("() => { document.documentElement.style.fontSize = '200%' }")
    chat.ask("I can't breathe").ask("a needle")
    wide = chat.evaluate("() => [document.documentElement.scrollWidth, innerWidth]")
    assert isinstance(wide, list)
    assert wide[0] <= wide[1]
    chat.button("Talk to staff").click()
    expect(chat.messages).to_have_count(6)


def test_targets_are_large_enough(chat: Chat) -> None:
    chat.ask("I can't breathe").ask("a needle").ask("Will I be sore?")
    for control in chat.frame.locator("button:visible, .call:visible, .way:visible").all():
        box = control.bounding_box()
        assert box is not None
        small = "thumb" in (control.get_attribute("class") or "")
        assert min(box["height"], box["width"]) >= (24 if small else 44), control.inner_text()


def test_forced_colours_and_reduced_motion(
    new_context: Callable[..., BrowserContext], server: str, hosts: HostPages
) -> None:
    page = new_context(forced_colors="active", reduced_motion="reduce").new_page()
    chat = Chat.on(page, hosts.url("bare")).open()
    chat.ask("I can't breathe")
    assert chat.messages.last.evaluate("node => getComputedStyle(node).animationName") == "none"
    bubble = chat.messages.first.locator(".bubble")
    assert bubble.evaluate("node => getComputedStyle(node).borderStyle") == "solid"
    assert violations(page) == []
