"""Reading evaluation questions, and what is said when they do not fit."""

import json

import pytest

from bot.errors import ContentError
from bot.evaluation.questions import fingerprint, load_dialogues, load_questions

GOOD = {"text": "does it hurt", "kind": "faq", "intents": ["pain-during"], "half": "sealed"}


def folder(tmp_path, *rows):
    intents = tmp_path / "intents"
    (intents / "evaluation").mkdir(parents=True)
    data = {"about": "Invented for a test, by nobody.", "questions": list(rows)}
    (intents / "evaluation" / "a.yaml").write_text(json.dumps(data, indent=1))
    return intents


def faults(intents):
    with pytest.raises(ContentError) as caught:
        load_questions(intents, ["pain-during"])
    return [str(problem) for problem in caught.value.problems]


def test_questions_come_with_kind_intents_and_half(tmp_path):
    (asked,) = load_questions(folder(tmp_path, GOOD), ["pain-during"])
    assert (asked.text, asked.kind, asked.intents) == ("does it hurt", "faq", ("pain-during",))
    assert (asked.half, asked.path) == ("sealed", "intents/evaluation/a.yaml")


def test_without_any_question_nothing_could_be_measured(tmp_path):
    with pytest.raises(ContentError, match="there is no evaluation question"):
        load_questions(tmp_path, [])


def test_an_unreadable_file_does_not_hide_the_faults_of_the_others(tmp_path):
    intents = folder(tmp_path, {**GOOD, "half": "open"})
    (intents / "evaluation" / "b.yaml").write_text("questions: [")
    found = faults(intents)
    assert {fault.split(":")[0] for fault in found} == {
        "intents/evaluation/a.yaml",
        "intents/evaluation/b.yaml",
    }


def test_every_fault_is_named_with_its_line_at_once(tmp_path):
    unknown = {**GOOD, "intents": ["pain-durin"]}
    near = {**GOOD, "kind": "near"}
    nothing = {**GOOD, "intents": []}
    found = faults(folder(tmp_path, GOOD, unknown, near, nothing))
    assert len(found) == 3
    assert all(fault.startswith("intents/evaluation/a.yaml:") for fault in found)
    assert "there is no intent 'pain-durin'" in found[0]
    assert "kind near" in found[1]
    assert "kind faq" in found[2]


@pytest.mark.parametrize(
    "change", [{"half": "open"}, {"kind": "other"}, {"text": ""}, {"hint": "none"}]
)
def test_a_row_that_does_not_fit_the_schema_is_a_fault(tmp_path, change):
    assert faults(folder(tmp_path, {**GOOD, **change}))


def test_the_fingerprint_changes_with_what_is_asked_or_expected(tmp_path):
    (asked,) = load_questions(folder(tmp_path / "a", GOOD), ["pain-during"])
    (other,) = load_questions(folder(tmp_path / "b", {**GOOD, "text": "ouch"}), ["pain-during"])
    assert fingerprint([asked]) == fingerprint([asked])
    assert fingerprint([asked]) != fingerprint([other])
    assert fingerprint([asked]) != fingerprint([asked, asked])


def test_dialogues_come_turn_by_turn(tmp_path):
    intents = folder(tmp_path, GOOD)
    turns = [
        {"text": "does it hurt", "kind": "faq", "intents": ["pain-during"]},
        {"text": "hm", "kind": "unclear", "intents": []},
        {"text": "and the price?", "kind": "staff", "intents": ["cost"], "also": ["pain-during"]},
    ]
    (intents / "evaluation" / "dialogues").mkdir()
    data = {
        "about": "Invented for a test, by nobody.",
        "dialogues": [{"half": "sealed", "turns": turns}],
    }
    path = intents / "evaluation" / "dialogues" / "a.yaml"
    path.write_text(json.dumps(data, indent=1))
    (dialogue,) = load_dialogues(intents, ["pain-during", "cost"])
    assert [turn.text for turn in dialogue.turns] == ["does it hurt", "hm", "and the price?"]
    assert dialogue.turns[2].also == ("pain-during",)
    assert dialogue.half == "sealed"
    with pytest.raises(ContentError, match="there is no intent 'cost'"):
        load_dialogues(intents, ["pain-during"])
