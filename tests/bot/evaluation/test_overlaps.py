"""Evaluation questions that stand twice or are utterances, named without sealed words."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.content.load import load_content, load_with_documents
from bot.evaluation.overlaps import asked_twice, said_already
from bot.evaluation.questions import Question, load_questions
from tests.bot.small_content import write_content

REAL = Path(__file__).parents[3] / "intents"
OPEN = Question("Does it sting?", "faq", ("pain-during",), "development", "e/a.yaml", line=3)
SEALED = replace(OPEN, half="sealed", path="e/b.yaml", line=9)


def said(*questions):
    return [str(problem) for problem in asked_twice(questions)]


def test_different_questions_are_no_double():
    assert said(OPEN, replace(OPEN, text="does it sting much", line=7)) == []


@pytest.mark.parametrize("text", ["Does it sting?", "does it sting", "DOES IT STING!!"])
def test_a_double_in_the_development_half_is_named_at_the_later_place(text):
    (told,) = said(OPEN, replace(OPEN, text=text, line=7))
    assert told == f"e/a.yaml:7: text: “{text}” stands at e/a.yaml:3 too; delete one"


@pytest.mark.parametrize("order", [1, -1])
def test_what_both_halves_ask_is_named_in_the_development_half(order):
    (told,) = said(*(OPEN, SEALED)[::order])
    assert told == "e/a.yaml:3: text: the sealed half asks this at e/b.yaml:9 too; delete it here"


def test_a_double_in_the_sealed_half_is_named_without_its_words():
    (told,) = said(SEALED, replace(SEALED, line=20))
    assert told.startswith("e/b.yaml:20: text: a sealed question stands at e/b.yaml:9 too")
    assert "sting" not in told


def test_two_expectations_of_the_same_words_are_told():
    (told,) = said(OPEN, replace(OPEN, intents=("soreness-after",), line=7))
    assert "stands at e/a.yaml:3 too, and there it wants something else" in told


def test_questions_of_signs_alone_are_told_apart():
    assert said(replace(OPEN, text="??"), replace(OPEN, text="👍", line=7)) == []


def test_a_question_that_is_an_utterance_is_named_with_both_places(tmp_path):
    content, documents = load_with_documents(write_content(tmp_path))
    asked = [replace(OPEN, text="Thanks a lot!"), replace(OPEN, text="never said before")]
    (told,) = map(str, said_already(asked, content, documents))
    line = documents["intents/small_talk/thanks.yaml"].line(("utterances", 0))
    assert told.startswith(
        "e/a.yaml:3: text: “Thanks a lot!” is the utterance at "
        f"intents/small_talk/thanks.yaml:{line} word for word"
    )


def test_a_message_that_is_out_of_scope_counts_as_an_utterance(tmp_path):
    content, documents = load_with_documents(write_content(tmp_path))
    (told,) = map(str, said_already([replace(OPEN, text=content.far[0])], content, documents))
    assert "intents/out_of_scope.yaml:" in told


def test_a_sealed_question_that_is_an_utterance_is_named_without_words_and_place(tmp_path):
    content, documents = load_with_documents(write_content(tmp_path))
    (told,) = map(str, said_already([replace(SEALED, text="thanks a lot")], content, documents))
    assert told.startswith("e/b.yaml:9: text: a sealed question is an utterance word for word")
    assert "thanks" not in told


def test_the_halves_of_the_real_exam_share_no_question():
    asked = load_questions(REAL, (intent.id for intent in load_content(REAL).intents))
    half = {(question.path, question.line): question.half for question in asked}
    named = [
        problem for problem in asked_twice(asked) if half[problem.path, problem.line] != "sealed"
    ]
    assert named == []
