"""What is allowed and yet worth a look, with file and line."""

from datetime import date

import pytest

from bot.content.hints import hints
from bot.content.load import load_with_documents
from tests.bot.small_content import write_content

TODAY = date(2026, 5, 4)


@pytest.fixture
def intents(tmp_path):
    return write_content(tmp_path)


def said(intents, about, today=TODAY):
    found = hints(*load_with_documents(intents), today=today)
    return [str(hint) for hint in found if about in str(hint)]


def change(intents, name, old, new):
    (path,) = intents.rglob(f"{name}.yaml")
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def test_every_draft_is_named(intents):
    found = said(intents, "status: a draft")
    assert len(found) == 6  # four FAQ intents, one for staff, one of small talk
    assert all(".yaml:" in hint for hint in found)


def test_an_intent_without_look_alikes_or_topic_is_named(intents):
    assert any("pain-during.yaml" in hint for hint in said(intents, "not_utterances: none"))
    assert any("pain-during.yaml" in hint for hint in said(intents, "topic: missing"))


def test_the_same_words_in_two_intents_are_pointed_at(intents):
    change(intents, "pain-during", "utterances:\n", "utterances:\n- wild purple zebra pain\n")
    change(intents, "cost", "utterances:\n", "utterances:\n- the pain of a wild purple zebra\n")
    (hint,) = said(intents, "nearly the same")
    assert "intents/" in hint
    assert ".yaml:" in hint


def test_a_review_day_in_the_past_is_named(intents):
    path = change(intents, "cost", "status: draft", "status: approved")
    for old, new in (
        ("reviewed_by: null", "reviewed_by: Dr. A. Example"),
        ("reviewed_on: null", "reviewed_on: '2026-05-01'"),
        ("review_by: null", "review_by: '2027-05-01'"),
    ):
        change(intents, path.stem, old, new)
    assert said(intents, "review_by:") == []
    (hint,) = said(intents, "review_by:", today=date(2027, 6, 1))
    assert "2027-05-01 is past" in hint
