"""Whoever types private details is warned before they leave the browser, and may send them."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Locator, Request, expect

from bot.safety.corpus import load_cases, load_corpus
from tests.browser.chat import Chat

INTENTS = Path(__file__).parents[2] / "intents"
PRIVATE = [
    "call me on 212 555 0142", "ana@example.org", "born 3/4/1980", "123-45-6789", "mrn # 445566",
    "card 4111 1111 1111 1111", "ana at gmail", "my social is 123456789", "dob 5 june 1990",
    "member id XQH884213907", "my birthday is march 3, 1971", "passport X1234567", "text 555-0147",
    "call 212–555–0142", "１２３-４５-６７８９", "1980-04-03", "DOB: 04031980",
    "123456789", "its 123456789 ok?", " 4839201 ",
]  # fmt: skip
ORDINARY = [
    "L4-L5 hurts 8/10", "2-3 days", "0.25 mm needle", "24/7 pain for 10 years", "20 mg",
    "is 3/14 at 2 free", "does medicare cover 2 visits", "had it since 2019", "CPT 97140 or 20560?",
    "my chart says C5/C6", "how many patients in 10 years", "at 12 or at 2?", "insurance in 2024?",
    "pain 7–8 of 10", "MRI of 2024-03-12", "every 3–4 weeks since 2019",
    "$123456789 is a lot", "1234567890123456789012",
]  # fmt: skip


def hint(chat: Chat) -> Locator:
    return chat.frame.locator("#hint")


@pytest.mark.parametrize("text", PRIVATE)
def test_private_details_get_a_hint_while_they_are_typed(chat: Chat, text: str) -> None:
    chat.box.fill(text)
    expect(hint(chat)).to_contain_text("private details", timeout=1000)
    assert hint(chat).get_attribute("role") == "status"  # polite: it interrupts nobody


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_words_and_numbers_get_no_hint_and_go_at_once(chat: Chat, text: str) -> None:
    chat.box.fill(text)
    expect(hint(chat)).to_be_empty()
    chat.ask(text)


def test_the_first_press_asks_and_the_second_sends(chat: Chat) -> None:
    posted: list[str] = []

    def remember(request: Request) -> None:
        if request.method == "POST":
            posted.append(request.url)

    chat.page.on("request", remember)
    chat.ask("call me on 212 555 0142", answer=False)
    expect(hint(chat)).to_contain_text("Not sent yet")
    expect(hint(chat)).to_contain_text("call 911 now")
    expect(chat.button("Send anyway")).to_be_visible()
    expect(chat.box).to_be_focused()
    expect(chat.box).to_have_value("call me on 212 555 0142")
    expect(chat.messages).to_have_count(0)
    assert posted == []
    chat.box.press("Enter")
    expect(chat.messages).to_have_count(2)
    expect(chat.button("Send anyway")).to_be_hidden()
    expect(hint(chat)).to_be_empty()


def test_send_anyway_sends_and_gives_the_box_back(chat: Chat) -> None:
    chat.ask("my social is 123456789", answer=False)
    chat.button("Send anyway").click()
    expect(chat.messages).to_have_count(2)
    expect(chat.box).to_be_focused()
    expect(chat.box).to_have_value("")


def test_what_was_edited_is_looked_at_anew(chat: Chat) -> None:
    chat.ask("dob 3/4/1980", answer=False)
    chat.button("Edit it first").click()
    expect(chat.box).to_be_focused()
    expect(chat.button("Send anyway")).to_be_hidden()
    chat.ask("ana@example.org", answer=False)
    expect(hint(chat)).to_contain_text("Not sent yet")
    expect(chat.messages).to_have_count(0)
    chat.ask("does it hurt?")


CRIES = [
    "i cannot breathe, my number is 212 555 0142", "I dont want to live, my number 917 555 0183",
    "grandpas mouth is hanging on one side call me 917 555 0183", "🆘 917 555 0183",
    "threw up what looks like coffee grounds, 9175550183", "no puedo respirar 917 555 0183",
    "my tongue feels too big for my mouth 917 555 0183", "не могу дышать 917 555 0183",
    "havent been able to pee since last night, dob 3/4/1980", "help 917 555 0183",
    "gonna unalive myself jo@gmail.com", "call 911 917 555 0183", "9175550183 goodbye",
    "the skin is hot and redness is getting bigger, 917 555 0183",
]  # fmt: skip


def test_a_cry_for_help_is_never_held_up(chat: Chat) -> None:
    for text in CRIES:
        chat.box.fill(text)
        expect(hint(chat)).to_contain_text("private details")  # told, and sent at once all the same
        chat.ask(text)
        expect(hint(chat)).to_be_empty()
    expect(chat.alert.first).to_contain_text("Call 911 now")


def test_none_of_the_emergencies_that_the_check_knows_would_be_held_up(chat: Chat) -> None:
    folder = INTENTS / "safety"
    messages = [*load_cases(folder), *(m for rows in load_corpus(folder).values() for m in rows)]
    cries = [message.text for message in messages if message.tier]
    for path in folder.glob("languages/*.yaml"):
        rows = yaml.safe_load(path.read_text(encoding="utf-8")).get("must_fire", ())
        cries += [row["text"] for row in rows]
    assert len(cries) > 10_000
    cries = cries[::4]
    script = """async (body, cries) => {
        const file = document.querySelector('link[href*="frame/private"]').href;
        const { isOnlyDetails } = await import(file);
        const after = cries.map((cry) => `${cry} 212 555 0142`);
        const before = cries.map((cry) => `call me ana@example.org ${cry}`);
        return [...after, ...before].filter(isOnlyDetails);
    }"""
    assert chat.frame.locator("body").evaluate(script, cries) == []


@pytest.mark.parametrize("text", ["my number is 212 555 0142", "my record number is 445566"])
def test_a_bare_detail_is_held_and_one_beside_other_words_is_not(chat: Chat, text: str) -> None:
    chat.ask(text, answer=False)
    expect(hint(chat)).to_contain_text("Not sent yet")
    expect(chat.messages).to_have_count(0)
    chat.box.fill(f"my hand is numb, {text}")
    chat.box.press("Enter")
    expect(chat.messages).to_have_count(2)


def test_a_number_that_we_asked_for_goes_at_once(chat: Chat) -> None:
    chat.button("Talk to staff").click()
    expect(chat.messages).to_have_count(2)
    chat.box.fill("212 555 0142 or ana@example.org")
    expect(hint(chat)).to_be_empty()
    chat.ask("212 555 0142", answer=False)
    expect(chat.messages).to_have_count(4)
    chat.box.fill("my ssn is 123-45-6789")  # that we did not ask for
    expect(hint(chat)).to_contain_text("private details")


def test_the_hint_is_there_before_the_next_key(chat: Chat) -> None:
    said = chat.evaluate("""() => {
        const box = document.getElementById("text");
        box.value = "so ".repeat(600) + "my ssn is 123-45-6789";
        box.dispatchEvent(new Event("input", {bubbles: true}));
        return document.getElementById("hint").textContent;  // in the same task
    }""")
    assert "private details" in str(said)
