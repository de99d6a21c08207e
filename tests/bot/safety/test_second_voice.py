"""The second voice: what it adds, what it may take back, and that the rules stand without it."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from bot.assistant import load_assistant
from bot.errors import ContentError, ModelError
from bot.grams import key_of
from bot.safety.check import Heard, SafetyCheck
from bot.safety.concepts import CONCEPTS, Concepts
from bot.safety.corpus import load_corpus, load_messages, seal
from bot.safety.features import BLOCKS, grams
from bot.safety.gram_keys import keys_of
from bot.safety.reading import Reading, read
from bot.safety.scorer_files import FILE, is_fresh, read_scorer
from bot.types import Conversation, Outcome, SafetyFlag, Tier

ROOT = Path(__file__).parents[3]
INTENTS = ROOT / "intents"
SAFETY = INTENTS / "safety"
TRAINED = ROOT / "var" / "safety"
NOW = datetime(2026, 5, 4, 16, 0, tzinfo=UTC)
FLAG = SafetyFlag("scorer", "stroke", Tier.NOW, 0, 4)


class FakeVoice:
    """Says what it is told to, and remembers what it was asked."""

    name = "scorer"

    def __init__(
        self,
        *flags: SafetyFlag,
        denies: bool = False,
        denies_all: bool = False,
        word: str = "",
    ) -> None:
        self._heard = Heard(flags, denies, denies_all)
        self._word = word
        self.asked: list[str] = []

    def hear(self, reading: Reading, *, deny: bool = True, joined: bool = False) -> Heard:
        self.asked.append(reading.normalised)
        return self._heard if self._word in reading.normalised else Heard(())


class BrokenVoice(FakeVoice):
    def hear(self, reading: Reading, *, deny: bool = True, joined: bool = False) -> Heard:
        raise FloatingPointError


def check_with(safety: SafetyCheck, second: FakeVoice) -> SafetyCheck:
    """Return `safety` with another second voice; the rules are read once for all tests."""
    return SafetyCheck(safety._book, safety._cards, safety._languages, second=second)


def rules_of(flags: Sequence[SafetyFlag]) -> list[str]:
    return [flag.rule for flag in flags]


def test_it_raises_a_flag_that_no_rule_raises(safety: SafetyCheck) -> None:
    text = "the telly has lost its left half"
    assert not safety.check(text)
    assert check_with(safety, FakeVoice(FLAG)).check(text) == (FLAG,)


def test_it_puts_no_other_card_before_a_call_for_help_now(safety: SafetyCheck) -> None:
    assert "scorer" not in rules_of(check_with(safety, FakeVoice(FLAG)).check("I can't breathe"))


def test_where_it_is_sure_of_an_ordinary_message_a_rule_is_taken_back(safety: SafetyCheck) -> None:
    assert check_with(safety, FakeVoice(denies=True)).check("I can't breathe") == ()


def test_rules_for_overdoses_are_taken_back_only_where_it_is_surer(safety: SafetyCheck) -> None:
    text = "my son swallowed a button battery"
    flags = check_with(safety, FakeVoice(denies=True)).check(text)
    assert {flag.category for flag in flags} == {"overdose"}
    assert check_with(safety, FakeVoice(denies=True, denies_all=True)).check(text) == ()


class DeafToSigns(FakeVoice):
    """Sure of an ordinary message wherever a booking is spoken of."""

    def hear(self, reading: Reading, *, deny: bool = True, joined: bool = False) -> Heard:
        sure = "book" in reading.tokens
        return Heard((), denies=sure, denies_all=sure)


@pytest.mark.parametrize(
    "text", ["I have chest pain. Can I book for Thursday?", "please book me, I have chest pain"]
)
def test_a_sign_beside_a_question_of_the_day_is_not_taken_back(
    safety: SafetyCheck, text: str
) -> None:
    assert check_with(safety, DeafToSigns()).check(text)


@pytest.mark.parametrize(
    "sign", ["It hurts when I breathe since the needling.", "I have chest pain."]
)
def test_the_trained_voices_hear_a_sign_among_everyday_sentences(sign: str) -> None:
    safety = load_assistant(INTENTS, None, scorer=TRAINED).safety
    before, after = "Good morning! Can I book for Thursday?", "Do you take Aetna? Thanks so much!"
    for text in (f"{sign} {after}", f"{before} {sign}", f"{before} {sign} {after}"):
        assert safety.check(text), text


def test_it_is_not_asked_about_other_languages(safety: SafetyCheck) -> None:
    voice = FakeVoice(FLAG)
    said = "j'ai fait un infarctus l'année dernière, je vais bien"
    assert check_with(safety, voice).check(said, before="bonjour, je vais bien") == ()
    assert voice.asked == []


class BreaksOnParts(FakeVoice):
    def hear(self, reading: Reading, *, deny: bool = True, joined: bool = False) -> Heard:
        if "book" not in reading.tokens:
            raise FloatingPointError
        return Heard((), denies=True, denies_all=True)


@pytest.mark.parametrize("voice", [BrokenVoice(), BreaksOnParts()])
def test_the_rules_stand_when_it_breaks(safety: SafetyCheck, voice: FakeVoice) -> None:
    assert check_with(safety, voice).check("I have chest pain. Can I book for Thursday?")
    assert check_with(safety, voice).check("I can't breathe")


def test_a_message_that_raises_nothing_is_read_together_with_the_one_before(
    safety: SafetyCheck,
) -> None:
    voice = FakeVoice(FLAG, word="screen looks odd")
    flags = check_with(safety, voice).check("looks odd", before="half of the screen")
    assert flags == (FLAG,)
    assert voice.asked[-1] == "half of the screen looks odd"


def test_a_sign_spread_over_two_messages_gets_the_card_and_sticks() -> None:
    whole = load_assistant(INTENTS, None)
    voice = FakeVoice(FLAG, word="screen looks odd")
    assistant = replace(whole, safety=check_with(whole.safety, voice))
    conversation = Conversation("c")
    for text, outcome in (
        ("half of the screen", Outcome.HANDOFF),
        ("looks odd since lunch", Outcome.EMERGENCY),
    ):
        turn = assistant.reply_to(text, conversation, now=NOW)
        assert turn.decision.outcome is outcome
        conversation = assistant.remember(conversation, turn)
    assert conversation.flags == ("stroke",)
    assert conversation.said == ""  # the pair is not read once more with the next message


def test_what_is_kept_of_a_message_is_masked_and_bounded() -> None:
    assistant = load_assistant(INTENTS, None)
    turn = assistant.reply_to(
        "call me at 212-555-0187 " + "please " * 200, Conversation("c"), now=NOW
    )
    said = assistant.remember(Conversation("c"), turn).said
    assert len(said) <= 300
    assert "555" not in said


def test_without_its_file_the_rules_stand_alone(tmp_path: Path) -> None:
    assistant = load_assistant(INTENTS, None, scorer=tmp_path)
    assert assistant.safety.voices == ("rules",)
    assert assistant.safety.check("I can't breathe")


def test_the_trained_voice_is_heard() -> None:
    assistant = load_assistant(INTENTS, None, scorer=TRAINED)
    assert assistant.safety.voices == ("rules", "scorer"), "no second voice: run make model"


@pytest.mark.parametrize("damage", [b"", b"PK nonsense", None])
def test_a_damaged_file_is_refused(tmp_path: Path, damage: bytes | None) -> None:
    whole = (TRAINED / FILE).read_bytes()
    (tmp_path / FILE).write_bytes(whole[: len(whole) // 2] if damage is None else damage)
    with pytest.raises(ModelError, match=r"not readable.*train\.py"):
        read_scorer(tmp_path, SAFETY)


def test_a_file_made_of_other_words_is_refused(tmp_path: Path) -> None:
    shutil.copytree(SAFETY, tmp_path / "intents" / "safety")
    words = tmp_path / "intents" / "safety" / "corpus" / "a.yaml"
    words.write_text(words.read_text(encoding="utf-8") + "\n# one more remark\n", encoding="utf-8")
    with pytest.raises(ModelError, match="made of other words"):
        read_scorer(TRAINED, tmp_path / "intents" / "safety")


def test_a_file_is_fresh_for_its_own_words_alone() -> None:
    assert not is_fresh(TRAINED, made_of=seal(SAFETY), recipe="of another FAQ")
    assert not is_fresh(TRAINED, made_of="other words", recipe="")


def test_the_corpus_is_as_large_as_promised() -> None:
    messages = [m for author in load_corpus(SAFETY).values() for m in author]
    assert sum(bool(m.tier) for m in messages) >= 1200
    assert sum(not m.tier for m in messages) >= 1500
    assert sum(len(m.texts) == 2 for m in messages) >= 100


def test_a_message_that_stands_twice_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(
        'about: two messages for a test\nordinary: ["will it hurt?", "Will it HURT"]\n',
        encoding="utf-8",
    )
    with pytest.raises(ContentError, match=r"a\.yaml:2.*stands in line 2 already"):
        load_messages(path, tmp_path)


def test_other_words_for_the_same_thing_share_a_concept() -> None:
    concepts = Concepts.from_file(SAFETY / CONCEPTS)

    def named(text: str) -> set[str]:
        return {m.concept for m in concepts.of(read(text, words_of=lambda word: (word,)))}

    assert "breath" in named("so puffed") & named("gasping") & named("short of breath")


def test_a_faulty_concept_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "intents" / "safety" / "second_voice" / "concepts.yaml"
    path.parent.mkdir(parents=True)
    path.write_text("about: lists for a test only\nconcepts:\n  x: [a&b]\n", encoding="utf-8")
    with pytest.raises(ContentError, match=r"concepts\.yaml:3.*is not a word"):
        Concepts.from_file(path)


def test_every_block_of_a_message_is_bounded() -> None:
    concepts = Concepts.from_file(SAFETY / CONCEPTS)
    reading = read(
        "chest pain and blood, can not breathe now. " * 30, words_of=lambda word: (word,)
    )
    found = grams(reading, concepts.of(reading))
    assert len(found) == len(BLOCKS)
    assert sum(map(len, found)) < 10_000


def test_a_message_without_words_raises_nothing_and_breaks_nothing() -> None:
    voice = read_scorer(TRAINED, SAFETY)
    assert voice.hear(read("🙂 … !!", words_of=lambda word: (word,))) == Heard(())


@pytest.mark.parametrize(
    "text",
    ["", "Help!", "My chest hurts and I can't breathe. Is that normal?? I am 40", "soreness " * 30],
)
def test_the_keys_of_a_message_are_those_of_its_grams(text: str) -> None:
    concepts = Concepts.from_file(SAFETY / CONCEPTS)
    reading = read(text, words_of=lambda word: (word,))
    mentions = concepts.of(reading)
    found = enumerate(grams(reading, mentions))
    expected = sorted(key_of(block, gram) for block, part in found for gram in part)
    assert keys_of(reading, mentions).tolist() == expected


def test_it_raises_the_same_flags_whether_or_not_there_is_something_to_deny() -> None:
    safety = load_assistant(INTENTS, None, scorer=TRAINED).safety
    voice = read_scorer(TRAINED, SAFETY)
    messages = [m for author in load_corpus(SAFETY).values() for m in author[::40]]
    heard = [
        (voice.hear(reading).flags, voice.hear(reading, deny=False).flags)
        for reading in (safety.read(message.text) for message in messages)
    ]
    assert all(with_denial == without for with_denial, without in heard)
    assert 0.2 < np.mean([bool(flags) for flags, _ in heard]) < 0.9
