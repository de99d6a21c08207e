"""`train.py bench`: what it reads, what it refuses with file and line, what it prints."""

from __future__ import annotations

import json
import re

import jsonschema
import pytest

from bot.evaluation.bench import COSTS
from bot.evaluation.bench_figures import FIGURES
from tests.bot.evaluation.test_bench_files import TEST, TRAIN, csv_text

SHARE = {"type": ["number", "null"], "minimum": 0, "maximum": 1}
COUNT = {"type": "integer", "minimum": 0}
ROWS = (
    "train_in_scope", "train_out_of_scope", "train_without_words",
    "test_in_scope", "test_out_of_scope", "test_also_in_train",
)  # fmt: skip
MACHINE = (
    "processor", "cores", "training_threads", "message_threads", "system", "python", "numpy",
    "scikit_learn",
)  # fmt: skip


def exactly(properties):
    """Return the schema of an object with these properties and no other."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


SYSTEM = {
    "system": {"type": "string"},
    **dict.fromkeys(FIGURES, SHARE),
    "threshold": {"type": "number"},
    "half_widths": exactly(dict.fromkeys(FIGURES, SHARE)),
    **{key: {"type": "number", "minimum": 0} for key in COSTS},
}
RESULT = exactly(
    {
        "data_set": {"type": "string"},
        "intents": COUNT,
        "rows": exactly(dict.fromkeys(ROWS, COUNT)),
        **SYSTEM,
        "machine": exactly({key: {"type": ["string", "integer"]} for key in MACHINE}),
    }
)


@pytest.fixture
def bench(clinic):
    """The command on two files whose text is given, or the small sets above."""

    def run(*options, train=None, test=None, label="oos"):
        for name, content in (("a.csv", train), ("b.csv", test)):
            text = content or csv_text(TRAIN if name == "a.csv" else TEST)
            data = text if isinstance(text, bytes) else text.encode("utf-8")
            (clinic.folder / name).write_bytes(data)
        files = ("--train", str(clinic.folder / "a.csv"), "--test", str(clinic.folder / "b.csv"))
        return clinic("bench", *files, "--out-of-scope", label, *options)

    return run


def test_it_prints_the_documented_json(bench):
    said = bench("--json")
    assert said.code == 0, said.err
    found = json.loads(said.out)
    jsonschema.validate(found, RESULT)
    assert found["intents"] == 3
    assert found["rows"] == {
        "train_in_scope": 12,
        "train_out_of_scope": 4,
        "train_without_words": 0,
        "test_in_scope": 4,
        "test_out_of_scope": 2,
        "test_also_in_train": 1,
    }
    assert found["right"] + found["wrong"] + found["abstained"] == pytest.approx(1, abs=2e-4)
    assert found["in_scope_rejection"] == found["abstained"]
    assert found["machine"]["message_threads"] == 1


def test_it_measures_the_plain_systems_too_where_asked(bench):
    found = json.loads(bench("--json", "--peers").out)
    peers, missing = found.pop("peers"), found.pop("peers_missing")
    jsonschema.validate(found, RESULT)
    for peer in peers:
        jsonschema.validate(peer, exactly(SYSTEM))
    assert [peer["system"] for peer in peers][:2] == ["tfidf-logistic", "tfidf-svm"]
    assert len(peers) == 3 or list(missing.values()) == ["not installed"]


def test_it_says_the_same_in_words(bench):
    said = bench("--peers")
    assert said.code == 0, said.err
    assert "a.csv, b.csv: 3 intents, 12 rows to learn from and 4 out of scope" in said.out
    assert re.search(r"right, nothing held back +\d+\.\d ± \d+\.\d +\d", said.out)
    assert re.search(r"one message, median, ms +\d", said.out)


def test_what_is_out_of_scope_may_be_missing_from_either_file(bench):
    inside = {intent: said for intent, said in TRAIN.items() if intent != "oos"}
    asked = {intent: said for intent, said in TEST.items() if intent != "oos"}
    for train, test in ((inside, TEST), (TRAIN, asked), (inside, asked)):
        said = bench("--json", train=csv_text(train), test=csv_text(test))
        assert said.code == 0, said.err
        found = json.loads(said.out)
        assert (found["auroc"] is None) == ("oos" not in test)
        assert (found["half_widths"]["out_of_scope_recall"] is None) == ("oos" not in test)


def test_all_faults_of_both_files_are_refused_with_their_lines(bench, clinic):
    train = csv_text(TRAIN).replace('"does it hurt"', '""').replace('"is it painful"', '""')
    found = bench("--json", train=train, test="text,intent\n,pay\n")
    assert found.code == 1
    assert f"{clinic.folder}/a.csv:10: the text is empty" in found.err
    problems = json.loads(found.out)["problems"]
    assert [(p["path"][-5:], p["line"]) for p in problems] == [
        ("a.csv", 10), ("a.csv", 12), ("b.csv", 2),
    ]  # fmt: skip


def test_one_file_alone_is_wrong_use(clinic):
    found = clinic("bench", "--train", "a.csv")
    assert found.code == 2
    assert "bench needs both --train CSV and --test CSV" in found.err


def test_a_file_that_is_not_there_is_named(clinic):
    found = clinic("bench", "--train", "nowhere.csv", "--test", "b.csv")
    assert found.code == 1
    assert "nowhere.csv: No such file" in found.err
