"""Laughter, a push for a yes and a refusal are told from questions."""

import pytest

from bot.text import words
from bot.types import Procedure
from bot.understanding import asides
from bot.understanding.lexicon import Lexicon

INJECTION, NEEDLING = Procedure.INJECTION, Procedure.DRY_NEEDLING
LEXICON = Lexicon(
    {
        ("injections",): ("procedure", "injection"),
        ("injection",): ("procedure", "injection"),
        ("shots",): ("procedure", "injection"),
        ("dry", "needling"): ("procedure", "dry_needling"),
        ("needling",): ("procedure", "dry_needling"),
    },
    2,
)


@pytest.mark.parametrize(
    ("said", "condition"),
    [
        ("she has asthma", True),
        ("my son has adhd", True),
        ("i have high blood pressure", True),
        ("my dog has arthritis", False),
        ("she has asthma?", False),
        ("has she asthma", False),
        ("my son has", False),
    ],
)
def test_it_hears_what_a_person_has(said, condition):
    assert asides.tells_of_condition(said, words(said)) is condition


@pytest.mark.parametrize(
    ("said", "waits"),
    [
        ("are you there", True),
        ("still waiting for an answer!!", True),
        ("nobody answered me", True),
        ("hi there", False),
        ("how long is the wait", False),
        ("is there parking", False),
    ],
)
def test_it_hears_who_waits_for_staff(said, waits):
    assert asides.awaits_staff(words(said)) is waits


@pytest.mark.parametrize(
    ("said", "excuses"),
    [
        ("hello my english no so good", True),
        ("sorry for my english", True),
        ("do you speak english", False),
        ("my english no good, is it safe", False),
    ],
)
def test_it_hears_who_excuses_their_english(said, excuses):
    assert asides.excuses_english(words(said)) is excuses


@pytest.mark.parametrize(
    "text", ["lol", "LOL ok", "hahaha", "haha nice", "whatever", "ok whatever", "idk", "lmao", "👍"]
)
def test_chatter_is_idle(text):
    assert asides.is_idle(text, words(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "???",
        "ok",
        "yes",
        "lol does it hurt",
        "haha no",
        "help",
        "12",
        "nice shots",
        "hah it hurts",
    ],
)
def test_what_may_mean_more_is_not_idle(text):
    assert not asides.is_idle(text, words(text))


@pytest.mark.parametrize(
    "text",
    [
        "yes or no?",
        "just tell me yes or no please",
        "can you promise me",
        "so yes?",
        "Is that a no?",
        "a straight answer please",
    ],
)
def test_a_push_for_an_answer(text):
    assert asides.presses(text, words(text))


@pytest.mark.parametrize(
    "text",
    ["", "yes", "no", "right?", "is it?", "no shots", "yes, does it hurt", "answer the phone"],
)
def test_no_push_for_an_answer(text):
    assert not asides.presses(text, words(text))


@pytest.mark.parametrize(
    ("text", "against"),
    [
        ("I don't want injections", {INJECTION}),
        ("dont want any shots", {INJECTION}),
        ("no shots please", {INJECTION}),
        ("I'd rather not have the injection", {INJECTION}),
        ("no more dry needling", {NEEDLING}),
        ("I only want the needling", {INJECTION}),
        ("i do not want any needles in me", {INJECTION, NEEDLING}),
        ("no i dont want shots, just needling", {INJECTION}),
        ("I don't want shots, I want needling", {INJECTION}),
        ("I want injections, not needling", {NEEDLING}),
        ("no needles no shots", {INJECTION, NEEDLING}),
        ("no shots or dry needling", {INJECTION, NEEDLING}),
        ("nothing with needles", {INJECTION, NEEDLING}),
        ("just needling", set()),
        ("do you not have injections", set()),
        ("no, the injection", set()),
        ("not the injection", set()),
        ("I don't want the injection to hurt", set()),
        ("why are there no injections", set()),
        ("I want injections", set()),
        ("no", set()),
        ("", set()),
    ],
)
def test_a_treatment_turned_down(text, against):
    assert asides.refused(words(text), LEXICON) == against


@pytest.mark.parametrize(
    "text", ["can u explain it simpler", "in plain English please", "what?", "i dont get it"]
)
def test_a_wish_for_other_words(text):
    assert asides.asks_for_other_words(words(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "explain needling",
        "is it as simple as that",
        "plain x-ray",
        "what hurts",
        "i dont get the twitch part",
    ],
)
def test_no_wish_for_other_words(text):
    assert not asides.asks_for_other_words(words(text))
