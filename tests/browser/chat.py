"""The chat as a test meets it: by the names that a screen reader would read."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import FrameLocator, Locator, Page, expect


@dataclass
class Chat:
    """The chat on a page."""

    page: Page

    @classmethod
    def on(cls, page: Page, url: str) -> Chat:
        """Go to the page and wait for the launcher."""
        page.goto(url)
        page.locator("clinic-chat .launcher").wait_for(state="attached")
        return cls(page)

    def open(self) -> Chat:
        """Open the window by its launcher."""
        self.launcher.click()
        expect(self.frame.locator("#composer:not([inert])")).to_be_visible()
        return self

    @property
    def launcher(self) -> Locator:
        return self.page.locator("clinic-chat .launcher")

    @property
    def panel(self) -> Locator:
        return self.page.locator("clinic-chat .panel")

    @property
    def frame(self) -> FrameLocator:
        return self.page.frame_locator("clinic-chat iframe")

    @property
    def box(self) -> Locator:
        return self.frame.get_by_label("Your question")

    @property
    def log(self) -> Locator:
        return self.frame.get_by_role("log")

    @property
    def messages(self) -> Locator:
        return self.log.locator(".message")

    @property
    def alert(self) -> Locator:
        return self.log.get_by_role("alert")

    def ask(self, text: str, *, answer: bool = True) -> Chat:
        """Write and send; by default wait until the answer is there."""
        count = self.messages.count()
        self.box.fill(text)
        self.box.press("Enter")
        if answer:
            expect(self.messages).to_have_count(count + 2)
        return self

    def button(self, name: str) -> Locator:
        return self.frame.get_by_role("button", name=name, exact=True)

    def evaluate(self, script: str) -> object:
        """Run a script in the frame."""
        return self.frame.locator("body").evaluate(script)
