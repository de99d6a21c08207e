"""After a card: who refuses it or asks on reads it again, and other matters get their own reply."""

from dataclasses import replace

import pytest

from bot.alarm import asks_on
from bot.text import words
from bot.types import Outcome
from tests.bot.test_assistant import ASSISTANT, NEW, say

ASKS_ON = [
    "i dont want to call 911",
    "no ambulance please",
    "what do i do now",
    "ok ill wait then",
    "how do i know if its a collapsed lung",
    "how long is too long",
    "is it normal",
    "its been 2 days",
    "its not that bad",
    "im ok now it went away",
    "can i take a taxi",
    "never mind, it was a joke",
    "no",
]


def talk(*messages):
    """Return the last turn and the conversation after it."""
    conversation, turn = NEW, None
    for message in messages:
        turn = say(message, conversation)
        conversation = ASSISTANT.remember(conversation, turn)
    return turn, conversation


@pytest.mark.parametrize("said", ASKS_ON)
@pytest.mark.parametrize("sign", ["it hurts when i breathe in", "i want to die"])
def test_who_refuses_or_asks_on_reads_the_card_again(sign, said):
    turn, _ = talk(sign, said)
    assert turn.decision.outcome is Outcome.EMERGENCY
    assert turn.reply.card.kind == talk(sign)[0].reply.card.kind  # never a milder one


def test_the_card_comes_as_often_as_the_patient_asks_on():
    for number in range(1, len(ASKS_ON) + 1):
        turn, _ = talk("it hurts when i breathe in", *ASKS_ON[:number])
        assert turn.decision.outcome is Outcome.EMERGENCY, ASKS_ON[number - 1]


def test_thanks_in_between_do_not_end_it():
    turn, _ = talk("it hurts when i breathe in", "thank you", "is it normal")
    assert turn.decision.outcome is Outcome.EMERGENCY


def test_a_sign_spread_over_two_messages_is_remembered_whole():
    turn, after = talk("since the needle my chest", "hurts when i breathe in", "is it normal")
    assert turn.decision.outcome is Outcome.EMERGENCY
    assert ASSISTANT.safety.check(after.alarm)


@pytest.mark.parametrize("said", ["what does it cost", "what is the price"])
def test_a_desk_matter_gets_its_own_reply_and_the_banner_stays(said):
    turn, after = talk("it hurts when i breathe in", said)
    assert (turn.decision.outcome, turn.decision.intent) == (Outcome.HANDOFF, "cost")
    assert after.flags


def test_while_a_person_answers_the_card_comes_once_more_and_no_oftener():
    _, after = talk("it hurts when i breathe in")
    held = replace(after, held_by_staff=True)
    again = say("is it normal", held)
    assert again.decision.outcome is Outcome.EMERGENCY
    held = ASSISTANT.remember(held, again)
    assert say("ok ill wait then", held).decision.outcome is Outcome.SILENT


@pytest.mark.parametrize("said", ["does it hurt", "what is dry needling used for"])
def test_a_question_with_a_subject_of_its_own_ends_it_once_the_card_came_again(said):
    assert not asks_on(words(said), repeated=True)
