"""Counting what the emergency check does with other authors' messages."""

import shutil
from pathlib import Path

import pytest

from bot.assistant import load_assistant
from bot.errors import ContentError
from bot.evaluation.metrics import upper_bound
from bot.evaluation.safety_suite import ORDINARY, measure

INTENTS = Path(__file__).parents[3] / "intents"


def test_the_unseen_messages_are_counted_and_no_worse_than_when_this_was_written():
    measured = measure(load_assistant(INTENTS, None).safety, INTENTS)
    unseen = next(row for row in measured if "evaluation" in row.file)
    missed, emergencies = unseen.missed()
    assert emergencies >= 230
    assert missed <= 50, "the check misses more than it did"
    assert unseen.wrong[ORDINARY] <= 24, "the check cries wolf more than it did"
    assert upper_bound(missed, emergencies) < 0.27
    assert {Path(row.file).stem for row in measured} == {"a", "b", "unseen"}


def test_a_broken_file_is_named_with_its_line(tmp_path):
    shutil.copytree(INTENTS, tmp_path / "intents")
    path = tmp_path / "intents" / "safety" / "corpus" / "a.yaml"
    path.write_text("about: too short\nemergencies: []\nordinary: [x]\n", encoding="utf-8")
    with pytest.raises(ContentError, match=r"corpus/a\.yaml:\d"):
        measure(load_assistant(INTENTS, None).safety, tmp_path / "intents")
