"""Requests for a decision about one person, and general questions that look like them."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bot.errors import ContentError
from bot.safety.advice import PersonalAdvice

PATH = Path(__file__).parents[3] / "intents" / "personal_advice.yaml"
DATA = yaml.safe_load(PATH.read_text(encoding="utf-8"))
ADVICE = PersonalAdvice.from_file(PATH)


@pytest.mark.parametrize("text", DATA["must"])
def test_it_hears_a_personal_request(text: str) -> None:
    assert ADVICE.asks(text)


@pytest.mark.parametrize("text", DATA["must_not"])
def test_a_general_question_is_answered(text: str) -> None:
    assert not ADVICE.asks(text)


def test_the_line_leaves_it_to_the_care_team() -> None:
    assert ADVICE.line.startswith("Your care team must decide this for you.")
    assert "{phone_label}" in ADVICE.line


def test_a_broken_file_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "intents" / "personal_advice.yaml"
    broken.parent.mkdir()
    text = PATH.read_text(encoding="utf-8").replace("@named", "@nobody", 1)
    broken.write_text(text, encoding="utf-8")
    with pytest.raises(ContentError, match=r"personal_advice.yaml:\d+: .*@nobody"):
        PersonalAdvice.from_file(broken)
