"""Models are put live and taken back; drafts stay out with CONTENT_POLICY=approved."""

from __future__ import annotations

import gzip
import hashlib
import json

import pytest


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
    promoted = clinic("promote", third, "--why", "mended")
    assert promoted.code == 0
    assert "evaluating on 3 questions, 0 dialogues" in promoted.err
    assert "running the safety suite" in promoted.err
    assert f"{first} is live again (before: {third})" in clinic("rollback").out
    history = json.loads(clinic("models", "--json").out)["history"]
    assert [row["by"] for row in history][:4] == ["Ana", "Ana", "Ana", "Bo"]


def test_promoting_what_is_live_changes_nothing(clinic):
    live = json.loads(clinic("models", "--json").out)["live"]
    said = clinic("promote", live)
    assert said.code == 0
    assert said.out == f"{live} is live already.\n"
    assert said.err == ""  # nothing was measured
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
