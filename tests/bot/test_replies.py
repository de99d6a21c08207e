"""What goes back: the approved words for the treatment named, and the fixed lines around them."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.content.lines import load_lines
from bot.replies import join, render
from bot.types import Conversation, Decision, Outcome, Procedure
from tests.bot.small_model import BOOK, SOURCE

LINES = load_lines(Path(__file__).parents[2] / "intents")
OPEN = datetime(2026, 5, 4, 16, 0, tzinfo=UTC)  # Monday noon in New York
CLOSED = datetime(2026, 5, 4, 7, 0, tzinfo=UTC)  # Monday 3 a.m.
NEW = Conversation("c")


def reply(decision, conversation=NEW, now=OPEN, book=BOOK):
    return render(
        decision, book=book, lines=LINES, conversation=conversation, deferral="Ask them.", now=now
    )


@pytest.mark.parametrize(
    ("procedure", "text"),
    [
        (Procedure.ANY, "It may pinch."),
        (Procedure.INJECTION, "The shot may pinch."),
        (Procedure.DRY_NEEDLING, "It may pinch."),
    ],
)
def test_the_answer_follows_the_treatment_named(procedure, text):
    given = reply(Decision(Outcome.ANSWER, "sure", "pain-during", procedure=procedure))
    assert given.text.split("\n\n") == [text, "If breathing hurts, call 911 now."]
    assert given.sources == (SOURCE,)
    assert given.title == "Pain during?"
    assert [choice.intent for choice in given.related] == ["relief-how-soon"]
    assert given.draft


def test_choices_are_shown_with_their_titles_and_the_way_to_staff():
    given = reply(Decision(Outcome.CLARIFY, "too_close", choices=("cost", "pain-during")))
    assert [c.title for c in given.choices] == ["Cost?", "Pain during?"]
    assert given.text == LINES.line("clarify")
    assert "staff" in given.offers


@pytest.mark.parametrize(
    ("now", "line"), [(OPEN, "handed_off_open"), (CLOSED, "handed_off_closed")]
)
def test_a_staff_question_names_the_desk_and_whether_we_are_open(now, line):
    given = reply(Decision(Outcome.HANDOFF, "staff_topic", "cost"), now=now)
    first, then = given.text.split("\n\n")
    assert first == "Our billing team will tell you the price."
    assert then == LINES.line(line)
    assert given.desk == "billing"


def test_a_question_that_waits_already_is_not_promised_again():
    given = reply(Decision(Outcome.HANDOFF, "staff_topic", "cost"), Conversation("c", waiting=True))
    assert given.text.endswith(LINES.line("already_waiting"))


@pytest.mark.parametrize(
    ("now", "told_closed", "line"),
    [
        (CLOSED, True, "already_waiting"),
        (OPEN, True, "already_waiting"),
        (OPEN, False, "already_waiting"),
        (CLOSED, False, "handed_off_closed"),  # they were told while we were open, or saw a card
    ],
)
def test_the_hand_off_is_told_in_full_once_and_again_only_where_we_have_closed_since(
    now, told_closed, line
):
    waiting = Conversation("c", waiting=True, told_closed=told_closed)
    given = reply(Decision(Outcome.HANDOFF, "staff_topic", "cost"), waiting, now=now)
    assert given.text.endswith(LINES.line(line))


@pytest.mark.parametrize(
    ("outcome", "reason", "line"),
    [
        (Outcome.DECLINE, "out_of_scope", "out_of_scope"),
        (Outcome.DECLINE, "no_subject", "no_subject"),
        (Outcome.DECLINE, "empty", "empty"),
        (Outcome.DECLINE, "unknown_words", "fallback"),
    ],
)
def test_a_refusal_offers_staff_phone_and_topics(outcome, reason, line):
    given = reply(Decision(outcome, reason))
    assert given.text == LINES.line(line)
    assert given.offers == ("staff", "phone", "topics")


def test_without_a_model_every_question_goes_to_staff():
    given = reply(Decision(Outcome.HANDOFF, "no_model"), book=None)
    assert given.text == LINES.line("handed_off_open")
    assert given.desk == "front_desk"


def test_a_personal_decision_is_left_to_the_care_team():
    given = reply(Decision(Outcome.ANSWER, "sure", "relief-how-soon", deferred=True))
    assert given.text == "It may take days.\n\nAsk them."


def test_two_answers_become_one_reply_that_says_nothing_twice():
    one = reply(Decision(Outcome.ANSWER, "sure", "pain-during", deferred=True))
    two = reply(Decision(Outcome.ANSWER, "sure", "relief-how-soon", deferred=True))
    both = join([one, two])
    assert both.text.count("Ask them.") == 1
    assert both.title == "Pain during? · Relief how soon?"
    assert both.sources == (SOURCE,)


def test_every_fixed_line_can_be_filled():
    for name, text in LINES.texts.items():
        assert "{" not in LINES.fill(text, name="Maria"), name


TOLD = replace(NEW, intent="pain-during")
AGAIN = Decision(Outcome.ANSWER, "follow_up", "pain-during")


def test_a_follow_up_on_the_same_answer_is_not_given_the_same_words_again():
    given = reply(AGAIN, TOLD)
    assert given.text.split("\n\n") == [
        LINES.line("nothing_to_add"),
        "If breathing hurts, call 911 now.",
    ]
    assert given.sources == (SOURCE,)
    assert "staff" in given.offers


@pytest.mark.parametrize(
    ("decision", "before"),
    [
        (replace(AGAIN, reason="sure"), TOLD),
        (replace(AGAIN, procedure=Procedure.INJECTION), TOLD),
        (AGAIN, replace(TOLD, intent="cost")),
        (AGAIN, replace(TOLD, misses=1)),
        (AGAIN, replace(TOLD, alarm="i cant breathe")),
    ],
)
def test_words_that_do_not_stand_right_above_are_given_in_full(decision, before):
    assert LINES.line("nothing_to_add") not in reply(decision, before).text


def test_a_desk_that_has_the_question_does_not_introduce_itself_again():
    waiting = replace(NEW, intent="cost", waiting=True)
    again = reply(Decision(Outcome.HANDOFF, "follow_up", "cost"), waiting)
    assert again.text == LINES.line("already_waiting")


def test_who_turns_a_treatment_down_is_offered_others():
    given = reply(Decision(Outcome.CLARIFY, "refused", choices=("pain-during",)))
    assert given.text == LINES.line("instead")
