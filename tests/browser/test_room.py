"""What a patient sees of what was just said, on a phone and at a desk."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, expect

from tests.browser.chat import Chat
from tests.browser.pages import HostPages

SIZES = [(360, 740), (1280, 800)]


@pytest.fixture(params=SIZES, ids=["phone", "desk"])
def sized(
    request: pytest.FixtureRequest,
    new_context: Callable[..., BrowserContext],
    server: str,
    hosts: HostPages,
) -> Chat:
    width, height = request.param
    context = new_context(viewport={"width": width, "height": height}, has_touch=width < 500)
    return Chat.on(context.new_page(), hosts.url("bare")).open()


def _span(part: Locator) -> tuple[float, float]:
    """Return where on the screen a part begins and ends."""
    part.evaluate("node => Promise.all(node.getAnimations().map((moving) => moving.finished))")
    box = part.bounding_box()
    assert box is not None
    return box["y"], box["y"] + box["height"]


def _height(part: Locator) -> float:
    start, end = _span(part)
    return end - start


def _begins_in_sight(chat: Chat, part: Locator) -> bool:
    top, bottom = _span(chat.frame.locator("#scroll"))
    start, _ = _span(part)
    return top <= start <= bottom - 48


@pytest.mark.usefixtures("scripted_words")
def test_the_contact_form_leaves_the_beginning_of_the_answer_in_sight(sized: Chat) -> None:
    sized.ask("Will I be sore?").ask("What does it cost?")
    expect(sized.frame.get_by_label("E-mail")).to_be_visible()
    assert _begins_in_sight(sized, sized.messages.last)


@pytest.mark.usefixtures("scripted_words")
def test_a_form_opened_later_leaves_it_in_sight_too(sized: Chat) -> None:
    sized.ask("What does it cost?").button("No, thanks").click()
    sized.ask("Will I be sore?")
    sized.button("Leave contact").click()
    expect(sized.frame.get_by_label("E-mail")).to_be_visible()
    assert _begins_in_sight(sized, sized.messages.last)


@pytest.mark.usefixtures("scripted_words")
def test_who_reads_further_up_stays_there(sized: Chat) -> None:
    sized.ask("Will I be sore?").ask("Does it hurt?")
    sized.evaluate("() => { document.getElementById('scroll').scrollTop = 0 }")
    sized.button("Start over").click()
    assert sized.evaluate("() => document.getElementById('scroll').scrollTop") == 0


@pytest.mark.usefixtures("scripted_words")
@pytest.mark.parametrize("sign", ["I can't breathe", "I want to die", "my hand is tingling"])
def test_a_card_is_seen_whole_when_it_arrives(sized: Chat, sign: str) -> None:
    sized.ask("Will I be sore?").ask(sign)
    top, bottom = _span(sized.frame.locator("#scroll"))
    start, end = _span(sized.alert)
    assert top <= start
    assert end <= bottom
    lowest = sized.alert.locator(".call").last
    expect(lowest).to_be_in_viewport(ratio=1)


@pytest.mark.usefixtures("scripted_words")
def test_the_top_leaves_the_room_to_the_conversation(sized: Chat) -> None:
    panel = _height(sized.panel)
    header, scroll = sized.frame.locator("header"), sized.frame.locator("#scroll")
    assert _height(header) <= 64
    assert _height(scroll) >= 0.7 * panel
    sized.ask("I want to die")
    banner = sized.frame.get_by_role("region", name="Emergency")
    assert (
        _height(header) + _height(banner) <= 190
    )  # two ways to the crisis line, one below the other
    assert _height(scroll) >= 0.55 * panel


def test_a_name_that_is_cut_can_be_read(sized: Chat) -> None:
    name = sized.frame.locator("#name")
    assert name.get_attribute("title") == name.inner_text()
    status = sized.frame.locator("#status")
    sized.button("Talk to staff").click()
    expect(status).to_have_text("Waiting for staff")
    assert status.get_attribute("title") == "Waiting for staff"
