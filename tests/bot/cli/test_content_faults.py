"""What `train.py check` says of files with a fault: where it is and what to do."""

from __future__ import annotations

import json

import pytest


def test_check_names_the_faults_of_all_parts_at_once(clinic):
    for name in ("faq/topic/pain-during", "safety/cards", "clinic", "evaluation/all"):
        (clinic.intents / f"{name}.yaml").write_text("a: [", encoding="utf-8")
    found = clinic("check", "--json")
    assert found.code == 1
    problems = json.loads(found.out)["problems"]
    assert {problem["path"] for problem in problems} == {
        "intents/clinic.yaml",
        "intents/evaluation/all.yaml",
        "intents/faq/topic/pain-during.yaml",
        "intents/safety/cards.yaml",
    }
    assert all(problem["line"] for problem in problems)


BASE = "utterances:\n"
"""Line 7 of the file; `status:` is line 3."""


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        (BASE, BASE + "\t- a\n", 8, "indent with spaces, not with a tab"),
        (BASE, BASE + "- 42\n", 8, "42 is not of type string (put it in double quotes)"),
        (BASE, BASE + "-\n", 8, "nothing stands here, text expected"),
        (BASE, BASE + "- '🙂'\n", 8, "holds no word that could be learned"),
        (BASE, BASE + "- a\x07b\n", 8, "the control character 0x07 is not allowed"),
        (BASE, "utterances: &u\n- *u\n", 7, "are not used here; write the value out"),
        ("status:", "? [a]\n: b\nstatus:", 3, "a list cannot name a field"),
        ("status:", "status: draft\nstatus:", 4, "stands twice, first on line 3; delete one"),
        ("status:", "statsu: x\nstatus:", 3, "unknown field 'statsu' (did you mean 'status'?)"),
        ("desk: billing", "desk: biling", 0, "'biling' is not one of front_desk, billing"),
        (
            "will gladly",
            "{clinc} will",
            0,
            "'{clinc}' is unknown. Did you mean 'clinic_name'? Known: ",
        ),
        ("will gladly", "{ will", 0, "braces do not match"),
    ],
)
def test_a_fault_in_a_file_is_told_with_line_and_remedy(clinic, old, new, line, said):
    path = clinic.intents / "staff" / "cost.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    found = clinic("check")
    assert found.code == 1
    assert said in found.err
    if line:
        assert f"intents/staff/cost.yaml:{line}: " in found.err


def test_bytes_that_are_no_text_are_told_with_their_line(clinic):
    path = clinic.intents / "staff" / "cost.yaml"
    path.write_bytes(b"id: cost\ntitle: caf\xe9\n")
    assert "cost.yaml:2: byte 0xe9 is not UTF-8 text; save the file as UTF-8" in clinic("check").err


@pytest.mark.parametrize("name", ["faq/x.yaml", "staff/a/x.yaml", "faq/topic/x.yml", "x.yaml"])
def test_a_file_that_nobody_would_read_is_a_fault(clinic, name):
    (clinic.intents / name).parent.mkdir(exist_ok=True)
    (clinic.intents / name).write_text("a: b\n", encoding="utf-8")
    found = clinic("check")
    assert found.code == 1
    assert f"intents/{name}: no part of the bot reads" in found.err


def test_an_answer_with_braces_is_a_fault(clinic):
    path = clinic.intents / "faq" / "topic" / "pain-during.yaml"
    text = path.read_text(encoding="utf-8").replace("clinician", "{phone_label}")
    path.write_text(text, encoding="utf-8")
    assert "braces are not filled in an answer" in clinic("check").err


def test_an_approval_needs_a_name_and_days_in_order(clinic):
    clinic.approve("pain-during")
    path = clinic.intents / "faq" / "topic" / "pain-during.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("2027-05-01", "2026-04-01"), encoding="utf-8")
    assert "must lie after reviewed_on" in clinic("check").err
    path.write_text(text.replace("Dr. A. Example", "'    '"), encoding="utf-8")
    assert "approved needs reviewed_by" in clinic("check").err


def test_a_section_that_stands_twice_is_a_fault(clinic):
    path = clinic.intents / "sources.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + text.split("sources:\n", 1)[1], encoding="utf-8")
    assert "the section 'dn-intro' stands on line" in clinic("check").err


def test_evaluation_questions_that_measure_little_are_warnings(clinic):
    path = clinic.intents / "evaluation" / "all.yaml"
    text = path.read_text(encoding="utf-8")
    row = "- text: {}\n  kind: far\n  intents: []\n  half: {}\n"
    more = [("zebra polo", "development"), ("zebra polo", "sealed"), ("thanks a lot", "sealed")]
    path.write_text(text + "".join(row.format(*each) for each in more), encoding="utf-8")
    found = clinic("check")
    assert found.code == 0
    assert "1 evaluation questions stand twice; 1 are utterances word for word." in found.out
    listed = clinic("check", "--strict")
    assert listed.code == 1
    assert "the sealed half asks this at intents/evaluation/all.yaml:" in listed.out
    assert "a sealed question is an utterance word for word" in listed.out
    assert "zebra" not in listed.out
    data = json.loads(clinic("check", "--json").out)
    assert (data["evaluation_twice"], data["evaluation_utterances"]) == (1, 1)
