"""Two assistants, the same texts: every kind of difference, counted and listed."""

import json
from dataclasses import replace

import pytest

from bot.assistant import load_assistant
from bot.evaluation.compare import Difference, compare, summary
from bot.text import utterance
from bot.types import Decision, Outcome, Parse, Part, Reply, Turn
from tests.bot.fakes import FakeReplies


def turn(outcome, intent=None, choices=()):
    return Turn("t", "t", Decision(outcome, "sure", intent, choices=choices), Reply(""))


ANSWER_A, ANSWER_B = turn(Outcome.ANSWER, "a"), turn(Outcome.ANSWER, "b")
ASKS, ASKS_OTHER = turn(Outcome.CLARIFY, None, ("a", "b")), turn(Outcome.CLARIFY, None, ("a", "c"))
HANDED, ROUTED = turn(Outcome.HANDOFF), turn(Outcome.HANDOFF, "cost")
CARD = turn(Outcome.EMERGENCY)


@pytest.mark.parametrize(
    ("old", "new", "difference"),
    [
        (ANSWER_A, ANSWER_A, Difference.SAME),
        (ASKS, ASKS, Difference.SAME),
        (ASKS, ANSWER_A, Difference.NOW_ANSWERED),
        (HANDED, ROUTED, Difference.NOW_ANSWERED),
        (ANSWER_A, HANDED, Difference.NOW_ABSTAINS),
        (ROUTED, ASKS, Difference.NOW_ABSTAINS),
        (ANSWER_A, ANSWER_B, Difference.ANSWER_CHANGED),
        (ROUTED, ANSWER_A, Difference.ANSWER_CHANGED),
        (ASKS, ASKS_OTHER, Difference.OTHER),
        (ASKS, HANDED, Difference.OTHER),
        (CARD, ANSWER_A, Difference.OTHER),
        (ANSWER_A, CARD, Difference.OTHER),
    ],
)
def test_each_difference_has_its_name(old, new, difference):
    (row,) = compare(FakeReplies({"t": old}), FakeReplies({"t": new}), ["t"]).rows
    assert row.difference is difference


def test_all_parts_of_a_message_count():
    parts = tuple(
        Part(Parse(utterance("x")), Decision(Outcome.ANSWER, "sure", name), Reply(""))
        for name in ("a", "b")
    )
    both = replace(ANSWER_A, parts=parts)
    (row,) = compare(FakeReplies({"t": ANSWER_A}), FakeReplies({"t": both}), ["t"]).rows
    assert row.difference is Difference.ANSWER_CHANGED
    assert row.new.intents == ("a", "b")


def test_counts_name_every_difference_and_rows_stand_by_kind():
    old = FakeReplies({"1": ASKS, "2": ANSWER_A, "3": ASKS, "4": ANSWER_A})
    new = FakeReplies({"1": ASKS_OTHER, "2": ANSWER_A, "3": ANSWER_A, "4": ANSWER_B})
    found = compare(old, new, ["1", "2", "3", "4"])
    assert list(found.counts.values()) == [1, 1, 0, 1, 1]
    assert [row.text for row in found.changed] == ["4", "1", "3"]
    data = json.loads(json.dumps(found.to_json()))
    assert data["texts"] == 4
    assert data["counts"]["now_answered"] == 1
    assert [row["text"] for row in data["changed"]] == ["4", "1", "3"]
    assert summary(found.counts).startswith("1 the same, 1 now answered, 0 now abstains")


def test_no_text_leaks_from_one_conversation_into_the_next():
    old = FakeReplies({"a": ASKS, "b": ASKS})
    compare(old, old, ["a", "b"])
    assert {conversation.choices for _, conversation in old.asked} == {()}


def test_real_assistants_agree_with_themselves(trained, intents):
    assistant = load_assistant(intents, trained.model)
    texts = [row.question.text for row in trained.judged]
    assert compare(assistant, assistant, texts).changed == ()


def test_a_model_that_is_never_sure_abstains(trained, intents):
    shy = replace(trained.model, config=replace(trained.model.config, answer_score=50.0))
    text = "could you tell me about pain while the needle goes in"
    both = (load_assistant(intents, model) for model in (trained.model, shy))
    (row,) = compare(*both, [text]).rows
    assert row.difference is Difference.NOW_ABSTAINS
    assert row.old.intents == ("pain-during",)
