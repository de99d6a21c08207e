"""Exit codes and messages of `train.py`: 0 all well, 1 faults it names, 2 wrong use."""

from __future__ import annotations

import gzip
import hashlib
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
        (["--intents", "nowhere", "check"], "nowhere/replies.yaml: this file is missing"),
        (["--intents", str(ROOT / "README.md"), "check"], "cannot be read"),
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


# Rolling out and back.


def train(clinic, why, *, policy="demo"):
    """Train after a change that only the version shows, and return the version."""
    with (clinic.intents / "out_of_scope.yaml").open("a", encoding="utf-8") as file:
        file.write(f"# {why}\n")
    said = clinic("--json", "--by", "Ana", "--why", why, policy=policy)
    assert said.code == 0, said.err
    return json.loads(said.out)["version"]


def test_going_back_twice_never_brings_the_bad_version_back(clinic):
    first = json.loads(clinic("models", "--json").out)["live"]
    second, third = train(clinic, "second"), train(clinic, "third")
    assert f"{second} is live again (before: {third})" in clinic("rollback", "--by", "Bo").out
    assert f"{first} is live again (before: {second})" in clinic("rollback").out
    assert clinic("rollback").code == 1
    assert clinic("promote", third, "--why", "mended").code == 0
    assert f"{first} is live again (before: {third})" in clinic("rollback").out
    history = json.loads(clinic("models", "--json").out)["history"]
    assert [row["by"] for row in history][:4] == ["Ana", "Ana", "Ana", "Bo"]


def test_promoting_what_is_live_changes_nothing(clinic):
    live = json.loads(clinic("models", "--json").out)["live"]
    assert "is live already" in clinic("promote", live).out
    assert len(json.loads(clinic("models", "--json").out)["history"]) == 1


def test_a_damaged_live_model_is_shown_and_can_be_replaced(clinic):
    live = json.loads(clinic("models", "--json").out)["live"]
    other = train(clinic, "other")
    assert clinic("promote", live).code == 0
    (clinic.models / live / "card.json").write_text("{}", encoding="utf-8")
    shown = clinic("models")
    assert shown.code == 0
    assert f"{live}/card.json: damaged" in shown.out
    assert clinic("promote", other).code == 0


def test_a_damaged_history_is_named_with_its_line(clinic):
    with (clinic.models / "history.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"version": "half\n')
    found = clinic("rollback")
    assert found.code == 1
    assert "history.jsonl:2: not a promotion" in found.err


def test_another_user_can_read_which_model_is_live(clinic):
    assert (clinic.models / "promoted").stat().st_mode & 0o044 == 0o044


# With CONTENT_POLICY=approved.


def seal(folder):
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    for name in manifest["files"]:
        manifest["files"][name] = hashlib.sha256((folder / name).read_bytes()).hexdigest()
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


def test_drafts_stay_out_by_every_command(clinic):
    drafts = json.loads(clinic("models", "--json").out)["live"]
    assert "no FAQ answer is approved yet" in clinic(policy="approved").err
    for arguments in (["ask", "does it hurt"], ["explain", "hi"], ["evaluate"]):
        found = clinic(*arguments, policy="approved")
        assert found.code == 1
        assert "holds drafts, and CONTENT_POLICY=approved serves none" in found.err
    clinic.approve("pain-during", "cost", "thanks")
    train(clinic, "approved", policy="approved")
    for arguments in (["promote", drafts], ["rollback"]):
        assert "holds drafts" in clinic(*arguments, policy="approved").err
    (clinic.models / "promoted").write_text(drafts + "\n", encoding="utf-8")
    assert "holds drafts" in clinic("ask", "does it hurt", policy="approved").err


@pytest.mark.parametrize(
    ("card", "policy", "draft"),
    [
        ("approved", "demo", True),
        ("approved", "approved", True),
        ("demo", "demo", False),
        ("approved", "approved", None),
        ("approved", "approved", False),
    ],
)
def test_a_copied_folder_with_its_marks_changed_by_hand_stays_out(clinic, card, policy, draft):
    live = json.loads(clinic("models", "--json").out)["live"]
    folder = (clinic.models / live).rename(clinic.models / "copied")
    for name, change in (("card.json", card), ("book.json.gz", policy)):
        packed = name.endswith(".gz")
        text = (folder / name).read_bytes()
        data = json.loads(gzip.decompress(text) if packed else text)
        data |= {"content_policy": change} if name == "card.json" else {"policy": change}
        for entry in data.get("entries", ()):
            entry["draft"] = draft
        text = json.dumps(data).encode()
        (folder / name).write_bytes(gzip.compress(text) if packed else text)
    seal(folder)
    found = clinic("promote", "copied", policy="approved")
    assert found.code == 1
    assert "holds drafts" in found.err


# The articles.


@pytest.fixture
def articles(clinic):
    """An article whose two sections are those of a `sources.yaml` of our own."""
    from bot.content.sources import fingerprint

    folder = clinic.folder / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text("Risks\nold words\nRelief\nmore words\n", encoding="utf-8")
    rows = "".join(
        f"      - id: {name}\n        name: {title} of it\n"
        f'        heading: "{fingerprint(title)}"\n'
        f"        text: {text}  # kept\n"
        for name, title, text in (
            ("dn-risks", "Risks", '"' + fingerprint("old words") + '"'),
            ("dn-relief", "Relief", "null"),
        )
    )
    head = "sources:\n  - id: dn\n    title: An article\n    publisher: A clinic\n"
    head += "    kind: clinic_article\n    sections:\n"
    (clinic.intents / "sources.yaml").write_text(head + rows, encoding="utf-8")
    return folder


def test_a_changed_section_is_named_with_the_answers_on_it_and_written(clinic, articles):
    assert clinic("sources", str(articles), "--write").code == 0  # the null is filled
    path = clinic.intents / "sources.yaml"
    before = path.read_text(encoding="utf-8")
    assert before.count("# kept") == 2
    assert clinic("sources", str(articles)).out == "2 of 2 sections are unchanged.\n"
    (articles / "a.txt").write_text("Risks\nnew words\nRelief\nmore words\n", encoding="utf-8")
    found = clinic("sources", str(articles))
    assert found.code == 1
    assert "dn-risks: changed; answers that rest on it: infection-risk, pain-during" in found.out
    assert clinic("sources", str(articles), "--write").code == 0
    after = path.read_text(encoding="utf-8")
    assert sum(a != b for a, b in zip(before.split(), after.split(), strict=True)) == 1
    assert clinic("sources", str(articles)).code == 0


def test_a_section_that_is_gone_stays_a_fault_after_writing(clinic, articles):
    clinic("sources", str(articles), "--write")
    (articles / "a.txt").write_text("Risks\nold words\n", encoding="utf-8")
    found = clinic("sources", str(articles), "--write")
    assert found.code == 1
    assert "dn-relief: missing" in found.out
    assert "1 sections were found in no article" in found.out
    assert "fingerprints were written" not in found.out


def test_an_article_that_is_no_text_is_named(clinic, articles):
    (articles / "b.txt").write_bytes(b"one\n\xff\n")
    assert "b.txt:2: byte 0xff is not UTF-8" in clinic("sources", str(articles)).err


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


def test_the_words_of_sealed_questions_are_shown_only_when_asked_for(clinic):
    path = next((clinic.intents / "evaluation").glob("*.yaml"))
    path.write_text(path.read_text(encoding="utf-8").replace("development", "sealed"), "utf-8")
    rows = json.loads(clinic("evaluate", "--rows", "--json").out)["rows"]
    asked = json.loads(clinic("evaluate", "--rows", "--half", "sealed", "--json").out)["rows"]
    assert len(rows) == len(asked)
    assert all("not shown" in row["text"] for row in rows)
    assert all("not shown" not in row["text"] for row in asked)
