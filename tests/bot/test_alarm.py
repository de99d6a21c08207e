"""After a card: what is about the emergency gets it again, and other matters their own reply."""

from dataclasses import replace

import pytest

from bot.alarm import speaks_of_it
from bot.text import words
from bot.types import Conversation, Outcome, Tier
from tests.bot.test_assistant import ASSISTANT, NEW, NOW, say

NOW_CARD, CRISIS_CARD, TODAY_CARD = "call_now", "crisis", "call_today"
LUNG, CRISIS, STREAK = "it hurts when i breathe in", "i want to die", "red streak up my arm"
CARDS = {LUNG: NOW_CARD, CRISIS: CRISIS_CARD, STREAK: TODAY_CARD}

ASKS_ON = """
i dont want to call 911 / no ambulance please / what do i do now / ok ill wait then / is it normal
how do i know if its a collapsed lung / how long is too long / its been 2 days / its not that bad
im ok now it went away / can i take a taxi / never mind, it was a joke / no / is soreness normal
i feel worse / is that bad? / its getting worse / i feel sick / i feel dizzy / still there
is it dangerous / does it hurt / should i be worried / why? / tell me a joke / shut up / fuck off
leave me alone / you dont care / i dont want to talk to a stranger / im safe now / this pain is new
"""
ASKS_ON = [said.strip() for line in ASKS_ON.strip().splitlines() for said in line.split("/")]

TALKS = {
    "a desk question does not clear it": (
        (LUNG, NOW_CARD), ("what does it cost", "handoff"), ("i feel worse", NOW_CARD),
        ("what is the price", "handoff"), ("is it normal", NOW_CARD),
    ),
    "nor do thanks or a greeting": (
        (LUNG, NOW_CARD), ("thank you", "small_talk"), ("is it normal", NOW_CARD),
    ),
    "what could reassure waits, an unrelated answer does not": (
        (LUNG, NOW_CARD), ("is relief fast", "answer"), ("does it hurt", NOW_CARD),
    ),
    "two questions, one of them about it": (
        (LUNG, NOW_CARD), ("what does it cost? does it hurt?", NOW_CARD),
    ),
    "a milder sign does not lower it": (
        (LUNG, NOW_CARD), (STREAK, NOW_CARD), ("what does it cost", "handoff"), ("why", NOW_CARD),
    ),
    "a later crisis is met as one": (
        (LUNG, NOW_CARD), (CRISIS, CRISIS_CARD), ("i feel worse", CRISIS_CARD),
    ),
    "a later call-now is met as one": (
        (STREAK, TODAY_CARD), (LUNG, NOW_CARD), ("what does it cost", "handoff"), ("hm", NOW_CARD),
    ),
    "what makes it worse counts from then on": (
        (STREAK, TODAY_CARD), ("i feel dizzy", NOW_CARD), ("what does it cost", "handoff"),
        ("is it normal", NOW_CARD),
    ),
    "thanks in a crisis": (
        (CRISIS, CRISIS_CARD), ("ok thanks", "small_talk"), ("thanks for nothing", CRISIS_CARD),
        ("goodbye", CRISIS_CARD), ("hello", CRISIS_CARD), ("what does it cost", "handoff"),
        ("shut up", CRISIS_CARD),
    ),
}  # fmt: skip


def talk(*messages):
    """Return the last turn and the conversation after it."""
    conversation, turn = NEW, None
    for message in messages:
        turn = say(message, conversation)
        conversation = ASSISTANT.remember(conversation, turn)
    return turn, conversation


def kind(turn):
    """Return the kind of the card, or else what became of the message."""
    return turn.reply.card.kind if turn.reply.card else turn.decision.outcome.value


@pytest.mark.parametrize("talk_through", TALKS.values(), ids=TALKS)
def test_a_conversation_goes_as_expected(talk_through):
    said = [message for message, _ in talk_through]
    kinds = [kind(talk(*said[: n + 1])[0]) for n in range(len(said))]
    assert kinds == [expected for _, expected in talk_through]


@pytest.mark.parametrize("between", [(), ("what does it cost",)], ids=["at once", "after a price"])
@pytest.mark.parametrize("said", ASKS_ON)
@pytest.mark.parametrize("sign", CARDS)
def test_who_refuses_or_asks_on_reads_the_card_in_its_second_wording(sign, said, between):
    first, _ = talk(sign)
    turn, _ = talk(sign, *between, said)
    assert kind(turn) in (CARDS[sign], NOW_CARD)  # never a milder one
    assert turn.reply.text != first.reply.text
    assert turn.decision.reason == "still_red_flag"


def test_the_card_comes_as_often_as_the_patient_asks_on():
    for number in range(1, len(ASKS_ON) + 1):
        turn, _ = talk(LUNG, *ASKS_ON[:number])
        assert turn.decision.outcome is Outcome.EMERGENCY, ASKS_ON[number - 1]


def test_thanks_after_a_card_get_a_line_that_names_the_number():
    turn, _ = talk(CRISIS, "thank you")
    assert turn.reply.text == ASSISTANT.line("thanks_after_card")
    assert "911" in turn.reply.text


def test_a_sign_spread_over_two_messages_is_remembered_whole():
    turn, after = talk("since the needle my chest", "hurts when i breathe in", "is it normal")
    assert turn.decision.outcome is Outcome.EMERGENCY
    assert ASSISTANT.safety.check(after.alarm)


@pytest.mark.parametrize(
    "told",
    [
        ("the weather was fine and we walked a lot. " * 12 + LUNG,),
        ("what are the signs of a punctured lung", "I have those"),
    ],
    ids=["a long story", "signs that were only affirmed"],
)
def test_a_sign_that_its_kept_words_do_not_show_again_sticks_too(told):
    turn, _ = talk(*told, "what does it cost", "i feel worse")
    assert kind(turn) == NOW_CARD


@pytest.mark.parametrize("said", ["what does it cost", "what is the price"])
def test_a_desk_matter_gets_its_own_reply_and_the_banner_stays(said):
    turn, after = talk(LUNG, said)
    assert (turn.decision.outcome, turn.decision.intent) == (Outcome.HANDOFF, "cost")
    assert after.flags


@pytest.mark.parametrize(
    ("choice", "outcome"),
    [
        ("pain-during", Outcome.EMERGENCY),
        ("relief-how-soon", Outcome.ANSWER),
        ("talk_to_staff", Outcome.HANDOFF),
    ],
)
def test_a_button_is_no_way_round_it(choice, outcome):
    _, after = talk(LUNG, "what does it cost")
    turn = ASSISTANT.reply_to("Pain during?", after, now=NOW, choice=choice)
    assert turn.decision.outcome is outcome


def test_while_a_person_answers_the_card_comes_once_more_and_no_oftener():
    _, after = talk(LUNG)
    held = replace(after, held_by_staff=True)
    again = say("is it normal", held)
    assert again.decision.outcome is Outcome.EMERGENCY
    held = ASSISTANT.remember(held, again)
    assert say("ok ill wait then", held).decision.outcome is Outcome.SILENT


def test_without_a_model_the_alarm_stands_all_the_same():
    bare = replace(ASSISTANT, model=None)
    _, after = talk(LUNG)
    assert kind(say("i feel worse", after, bare)) == NOW_CARD
    assert kind(say("what does parking cost", after, bare)) == "handoff"


@pytest.mark.parametrize(("category", "tier"), [("crisis", Tier.CRISIS), ("heart", Tier.NOW)])
def test_an_alarm_whose_words_were_masked_away_keeps_its_kind(category, tier):
    turn = say("i feel worse", Conversation("c", alarm="[name]", flags=(category,)))
    assert [flag.tier for flag in turn.flags] == [tier]


@pytest.mark.parametrize("said", ["where can i park", "what is dry needling used for"])
def test_a_question_with_a_subject_of_its_own_is_not_tied_to_the_card(said):
    assert not speaks_of_it(words(said))
