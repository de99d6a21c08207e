"""Rules and voice together: what is left to the care team, and in which replies."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from bot.assistant import Assistant, load_assistant
from bot.errors import ContentError
from bot.evaluation.advice_suite import DOSE
from bot.safety.advice_scorer import (
    LIKELY,
    SURELY,
    load_corpus,
    load_scorer,
    vector,
    write_scorer,
)
from bot.safety.deferral import load_deferral
from bot.training.advice import fit_advice
from bot.types import Conversation, Outcome, Turn
from tests.bot.small_model import small_model

INTENTS = Path(__file__).parents[3] / "intents"
NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
NEW = Conversation("c")
ASSISTANT = load_assistant(INTENTS, small_model())
DEFERRAL = load_deferral(INTENTS)
LINE = ASSISTANT.lines.fill(ASSISTANT.advice.line)


def say(text: str, conversation: Conversation = NEW, choice: str | None = None) -> Turn:
    return ASSISTANT.reply_to(text, conversation, now=NOW, choice=choice)


def test_the_voice_tells_the_corpus_apart() -> None:
    corpus = load_corpus(INTENTS)
    missed = [t for t in corpus.advice if not DEFERRAL.needed(t, answered=True)]
    deferred = [t for t in corpus.general if DEFERRAL.needed(t, answered=True)]
    assert len(corpus.advice) >= 300
    assert len(missed) == 0
    assert len(deferred) <= len(corpus.general) * 0.05


def test_a_message_is_scored_by_the_vector_that_was_learned_from() -> None:
    voice = DEFERRAL.voice
    for text in ("", "zzz", "should I stop my warfarin, my warfarin?", "does it hurt"):
        values = vector(text, voice.kinds, voice.idf)
        expected = voice.offset + sum(v * voice.weights[name] for name, v in values.items())
        assert voice.score(text) == pytest.approx(expected)


@pytest.mark.parametrize(
    "text",
    [
        "My uncle takes a beta blocker and has bad veins, would you still treat his calf?",
        "nurse practitioner put me on nortriptyline, keep it up before the shot or not",
        "two years out from my spinal fusion, am I somebody you would needle",
    ],
)
def test_requests_in_words_of_no_list_are_heard(text: str) -> None:
    assert DEFERRAL.needed(text, answered=True)


@pytest.mark.parametrize(
    "text", ["how does dry needling work", "where can I park", "what do trigger points feel like"]
)
def test_general_questions_are_simply_answered(text: str) -> None:
    assert not DEFERRAL.needed(text, answered=True)


@pytest.mark.parametrize(
    "text",
    [
        "I meant the injection",
        "I'd like to understand how ultrasound guidance improves accuracy",
        "dose it hurt",
        "when is surgery needed",
        "whereabouts do muscle knots hide",
        "who wrote this",
    ],
)
def test_corrections_typing_slips_and_what_concerns_nobody_carry_no_line(text: str) -> None:
    assert not DEFERRAL.needed(text, answered=True)


@pytest.mark.parametrize(
    "text",
    ["should I see a surgeon", "should i go ahead with it", "go or not?", "what dose is right?"],
)
def test_a_short_push_for_a_decision_is_heard(text: str) -> None:
    assert DEFERRAL.needed(text, answered=True)


def test_a_name_and_a_phone_number_make_no_request_of_a_question() -> None:
    turn = say("Hi my name is Maria Lopez, phone 212-555-0199, how much does the injection cost?")
    assert not turn.decision.deferred


def test_an_answer_takes_less_to_be_deferred_than_a_hand_off() -> None:
    assert LIKELY < SURELY


def test_the_same_corpus_gives_the_weights_that_are_kept(tmp_path: Path) -> None:
    corpus = load_corpus(INTENTS)
    kept = load_scorer(INTENTS)
    fitted = fit_advice(corpus)
    assert fitted.idf == kept.idf
    assert fitted.weights == pytest.approx(kept.weights, abs=0.0002)


@pytest.mark.parametrize("text", ["", "   ", "🙂", "x" * 5000, "\x00", "не знаю", "??"])
def test_any_text_has_a_score(text: str) -> None:
    assert -5 < DEFERRAL.voice.score(text) < 5


# A conversation: the line follows the person, not the message.


def test_a_request_gets_the_general_answer_with_the_line() -> None:
    turn = say("I am on warfarin. Does it hurt?")
    assert turn.decision.deferred
    assert turn.reply.text.endswith(LINE)
    assert ASSISTANT.clinic.phone_label in turn.reply.text


def test_both_parts_of_a_message_carry_it_and_it_is_said_once() -> None:
    turn = say("Does it hurt? Should I stop my warfarin? How soon does it work?")
    assert len(turn.parts) > 1
    assert all(p.decision.deferred for p in turn.parts if p.decision.outcome is Outcome.ANSWER)
    assert turn.reply.text.count(LINE) == 1


@pytest.mark.parametrize("choice", ["pain-during", "none", "talk_to_staff"])
def test_a_click_after_a_request_keeps_it(choice: str) -> None:
    after = ASSISTANT.remember(NEW, say("I am on warfarin, should I get it?"))
    assert after.personal
    turn = say("a button", after, choice)
    assert turn.decision.deferred
    assert LINE in turn.reply.text


def test_a_matter_for_a_desk_drops_it() -> None:
    after = ASSISTANT.remember(NEW, say("I am on warfarin. Does it hurt?"))
    turn = say("a button", after, "cost")
    assert turn.decision.intent == "cost"
    assert LINE not in turn.reply.text


def test_a_request_of_its_own_keeps_the_line_at_a_desk_too() -> None:
    turn = say("I am on warfarin, should I stop it? What does it cost?")
    assert LINE in turn.reply.text


def test_a_follow_up_and_thanks_between_keep_it() -> None:
    after = ASSISTANT.remember(NEW, say("I am on warfarin. Does it hurt?"))
    after = ASSISTANT.remember(after, say("thanks", after))
    turn = say("and for injections?", after)
    assert turn.decision.reason == "follow_up"
    assert LINE in turn.reply.text


def test_a_hand_off_keeps_it_with_and_without_a_model() -> None:
    text = "should I stop my warfarin before"
    bare: Assistant = load_assistant(INTENTS, None)
    turn = bare.reply_to(text, NEW, now=NOW)
    assert (turn.decision.outcome, turn.decision.deferred) == (Outcome.HANDOFF, True)
    assert LINE in turn.reply.text


def test_a_general_question_of_its_own_ends_it() -> None:
    after = ASSISTANT.remember(NEW, say("I am on warfarin, should I get it?"))
    turn = say("does it hurt", after)
    assert not turn.decision.deferred
    assert not ASSISTANT.remember(after, turn).personal


# The files.


@pytest.fixture
def intents(tmp_path: Path) -> Path:
    copy = tmp_path / "intents"
    shutil.copytree(INTENTS / "safety" / "advice", copy / "safety" / "advice")
    shutil.copy(INTENTS / "personal_advice.yaml", copy)
    return copy


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("corpus.yaml", "general:", "generel:", "unknown field 'generel'"),
        ("words.yaml", "family:", "famly:", "unknown field 'famly'"),
        (
            "corpus.yaml",
            "advice:\n",
            "advice:\n  - One row more, should I?\n",
            "made of other words",
        ),
        ("voice.json", "{", "[", "not readable as weights"),
        ("voice.json", '"offset":', '"ofset":', "not readable as weights"),
    ],
)
def test_a_broken_or_old_file_is_refused_with_what_to_do(
    intents: Path, name: str, old: str, new: str, said: str
) -> None:
    path = intents / "safety" / "advice" / name
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError, match=said) as caught:
        load_deferral(intents)
    assert "intents/safety/advice/" in str(caught.value)


def test_missing_weights_are_refused_and_fitting_writes_them(intents: Path) -> None:
    path = intents / "safety" / "advice" / "voice.json"
    before = json.loads(path.read_text(encoding="utf-8"))
    path.unlink()
    with pytest.raises(ContentError, match=r"run: python train\.py advice"):
        load_scorer(intents)
    corpus = load_corpus(intents)
    assert write_scorer(fit_advice(corpus), intents, seal=corpus.seal()) == path
    assert json.loads(path.read_text(encoding="utf-8"))["made_of"] == before["made_of"]
    assert load_scorer(intents).offset == pytest.approx(before["offset"], abs=0.001)


def test_no_approved_text_names_a_dose() -> None:
    answers = [
        answer["text"]
        for path in INTENTS.glob("faq/*/*.yaml")
        for answer in yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)["answers"].values()
    ]
    assert len(answers) > 60
    assert [text for text in answers if DOSE.search(text)] == []
