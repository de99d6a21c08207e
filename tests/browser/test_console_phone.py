"""The console in a hand: an emergency stays in sight, and no word is out of reach."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, expect

from tests.browser.console_fixtures import StaffPage, patient_asks
from tests.web.conftest import Patient
from web.storage import Storage

NAME = "Dr. Alexandra Konstantinopoulou-Featherstone"
LONG_AGO = ["Will I be sore?", "a needle", "Does it hurt?"] * 3


@pytest.fixture
def phone(server: str, storage: Storage, new_context: Callable[..., BrowserContext]) -> StaffPage:
    context = new_context(viewport={"width": 360, "height": 740}, has_touch=True)
    return StaffPage(context.new_page(), server).sign_in(storage, NAME, "admin")


@pytest.mark.usefixtures("scripted_words")
def test_an_emergency_is_in_sight_beside_the_newest_messages(
    phone: StaffPage, storage: Storage, app: Flask
) -> None:
    first = "I can't breathe since the needle, call 212 555 0199"
    conversation = patient_asks(app, storage, first, *LONG_AGO, "thanks")
    phone.go(f"/conversations/{conversation}")
    alarm = phone.page.get_by_role("region", name="Emergency")
    newest = phone.log.get_by_role("listitem").last
    expect(newest.locator(".said__text")).to_be_in_viewport()
    expect(alarm).to_be_in_viewport(ratio=1)
    expect(alarm).to_contain_text("“I can't breathe since the needle, call [phone]”")
    expect(alarm).to_contain_text("The patient was shown: “Call 911 now")
    box = alarm.bounding_box()
    assert box
    assert box["height"] <= 740 / 4
    assert phone.overflow() == 0
    alarm.get_by_role("link").click()
    flagged = phone.log.get_by_text("I can't breathe").bounding_box()
    stuck = alarm.bounding_box()
    assert flagged
    assert stuck
    assert flagged["y"] >= stuck["y"] + stuck["height"]  # not under the box


@pytest.mark.usefixtures("scripted_words")
def test_an_emergency_that_comes_while_the_page_is_open_appears(
    phone: StaffPage, storage: Storage, app: Flask
) -> None:
    patient = Patient(app.test_client()).start()
    patient.say("Will I be sore?")
    patient.click("talk_to_staff")
    phone.go().rows.get_by_role("link").click()
    alarm = phone.page.get_by_role("region", name="Emergency")
    expect(alarm).to_be_hidden()
    patient.say("I can't breathe")
    expect(alarm).to_contain_text("“I can't breathe”")
    expect(alarm).to_contain_text("The patient was shown: “Call 911 now")


def test_what_is_cut_can_be_read(phone: StaffPage) -> None:
    phone.go()
    name = phone.link(NAME)
    assert name.get_attribute("title") == NAME
    button = phone.button("Sign out").bounding_box()
    assert button
    assert button["height"] <= 48  # its words stand in one line
    search = phone.page.get_by_role("searchbox")
    room = "node => node.clientWidth - 2 * parseFloat(getComputedStyle(node).paddingLeft)"
    needed = """node => {
        const pen = document.createElement('canvas').getContext('2d');
        pen.font = getComputedStyle(node).font;
        return pen.measureText(node.placeholder).width;
    }"""
    assert search.evaluate(needed) <= search.evaluate(room)
