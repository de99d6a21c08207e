"""`train.py bench`: what it reads, what it refuses with file and line, what it prints."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest

from bot.evaluation import bench_profile, bench_public
from bot.evaluation.bench import COSTS, find_peers
from bot.evaluation.bench_figures import FIGURES
from bot.evaluation.bench_page import verdicts
from bot.evaluation.bench_words import figure
from tests.bot.evaluation.test_bench_files import TEST, TRAIN, csv_text

ROOT = Path(__file__).parents[3]
SHARE = {"type": ["number", "null"], "minimum": 0, "maximum": 1}
COUNT = {"type": "integer", "minimum": 0}
ROWS = (
    "train_in_scope", "train_out_of_scope", "train_without_words",
    "test_in_scope", "test_out_of_scope", "test_also_in_train",
)  # fmt: skip
MACHINE = (
    "processor", "cores", "load_before", "message_threads", "system", "python", "numpy",
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
        "machine": exactly({key: {"type": ["string", "number", "null"]} for key in MACHINE}),
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
    said = bench()
    assert said.code == 0, said.err
    assert "a.csv, b.csv: 3 intents, 12 rows to learn from and 4 out of scope" in said.out
    assert re.search(r"right, nothing held back +\d+\.\d ± \d+\.\d\n", said.out)
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


def test_a_label_that_no_row_has_is_told(bench):
    said = bench(label="pai")
    assert said.code == 0, said.err
    note = "no row of either file is labelled 'pai', so nothing is measured about messages that"
    assert f"note: {note}" in said.err
    assert f"Note: {note} are out of scope; did you mean 'pain'?" in said.out
    assert "no row of either file" not in bench().out


def test_all_faults_of_both_files_are_refused_with_their_lines(bench, clinic):
    train = csv_text(TRAIN).replace('"does it hurt"', '""').replace('"is it painful"', '""')
    found = bench("--json", train=train, test="text,intent\n,pay\n")
    assert found.code == 1
    assert f"{clinic.folder}/a.csv:10: the text is empty" in found.err
    problems = json.loads(found.out)["problems"]
    assert [(p["path"][-5:], p["line"]) for p in problems] == [
        ("a.csv", 10), ("a.csv", 12), ("b.csv", 2),
    ]  # fmt: skip


@pytest.fixture
def datasets(tmp_path):
    """The small sets in the files and the folders of the public ones."""
    rows = {
        part: [[text, intent] for intent, said in of.items() for text in said if intent != "oos"]
        for part, of in (("train", TRAIN), ("test", TEST))
    }
    for part, of in (("train", TRAIN), ("test", TEST)):
        rows[f"oos_{part}"] = [[text, "oos"] for text in of["oos"]]
    folder = tmp_path / "datasets"
    for name in ("clinc150", "banking77"):
        (folder / name).mkdir(parents=True)
    (folder / "clinc150" / "data_full.json").write_text(json.dumps(rows), encoding="utf-8")
    inside = {intent: said for intent, said in TRAIN.items() if intent != "oos"}
    for part in ("train", "test"):
        (folder / "banking77" / f"{part}.csv").write_text(csv_text(inside), encoding="utf-8")
    return folder


def test_the_page_and_its_pictures_come_from_the_run(clinic, datasets, tmp_path, monkeypatch):
    monkeypatch.setattr(bench_profile, "_SECONDS", 0.05)
    monkeypatch.setattr(bench_public, "GROWTH", (2, 3))
    monkeypatch.setattr(bench_public, "find_peers", lambda: (find_peers()[0][1:2], {"X": "no"}))
    docs = tmp_path / "docs"
    said = clinic("bench", "--json", "--datasets", str(datasets), "--docs", str(docs))
    assert said.code == 0, said.err
    found = json.loads(said.out)
    assert [row["data_set"] for row in found["data_sets"]] == ["CLINC150", "BANKING77"]
    assert [row["intents"] for row in found["growth"]] == [2, 3]
    assert {"intents", "training", "message"} == set(found["profile"])
    page = (docs / "benchmarks.md").read_text(encoding="utf-8")
    for row in found["data_sets"]:
        assert f"## {row['data_set']}" in page
        assert f"| {figure(row, 'accuracy')} | {figure(row['peers'][0], 'accuracy')} |" in page
    assert "python train.py bench --train A.csv --test B.csv --out-of-scope LABEL" in page
    for key in {**FIGURES, **COSTS}:
        assert f"| `{key}` | " in page
    for table in re.findall(r"(?:^\|.*\n)+", page, flags=re.MULTILINE):
        assert len({line.count("|") for line in table.splitlines()}) == 1, table
    linked = re.findall(r"\(pictures/(.+?)\)", page)
    assert sorted(linked) == sorted(path.name for path in (docs / "pictures").iterdir())
    for name in linked:
        svg = ElementTree.parse(docs / "pictures" / name)  # noqa: S314 -- our own file
        assert svg.getroot().tag.endswith("}svg")


def test_a_folder_for_the_page_that_cannot_be_written_is_named_before_any_work(clinic, datasets):
    taken = datasets / "banking77" / "train.csv"
    found = clinic("bench", "--datasets", str(datasets), "--docs", str(taken))
    assert found.code == 1
    assert found.err == f"{taken}: Not a directory; check the path and its rights\n"


@pytest.mark.parametrize("gone", ["", "banking77/test.csv"])
def test_without_the_public_data_it_is_skipped_and_says_why(clinic, datasets, gone):
    folder = datasets / "nowhere" if not gone else datasets
    if gone:
        (datasets / gone).unlink()
    said = clinic("bench", "--datasets", str(folder))
    assert said.code == 0
    assert f"The benchmark is skipped: there is no {folder}" in said.out
    assert "make bench DATASETS=path" in said.out
    skipped = json.loads(clinic("bench", "--json", "--datasets", str(folder)).out)
    assert skipped["ok"] is True
    assert str(folder) in skipped["skipped"]


def test_make_bench_is_no_part_of_make_test():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(r"^bench: .*\n\t\$\(V\)/bin/python train.py bench$", makefile, re.MULTILINE)
    assert "bench" not in re.findall(r"^test:.*\n(?:\t.*\n)+", makefile, re.MULTILINE)[0]


def test_a_verdict_needs_more_than_chance():
    widths = dict.fromkeys(FIGURES, 0.01)
    ours = {**dict.fromkeys(FIGURES, 0.9), "half_widths": widths, **dict.fromkeys(COSTS, 10)}
    peer = {**ours, "accuracy": 0.93, "auroc": 0.85, "fpr_at_95_recall": 0.95, "p50_cpu_ms": 20}
    better, worse, alike = verdicts(ours, [peer])
    assert "AUROC" in better
    assert "out of scope let in" in better
    assert "one message, median" in better
    assert worse.startswith("Worse than the peer that does best there")
    assert "right, nothing held back (90.0 against 93.0)" in worse
    assert "macro F1" in alike


def test_one_file_alone_is_wrong_use(clinic):
    found = clinic("bench", "--train", "a.csv")
    assert found.code == 2
    assert "bench needs both --train CSV and --test CSV" in found.err


def test_a_file_that_is_not_there_is_named(clinic):
    found = clinic("bench", "--train", "nowhere.csv", "--test", "b.csv")
    assert found.code == 1
    assert "nowhere.csv: No such file" in found.err
