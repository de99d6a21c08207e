"""The real content, and what the checks say when it is broken in one place."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from bot.cli.content import sections_table
from bot.content import checks
from bot.content.load import load_content
from bot.errors import ContentError
from bot.evaluation.questions import load_questions

ROOT = Path(__file__).parents[3]
REAL = ROOT / "intents"


@pytest.fixture(scope="module")
def content():
    return load_content(REAL)


@pytest.fixture
def copy(tmp_path):
    """A copy of the content that a test may break."""
    shutil.copytree(REAL, tmp_path / "intents")
    return tmp_path / "intents"


def faults(intents):
    with pytest.raises(ContentError) as caught:
        load_content(intents)
    return [str(problem) for problem in caught.value.problems]


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_every_section_of_both_articles_is_answered(content):
    assert checks.sections_without_intent(content) == []


def test_the_table_of_sections_is_up_to_date(content):
    table = (ROOT / "docs" / "sections.md").read_text(encoding="utf-8")
    made = sections_table(content)
    assert table.strip() == made.strip(), "run: python train.py sections > docs/sections.md"


@pytest.mark.parametrize(("kind", "least"), [("faq", 30), ("staff", 25)])
def test_every_intent_has_enough_utterances(content, kind, least):
    few = {i.id: len(i.utterances) for i in content.intents if i.kind == kind}
    assert min(few.values()) >= least


def test_answers_are_two_to_five_short_sentences_with_a_source(content):
    for intent in content.intents:
        for answer in intent.answers.values() if intent.kind == "faq" else ():
            sentences = [s for s in answer.text.replace("?", ".").split(". ") if s.strip()]
            assert 2 <= len(sentences) <= 5, (intent.id, answer.text)
            assert max(len(s.split()) for s in sentences) <= 22, (intent.id, answer.text)
            assert answer.sources, intent.id


def test_nobody_has_approved_anything_yet(content):
    for intent in content.intents:
        assert intent.review.status == "draft"
        assert intent.review.reviewed_by is None
    assert content.served("approved") == ()


def test_a_review_day_in_the_past_is_a_real_day(content):
    for intent in content.intents:
        for day in (intent.review.reviewed_on, intent.review.review_by):
            assert day is None or date.fromisoformat(day)


def test_evaluation_questions_are_none_of_the_utterances(content):
    said = {u.casefold() for intent in content.intents for u in intent.utterances}
    asked = load_questions(REAL, (intent.id for intent in content.intents))
    assert len(asked) >= 300
    both = [q.text for q in asked if q.text.casefold() in said]
    # A handful of short everyday questions are typed alike by everybody ("is it safe").
    assert len(both) <= len(asked) // 20, both


def test_a_wrong_section_is_named_with_line_and_a_guess(copy):
    path = copy / "faq" / "risks" / "infection-risk.yaml"
    edit(path, "tpi-risks", "tpi-risk")
    lines = path.read_text(encoding="utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if "tpi-risk" in text)
    found = [fault for fault in faults(copy) if "tpi-risk'" in fault]
    assert found
    assert found[0].startswith(f"intents/faq/risks/infection-risk.yaml:{line}: ")
    assert "Did you mean 'tpi-risks'?" in found[0]


def test_all_faults_come_at_once(copy):
    edit(copy / "staff" / "cost.yaml", "desk: billing", "desk: biling")
    edit(copy / "small_talk" / "thanks.yaml", "action: say", "acton: say")
    (copy / "replies.yaml").unlink()
    found = "\n".join(faults(copy))
    assert "intents/staff/cost.yaml:" in found
    assert "'biling' is not one of front_desk, billing, clinical" in found
    assert "unknown field 'acton' (did you mean 'action'?)" in found
    assert "intents/replies.yaml: this file is missing" in found


@pytest.mark.parametrize(
    ("change", "relation"),
    [
        (lambda said: said, "is the same as"),
        (lambda said: " ".join(reversed(said.split())), "is the same words as"),
        (lambda said: said[:-1] + "x", "is one letter away from"),
    ],
)
def test_an_utterance_of_two_intents_is_a_fault(copy, content, change, relation):
    said = next(u for u in content.intent("cost").utterances if u.isalpha() or len(u) > 20)
    row = f'utterances:\n  - "{change(said)}"\n'
    edit(copy / "staff" / "insurance.yaml", "utterances:\n", row)
    assert any(relation in fault for fault in faults(copy))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("id: cost", "id: costs", "differs from the file's name"),
        ("status: draft", "status: approved", "needs reviewed_by, reviewed_on and review_by"),
        ("reviewed_by: null", "reviewed_by: Dr. A. Example", "a draft names no reviewer"),
        ("related: [insurance", "related: [nowhere", "there is no other intent 'nowhere'"),
        ("status: draft", "status: draft\nprice: 10", "unknown field 'price'"),
    ],
)
def test_a_fault_in_one_file_is_found(copy, old, new, said):
    edit(copy / "staff" / "cost.yaml", old, new)
    assert any(said in fault and "staff/cost.yaml" in fault for fault in faults(copy))


def test_a_fixed_line_with_an_unknown_placeholder_is_a_fault(copy):
    edit(copy / "replies.yaml", "{phone_label}", "{phone_lable}")
    assert any("'{phone_lable}' is unknown. Did you mean" in fault for fault in faults(copy))
