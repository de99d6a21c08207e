"""The console as a test meets it: by the names that a screen reader would read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from flask import Flask
from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import RULES
from tests.web.conftest import Patient
from web.storage import Storage, conversations, sessions, staff
from web.storage.records import StaffAccount

PASSWORD = "quiet green ladder"


@dataclass
class StaffPage:
    """One page of a staff member's browser."""

    page: Page
    server: str

    def sign_in(self, storage: Storage, name: str, role: str = "staff") -> StaffPage:
        """Make an account and sign its owner in, without the forms."""
        token = session_of(storage, person(storage, name, role))
        cookie: Any = {"name": "clinic-staff", "value": token, "url": self.server}
        self.page.context.add_cookies([cookie])
        return self

    def go(self, path: str = "/") -> StaffPage:
        """Open a page of the console."""
        self.page.goto(f"{self.server}/staff{path}")
        return self

    def link(self, name: str) -> Locator:
        return self.page.get_by_role("link", name=name)

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def submit(self, name: str) -> StaffPage:
        """Press a button that sends a form, and wait for the page it leads to."""
        with self.page.expect_navigation():
            self.button(name).click()
        return self

    @property
    def box(self) -> Locator:
        return self.page.get_by_label("Reply to the patient")

    @property
    def log(self) -> Locator:
        return self.page.get_by_role("log")

    @property
    def status(self) -> Locator:
        return self.page.locator("#status")

    @property
    def rows(self) -> Locator:
        return self.page.locator("#rows > li")

    def claim(self) -> StaffPage:
        """Take the conversation of this page."""
        self.button("Claim").click()
        expect(self.box).to_be_focused()
        return self

    def violations(self) -> list[Any]:
        """Return what axe finds."""
        found = Axe().run(self.page, options=RULES).response["violations"]
        return [(rule["id"], [node["html"][:200] for node in rule["nodes"]]) for rule in found]

    def overflow(self) -> int:
        """Return how many pixels the page is wider than the window."""
        script = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        return int(self.page.evaluate(script))


def person(storage: Storage, name: str, role: str = "staff") -> StaffAccount:
    """Make an account."""
    with storage.write() as connection:
        return staff.add(
            connection,
            username=f"{name.split()[0].lower()}@clinic.example",
            display_name=name,
            password=PASSWORD,
            role=role,
            now=datetime.now(UTC),
        )


def session_of(storage: Storage, account: StaffAccount) -> str:
    """Return the cookie value of a new session."""
    with storage.write() as connection:
        return sessions.start(connection, account.id, device="Test", now=datetime.now(UTC))


def setup_link(storage: Storage, role: str = "admin") -> str:
    """Return the path of a one-time link."""
    with storage.write() as connection:
        link = staff.make_setup_link(connection, role=role, now=datetime.now(UTC))
    return f"/setup/{link}"


def patient_asks(app: Flask, storage: Storage, *lines: str) -> str:
    """Return the conversation of a patient who writes the lines and then asks for staff."""
    patient = Patient(app.test_client()).start()
    for line in lines:
        patient.say(line)
    patient.click("talk_to_staff")
    with storage.read() as connection:
        found = conversations.by_token(connection, patient.token)
    assert found
    return found.id
