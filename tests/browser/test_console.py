"""Staff sign in, see who waits, claim, answer, hand back and close, in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.console_fixtures import (
    PASSWORD,
    StaffPage,
    patient_asks,
    person,
    session_of,
    setup_link,
)
from tests.web.conftest import Patient
from tests.web.storage import samples
from web.storage import Storage, sessions


@pytest.fixture
def desk(page: Page, server: str) -> StaffPage:
    return StaffPage(page, server)


def test_the_one_time_link_leads_to_the_inbox(desk: StaffPage, storage: Storage) -> None:
    desk.go(setup_link(storage))
    page = desk.page
    page.get_by_label("Your name").fill("Maria Lopez")
    page.get_by_label("E-mail address").fill("maria@clinic.example")
    page.get_by_label("Password", exact=True).fill("password1234")
    page.get_by_label("Password again").fill("password1234")
    desk.button("Create account and sign in").click()
    expect(page.get_by_label("Password", exact=True)).to_have_accessible_description(
        "At least 12 characters. A few unrelated words are easy to remember. "
        "This password is too easy to guess. Try a few unrelated words."
    )
    expect(page.get_by_label("Your name")).to_have_value("Maria Lopez")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("Password again").fill(PASSWORD)
    desk.button("Create account and sign in").click()
    expect(page.get_by_role("heading", name="Inbox")).to_be_visible()
    expect(page.get_by_text("no clinician has approved")).to_be_visible()
    desk.button("Sign out").click()
    page.get_by_label("E-mail address").fill("maria@clinic.example")
    page.get_by_label("Password").fill(PASSWORD)
    desk.button("Sign in").click()
    expect(page.get_by_role("heading", name="Inbox")).to_be_visible()


def test_who_begins_to_wait_appears_by_itself(
    desk: StaffPage, storage: Storage, app: Flask
) -> None:
    desk.sign_in(storage, "Maria Lopez").go()
    expect(desk.page.get_by_text("All quiet")).to_be_visible()
    patient_asks(app, storage, "my horse is sore?")
    expect(desk.rows).to_have_count(1)
    expect(desk.rows).to_contain_text("my horse is sore?")
    expect(desk.page.get_by_text("All quiet")).to_be_hidden()
    expect(desk.page).to_have_title("(1) Inbox · Riverside Pain and Movement Clinic (demo)")
    expect(desk.link("Inbox 1 waiting")).to_be_visible()
    patient_asks(app, storage, "I can't breathe")
    expect(desk.rows).to_have_count(2)
    expect(desk.rows.first).to_contain_text("Emergency")
    expect(desk.page.locator("#spoken")).to_have_text("New in the list: an emergency.")


def test_a_later_crisis_does_not_hide_behind_an_earlier_sign(
    desk: StaffPage, storage: Storage, app: Flask
) -> None:
    patient = Patient(app.test_client()).start()
    patient.say("I can't breathe")
    desk.sign_in(storage, "Maria Lopez").go()
    expect(desk.rows.first).to_contain_text("Emergency: call now")
    patient.say("I want to die")
    expect(desk.rows.first).to_contain_text("I want to die")
    expect(desk.rows.first).to_contain_text("Emergency: crisis")
    desk.link("Chat").click()
    expect(desk.page.get_by_role("region", name="Emergency")).to_contain_text("“I want to die”")


def test_what_the_scripts_draw_is_what_the_server_draws(
    desk: StaffPage, storage: Storage, app: Flask
) -> None:
    tidy = "e => e.innerHTML.replace(/>\\s+</g, '><').trim()"
    desk.sign_in(storage, "Maria Lopez").go("/?show=all")
    now = datetime.now(UTC)
    samples.waiting(storage, "c1", now, "urgent")
    conversation = patient_asks(app, storage, "Will I be sore?", "needle?", "I can't breathe")
    expect(desk.rows).to_have_count(2)
    drawn = desk.page.locator("#rows").evaluate(tidy)
    desk.page.reload()
    assert desk.page.locator("#rows").evaluate(tidy) == drawn
    for name in ("c1", conversation):
        desk.go(f"/conversations/{name}")
        before = desk.log.get_by_role("listitem").count()
        samples.answered(storage, name, "and <b>this</b>?", now)
        desk.log.get_by_text("and <b>this</b>?").wait_for()
        assert desk.log.get_by_role("listitem").count() > before
        drawn = desk.page.locator("#history").evaluate(tidy)
        desk.page.reload()
        assert desk.page.locator("#history").evaluate(tidy) == drawn


def test_claim_answer_and_resolve_by_keyboard_alone(
    desk: StaffPage, storage: Storage, app: Flask
) -> None:
    first = patient_asks(app, storage, "first")
    patient_asks(app, storage, "second")
    desk.sign_in(storage, "Maria Lopez").go()
    keys = desk.page.keyboard
    desk.rows.first.get_by_role("link").focus()
    keys.press("ArrowDown")
    expect(desk.rows.nth(1).get_by_role("link")).to_be_focused()
    keys.press("ArrowUp")
    keys.press("Enter")
    desk.page.wait_for_url(f"**/conversations/{first}")
    for _ in range(20):
        keys.press("Tab")
        if desk.button("Claim").evaluate("e => e === document.activeElement"):
            break
    keys.press("Enter")
    expect(desk.box).to_be_focused()
    keys.type("Hello, this is Maria.")
    keys.press("Control+Enter")
    expect(desk.log.get_by_text("Hello, this is Maria.")).to_be_visible()
    expect(desk.box).to_have_value("")
    expect(desk.box).to_be_focused()
    desk.button("Resolve").focus()
    keys.press("Enter")
    expect(desk.page.get_by_text("Resolved. If the patient writes again")).to_be_visible()
    expect(desk.rows).to_have_count(1)


def test_a_colleague_sees_at_once_who_has_it(
    desk: StaffPage,
    storage: Storage,
    app: Flask,
    new_context: Callable[..., BrowserContext],
    server: str,
) -> None:
    conversation = patient_asks(app, storage, "hello")
    ben = StaffPage(new_context().new_page(), server).sign_in(storage, "Ben Okafor")
    ben.go(f"/conversations/{conversation}")
    desk.sign_in(storage, "Maria Lopez").go(f"/conversations/{conversation}").claim()
    expect(ben.status).to_have_text("Maria Lopez is answering")
    expect(ben.button("Claim")).to_be_hidden()
    expect(ben.box).to_be_hidden()
    ben.page.get_by_text("Take over", exact=True).click()
    ben.button("Take over from them").click()
    expect(ben.box).to_be_focused()
    expect(desk.status).to_have_text("Ben Okafor is answering")
    expect(desk.box).to_be_hidden()


def test_the_slower_of_two_is_told(
    desk: StaffPage,
    storage: Storage,
    app: Flask,
    new_context: Callable[..., BrowserContext],
    server: str,
) -> None:
    conversation = patient_asks(app, storage, "hello")
    ben = StaffPage(new_context().new_page(), server).sign_in(storage, "Ben Okafor")
    ben.page.context.route("**/*.json*", lambda route: route.abort())  # his page hears nothing
    ben.go(f"/conversations/{conversation}")
    desk.sign_in(storage, "Maria Lopez").go(f"/conversations/{conversation}").claim()
    ben.button("Claim").click()
    expect(ben.page.get_by_text("Maria Lopez has it already")).to_be_visible()


def test_a_reply_that_fails_is_kept_and_then_sent_once(
    desk: StaffPage, storage: Storage, app: Flask
) -> None:
    conversation = patient_asks(app, storage, "hello")
    desk.sign_in(storage, "Maria Lopez").go(f"/conversations/{conversation}").claim()
    context = desk.page.context

    def lose_the_answer(route: object) -> None:
        route.fetch()  # type: ignore[attr-defined]
        route.abort()  # type: ignore[attr-defined]

    context.route("**/reply", lose_the_answer)
    desk.box.fill("Only once")
    desk.button("Send").click()
    expect(desk.page.get_by_role("alert")).to_contain_text("Not sent: no connection")
    expect(desk.box).to_have_value("Only once")
    context.unroute("**/reply")
    desk.button("Send").click()
    expect(desk.box).to_have_value("")
    said = [text for sender, text in samples.transcript(storage, conversation) if sender == "staff"]
    assert said == ["Only once"]


def test_it_says_when_the_server_is_out_of_reach(desk: StaffPage, storage: Storage) -> None:
    desk.sign_in(storage, "Maria Lopez").go()
    desk.page.context.set_offline(True)
    expect(desk.page.get_by_text("No connection to the server")).to_be_visible(timeout=15_000)
    desk.page.context.set_offline(False)
    expect(desk.page.get_by_text("No connection to the server")).to_be_hidden(timeout=15_000)


def test_a_page_left_alone_shows_nothing_after_the_session(
    desk: StaffPage, storage: Storage, app: Flask
) -> None:
    conversation = patient_asks(app, storage, "private words")
    account = person(storage, "Maria Lopez")
    cookie = {"name": "clinic-staff", "value": session_of(storage, account), "url": desk.server}
    desk.page.context.add_cookies([cookie])  # type: ignore[list-item]
    desk.go(f"/conversations/{conversation}")
    with storage.write() as connection:
        sessions.revoke_all(connection, account.id, now=datetime.now(UTC))
    expect(desk.page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert "private words" not in desk.page.content()
    desk.page.get_by_label("E-mail address").fill("maria@clinic.example")
    desk.page.get_by_label("Password").fill(PASSWORD)
    desk.button("Sign in").click()
    expect(desk.log).to_contain_text("private words")


def test_it_works_without_scripts(
    storage: Storage, app: Flask, new_context: Callable[..., BrowserContext], server: str
) -> None:
    conversation = patient_asks(app, storage, "hello")
    desk = StaffPage(new_context(java_script_enabled=False).new_page(), server)
    desk.sign_in(storage, "Maria Lopez").go()
    desk.rows.first.get_by_role("link").click()
    desk.button("Claim").click()
    desk.box.fill("Written without scripts")
    desk.button("Send").click()
    expect(desk.log).to_contain_text("Written without scripts")
    desk.button("Back to the assistant").click()
    expect(desk.status).to_have_text("The assistant is answering")
    assert samples.look(storage, conversation).status == "bot"


def test_the_console_sets_only_its_own_cookies_and_asks_nobody_else(
    desk: StaffPage, storage: Storage, app: Flask
) -> None:
    asked: list[str] = []
    desk.page.on("request", lambda request: asked.append(request.url))
    conversation = patient_asks(app, storage, "hello")
    desk.sign_in(storage, "Maria Lopez", "admin")
    for path in ("/", f"/conversations/{conversation}", "/unanswered", "/accounts", "/me"):
        desk.go(path)
    assert all(url.startswith(desk.server) for url in asked)
    names = {cookie["name"] for cookie in desk.page.context.cookies()}
    assert names <= {"clinic-staff", "clinic-form"}
    assert desk.page.evaluate("localStorage.length + sessionStorage.length") == 0
