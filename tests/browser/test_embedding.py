"""One script tag on a clinic's page: launcher, window, options, methods and events."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, expect

from tests.browser.chat import Chat
from tests.browser.pages import HostPages


def test_one_script_tag_on_a_bare_page_opens_a_chat(
    page: Page, server: str, hosts: HostPages
) -> None:
    chat = Chat.on(page, hosts.url("bare"))
    expect(page.get_by_role("button", name="Ask a question")).to_be_visible()
    expect(chat.panel).to_be_hidden()
    chat.open()
    box = chat.launcher.bounding_box()
    assert box is not None
    assert box["x"] + box["width"] > 1200
    assert box["y"] + box["height"] > 720


def test_nothing_of_the_chat_loads_before_it_is_opened(
    page: Page, server: str, hosts: HostPages
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    Chat.on(page, hosts.url("bare"))
    page.wait_for_timeout(300)
    assert [url for url in asked if url.startswith(server)] == [f"{server}/widget.js"]


def test_the_first_view_says_what_it_is_before_any_typing(chat: Chat) -> None:
    welcome = chat.frame.get_by_role("region", name="Questions about dry needling")
    expect(welcome).to_contain_text("automatic assistant")
    expect(welcome).to_contain_text("not a doctor")
    expect(welcome).to_contain_text("no clinician has reviewed")
    expect(welcome.get_by_role("link", name="911")).to_have_attribute("href", "tel:911")
    expect(welcome.get_by_role("button")).not_to_have_count(0)


def test_it_asks_nobody_but_us_and_sets_no_cookie(
    page: Page, server: str, hosts: HostPages
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    chat = Chat.on(page, hosts.url("bare")).open()
    chat.ask("Will I be sore?")
    assert all(url.startswith((server, hosts.allowed)) for url in asked)
    assert page.context.cookies() == []
    kept = chat.evaluate("() => JSON.stringify({...localStorage, ...sessionStorage})")
    page_kept = page.evaluate("() => JSON.stringify({...localStorage, ...sessionStorage})")
    assert "sore" not in f"{kept}{page_kept}".lower()


def test_it_runs_under_a_strict_policy_of_the_clinic(
    page: Page, server: str, hosts: HostPages
) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    chat = Chat.on(page, hosts.url("strict")).open()
    chat.ask("Will I be sore?")
    assert not [text for text in said if "Content Security Policy" in text]
    expect(chat.launcher).to_have_css("background-color", "rgb(11, 95, 105)")


@pytest.mark.parametrize("path", ["hostile", "rtl"])
def test_the_pages_styles_do_not_reach_in(
    page: Page, server: str, hosts: HostPages, path: str
) -> None:
    chat = Chat.on(page, hosts.url(path)).open()
    chat.ask("Will I be sore?")
    expect(chat.launcher).to_have_css("position", "fixed")
    expect(chat.launcher).to_have_css("color", "rgb(255, 255, 255)")
    box = chat.panel.bounding_box()
    assert box is not None
    assert box["width"] == 412


def test_on_a_right_to_left_page_it_stands_left(page: Page, server: str, hosts: HostPages) -> None:
    box = Chat.on(page, hosts.url("rtl")).launcher.bounding_box()
    assert box is not None
    assert box["x"] == 20


def test_an_origin_that_is_not_configured_gets_no_chat(
    page: Page, server: str, hosts: HostPages
) -> None:
    chat = Chat.on(page, hosts.url("bare", origin=hosts.foreign))
    chat.launcher.click()
    expect(chat.panel.get_by_role("alert")).to_contain_text("cannot be reached")


def test_without_a_server_the_numbers_are_there(page: Page, server: str, hosts: HostPages) -> None:
    page.route("**/widget/frame**", lambda route: route.abort())
    chat = Chat.on(page, hosts.url("bare"))
    chat.launcher.click()
    lost = chat.panel.get_by_role("alert")
    expect(lost.get_by_role("link", name="911")).to_have_attribute("href", "tel:911")
    expect(lost.get_by_role("link", name="(212) 555-0142")).to_be_visible()
    page.unroute("**/widget/frame**")
    lost.get_by_role("button", name="Try again").click()
    expect(chat.box).to_be_visible()


def test_unknown_options_give_a_hint_and_no_crash(
    page: Page, server: str, hosts: HostPages
) -> None:
    said: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        said.append(message.text)

    page.on("console", hear)
    Chat.on(page, hosts.url("bare", colour="red", position="top")).open()
    assert any('no option "colour"' in text for text in said)
    assert any('"position" does not take "top"' in text for text in said)


def test_options_change_words_side_and_layer(page: Page, server: str, hosts: HostPages) -> None:
    chat = Chat.on(
        page, hosts.url("bare", position="left", launcherLabel="Help", zIndex=7, theme="dark")
    ).open()
    box = chat.panel.bounding_box()
    assert box is not None
    assert box["x"] == 20
    expect(page.get_by_role("button", name="Help")).to_have_css("z-index", "7")
    expect(chat.frame.locator("html")).to_have_attribute("data-theme", "dark")


def test_a_number_of_the_page_takes_the_place_of_ours(
    page: Page, server: str, hosts: HostPages
) -> None:
    chat = Chat.on(page, hosts.url("bare", emergencyNumber="112")).open()
    urgent = chat.frame.locator(".welcome .urgent")
    expect(urgent).to_have_text("If this could be an emergency, call 112 now.")
    expect(urgent.get_by_role("link")).to_have_attribute("href", "tel:112")


@pytest.mark.usefixtures("scripted_words")
def test_methods_called_before_it_loads_wait_in_a_queue(
    page: Page, server: str, hosts: HostPages
) -> None:
    chat = Chat.on(page, hosts.url("queue"))
    expect(chat.messages).to_have_count(2)
    expect(chat.log).to_contain_text("the day after exercise")


@pytest.mark.usefixtures("scripted_words")
def test_methods_open_close_and_ask(page: Page, server: str, hosts: HostPages) -> None:
    chat = Chat.on(page, hosts.url("bare", hideLauncher=True))
    expect(chat.launcher).to_be_hidden()
    assert page.evaluate("() => (ClinicChat.open(), ClinicChat.isOpen())") is True
    expect(chat.box).to_be_focused()
    assert page.evaluate("() => (ClinicChat.toggle(), ClinicChat.isOpen())") is False
    page.evaluate("ClinicChat.ask('Does it hurt?')")
    expect(chat.log).to_contain_text("a quick prick")
    page.evaluate("ClinicChat.setTheme('dark')")
    expect(chat.frame.locator("html")).to_have_attribute("data-theme", "dark")
    page.evaluate("ClinicChat.reset()")
    expect(chat.messages).to_have_count(0)


def test_events_tell_what_happens_and_never_what_was_said(
    page: Page, server: str, hosts: HostPages
) -> None:
    page.add_init_script("""
        window.heard = [];
        for (const name of ["ready", "open", "close", "message", "handoff", "emergency"])
            addEventListener(`clinicchat:${name}`, (e) => heard.push([name, e.detail]));
    """)
    chat = Chat.on(page, hosts.url("bare")).open()
    chat.ask("I can't breathe")
    chat.button("Talk to staff").click()
    expect(chat.frame.locator("#status")).to_have_text("Waiting for staff")
    chat.button("Close chat").click()
    expect(chat.panel).to_be_hidden()
    heard = page.evaluate("heard")
    assert {name for name, _ in heard} == {
        "ready", "open", "close", "message", "handoff", "emergency",
    }  # fmt: skip
    assert "breathe" not in str(heard)
    assert {str(detail) for _, detail in heard} <= {"{}", "{'from': 'bot'}", "{'from': 'patient'}"}


def test_listeners_can_be_added_and_removed(page: Page, server: str, hosts: HostPages) -> None:
    Chat.on(page, hosts.url("bare"))
    count = page.evaluate("""() => {
        let count = 0;
        const listener = () => { count += 1; };
        ClinicChat.on("open", listener);
        ClinicChat.open(); ClinicChat.close();
        ClinicChat.off("open", listener);
        ClinicChat.open();
        return count;
    }""")
    assert count == 1


def test_forget_leaves_nothing_in_the_browser(chat: Chat) -> None:
    chat.ask("Will I be sore?")
    chat.page.evaluate("ClinicChat.forget()")
    expect(chat.panel).to_be_hidden()
    chat.open()
    expect(chat.messages).to_have_count(0)
    assert chat.evaluate("() => localStorage.length") == 0
    chat.ask("Does it hurt?")


@pytest.mark.usefixtures("scripted_words")
def test_the_frame_works_as_a_page_of_its_own(page: Page, server: str) -> None:
    page.goto(f"{server}/widget/frame")
    expect(page.get_by_role("button", name="Close chat")).to_be_hidden()
    page.get_by_label("Your question").fill("Does it hurt?")
    page.get_by_label("Your question").press("Enter")
    expect(page.get_by_role("log")).to_contain_text("a quick prick")


def test_the_demo_page_has_the_chat(page: Page, server: str) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    Chat.on(page, f"{server}/").open().ask("Does it hurt?")
    assert said == []


def test_the_frame_hears_no_other_window(
    new_context: Callable[..., BrowserContext], server: str, hosts: HostPages
) -> None:
    page = new_context().new_page()
    chat = Chat.on(page, hosts.url("bare")).open()
    chat.evaluate("() => postMessage({clinicchat: 1, type: 'ask', text: 'hurt'}, '*')")
    page.evaluate("postMessage({clinicchat: 1, type: 'close'}, '*')")
    page.wait_for_timeout(300)
    expect(chat.messages).to_have_count(0)
    expect(chat.panel).to_be_visible()
