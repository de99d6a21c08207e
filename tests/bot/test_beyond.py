"""A follow-up with a word of its own that the answer above does not hold is handed over."""

from dataclasses import replace

import pytest

from bot.beyond import or_to_staff
from bot.reading import Reading
from bot.text import utterance
from bot.types import Conversation, Decision, Outcome, Parse
from tests.bot.small_model import small_model
from tests.bot.test_replies import LINES, reply

TOLD = Conversation("c", intent="pain-during")
AGAIN = Decision(Outcome.ANSWER, "follow_up", "pain-during")


def read(text, decision=AGAIN, conversation=TOLD):
    return or_to_staff(Reading(Parse(utterance(text)), decision), conversation, small_model())


@pytest.mark.parametrize(
    "said",
    [
        "to lidocaine",
        "does he have to stop it",
        "sounds like placebo",
        "without it is it dangerous?",
        "is there steroid in it",
    ],
)
def test_a_word_that_the_answer_lacks_goes_to_staff(said):
    decision = read(said).decision
    assert (decision.outcome, decision.reason) == (Outcome.HANDOFF, "asks_more")
    given = reply(decision, TOLD)
    assert given.text.startswith(LINES.line("handoff_unsure"))
    assert LINES.line("nothing_to_add") not in given.text
    assert "It may pinch." not in given.text
    assert "If breathing hurts, call 911 now." in given.text
    assert given.desk == "clinical"


@pytest.mark.parametrize("said", ["so?", "and?", "tell me more", "does it pinch", "for the shot"])
def test_insistence_and_words_of_the_answer_itself_stay_with_it(said):
    assert read(said).decision == AGAIN


@pytest.mark.parametrize(
    ("decision", "before"),
    [
        (replace(AGAIN, reason="sure"), TOLD),
        (AGAIN, replace(TOLD, intent="cost")),
        (Decision(Outcome.HANDOFF, "staff_topic", "cost"), TOLD),
        (Decision(Outcome.CLARIFY, "too_close", choices=("cost",)), TOLD),
    ],
)
def test_what_does_not_stand_above_is_left_alone(decision, before):
    assert read("to lidocaine", decision, before).decision == decision
