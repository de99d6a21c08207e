"""The whole turn, with the real safety rules and fixed lines and a model of four intents."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.assistant import load_assistant
from bot.types import Conversation, Outcome, Procedure
from tests.bot.small_model import BOOK, small_model

INTENTS = Path(__file__).parents[2] / "intents"
NOW = datetime(2026, 5, 4, 16, 0, tzinfo=UTC)
NEW = Conversation("c")
ASSISTANT = load_assistant(INTENTS, small_model())
BARE = load_assistant(INTENTS, None)


def say(text, conversation=NEW, assistant=ASSISTANT, **more):
    return assistant.reply_to(text, conversation, now=NOW, **more)


def test_a_known_question_gets_its_approved_answer():
    turn = say("Does it hurt?")
    assert turn.decision.outcome is Outcome.ANSWER
    assert turn.reply.text.startswith("It may pinch.")
    assert turn.reply.sources


def test_a_staff_question_is_handed_over_to_its_desk():
    turn = say("what does it cost")
    assert (turn.decision.outcome, turn.reply.desk) == (Outcome.HANDOFF, "billing")


@pytest.mark.parametrize("assistant", [ASSISTANT, BARE], ids=["model", "no model"])
@pytest.mark.parametrize("held", [False, True], ids=["bot", "staff"])
def test_an_emergency_comes_before_everything(assistant, held):
    turn = say("i cant breathe since the needle", Conversation("c", held_by_staff=held), assistant)
    assert turn.decision.outcome is Outcome.EMERGENCY
    assert turn.reply.card
    assert turn.reply.card.phone == "911"
    assert turn.parts == ()  # no FAQ chatter beside it
    assert turn.flags


def test_an_emergency_sticks_to_the_conversation():
    turn = say("i cant breathe since the needle")
    after = ASSISTANT.remember(NEW, turn)
    assert after.flags == (turn.flags[0].category,)
    assert ASSISTANT.remember(after, say("thanks", after)).flags == after.flags


@pytest.mark.parametrize("said", ["should i be worried", "why?", "is it dangerous", "does it hurt"])
def test_asking_on_after_a_red_flag_shows_the_card_once_more(said):
    conversation = NEW
    first = ASSISTANT.reply_to("i want to die", conversation, now=NOW)
    conversation = ASSISTANT.remember(conversation, first)
    second = ASSISTANT.reply_to(said, conversation, now=NOW)
    assert second.decision.outcome is Outcome.EMERGENCY
    conversation = ASSISTANT.remember(conversation, second)
    third = ASSISTANT.reply_to("does it hurt", conversation, now=NOW)
    assert third.decision.outcome is Outcome.EMERGENCY  # what could reassure is never said here
    conversation = ASSISTANT.remember(conversation, third)
    fourth = ASSISTANT.reply_to("what does it cost", conversation, now=NOW)
    assert fourth.decision.outcome is Outcome.HANDOFF  # and then the chat goes on


def test_who_has_the_signs_just_asked_for_gets_the_card():
    asked = "what are the signs of a punctured lung"
    conversation = ASSISTANT.remember(NEW, say(asked))
    assert say("ok thanks", conversation).decision.outcome is not Outcome.EMERGENCY
    assert say("I have those", conversation).decision.outcome is Outcome.EMERGENCY
    assert say("I have those").decision.outcome is not Outcome.EMERGENCY


def test_what_is_none_of_our_business_after_a_red_flag_shows_the_card_once_more():
    first = ASSISTANT.reply_to("i want to die", NEW, now=NOW)
    turn = ASSISTANT.reply_to("tell me a joke", ASSISTANT.remember(NEW, first), now=NOW)
    assert turn.decision.outcome is Outcome.EMERGENCY


def test_thanks_after_a_red_flag_are_only_thanks():
    first = ASSISTANT.reply_to("i want to die", NEW, now=NOW)
    turn = ASSISTANT.reply_to("thank you", ASSISTANT.remember(NEW, first), now=NOW)
    assert turn.decision.outcome is Outcome.SMALL_TALK


def test_the_bot_is_silent_while_staff_hold_the_conversation():
    turn = say("does it hurt", Conversation("c", held_by_staff=True))
    assert (turn.decision.outcome, turn.reply.text) == (Outcome.SILENT, "")


def test_without_a_model_questions_go_to_staff():
    turn = say("does it hurt", assistant=BARE)
    assert (turn.decision.outcome, turn.decision.reason) == (Outcome.HANDOFF, "no_model")


@pytest.mark.parametrize(
    ("choice", "outcome", "reason"),
    [
        ("pain-during", Outcome.ANSWER, "chosen"),
        ("cost", Outcome.HANDOFF, "staff_topic"),
        ("none", Outcome.HANDOFF, "none_of_these"),
        ("talk_to_staff", Outcome.HANDOFF, "asked_for_person"),
        ("an-intent-of-an-older-model", Outcome.HANDOFF, "none_of_these"),
    ],
)
def test_a_click_gives_what_the_button_says(choice, outcome, reason):
    turn = say("Title on the button", choice=choice)
    assert (turn.decision.outcome, turn.decision.reason) == (outcome, reason)


def test_the_second_choice_can_be_named_in_words():
    turn = say("the second one please", Conversation("c", choices=("cost", "pain-during")))
    assert (turn.decision.intent, turn.decision.reason) == ("pain-during", "chosen")


def test_the_first_button_below_an_answer_can_be_named_in_words():
    after = ASSISTANT.remember(NEW, say("does it hurt"))
    after = ASSISTANT.remember(after, say("thank you", after))  # the buttons are still in sight
    assert say("the first one", after).decision.intent == "relief-how-soon"


def test_the_last_question_is_answered_again_for_the_other_treatment():
    after = ASSISTANT.remember(NEW, say("does it hurt"))
    turn = say("and what about injections?", after)
    assert turn.reply.text.startswith("The shot may pinch.")
    assert turn.decision.procedure is Procedure.INJECTION


@pytest.mark.parametrize("text", ["what is dry needling", "Do you do dry needling?"])
def test_a_question_of_its_own_is_no_follow_up(text):
    after = ASSISTANT.remember(NEW, say("does it hurt"))
    assert say(text, after).decision.reason != "follow_up"


def test_the_treatment_named_before_still_counts():
    conversation = Conversation("c", procedure=Procedure.INJECTION)
    assert say("does it hurt", conversation).reply.text.startswith("The shot may pinch.")


def test_two_questions_get_two_answers():
    turn = say("Does it hurt? How soon does it work?")
    assert [part.decision.intent for part in turn.parts] == ["pain-during", "relief-how-soon"]
    assert "It may pinch." in turn.reply.text
    assert "It may take days." in turn.reply.text


@pytest.mark.parametrize(
    ("other", "line"),
    [("what is the weather", "part_outside"), ("how does the zebra feel", "clarify_part")],
)
def test_the_part_that_stays_open_is_told_apart_from_what_is_none_of_ours(other, line):
    turn = say(f"Does it hurt? And {other}?")
    assert turn.reply.text.startswith("It may pinch.")
    assert turn.reply.text.endswith(ASSISTANT.line(line))


def test_at_night_the_hand_off_is_told_in_full_once():
    night, conversation, said = datetime(2026, 5, 4, 7, 0, tzinfo=UTC), NEW, []
    for text in ("what does it cost", "what is the price", "how much money is one visit"):
        turn = ASSISTANT.reply_to(text, conversation, now=night)
        conversation = ASSISTANT.remember(conversation, turn)
        said.append(turn.reply.text)
    assert ASSISTANT.line("handed_off_closed") in said[0]
    assert all(text.endswith(ASSISTANT.line("already_waiting")) for text in said[1:])


@pytest.mark.parametrize(
    "text", ["Ann Lee, 212 555 0147", "my email is ann@example.com", "Ann Lee"]
)
def test_who_waits_and_only_leaves_details_hears_that_staff_have_the_question(text):
    waiting = ASSISTANT.remember(NEW, say("what does it cost"))
    turn = say(text, waiting)
    assert turn.decision.reason == "waiting"
    assert turn.reply.text.endswith(ASSISTANT.line("already_waiting"))
    assert say(text).decision.reason != "waiting"


def test_a_joke_we_know_never_reaches_staff():
    conversation = NEW
    for _ in range(3):
        turn = say("tell me a joke", conversation)
        assert turn.decision.outcome is Outcome.DECLINE
        conversation = ASSISTANT.remember(conversation, turn)


def test_misses_in_a_row_lead_to_staff_and_an_answer_forgets_them():
    conversation = NEW
    first = say("qqq zzz", conversation)
    conversation = ASSISTANT.remember(conversation, first)
    assert (first.decision.outcome, conversation.misses) == (Outcome.DECLINE, 1)
    second = say("zzz qqq", conversation)
    assert second.decision.outcome is Outcome.HANDOFF
    conversation = ASSISTANT.remember(conversation, say("does it hurt", conversation))
    assert conversation.misses == 0


def test_the_first_view_says_what_this_is_and_that_drafts_are_served():
    welcome = ASSISTANT.welcome()
    assert "911" in welcome.emergency
    assert welcome.draft_notice
    assert {topic.intent for topic in welcome.topics} <= set(BOOK.entries)
    assert BARE.welcome().topics == ()


def test_the_first_view_says_that_this_is_no_clinician():
    welcome = ASSISTANT.welcome()
    assert "automatic assistant" in welcome.text
    assert "not a doctor or a nurse" in welcome.limits
    assert "cannot examine you" in welcome.limits


def _approved_paragraphs():
    lines = ASSISTANT.lines
    said = {lines.fill(text, name="x") for text in lines.texts.values()}
    said |= {lines.fill(ASSISTANT.advice.line)}
    for entry in BOOK.entries.values():
        said |= {lines.fill(text) for text in entry.texts.values()}
        said |= {lines.fill(entry.safety_net)} if entry.safety_net else set()
    return said


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(st.text(max_size=60), st.sampled_from(
    ["does it hurt", "cost?", "thanks", "no", "yes", "shot", "and for injections?", "should i", "i"]
)), max_size=4))  # fmt: skip
def test_whatever_is_typed_every_word_back_is_approved(messages):
    approved, conversation = _approved_paragraphs(), NEW
    for message in messages:
        turn = say(message, conversation)
        conversation = ASSISTANT.remember(conversation, turn)
        if turn.reply.card:
            assert turn.reply.text == ASSISTANT.safety.card(turn.flags).text or conversation.flags
            continue
        for paragraph in turn.reply.text.split("\n\n"):
            assert paragraph in approved or paragraph == ""
