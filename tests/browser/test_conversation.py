"""A patient asks, reads, chooses, rates and reaches staff."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.chat import Chat
from tests.browser.pages import HostPages
from tests.browser.staff import Desk
from web.storage import Storage


@pytest.mark.usefixtures("scripted_words")
def test_an_answer_comes_with_its_question_and_sources(chat: Chat) -> None:
    chat.ask("Will I be sore?")
    answer = chat.messages.last
    expect(answer).to_contain_text("About: Will I be sore afterwards?")
    expect(answer).to_contain_text(
        "Source: Trigger Point Injections, Advanced Spine Clinic, What to expect"
        " — a clinic’s article"
    )
    expect(answer).to_contain_text("one patient’s account")
    expect(answer).to_contain_text("Draft: not yet reviewed by a clinician")
    expect(answer.get_by_role("link", name="(212) 555-0142")).to_have_attribute(
        "href", "tel:+12125550142"
    )


@pytest.mark.usefixtures("scripted_words")
def test_a_reviewed_answer_says_when(chat: Chat) -> None:
    chat.ask("Does it hurt?")
    expect(chat.messages.last).to_contain_text("Reviewed by the clinic on March 12, 2026")


@pytest.mark.usefixtures("scripted_words")
def test_a_topic_of_the_first_view_asks_with_one_click(chat: Chat) -> None:
    chat.button("Does it hurt?").click()
    expect(chat.messages).to_have_count(2)
    expect(chat.messages.last).to_contain_text("a quick prick")
    expect(chat.box).to_be_focused()


@pytest.mark.usefixtures("scripted_words")
def test_related_questions_ask_with_one_click(chat: Chat) -> None:
    chat.ask("Does it hurt?")
    related = chat.log.get_by_role("group", name="Related questions")
    related.get_by_role("button", name="Will I be sore").click()
    expect(chat.messages.last).to_contain_text("the day after exercise")


@pytest.mark.usefixtures("scripted_words")
def test_a_choice_answers_and_stays_marked(chat: Chat) -> None:
    chat.ask("a needle")
    choices = chat.log.get_by_role("group", name="Possible questions")
    choices.get_by_role("button", name="Does it hurt?").click()
    expect(chat.messages.last).to_contain_text("a quick prick")
    chosen = choices.get_by_role("button", name="Does it hurt?")
    expect(chosen).to_have_attribute("aria-pressed", "true")
    expect(chosen).to_be_enabled()
    expect(chat.box).to_be_focused()


def test_none_of_these_goes_to_staff(chat: Chat) -> None:
    chat.ask("a needle")
    chat.button("None of these").click()
    expect(chat.messages.last).to_contain_text("passed your question to our staff")


def test_what_it_does_not_know_offers_staff_phone_and_topics(chat: Chat) -> None:
    chat.ask("my horse")
    offers = chat.messages.last
    expect(offers.get_by_role("button", name="Ask our staff")).to_be_visible()
    expect(offers.get_by_role("link", name="Call (212) 555-0142")).to_be_visible()
    offers.get_by_role("button", name="See topics").click()
    expect(chat.frame.locator("#topics button").first).to_be_focused()


def test_every_answer_of_the_bot_can_be_rated(chat: Chat, storage: Storage) -> None:
    chat.ask("my horse")
    chat.button("Not helpful").click()
    expect(chat.log).to_contain_text("What was the matter?")
    chat.button("It is unclear").click()
    expect(chat.log).to_contain_text("This helps us to do better")
    assert Desk(storage).ratings() == [("down", "unclear")]
    chat.messages.last.get_by_role("button", name="Ask our staff").last.click()
    expect(chat.messages.last).to_contain_text("passed your question to our staff")


def test_neither_a_card_nor_thanks_after_it_ask_for_a_rating(chat: Chat) -> None:
    chat.ask("I can't breathe")
    expect(chat.alert).to_be_visible()
    expect(chat.button("Helpful")).to_have_count(0)
    chat.ask("ok thanks")
    expect(chat.messages).to_have_count(4)
    expect(chat.button("Helpful")).to_have_count(0)
    chat.page.reload()
    expect(chat.messages).to_have_count(4)
    expect(chat.button("Helpful")).to_have_count(0)


def test_staff_are_one_click_away_and_contact_is_optional(chat: Chat, storage: Storage) -> None:
    chat.button("Talk to staff").click()
    expect(chat.messages.last).to_contain_text("passed your question to our staff")
    form = chat.frame.get_by_role("region", name="How can we reach you?")
    form.get_by_role("button", name="Send to staff").click()
    expect(form).to_contain_text("Please fill in")
    form.get_by_label("E-mail").fill("ana@example")
    form.get_by_role("button", name="Send to staff").click()
    expect(form).to_contain_text("does not look like an e-mail")
    expect(form.get_by_label("E-mail")).to_be_focused()
    form.get_by_label("E-mail").fill("ana@example.org")
    form.get_by_role("button", name="Send to staff").click()
    expect(form).to_be_hidden()
    expect(chat.frame.locator("#hint")).to_contain_text("Our staff can reach you")
    assert Desk(storage).emails() == ["ana@example.org"]


def test_once_staff_answer_nothing_says_that_they_can_reach_the_patient(
    chat: Chat, storage: Storage
) -> None:
    chat.button("Talk to staff").click()
    expect(chat.button("Leave contact")).to_be_visible()
    chat.frame.get_by_label("E-mail").fill("ana@example.org")
    chat.button("Send to staff").click()
    expect(chat.frame.locator("#hint")).to_contain_text("Our staff can reach you")
    expect(chat.button("Change contact")).to_be_visible()
    expect(chat.button("Leave contact")).to_have_count(0)
    Desk(storage).take("Dana").say("Come in at nine.")
    expect(chat.log).to_contain_text("Come in at nine.")
    expect(chat.frame.locator("#hint")).to_be_empty()
    chat.page.reload()
    expect(chat.button("Change contact")).to_be_visible()
    chat.button("Change contact").click()
    chat.frame.get_by_label("E-mail").fill("ana.new@example.org")
    chat.button("Send to staff").click()
    expect(chat.frame.locator("#tray")).to_be_hidden()
    assert Desk(storage).emails() == ["ana.new@example.org"]


@pytest.mark.parametrize("box", ["E-mail", "Phone"])
def test_an_emergency_in_the_contact_form_gets_the_card(
    chat: Chat, storage: Storage, box: str
) -> None:
    chat.button("Talk to staff").click()
    form = chat.frame.get_by_role("region", name="How can we reach you?")
    form.get_by_label(box).fill("i cannot breathe")
    form.get_by_role("button", name="Send to staff").click()
    expect(chat.alert).to_contain_text("Call 911 now")
    expect(form).to_be_hidden()
    assert Desk(storage).emails() == []


def test_the_contact_form_makes_way_for_an_emergency_and_for_going_on(
    chat: Chat, storage: Storage
) -> None:
    form = chat.frame.get_by_role("region", name="How can we reach you?")
    chat.button("Talk to staff").click()
    expect(form).to_be_visible()
    chat.ask("Will I be sore?", answer=False)
    expect(form).to_be_hidden()
    chat.button("Leave contact").click()
    form.get_by_label("E-mail").fill("ana@exam")
    chat.ask("Does it hurt?", answer=False)
    expect(chat.messages).to_have_count(6)
    expect(form.get_by_label("E-mail")).to_have_value("ana@exam")  # it was begun: it stays
    chat.ask("I cannot breathe", answer=False)
    expect(chat.alert).to_contain_text("Call 911 now")
    expect(form).to_be_hidden()


def test_a_reply_of_staff_arrives_with_the_name(chat: Chat, storage: Storage) -> None:
    chat.button("Talk to staff").click()
    expect(chat.messages).to_have_count(2)
    desk = Desk(storage).take("Dana")
    desk.say("Come in at nine.")
    expect(chat.log).to_contain_text("Come in at nine.", timeout=3000)
    expect(chat.log).to_contain_text("Dana, clinic staff, said:")
    expect(chat.frame.locator("#status")).to_have_text("Staff are answering: Dana")


def test_a_reply_to_a_closed_chat_is_counted_on_the_launcher(chat: Chat, storage: Storage) -> None:
    chat.button("Talk to staff").click()
    expect(chat.messages).to_have_count(2)
    chat.button("Close chat").click()
    Desk(storage).take("Dana").say("Come in at nine.")
    expect(chat.page.get_by_role("status")).to_contain_text("new message", timeout=15_000)
    expect(chat.page.locator("clinic-chat .badge")).to_be_visible()
    chat.launcher.click()
    expect(chat.page.locator("clinic-chat .badge")).to_be_hidden()


def test_after_a_reload_it_is_the_same_conversation(
    chat: Chat, storage: Storage, hosts: HostPages
) -> None:
    chat.ask("Will I be sore?")
    chat.page.get_by_role("link", name="Next page").click()
    expect(chat.messages).to_have_count(2)  # the open window stays open
    expect(chat.panel).to_be_visible()
    chat.ask("Does it hurt?")
    assert Desk(storage).count() == 1


def test_after_a_reload_of_a_page_of_our_own_it_is_the_same_conversation(
    page: Page, server: str, storage: Storage
) -> None:
    chat = Chat.on(page, f"{server}/").open().ask("Will I be sore?")
    page.reload()
    expect(chat.messages).to_have_count(2)
    chat.button("Close chat").click()
    expect(chat.panel).to_be_hidden()
    page.reload()
    chat.open()
    expect(chat.messages).to_have_count(2)
    chat.ask("Does it hurt?")
    assert Desk(storage).count() == 1


def test_a_second_tab_shows_the_same_conversation(chat: Chat, hosts: HostPages) -> None:
    chat.ask("Will I be sore?")
    other = Chat.on(chat.page.context.new_page(), hosts.url("bare")).open()
    expect(other.messages).to_have_count(2)
    other.ask("Does it hurt?")
    expect(chat.messages).to_have_count(4)


def test_start_over_begins_a_fresh_conversation(chat: Chat, storage: Storage) -> None:
    chat.ask("Will I be sore?")
    chat.button("Start over").click()
    expect(chat.button("Keep this chat")).to_be_focused()
    tray = chat.frame.get_by_role("region", name="Start over?")
    tray.get_by_role("button", name="Start over").click()
    expect(chat.messages).to_have_count(0)
    chat.ask("Does it hurt?")
    assert Desk(storage).count() == 2


@pytest.mark.usefixtures("scripted_words")
def test_a_conversation_the_server_forgot_ends_with_a_word(chat: Chat, storage: Storage) -> None:
    chat.ask("Will I be sore?")
    Desk(storage).forget_all()
    expect(chat.log).to_contain_text("This chat has ended")
    chat.ask("Does it hurt?")
    expect(chat.messages.last).to_contain_text("a quick prick")


def test_without_storage_memory_does(
    new_context: Callable[..., BrowserContext], server: str, hosts: HostPages
) -> None:
    page = new_context().new_page()
    page.add_init_script("""for (const name of ["localStorage", "sessionStorage"])
        Object.defineProperty(window, name, { get() { throw new DOMException("no") } });""")
    chat = Chat.on(page, hosts.url("bare")).open()
    chat.ask("Will I be sore?").ask("Does it hurt?")


@pytest.mark.usefixtures("scripted_words")
def test_with_consent_on_nothing_leaves_before_the_box_is_ticked(
    page: Page, server: str, hosts: HostPages
) -> None:
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if "/api/" in request.url else None)
    chat = Chat.on(page, hosts.url("bare", consent=True)).open()
    chat.ask("Will I be sore?", answer=False)
    expect(chat.frame.locator("#hint")).to_contain_text("tick the box")
    chat.button("Does it hurt?").click()
    page.evaluate("ClinicChat.ask('Will I be sore?')")
    page.wait_for_timeout(300)
    assert sent == []
    expect(chat.box).to_have_value("Will I be sore?")
    chat.frame.get_by_role("checkbox").check()
    chat.box.press("Enter")
    expect(chat.messages).to_have_count(2)
