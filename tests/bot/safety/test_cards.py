"""What a patient in trouble reads: the number first, short, plain, and never reassuring."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.content.clinic import Clinic
from bot.safety.check import SafetyCheck
from bot.types import SafetyFlag, Tier

MATTERS = [
    "collapsed-lung", "heart", "anaphylaxis", "fainting", "infection", "cauda-equina",
    "nerve-bleed", "headache", "stroke", "bleeding", "clot", "overdose", "needle", "other",
]  # fmt: skip
BANNED = (
    "normal", "probably", "don't worry", "do not worry", "no need to worry", "watching", "monitor",
    "committed", "harmless", "nothing serious",
)  # fmt: skip
SAFETY = Path(__file__).parents[3] / "intents" / "safety"
ALL = [(matter, tier) for matter in MATTERS for tier in (Tier.NOW, Tier.TODAY)]
ALL += [("crisis", Tier.CRISIS)]


def flag(category: str, tier: Tier) -> SafetyFlag:
    return SafetyFlag(rule="r", category=category, tier=tier, start=0, end=1)


def banned_words(text: str) -> list[str]:
    """Return what would reassure wrongly, claim that someone watches, or blame."""
    return [word for word in BANNED if word in text.lower()]


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
    assert not banned_words(card.text)


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


CARD_OF = {Tier.NOW: "call_now", Tier.TODAY: "call_today", Tier.CRISIS: "crisis"}
SEVERAL = [
    ("pus comes out of the needle hole. also I can't breathe", Tier.NOW, "collapsed-lung"),
    ("the leg is numb since the shot and there is pus, I want to die", Tier.CRISIS, "crisis"),
    ("I fainted after the needling and now my chest hurts", Tier.NOW, None),
    ("I want to die, I took the whole bottle of pills", Tier.NOW, "overdose"),
]


@pytest.mark.parametrize(("text", "tier", "category"), SEVERAL)
def test_of_several_flags_the_worst_one_makes_the_card(
    safety: SafetyCheck, text: str, tier: Tier, category: str | None
) -> None:
    flags = safety.check(text)
    card = safety.card(flags)
    assert len({found.category for found in flags} | {found.rule for found in flags}) > 1
    assert card.kind == CARD_OF[tier]
    assert category in (None, card.category)


@pytest.mark.parametrize("tier", list(Tier))
def test_a_second_message_of_a_kind_gets_other_words_and_the_same_number(
    safety: SafetyCheck, tier: Tier
) -> None:
    found = [flag("crisis" if tier is Tier.CRISIS else "other", tier)]
    first, second = safety.card(found), safety.card(found, again=True)
    assert first.text != second.text
    assert (first.kind, first.phone) == (second.kind, second.phone)


def test_each_category_has_a_sentence_of_its_own(safety: SafetyCheck) -> None:
    categories = {path.stem for path in SAFETY.glob("*.yaml")} - {"words", "cards", "crisis"}
    assert categories == set(MATTERS)
    texts = {safety.card([flag(category, Tier.NOW)]).text for category in categories}
    assert len(texts) == len(categories)


def test_the_emergency_line_is_short_and_plain(safety: SafetyCheck) -> None:
    line = safety.emergency_line()
    assert len(line.split()) <= 25
    assert grade(line) <= 6
    assert not banned_words(line)


def test_a_crisis_card_asks_for_no_method_and_names_no_guilt(safety: SafetyCheck) -> None:
    for again in (False, True):
        text = safety.card([flag("crisis", Tier.CRISIS)], again=again).text.lower()
        for word in ("how would you", "which pills", "plan to", "method", "committed", "selfish"):
            assert word not in text


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
