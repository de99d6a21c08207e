"""Counting what the emergency check does with other authors' messages."""

import shutil
from pathlib import Path

import pytest

from bot.assistant import load_assistant
from bot.errors import ContentError
from bot.evaluation.metrics import upper_bound
from bot.evaluation.safety_measure import measure, measure_disguised, measure_unseen
from bot.safety.corpus import load_messages

ROOT = Path(__file__).parents[3]
INTENTS = ROOT / "intents"
pytestmark = pytest.mark.xdist_group("safety measure")  # measured once for all that look at it


@pytest.fixture(scope="module")
def safety():
    return load_assistant(INTENTS, None, scorer=ROOT / "var" / "safety").safety


@pytest.fixture(scope="module")
def rows(safety):
    if "scorer" not in safety.voices:
        pytest.fail("no second voice for these words: run make model")
    return {(row.file, row.voice): row for row in measure_unseen(safety, INTENTS)}


@pytest.fixture(scope="module")
def disguised(safety):
    path = INTENTS / "evaluation" / "safety" / "first-author.yaml"
    return measure_disguised(safety, load_messages(path, ROOT))


@pytest.mark.parametrize(
    ("author", "missed", "alarms"),
    [("first-author", 4, 4), ("second-author", 6, 8), ("third-author", 6, 7)],
)
def test_unseen_messages_fare_no_worse_than_when_this_was_written(rows, author, missed, alarms):
    row = rows[f"unseen/{author}", "together"]
    assert row.missed.wrong.get("all", 0) <= missed, "the check misses more than it did"
    assert row.alarms.wrong.get("all", 0) <= alarms, "the check cries wolf more than it did"


def test_two_voices_miss_less_than_either(rows):
    wrong = {voice: rows["unseen/first-author", voice].missed.wrong["all"] for voice in (
        "rules", "scorer", "together"
    )}  # fmt: skip
    assert wrong["together"] < min(wrong["rules"], wrong["scorer"]) / 2


def test_all_unseen_emergencies_are_counted_by_tier(rows):
    asked = [rows[f"unseen/{a}-author", "rules"].missed.asked for a in ("first", "second", "third")]
    assert sum(count["all"] for count in asked) >= 480
    assert sum(count["tier crisis"] for count in asked) >= 75
    assert sum(count.get("two messages", 0) for count in asked) >= 15


@pytest.mark.parametrize(
    "disguise",
    ["capitals", "small letters", "hidden characters", "look-alike letters", "wide letters"],
)
def test_no_emergency_is_lost_in_a_disguise(disguised, disguise):
    lost, plain = disguised[disguise]
    assert plain > 200
    assert lost == 0


def test_a_few_slips_lose_few(disguised):
    lost, plain = disguised["1-2 typos"]
    assert lost <= 0.03 * plain
    lost, plain = disguised["glued words"]
    assert lost <= 0.06 * plain


def test_the_bound_is_above_the_share():
    assert 0.0 < upper_bound(0, 300) < 0.01


def test_a_broken_file_is_named_with_its_line(tmp_path, safety):
    shutil.copytree(INTENTS / "safety", tmp_path / "intents" / "safety")
    path = tmp_path / "intents" / "safety" / "corpus" / "a.yaml"
    path.write_text("about: too short\nemergencies: []\nordinary: [x]\n", encoding="utf-8")
    with pytest.raises(ContentError, match=r"corpus/a\.yaml:\d"):
        measure(safety, tmp_path / "intents")
