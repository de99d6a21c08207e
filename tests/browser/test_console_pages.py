"""Every state of the console: accessible, at home on small screens, deaf to hostile words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, expect

from bot.types import Outcome
from tests.browser.console_fixtures import StaffPage, patient_asks, person, setup_link
from tests.web.storage import samples
from web.retention.clock import Machine
from web.retention.purge import purge
from web.retention.rules import Retention
from web.storage import Storage, audit, conversations, erase, handoffs, messages
from web.storage.records import Contact

WINDOWS = {"desk": (1280, 800), "phone": (390, 844), "narrow": (320, 640), "zoomed": (640, 400)}
HOSTILE = (
    "<img src=x onerror=oracle()><script>oracle()</script>"
    "<svg onload=oracle()></svg><a href=javascript:oracle()>x</a>"
    "\"'></textarea></title><iframe srcdoc='<script>parent.oracle()</script>'></iframe>"
    "<style>@import 'http://127.0.0.1:9/x'</style>{{ oracle() }}${oracle()}"
)


def _fill(app: Flask, storage: Storage) -> None:
    """Make one conversation of each state: free, mine, other, bot, resolved, emergency."""
    now = datetime.now(UTC)
    ben = person(storage, "Ben Okafor")
    for name in ("free", "mine", "other", "over", "alarm"):
        urgency = {"alarm": "emergency", "other": "urgent"}.get(name, "normal")
        handoff = samples.waiting(storage, name, now, urgency)
        samples.answered(storage, name, "Is it safe " * 12, now, Outcome.DECLINE, "declined")
        with storage.write() as connection:
            if name == "other":
                handoffs.claim(connection, handoff.id, staff=ben, line="Ben is here", now=now)
                handoffs.reply(connection, handoff.id, staff=ben, text="Good day", now=now)
            if name == "over":
                handoffs.resolve(connection, handoff.id, staff=ben, line="Done", now=now)
            if name == "alarm":
                known = conversations.lock(connection, name)
                assert known
                conversations.save(connection, known, emergency=True, now=now)
                contact = Contact(email="pat@example.org", phone="212 555 0188")
                conversations.leave_contact(connection, name, contact, now=now)
    samples.waiting(storage, "masked", now)
    samples.waiting(storage, "gone", now, "emergency")
    with storage.write() as connection:
        audit.revealed(connection, "masked", [1, 2], staff_id=ben.id, now=now)
        leaves = conversations.lock(connection, "gone")
        assert leaves
        erase.erase(connection, leaves, reference="123-456-789", now=now)
    purge(storage, Retention(), now=now, machine=Machine())
    samples.start(storage, "bot", now)
    _, answer = samples.answered(storage, "bot", "Will I be sore?", now)
    with storage.write() as connection:
        messages.rate(connection, "bot", answer, rating="down", reason="unclear", now=now)
    patient_asks(app, storage, "Will I be sore?", "a needle", "I can't breathe")


def _send_nothing(desk: StaffPage) -> None:
    desk.go("/conversations/mine").box.fill(" ")
    desk.button("Send").click()
    expect(desk.page.get_by_role("alert")).to_have_text("Write your reply first.")


STATES: dict[str, Callable[[StaffPage], object]] = {
    "inbox": lambda desk: desk.go("/"),
    "all": lambda desk: desk.go("/?show=all"),
    "empty": lambda desk: desk.go("/?show=mine"),
    "nothing found": lambda desk: desk.go("/?q=zebra"),
    "free": lambda desk: desk.go("/conversations/free"),
    "mine": lambda desk: desk.go("/conversations/mine").claim(),
    "empty reply": _send_nothing,
    "other": lambda desk: desk.go("/conversations/other").page.click("text=Take over"),
    "bot": lambda desk: desk.go("/conversations/bot"),
    "resolved": lambda desk: desk.go("/conversations/over"),
    "emergency": lambda desk: desk.go("/conversations/alarm"),
    "unanswered": lambda desk: desk.go("/unanswered"),
    "masked": lambda desk: desk.go("/conversations/masked"),
    "deleted": lambda desk: desk.go("/conversations/gone"),
    "deletions": lambda desk: desk.go("/deletions"),
    "accounts": lambda desk: desk.go("/accounts"),
    "link": lambda desk: desk.go("/accounts").submit("Make a one-time link"),
    "me": lambda desk: desk.go("/me"),
    "error": lambda desk: desk.go("/conversations/none"),
}


@pytest.mark.parametrize("window", WINDOWS)
def test_every_page_is_accessible_and_fits(
    app: Flask,
    storage: Storage,
    server: str,
    new_context: Callable[..., BrowserContext],
    window: str,
) -> None:
    _fill(app, storage)
    width, height = WINDOWS[window]
    context = new_context(viewport={"width": width, "height": height}, reduced_motion="reduce")
    desk = StaffPage(context.new_page(), server)
    found = {}
    desk.go("/sign-in")
    found["sign in"] = (desk.violations(), desk.overflow())
    desk.page.get_by_label("E-mail address").fill("x@y.example")
    desk.page.get_by_label("Password").fill("wrong")
    desk.submit("Sign in")
    found["wrong"] = (desk.violations(), desk.overflow())
    desk.go(setup_link(storage))
    found["set up"] = (desk.violations(), desk.overflow())
    for label in ("Your name", "E-mail address", "Password again"):
        desk.page.get_by_label(label).fill("x@y.example")
    desk.page.get_by_label("Password", exact=True).fill("x")
    desk.submit("Create account and sign in")
    found["set up, problems"] = (desk.violations(), desk.overflow())
    desk.go("/setup/none")
    found["old link"] = (desk.violations(), desk.overflow())
    desk.sign_in(storage, "Maria Lopez", "admin")
    for name, reach in STATES.items():
        reach(desk)
        desk.page.wait_for_load_state()
        found[name] = (desk.violations(), desk.overflow())
    assert {name: seen for name, seen in found.items() if seen != ([], 0)} == {}


@pytest.mark.parametrize("window", ["desk", "phone"])
def test_controls_are_large_enough_to_hit(
    app: Flask,
    storage: Storage,
    server: str,
    new_context: Callable[..., BrowserContext],
    window: str,
) -> None:
    _fill(app, storage)
    width, height = WINDOWS[window]
    context = new_context(viewport={"width": width, "height": height})
    desk = StaffPage(context.new_page(), server).sign_in(storage, "Maria Lopez", "admin")
    script = """() => [...document.querySelectorAll('a, button, input, select, textarea, summary')]
        .filter(e => e.checkVisibility() && !e.matches('.unseen, .skip, [type=hidden]'))
        .filter(e => !e.closest('p, dd') || e.matches('button'))
        .map(e => [e.textContent.trim(), e.getBoundingClientRect()])
        .filter(([, box]) => box.width && (box.height < 24 || box.width < 24))
        .map(([text]) => text)"""
    for reach in STATES.values():
        reach(desk)
        desk.page.wait_for_load_state()
        assert desk.page.evaluate(script) == []
    desk.go("/conversations/mine")
    for name in ("Send", "Resolve", "Back to the assistant"):
        box = desk.button(name).bounding_box()
        assert box
        assert box["height"] >= 44


def test_forced_colours_leave_everything_to_be_seen(
    app: Flask, storage: Storage, server: str, new_context: Callable[..., BrowserContext]
) -> None:
    _fill(app, storage)
    desk = StaffPage(new_context(forced_colors="active").new_page(), server)
    desk.sign_in(storage, "Maria Lopez", "admin")
    for path in ("/?show=all", "/conversations/alarm"):
        assert desk.go(path).violations() == []
        chip = desk.page.locator(".chip").first  # the list may be drawn anew meanwhile
        expect(chip).to_have_css("border-top-style", "solid")


def test_the_focus_is_always_to_be_seen(
    app: Flask, storage: Storage, page: Page, server: str
) -> None:
    _fill(app, storage)
    desk = StaffPage(page, server).sign_in(storage, "Maria Lopez").go("/conversations/mine").claim()
    script = """() => { const e = document.activeElement, s = getComputedStyle(e),
        a = getComputedStyle(e, '::after'), box = e.getBoundingClientRect();
        const out = box.bottom < 0 || box.top > innerHeight;
        const covered = !e.matches('.unseen') && box.height && out;
        return e === document.body || (!covered &&
            [s, a].some(x => x.outlineStyle !== 'none' && parseFloat(x.outlineWidth) >= 2)) }"""
    for path in ("/conversations/mine", "/", "/accounts"):
        desk.go(path)
        page.evaluate("document.activeElement.blur()")
        for _ in range(18):
            page.keyboard.press("Tab")
            assert page.evaluate(script), page.evaluate("document.activeElement.outerHTML")


def test_hostile_words_do_nothing_anywhere(
    app: Flask, storage: Storage, page: Page, server: str
) -> None:
    fired: list[object] = []
    reports: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error" or "Content Security" in message.text:
            reports.append(message.text)

    page.expose_function("oracle", lambda *words: fired.append(words))
    page.on("console", note)
    page.on("dialog", lambda dialog: fired.append(dialog.message))
    now = datetime.now(UTC)
    samples.waiting(storage, "c1", now)
    desk = StaffPage(page, server).sign_in(storage, f"Eve {HOSTILE[:70]}", "admin")
    desk.go("/?show=all")
    conversation = patient_asks(app, storage, HOSTILE, f"needle {HOSTILE}")
    expect(desk.rows).to_have_count(2)  # drawn by the script
    desk.go(f"/conversations/{conversation}").claim()
    samples.answered(storage, conversation, HOSTILE, now, Outcome.DECLINE, "declined")
    expect(desk.log.get_by_text("<svg onload=oracle()>")).to_have_count(3)
    desk.box.fill(HOSTILE)
    desk.box.press("Control+Enter")
    expect(desk.log.get_by_text("<svg onload=oracle()>")).to_have_count(4)
    with storage.write() as connection:
        contact = Contact(email="x@y", phone="javascript:oracle()")
        conversations.leave_contact(connection, conversation, contact, now=now)
    paths = [f"/conversations/{conversation}", "/?show=all", "/unanswered", "/accounts", "/me"]
    for path in [*paths, f"/?q={HOSTILE[:60]}"]:
        desk.go(path)
        page.wait_for_timeout(150)
    assert fired == []
    assert reports == []
