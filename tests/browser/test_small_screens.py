"""Small and zoomed screens, large type, forced colours and fingers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.axe import violations
from tests.browser.chat import Chat
from tests.browser.pages import HostPages


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
