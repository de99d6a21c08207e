"""The masker on other people's messages: it may get better, never worse."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.errors import ContentError
from bot.evaluation.privacy_suite import Measured, measure, read_marks

INTENTS = Path(__file__).parents[3] / "intents"
LEAST = {
    "phone": 0.98, "email": 0.98, "ssn": 0.98, "birth_date": 0.98, "card": 0.98, "record": 0.98,
    "insurance": 0.95, "licence": 0.95, "address": 0.95, "name": 0.95,
}  # fmt: skip


@pytest.fixture(scope="module")
def measured() -> dict[str, Measured]:
    return {Path(found.file).stem: found for found in measure(INTENTS)}


@pytest.mark.parametrize("author", ["dev", "first-author"])
@pytest.mark.parametrize("kind", LEAST)
def test_of_each_kind_enough_is_found(
    measured: dict[str, Measured], author: str, kind: str
) -> None:
    found = measured[author]
    assert found.asked[kind] >= 9
    assert 1 - found.wrong[kind] / found.asked[kind] >= LEAST[kind]


@pytest.mark.parametrize(
    ("kind", "least"), [("birth_date", 0.98), ("address", 0.95), ("name", 0.94)]
)
def test_of_the_new_yorkers_details_nearly_all_are_found(
    measured: dict[str, Measured], kind: str, least: float
) -> None:
    found = measured["new-york"]
    assert found.asked[kind] >= 90
    assert 1 - found.wrong[kind] / found.asked[kind] >= least


@pytest.mark.parametrize("author", ["dev", "first-author", "new-york"])
def test_what_is_not_private_is_left_alone(measured: dict[str, Measured], author: str) -> None:
    found = measured[author]
    assert found.wrong["clinical"] == 0
    assert found.wrong["clean"] <= found.asked["clean"] / 50
    assert found.hidden / found.letters < 0.02


def test_of_the_sealed_messages_as_much_is_found_as_when_this_was_written(
    measured: dict[str, Measured],
) -> None:
    sealed = measured["sealed"]
    missed, details = sealed.details()
    assert missed / details <= 0.06
    assert sealed.wrong["clinical"] == 0
    assert sealed.wrong["clean"] <= sealed.asked["clean"] / 50
    assert sealed.rows == ()  # its words stay unseen


def test_a_mark_is_read_and_taken_out() -> None:
    found = read_marks("hi [[name|Bo]], [[phone|555 0147]] ok")
    assert found.text == "hi Bo, 555 0147 ok"
    assert [found.text[start:end] for _, start, end in found.details] == ["Bo", "555 0147"]


@pytest.mark.parametrize("row", ["no mark at all", "my [[shoe|9]]", "a [[phone|212"])
def test_a_row_without_a_sound_mark_is_named_with_its_line(tmp_path: Path, row: str) -> None:
    shutil.copytree(INTENTS / "evaluation" / "private", tmp_path / "evaluation" / "private")
    path = tmp_path / "evaluation" / "private" / "dev.yaml"
    path.write_text(
        f"about: written for one test only\ndetails:\n- text: '{row}'\nclean:\n- text: fine\n"
        "clinical:\n- text: L4-L5\n",
        encoding="utf-8",
    )
    with pytest.raises(ContentError, match=r"private/dev\.yaml:3"):
        measure(tmp_path)
