"""A question is the same question with somebody's details around it."""

from __future__ import annotations

import pytest

from bot.privacy.question import without_details


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (
            "my name is Ann Lee, phone 212 555 0147, can I get dry needling",
            "can I get dry needling",
        ),
        ("hi im Renata Oliveira, dob 5/30/1979, does it hurt", "hi does it hurt"),
        ("Dana Ruiz, 12/2/1980: is it covered?", "is it covered?"),
        ("does it hurt? call me at 646-555-0113", "does it hurt?"),
        ("Will it bruise? Thanks, Dmitri", "Will it bruise? Thanks,"),
        ("my husband Kwame asks if he may eat", "my husband asks if he may eat"),
        ("my name is [name], does it hurt", "does it hurt"),
    ],
)
def test_details_are_taken_out_with_the_words_that_lead_to_them(text: str, left: str) -> None:
    assert without_details(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "does it hurt",
        "my name is Ann",
        "212 555 0147",
        "who is Dr. Kalika",
        "is Natasha working on Friday",
        "",
    ],
)
def test_what_is_the_question_or_all_there_is_stays(text: str) -> None:
    assert without_details(text) == text
