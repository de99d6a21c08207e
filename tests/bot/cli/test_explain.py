"""`train.py explain`: what the bot does comes first, and the reasons never contradict it."""

from __future__ import annotations

import json

import pytest

from bot.policy import REASONS


def first(said):
    return said.out.splitlines()[0]


@pytest.mark.parametrize(
    ("text", "does", "reason"),
    [
        ("does it hurt", "gives the answer: “Pain during?” (pain-during)", "known_question"),
        ("what is the price of a session", "hands over to staff: “Cost?” (cost)", "staff_topic"),
        ("tell me a joke on pirates", "says that it can only help with the", "out_of_scope"),
        ("", "says that it could read no words", "empty"),
        ("wie viel kostet das bitte", "says that it answers in English alone", "language"),
        ("elephant sitting on my chest", "shows the emergency card to call the", "red_flag"),
    ],
)
def test_the_first_sentence_tells_what_the_bot_does(clinic, text, does, reason):
    said = clinic("explain", text)
    assert first(said).startswith(f"The bot {does}")
    assert REASONS[reason] in first(said)
    found = json.loads(clinic("explain", text, "--json").out)
    assert found["outcome"] == found["turn"]["outcome"]
    assert found["reason"] == found["turn"]["reason"] == reason
    assert found["sentence"] == REASONS[reason]


def test_the_reply_is_shown(clinic):
    said = clinic("explain", "")
    assert "It says:\n  | I could not read any words in that." in said.out


def test_an_emergency_names_its_signs_and_weighs_no_words(clinic):
    said = clinic("explain", "elephant sitting on my chest")
    assert "Sign: “sitting on my chest” (heart, rule heart-attack)." in said.out
    assert "Best fits" not in said.out
    found = json.loads(clinic("explain", "elephant sitting on my chest", "--json").out)
    assert found["card"] == "call_now"
    assert found["parts"] == []
    assert {"words": "sitting on my chest", "rule": "heart-attack", "category": "heart"} in (
        found["signs"]
    )


def test_another_language_is_not_corrected_into_english(clinic):
    said = clinic("explain", "wie viel kostet das bitte")
    assert "Read “" not in said.out
    assert "Best fits" not in said.out


def test_each_question_of_a_message_is_explained(clinic):
    text = "what is the price of a session? and does it hurt?"
    said = clinic("explain", text).out
    assert said.startswith("The bot reads 2 questions in the message and replies to each.")
    one, two = said.split("Question 1 of 2: “")[1].split("Question 2 of 2: “")
    assert "The bot hands over to staff: “Cost?” (cost)." in one
    assert "The bot gives the answer: “Pain during?” (pain-during)." in two
    found = json.loads(clinic("explain", text, "--json").out)
    assert [part["given"]["intent"] for part in found["parts"]] == ["cost", "pain-during"]
    assert [part["weighed"]["intents"][0]["intent"] for part in found["parts"]] == [
        "cost",
        "pain-during",
    ]


def test_a_part_that_stays_open_is_said_to_stay_open(clinic):
    said = clinic("explain", "does it hurt? and who won the football game?").out
    assert "Question 2 of 2: “" in said
    assert "The bot leaves this part open. " + REASONS["out_of_scope"] in said


def test_a_decision_left_to_the_care_team_is_told(clinic):
    said = clinic("explain", "should i stop my aspirin because of the germs under the skin").out
    assert "It takes this for a personal decision and leaves it to the care team." in said
    assert "leaves it to the care team" not in clinic("explain", "does it hurt").out


def test_private_details_are_masked(clinic):
    said = clinic("explain", "does it hurt? my number is 212-555-0134. what is the price?").out
    assert "212-555-0134" not in said
