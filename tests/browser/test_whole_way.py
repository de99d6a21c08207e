"""The whole way: a patient asks on the demo page, staff answer, the patient reads."""

from __future__ import annotations

import time
from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.chat import Chat
from tests.browser.console_fixtures import StaffPage, setup_link
from web.storage import Storage


def test_a_patient_asks_and_a_person_answers(
    page: Page,
    server: str,
    storage: Storage,
    new_context: Callable[..., BrowserContext],
) -> None:
    staff = StaffPage(new_context().new_page(), server).go(setup_link(storage))
    for label, value in {
        "Your name": "Maria Lopez",
        "E-mail address": "maria@clinic.example",
        "Password again": "quiet green ladder",
    }.items():
        staff.page.get_by_label(label).fill(value)
    staff.page.get_by_label("Password", exact=True).fill("quiet green ladder")
    staff.button("Create account and sign in").click()
    expect(staff.page.get_by_text("All quiet")).to_be_visible()

    chat = Chat.on(page, f"{server}/").open()
    chat.ask("Will you take my horse?")
    chat.button("Talk to staff").click()
    expect(staff.rows).to_contain_text("Will you take my horse?")
    staff.rows.first.get_by_role("link").click()
    expect(staff.log).to_contain_text("Gave no answer")
    staff.claim()
    expect(chat.log).to_contain_text("Maria Lopez from our staff is now answering")

    staff.box.fill("We only treat people, I am afraid.")
    began = time.monotonic()
    staff.box.press("Control+Enter")
    expect(chat.log).to_contain_text("We only treat people, I am afraid.")
    spent = time.monotonic() - began
    print(f"\nthe reply reached the open chat after {spent:.2f} s")
    assert spent <= 10

    before = chat.messages.count()
    chat.ask("Does it hurt?", answer=False)
    expect(staff.log).to_contain_text("Does it hurt?")
    expect(chat.messages).to_have_count(before + 1)  # the assistant is silent
    staff.button("Back to the assistant").click()
    expect(staff.status).to_have_text("The assistant is answering")
    expect(chat.log).to_contain_text("The automatic assistant is back")
    chat.ask("Does it hurt?", answer=False)
    expect(chat.messages.last).to_contain_text("a quick prick")

    chat.button("Talk to staff").click()
    expect(staff.status).to_have_text("Waiting for staff")
    staff.claim()
    staff.button("Resolve").click()
    expect(staff.page.get_by_text("Resolved. If the patient writes again")).to_be_visible()
    expect(chat.log).to_contain_text("Our staff marked this as answered")
    chat.ask("Does it hurt?", answer=False)
    expect(chat.messages.last).to_contain_text("a quick prick")
    expect(staff.page.get_by_text("All quiet")).to_be_visible()
