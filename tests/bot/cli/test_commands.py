"""Exit codes and messages of `train.py`: 0 all well, 1 faults it names, 2 wrong use."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"],
        ["evaluate"],
        ["evaluate", "--half", "development", "--rows"],
        ["ask", "does it hurt"],
        ["ask", ""],
        ["explain", "does it hurt"],
        ["models"],
    ],
)
def test_what_works_ends_with_0_in_words_and_in_json(clinic, arguments):
    assert clinic(*arguments).code == 0
    said = clinic(*arguments, "--json")
    assert said.code == 0
    json.loads(said.out)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nonsense"], "invalid choice"),
        (["ask"], "either a text in quotes or --jsonl FILE"),
        (["ask", "a", "--jsonl", "b"], "either a text in quotes or --jsonl FILE"),
        (["ask", "a", "b"], "unrecognized arguments"),
        (["explain"], "text"),
        (["promote"], "version"),
        (["sources"], "DIR"),
        (["models", "--foo"], "--foo"),
        (["evaluate", "--half", "x"], "development"),
        (["--no-promote", "check"], "without a subcommand"),
    ],
)
def test_wrong_use_ends_with_2_and_a_sentence(clinic, arguments, said):
    found = clinic(*arguments)
    assert found.code == 2
    assert said in found.err


@pytest.mark.parametrize(
    ("arguments", "offered"),
    [
        ([], ["--by", "--why"]),
        (["promote"], ["--by", "--why"]),
        (["rollback"], ["--by", "--why"]),
        (["remember"], ["--why"]),
        (["check"], []),
        (["explain"], []),
        (["bench"], []),
        (["coverage"], []),
    ],
)
def test_help_offers_who_and_why_only_where_they_are_written_down(clinic, arguments, offered):
    said = clinic(*arguments, "--help")
    assert said.code == 0
    assert [name for name in ("--by", "--why") if f"  {name} " in said.out] == offered


def test_a_policy_that_does_not_exist_is_wrong_use(clinic):
    found = clinic("models", policy="Approved")
    assert found.code == 2
    assert "CONTENT_POLICY is 'Approved'; expected demo or approved" in found.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["promote", "x"], "there is no model 'x'; versions: "),
        (["evaluate", "--version", "../x"], "there is no model '../x'"),
        (["rollback"], "no earlier version to go back to"),
        (["ask", "--jsonl", "nowhere.jsonl"], "nowhere.jsonl: No such file"),
        (["ask", "--jsonl", "."], ".: Is a directory"),
        (["sources", "nowhere"], "nowhere: no article"),
        (["--intents", "nowhere", "check"], "nowhere: there is no such folder; name the content"),
        (["--intents", "nowhere", "ask", "hi"], "nowhere: there is no such folder"),
        (
            ["--intents", str(ROOT / "README.md"), "check"],
            "README.md: this file cannot be read as a folder; name the content folder: --intents",
        ),
        (["--var", "nowhere", "ask", "hi"], "no model is live under nowhere/models; run: python"),
    ],
)
def test_a_fault_ends_with_1_and_is_named(clinic, arguments, said):
    found = clinic(*arguments)
    assert found.code == 1
    assert said in found.err
    assert found.out == ""
    as_json = clinic(*arguments, "--json")
    assert as_json.code == 1
    assert json.loads(as_json.out)["ok"] is False
    assert said in json.loads(as_json.out)["error"]


def test_a_place_for_models_that_cannot_be_written_is_named_before_any_work(clinic):
    a_file = clinic.folder / "taken"
    a_file.write_text("", encoding="utf-8")
    found = clinic("--var", str(a_file), "--no-promote")
    assert found.code == 1
    assert found.err == f"{a_file}/models: Not a directory; check the path and its rights\n"
    assert found.out == ""


def test_the_words_of_sealed_questions_are_shown_only_when_asked_for(clinic):
    path = next((clinic.intents / "evaluation").glob("*.yaml"))
    path.write_text(path.read_text(encoding="utf-8").replace("development", "sealed"), "utf-8")
    rows = json.loads(clinic("evaluate", "--rows", "--json").out)["rows"]
    asked = json.loads(clinic("evaluate", "--rows", "--half", "sealed", "--json").out)["rows"]
    assert len(rows) == len(asked)
    assert all("not shown" in row["text"] for row in rows)
    assert all("not shown" not in row["text"] for row in asked)


# The program itself.


def program(*arguments, **more):
    environment = {**os.environ, "VAR_DIR": "/proc/nowhere", **more.pop("env", {})}
    return subprocess.run(
        [sys.executable, str(ROOT / "train.py"), *arguments],
        cwd=ROOT, env=environment, capture_output=True, timeout=60, check=False, **more,
    )  # fmt: skip


def test_output_is_utf_8_whatever_the_terminal_says():
    done = program("sections", env={"PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0
    assert done.stdout.decode("utf-8").startswith("# Which section")


def test_a_reader_that_leaves_early_gets_no_traceback():
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, str(ROOT / "train.py"), "sections"],
        cwd=ROOT, stdout=writing, stderr=subprocess.PIPE, timeout=60, check=False,
    )  # fmt: skip
    os.close(writing)
    assert b"Traceback" not in done.stderr


def test_ask_tells_what_was_decided_for_each_question_of_a_message(clinic):
    said = clinic("ask", "does it hurt? what is the price of a session?").out.splitlines()
    assert [line.split(",")[:2] for line in said[-2:]] == [
        ["(answer", " pain-during"],
        ["(handoff", " cost"],
    ]
