"""Order of flags, disguises, negation and time, and that work stays bounded."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
import yaml

from bot.safety.check import SafetyCheck
from bot.types import SafetyFlag, Tier

INTENTS = Path(__file__).parents[3] / "intents"


def categories(flags: tuple[SafetyFlag, ...]) -> set[str]:
    return {flag.category for flag in flags}


def test_the_worst_flag_comes_first(safety: SafetyCheck) -> None:
    flags = safety.check("pus is leaking from the spot on my leg. also I can't breathe")
    assert flags[0].tier is Tier.NOW
    assert flags[-1].tier is Tier.TODAY


def test_crisis_comes_before_a_call_today(safety: SafetyCheck) -> None:
    flags = safety.check("there is pus in the wound and I want to die")
    assert flags[0].tier is Tier.CRISIS


def test_a_flag_points_at_its_words(safety: SafetyCheck) -> None:
    text = "Thanks for today. My tongue is swelling up!"
    flag = safety.check(text)[0]
    assert "tongue is swelling" in safety.read(text).normalised[flag.start : flag.end]


@pytest.mark.parametrize(
    "text",
    [
        "I CAN'T BREATHE",
        "i cant breathe",
        "icantbreathe",
        "i cantbreathe since the needle",
        "i can\u200bt bre\u200bathe",
        "i can\u2019t breathe",
        "I саn't brеаthе",  # Cyrillic letters
        "i can't b r e a t h e",
        "i can't bre😭athe",
        "i can't breathe😭😭help",
        "i cannnn't breeeaaathe",
        "i can't brreathe",
        "i cant braethe",
        "i cant brethe",
        "ｉ ｃａｎ't ｂｒｅａｔｈｅ",
        "i can't br3athe",
        "hello. how are you? i can't breathe. thanks",
        "no, I can't breathe",
        "no i can't breathe",
    ],
)
def test_a_disguise_does_not_hide_it(safety: SafetyCheck, text: str) -> None:
    assert "collapsed-lung" in categories(safety.check(text))


@pytest.mark.parametrize("text", ["k!ll myself", "kill my self", "KiLl MySeLf", "k1ll myself"])
def test_signs_inside_a_word_do_not_hide_a_crisis(safety: SafetyCheck, text: str) -> None:
    assert "crisis" in categories(safety.check(f"i will {text} tonight"))


@pytest.mark.parametrize(
    "text",
    [
        "no swelling, no fever, just tender",
        "no chest pain or trouble breathing, only a sore shoulder",
        "I do not have numbness, weakness or pus",
        "never had a seizure",
        "without any chest pain",
    ],
)
def test_what_is_denied_is_no_flag(safety: SafetyCheck, text: str) -> None:
    assert safety.check(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "my foot always goes dead when I sit cross legged",
        "short of breath for ten years, as always, my doctor calls it age",
        "I passed out once giving blood at 18, I am 47 now",
        "breathing is fine, only sore between the shoulder blades",
        "For the form: pleurisy 2011, asthma as a child",
        "I had a DVT in August, who should I tell",
        "when should a person call 911 after this treatment",
        "couldn't breathe for laughing",
        "we're moving to Tampa, please cancel",
    ],
)
def test_old_habits_history_and_jokes_are_no_flag(safety: SafetyCheck, text: str) -> None:
    assert safety.check(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "my foot always falls asleep, but since the shot yesterday I cannot lift my toes",
        "I am 47 now and I can't breathe since this morning",
        "asthma since childhood, but now the inhaler is not helping and I can't get air",
        "my husband always hits me",
        "usually I am fine, today my chest hurts and I am sweating",
    ],
)
def test_a_habit_does_not_hide_what_is_new(safety: SafetyCheck, text: str) -> None:
    assert safety.check(text)


@pytest.mark.parametrize(
    "text",
    [
        "no fever but I can't breathe",
        "not sore at all, only my tongue is swelling",
        "what are the odds? my face is drooping on one side",
        "can it be a collapsed lung, i cant get a full breath",
        "had chest pain last year and now my chest hurts again",
        "what if it is nothing but he passed out and wont wake up",
    ],
)
def test_a_flag_beside_a_denial_or_question_stays(safety: SafetyCheck, text: str) -> None:
    assert safety.check(text)


def test_a_long_story_is_read_to_its_end(safety: SafetyCheck) -> None:
    assert safety.check("I can't breathe. " + "so " * 2000)
    for words in (100, 260, 330, 400, 800, 1300):
        assert safety.check("so " * words + "I can't breathe"), words
    assert not safety.check("so " * 1400 + "I can't breathe")


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "😀", "?!?", "0", "\x00\x01", "'", "@$", "_", "日本語"]
)
def test_any_text_gets_an_answer(safety: SafetyCheck, text: str) -> None:
    assert safety.check(text) == ()


def test_random_texts_never_raise(safety: SafetyCheck) -> None:
    source = random.Random(7)  # noqa: S311 - not for secrets
    signs = "abc '!@$*.,;?-_|\n\t😭е0123\u200b’\"|^"
    for _ in range(2000):
        safety.check("".join(source.choices(signs, k=source.randint(0, 80))))


def test_ordinary_questions_stay_below_one_in_two_hundred(safety: SafetyCheck) -> None:
    """Every second utterance; those of the lung, bleeding and infection topics included."""
    texts = [
        text
        for folder in ("faq", "staff", "small_talk")
        for path in sorted((INTENTS / folder).rglob("*.yaml"))
        for text in yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)["utterances"][::2]
    ]
    fired = [text for text in texts if safety.check(text)]
    assert len(fired) <= 0.005 * len(texts), fired
