"""What a patient in trouble reads: the number first, short, plain, and never reassuring."""

from __future__ import annotations

import re

import pytest

from bot.content.clinic import Clinic
from bot.safety.check import SafetyCheck
from bot.types import SafetyFlag, Tier

MATTERS = [
    "collapsed-lung", "heart", "anaphylaxis", "fainting", "infection", "cauda-equina",
    "nerve-bleed", "headache", "stroke", "bleeding", "clot", "overdose", "needle", "other",
]  # fmt: skip
ALL = [(matter, tier) for matter in MATTERS for tier in (Tier.NOW, Tier.TODAY)]
ALL += [("crisis", Tier.CRISIS)]


def flag(category: str, tier: Tier) -> SafetyFlag:
    return SafetyFlag(rule="r", category=category, tier=tier, start=0, end=1)


def grade(text: str) -> float:
    """The Flesch-Kincaid reading grade, with a phone number as one short word."""
    plain = re.sub(r"\(?\d[\d() -]*\d", "x", text)
    sentences = max(1, len(re.findall(r"[.!?](?:\s|$)", plain)))
    words = re.findall(r"[a-z']+", plain.lower())
    syllables = sum(
        max(1, len(re.findall(r"[aeiouy]+", re.sub(r"e$|es$|ed$", "", word)))) for word in words
    )
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


@pytest.mark.parametrize("again", [False, True])
@pytest.mark.parametrize(("category", "tier"), ALL)
def test_the_words_of_a_card(
    safety: SafetyCheck, clinic: Clinic, category: str, tier: Tier, again: bool
) -> None:
    card = safety.card([flag(category, tier)], again=again)
    first = re.split(r"(?<=[.!?])\s", card.text)[0]
    label = {
        Tier.NOW: clinic.emergency_label,
        Tier.TODAY: clinic.phone_label,
        Tier.CRISIS: clinic.crisis_label,
    }[tier]
    assert label in first
    assert "call" in first.lower()
    assert len(card.text.split()) <= 60
    assert grade(card.text) <= 6
    assert "[" not in card.text
    assert "{" not in card.text
    for banned in (
        "normal",
        "probably",
        "don't worry",
        "do not worry",
        "watching",
        "monitor",
        "committed",
    ):
        assert banned not in card.text.lower()


@pytest.mark.parametrize(
    ("tier", "kind"), [(Tier.NOW, "call_now"), (Tier.TODAY, "call_today"), (Tier.CRISIS, "crisis")]
)
def test_the_tier_decides_the_card(
    safety: SafetyCheck, clinic: Clinic, tier: Tier, kind: str
) -> None:
    card = safety.card([flag("needle" if tier is not Tier.CRISIS else "crisis", tier)])
    assert card.kind == kind
    assert (
        card.phone
        == {
            "call_now": clinic.emergency_number,
            "call_today": clinic.phone,
            "crisis": clinic.crisis_number,
        }[kind]
    )


def test_a_second_crisis_gets_the_second_wording(safety: SafetyCheck) -> None:
    flags = safety.check("I want to die")
    assert safety.card(flags).text != safety.card(flags, again=True).text


def test_a_crisis_card_says_it_is_automatic_and_leaves_the_chat_open(safety: SafetyCheck) -> None:
    for again in (False, True):
        text = safety.card([flag("crisis", Tier.CRISIS)], again=again).text.lower()
        assert "automatic" in text
        assert "keep writing" in text
        assert "stay with" in text


def test_an_overdose_in_a_crisis_shows_both_numbers(safety: SafetyCheck, clinic: Clinic) -> None:
    flags = safety.check("I took the whole bottle of pills, I want to die")
    card = safety.card(flags)
    assert card.kind == "call_now"
    assert clinic.crisis_number in [number for _, number in card.more]


def test_the_emergency_line_has_the_number(safety: SafetyCheck, clinic: Clinic) -> None:
    assert clinic.emergency_label in safety.emergency_line()
