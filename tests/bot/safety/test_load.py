"""It refuses to start on a broken folder, and says where the fault is."""

from __future__ import annotations

import dataclasses
import re
import shutil
from pathlib import Path

import pytest

from bot.content.clinic import Clinic
from bot.errors import ContentError
from bot.safety.check import SafetyCheck

SAFETY = Path(__file__).parents[3] / "intents" / "safety"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "intents" / "safety"
    shutil.copytree(SAFETY, copy)
    return copy


def refusal(folder: Path, clinic: Clinic) -> str:
    with pytest.raises(ContentError) as caught:
        SafetyCheck.from_folder(folder, clinic)
    return str(caught.value)


def test_an_empty_folder(tmp_path: Path, clinic: Clinic) -> None:
    empty = tmp_path / "intents" / "safety"
    empty.mkdir(parents=True)
    said = refusal(empty, clinic)
    assert "no red-flag category found" in said
    assert "cards.yaml: this file is missing" in said


@pytest.mark.parametrize("name", ["words", "cards"])
def test_a_missing_shared_file(folder: Path, clinic: Clinic, name: str) -> None:
    (folder / f"{name}.yaml").unlink()
    assert f"intents/safety/{name}.yaml: this file is missing" in refusal(folder, clinic)


def test_no_category_at_all(folder: Path, clinic: Clinic) -> None:
    for path in folder.glob("*.yaml"):
        if path.stem not in ("words", "cards"):
            path.unlink()
    assert "at least one needed" in refusal(folder, clinic)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("tier: 1", "tier: 3", "is not one of 1, 2, crisis"),
        (
            "title: Heart attack",
            "titel: Heart attack",
            "unknown field 'titel' (did you mean 'title'?)",
        ),
        ("id: heart\n", "id: hart\n", "differs from the file's name 'heart'"),
        ("- cardiac arrest", '- "@nowhere pain"', "the list '@nowhere' is not in words.yaml"),
        ("- cardiac arrest", "- cardiac arrest ..", "ends with a gap"),
        ("- cardiac arrest", "- an#gina", "is not a word"),
        ("- cardiac arrest", "- cardiac: 3", "heart.yaml:26: rules/0/fires_on/15: "),
        ("status: draft", "status: approved", "text expected"),
        ("rules:", "rules: [", "not valid YAML"),
    ],
)
def test_a_fault_is_named_with_its_line(
    folder: Path, clinic: Clinic, old: str, new: str, said: str
) -> None:
    path = folder / "heart.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    message = refusal(folder, clinic)
    assert said in message
    assert "intents/safety/heart.yaml:" in message


def test_all_faults_are_named_at_once(folder: Path, clinic: Clinic) -> None:
    for name in ("heart", "stroke"):
        path = folder / f"{name}.yaml"
        path.write_text(
            path.read_text(encoding="utf-8").replace("tier: 1", "tier: 9"), encoding="utf-8"
        )
    message = refusal(folder, clinic)
    assert "heart.yaml" in message
    assert "stroke.yaml" in message


def test_an_unknown_placeholder_on_a_card(folder: Path, clinic: Clinic) -> None:
    path = folder / "cards.yaml"
    text = path.read_text(encoding="utf-8").replace("{crisis_label}", "{crisis_lable}")
    path.write_text(text, encoding="utf-8")
    assert "unknown placeholder 'crisis_lable'" in refusal(folder, clinic)


@pytest.mark.parametrize(
    ("old", "said"),
    [
        ("Call {emergency_label} now, or", "cards.yaml:8: the text lacks {emergency_label}, the"),
        ("call {emergency_label} now, if", "cards.yaml:12: the text lacks {emergency_label}, the"),
        ("Call us today at {phone_label}", "cards.yaml:15: the text lacks {phone_label}, the"),
        ("Please {crisis_label} now", "cards.yaml:21: the text lacks {crisis_label}, the"),
        ("Please {crisis_label}, or", "cards.yaml:25: the text lacks {crisis_label}, the"),
        ('call {emergency_label} now."', "cards.yaml:6: the text lacks {emergency_label}, the"),
    ],
)
def test_a_card_without_its_number_is_refused(
    folder: Path, clinic: Clinic, old: str, said: str
) -> None:
    path = folder / "cards.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, re.sub(r" ?\{\w+\}", "", old), 1), encoding="utf-8")
    assert said in refusal(folder, clinic)


@pytest.mark.parametrize("field", ["emergency_number", "crisis_number", "phone", "emergency_label"])
def test_a_missing_number(folder: Path, clinic: Clinic, field: str) -> None:
    broken = dataclasses.replace(clinic, **{field: ""})
    assert field in refusal(folder, broken)
