"""Cut network, lost answers, broken servers and hostile text: nothing is lost, doubled or run."""

from __future__ import annotations

import pytest
from playwright.sync_api import Route, expect

from tests.browser.chat import Chat
from tests.browser.pages import HostPages
from tests.browser.staff import Desk
from web.storage import Storage

SEND = "**/api/v1/conversation/messages"


@pytest.mark.usefixtures("scripted_words")
def test_with_the_network_cut_the_message_stays_and_can_be_sent_again(
    chat: Chat, storage: Storage
) -> None:
    chat.ask("Will I be sore?")
    chat.page.context.route("**/api/**", lambda route: route.abort())
    chat.ask("Does it hurt?", answer=False)
    failed = chat.messages.last
    expect(failed).to_contain_text("Does it hurt?")
    expect(failed).to_contain_text("Not sent.")
    lost = chat.frame.locator("#offline")
    expect(lost).to_contain_text("cannot reach")
    expect(lost.get_by_role("link", name="911")).to_have_attribute("href", "tel:911")
    chat.page.context.unroute("**/api/**")
    chat.button("Retry").click()
    expect(chat.messages).to_have_count(4)
    expect(chat.messages.last).to_contain_text("a quick prick")
    expect(chat.log).not_to_contain_text("Not sent.")
    expect(lost).to_be_hidden()
    assert Desk(storage).patient_texts() == ["Will I be sore?", "Does it hurt?"]


def test_it_sends_by_itself_once_the_network_is_back(chat: Chat, storage: Storage) -> None:
    chat.ask("Will I be sore?")
    chat.page.context.set_offline(True)
    chat.ask("Does it hurt?", answer=False)
    chat.ask("thanks", answer=False)
    expect(chat.log.get_by_text("Not sent.")).to_have_count(2)
    chat.page.context.set_offline(False)
    expect(chat.messages).to_have_count(6)
    assert Desk(storage).patient_texts() == ["Will I be sore?", "Does it hurt?", "thanks"]


def test_a_lost_answer_does_not_double_the_message(chat: Chat, storage: Storage) -> None:
    chat.ask("Will I be sore?")
    lost: list[int] = []

    def lose_the_first_answer(route: Route) -> None:
        if route.request.method != "POST" or lost:
            return route.continue_()
        lost.append(route.fetch().status)  # it reaches the server, and the answer is lost
        return route.abort()

    chat.page.context.route(SEND, lose_the_first_answer)
    chat.ask("Does it hurt?", answer=False)
    expect(chat.messages).to_have_count(4)
    expect(chat.log).not_to_contain_text("Not sent.")
    assert lost == [200]
    chat.page.wait_for_timeout(2500)  # a poll later
    expect(chat.messages).to_have_count(4)
    assert Desk(storage).patient_texts() == ["Will I be sore?", "Does it hurt?"]


def test_a_message_that_news_show_to_have_arrived_is_not_sent_again(
    chat: Chat, storage: Storage
) -> None:
    chat.ask("Will I be sore?")
    tried: list[str] = []

    def lose_every_answer(route: Route) -> None:
        if route.request.method != "POST":
            return route.continue_()
        tried.append("")
        if len(tried) == 1:
            route.fetch()  # it reaches the server
        return route.abort()

    chat.page.context.route(SEND, lose_every_answer)
    chat.ask("Does it hurt?", answer=False)
    expect(chat.messages).to_have_count(4)
    expect(chat.log).not_to_contain_text("Not sent.")
    sent = len(tried)
    chat.page.wait_for_timeout(5000)
    expect(chat.messages).to_have_count(4)
    expect(chat.log).not_to_contain_text("Not sent.")
    assert len(tried) == sent
    assert Desk(storage).patient_texts() == ["Will I be sore?", "Does it hurt?"]


def test_a_double_click_on_retry_sends_once(chat: Chat, storage: Storage) -> None:
    chat.page.context.route("**/api/**", lambda route: route.abort())
    chat.ask("Does it hurt?", answer=False)
    expect(chat.button("Retry")).to_be_visible()
    chat.page.context.unroute("**/api/**")
    chat.button("Retry").dblclick(no_wait_after=True)
    expect(chat.messages).to_have_count(2)
    assert Desk(storage).patient_texts() == ["Does it hurt?"]


def test_a_broken_server_gives_its_words_and_the_emergency_line(chat: Chat) -> None:
    chat.page.context.route(
        SEND,
        lambda route: route.fulfill(
            status=500,
            json={
                "error": {"code": "internal", "message": "Something went wrong on our side."},
                "emergency": {"text": "", "number": "911", "label": "911"},
            },
        ),
    )
    chat.ask("Does it hurt?", answer=False)
    expect(chat.messages.last).to_contain_text("Something went wrong on our side.")
    expect(chat.messages.last.get_by_role("link", name="911")).to_be_visible()
    expect(chat.button("Retry")).to_be_visible()


def test_a_refused_message_can_be_edited(chat: Chat) -> None:
    chat.page.context.route(
        SEND,
        lambda route: route.fulfill(
            status=400, json={"error": {"code": "invalid", "message": "Please write words."}}
        ),
    )
    chat.ask("Does it hurt?", answer=False)
    expect(chat.messages.last).to_contain_text("could not be sent")
    chat.button("Edit").click()
    expect(chat.box).to_have_value("Does it hurt?")
    expect(chat.box).to_be_focused()


@pytest.mark.usefixtures("scripted_words")
def test_with_the_database_away_an_answer_still_comes_and_says_it_is_not_saved(
    chat: Chat, storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    from web.storage import StorageError

    def away(*_: object) -> None:
        raise StorageError("away")

    monkeypatch.setattr(storage, "read", away)
    monkeypatch.setattr(storage, "write", away)
    chat.ask("I cannot breathe")
    expect(chat.alert).to_contain_text("Call 911 now")
    expect(chat.messages.first).to_contain_text("not saved")
    chat.ask("Does it hurt?")
    expect(chat.messages.last).to_contain_text("a quick prick")


@pytest.mark.parametrize(
    "payload",
    [
        "<img src=x onerror=\"document.title='run'\">",
        "<script>document.title='run'</script>",
        "javascript:document.title='run'",
        "<svg onload=document.title='run'><a href='javascript:1'>x</a>",
        "{{7*7}} ${7*7} </textarea><b>bold</b>",
    ],
)
def test_hostile_text_stays_text(chat: Chat, storage: Storage, payload: str) -> None:
    chat.ask(payload)
    chat.button("Talk to staff").click()
    expect(chat.messages).to_have_count(4)
    desk = Desk(storage).take("Dana <b>D</b>")
    desk.say(payload)
    expect(chat.log.get_by_text(payload, exact=True)).to_have_count(2)
    assert chat.log.locator("img, script, b, svg a").count() == 0
    assert "run" not in str(chat.evaluate("() => document.title"))


@pytest.mark.parametrize(("text", "hint"), [("", "write your question"), ("   ", "write your")])
def test_an_empty_message_gets_a_friendly_hint(chat: Chat, text: str, hint: str) -> None:
    chat.ask(text, answer=False)
    expect(chat.frame.locator("#hint")).to_contain_text(hint)
    expect(chat.messages).to_have_count(0)


def test_emoji_alone_are_sent_and_answered(chat: Chat) -> None:
    chat.ask("😀👩‍⚕️")
    expect(chat.messages.first).to_contain_text("😀👩‍⚕️")


def test_a_text_that_is_too_long_stays_with_the_emergency_line(chat: Chat) -> None:
    chat.ask("so " * 1400, answer=False)
    expect(chat.frame.locator("#hint")).to_contain_text("Please shorten")
    expect(chat.frame.locator("#hint")).to_contain_text("call 911 now")
    expect(chat.box).to_have_attribute("aria-invalid", "")
    expect(chat.messages).to_have_count(0)
    chat.ask("so " * 1300)


def test_an_unsent_text_survives_closing(chat: Chat, hosts: HostPages) -> None:
    chat.box.fill("half a quest")
    chat.button("Close chat").click()
    chat.launcher.click()
    expect(chat.box).to_have_value("half a quest")
