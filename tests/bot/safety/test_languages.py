"""Other languages: emergencies in ten of them, and telling English from the rest."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.assistant import load_assistant
from bot.content.clinic import Clinic
from bot.errors import ContentError
from bot.safety.check import SafetyCheck
from bot.types import Conversation, Outcome, Tier
from tests.bot.small_model import small_model

INTENTS = Path(__file__).parents[3] / "intents"
FOLDER = INTENTS / "safety" / "languages"
FILES: dict[str, dict[str, Any]] = {
    path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))
    for path in sorted(FOLDER.glob("*.yaml"))
}
NEW_YORK = {"es", "zh", "ru", "bn", "ht", "ko", "ar", "fr", "pl", "yi"}
NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
ASSISTANT = load_assistant(INTENTS, small_model())


def rows(key: str) -> list[Any]:
    return [
        pytest.param(name, case["text"], id=f"{name}: {case['means'][:50]}")
        for name, data in FILES.items()
        for case in data.get(key, ())
    ]


def test_the_ten_languages_of_new_york_are_heard() -> None:
    heard = {name for name, data in FILES.items() if "emergencies" in data}
    assert heard == NEW_YORK
    assert all(
        {"crisis", "collapsed-lung", "heart", "anaphylaxis", "stroke", "bleeding", "fainting"}
        <= {rule["category"] for rule in FILES[name]["emergencies"]}
        for name in NEW_YORK
    )


@pytest.mark.parametrize(("language", "text"), rows("must_fire"))
def test_an_emergency_in_another_language_fires(
    safety: SafetyCheck, language: str, text: str
) -> None:
    flags = safety.check(text)
    assert flags
    assert flags[0].language == language
    assert flags[0].tier in (Tier.NOW, Tier.CRISIS)


@pytest.mark.parametrize(("language", "text"), rows("must_not_fire"))
def test_an_ordinary_message_in_another_language_does_not(
    safety: SafetyCheck, language: str, text: str
) -> None:
    assert safety.check(text) == ()


@pytest.mark.parametrize(("language", "text"), rows("must_not_fire"))
def test_it_is_told_from_english(safety: SafetyCheck, language: str, text: str) -> None:
    fewer_than_three_words = len(text.split()) < 3 and text.isascii()
    assert safety.is_foreign(text) or fewer_than_three_words


@pytest.mark.parametrize("text", FILES["en"]["stays_english"])
def test_english_however_spelled_is_not_declined(safety: SafetyCheck, text: str) -> None:
    assert not safety.is_foreign(text)


def test_of_all_that_patients_may_ask_nothing_is_taken_for_another_language(
    safety: SafetyCheck,
) -> None:
    texts = [
        text
        for path in sorted([*INTENTS.glob("faq/*/*.yaml"), *INTENTS.glob("staff/*.yaml")])
        for text in yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)["utterances"]
    ]
    assert len(texts) > 10_000
    assert [text for text in texts if safety.is_foreign(str(text))] == []


@pytest.mark.parametrize(
    "text", ["i саnt brеаthе at all", "Ｉ can not breathe at all", "i can't breathe 😭😭 at all"]
)
def test_disguised_english_stays_english(safety: SafetyCheck, text: str) -> None:
    assert not safety.is_foreign(text)
    assert safety.check(text)[0].language == ""


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("no puedo respirar", "Llame al 911 ahora. Call 911 now"),
        ("ya no quiero vivir con este dolor", "Llame al 988 ahora. Please call or text 988"),
        ("不想活了", "请立即拨打988。 Please call or text 988"),
    ],
)
def test_the_card_says_it_in_both_languages(safety: SafetyCheck, text: str, starts: str) -> None:
    card = safety.card(safety.check(text))
    assert card.text.startswith(starts)
    assert len(card.text.split()) <= 70


def test_what_stands_first_on_the_card_is_a_draft_until_somebody_signs() -> None:
    for name in NEW_YORK:
        assert FILES[name]["status"] == "draft"
        assert FILES[name]["reviewed_by"] is None
        assert "{emergency_label}" in FILES[name]["says"]["call_now"]
        assert "{crisis_number}" in FILES[name]["says"]["crisis"]


@pytest.mark.parametrize("assistant", [ASSISTANT, load_assistant(INTENTS, None)])
@pytest.mark.parametrize("text", ["сколько стоит один сеанс?", "¿dónde está la clínica?", "很痛吗"])
def test_the_reply_names_the_emergency_number_and_the_phone(assistant: Any, text: str) -> None:
    turn = assistant.reply_to(text, Conversation("c"), now=NOW)
    assert (turn.decision.outcome, turn.decision.reason) == (Outcome.DECLINE, "language")
    assert turn.reply.text.startswith("I can only answer in English.")
    assert "call 911 now" in turn.reply.text
    assert assistant.clinic.phone_label in turn.reply.text
    assert {"staff", "phone"} <= set(turn.reply.offers)


def test_an_emergency_comes_before_the_language() -> None:
    turn = ASSISTANT.reply_to("не могу дышать", Conversation("c"), now=NOW)
    assert turn.decision.outcome is Outcome.EMERGENCY
    assert turn.reply.card is not None
    assert turn.reply.card.phone == "911"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "intents" / "safety"
    shutil.copytree(INTENTS / "safety", copy)
    return copy


def refusal(folder: Path, clinic: Clinic) -> str:
    with pytest.raises(ContentError) as caught:
        SafetyCheck.from_folder(folder, clinic)
    return str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("tier: 1", "tier: 4", r"is not one of 1, crisis"),
        ("id: es", "id: fr", "differs from the file's name 'es'"),
        ("category: heart", "category: hart", "intents/safety has no file 'hart.yaml'"),
        ("- infarto", "- infarto ..", "ends with a gap"),
        ("{emergency_label}", "{emergency_label} {now}", "unknown placeholder 'now'"),
        ("{emergency_label}", "911", "es.yaml:7: the text lacks {emergency_label}, the number"),
        ("{crisis_number}", "{emergency_label}", "es.yaml:8: the text lacks {crisis_number}"),
        ("status: draft", "# status: draft", "emergencies need status beside them"),
        ("common:", "comon:", "unknown field 'comon'"),
        ("status: draft", "status: approved", "text expected"),
        ("unless:", "unless: [", "not valid YAML"),
    ],
)
def test_a_broken_language_is_refused(
    folder: Path, clinic: Clinic, old: str, new: str, said: str
) -> None:
    path = folder / "languages" / "es.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    message = refusal(folder, clinic)
    assert said in message
    assert "languages/es.yaml" in message


def test_without_languages_it_refuses_to_start(folder: Path, clinic: Clinic) -> None:
    shutil.rmtree(folder / "languages")
    assert "at least one other language are needed" in refusal(folder, clinic)
