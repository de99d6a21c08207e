"""What one message means in its conversation: alone, leaning on the topic, or in several parts."""

from dataclasses import replace

import pytest

from bot.content.book import Book
from bot.dialogue import Reader
from bot.reading import QuestionReader
from bot.types import Conversation, Outcome, Procedure
from bot.understanding.exact import KnownUtterances
from bot.understanding.spelling import Speller
from tests.bot.small_model import BOOK, entry, small_model

DENY = entry("deny", "small_talk", "All right.", action="deny")
TOPICS = {"pain-during": "dry needling painful", "relief-how-soon": "how soon the relief comes"}
MODEL = replace(
    small_model(),
    book=Book(
        {
            name: replace(entry, topic=TOPICS.get(name, entry.title))
            for name, entry in BOOK.entries.items()
        },
        BOOK.policy,
    ),
)
COMMON = "that the during normal soon relief comes for will and of it i meant".split()
MODEL = replace(MODEL, speller=Speller({**MODEL.speller.frequency, **dict.fromkeys(COMMON, 1)}))
READER = Reader(MODEL)
# With four intents and twelve utterances hardly anything is sure.
BOLD = Reader(replace(MODEL, config=replace(MODEL.config, answer_score=-0.6, answer_margin=0.1)))
REFUSING = Reader(
    replace(
        MODEL,
        book=Book({**MODEL.book.entries, "deny": DENY}, "demo"),
        known=KnownUtterances.from_texts({"none of these": "deny", "no": "deny", "nope": "deny"}),
    )
)
START = Conversation("c")


def read(text, conversation=START):
    return READER.read(text, conversation)


@pytest.mark.parametrize(
    ("before", "said", "intent"),
    [
        ("pain-during", "is that normal?", "pain-during"),
        ("relief-how-soon", "how soon will that come", "relief-how-soon"),
        ("relief-how-soon", "does it hurt", "pain-during"),  # names what it is about: no context
        ("pain-during", "and for injections?", "pain-during"),
    ],
)
def test_a_message_that_leans_is_read_with_the_last_topic(before, said, intent):
    (reading,) = BOLD.read(said, replace(START, intent=before))
    assert (reading.decision.outcome, reading.decision.intent) == (Outcome.ANSWER, intent)


def test_the_reason_says_that_the_context_was_needed():
    (reading,) = BOLD.read("is that normal?", replace(START, intent="pain-during"))
    assert reading.decision.reason == "follow_up"
    assert reading.parse.parser == "context"
    assert reading.parse.corrected == "is dry needling painful normal"


@pytest.mark.parametrize("said", ["why?", "he", "is that normal?", "how"])
def test_a_bare_question_with_nothing_before_it_is_asked_back(said):
    (reading,) = read(said)
    assert (reading.decision.outcome, reading.decision.reason) == (Outcome.DECLINE, "no_subject")
    (again,) = read(said, replace(START, misses=1))
    assert again.decision.outcome is Outcome.HANDOFF


def test_what_must_have_been_said_before_is_asked_back_however_sure():
    (reading,) = BOLD.read("is that soon", START)
    assert QuestionReader(BOLD.model).question("is that soon", START).settled
    assert reading.decision.reason == "no_subject"


@pytest.mark.parametrize(
    ("said", "before"),
    [
        ("why?", replace(START, intent="pain-during")),
        ("why?", replace(START, unclear="the shot hurt me")),
        ("will it be soon", START),  # sure by its own words
        ("thank you", START),
        ("???", START),
    ],
)
def test_what_something_came_before_or_is_sure_is_not_asked_back(said, before):
    (reading,) = BOLD.read(said, before)
    assert reading.decision.reason != "no_subject"


def test_thanks_in_the_middle_are_only_thanks():
    (reading,) = read("thank you", replace(START, intent="pain-during"))
    assert reading.decision.outcome is Outcome.SMALL_TALK


@pytest.mark.parametrize("before", ["pain-during", "relief-how-soon", "cost"])
def test_context_never_answers_what_is_none_of_ours(before):
    for said in ("and who won the game", "what is the weather", "tell me a joke about it"):
        (reading,) = read(said, replace(START, intent=before))
        assert reading.decision.outcome is not Outcome.ANSWER, said


def test_choices_are_answered_in_words():
    offered = replace(START, choices=("relief-how-soon", "cost"))
    (reading,) = read("the price of it i meant", offered)
    assert (reading.decision.reason, reading.decision.intent) == ("staff_topic", "cost")


@pytest.mark.parametrize("said", ["none of these", "no", "nope"])
def test_refusing_all_choices_leads_to_staff(said):
    offered = replace(START, choices=("relief-how-soon", "cost"), intent="pain-during")
    (reading,) = REFUSING.read(said, offered)
    assert (reading.decision.outcome, reading.decision.reason) == (Outcome.HANDOFF, "none_of_these")


def test_a_second_try_is_read_together_with_the_first():
    (alone,) = read("will the one")
    assert alone.decision.intent is None
    (reading,) = read("will the one", replace(START, unclear="shot hurt me"))
    assert (reading.decision.intent, reading.decision.reason) == ("pain-during", "follow_up")


def test_a_few_words_after_an_unclear_message_go_with_it_though_they_fit_something_alone():
    """Alone "will it be soon" is sure enough for BOLD; after an unclear try it says when it is."""
    said = "will it be soon"
    (alone,) = BOLD.read(said, START)
    assert alone.decision.intent == "relief-how-soon"
    (reading,) = BOLD.read(said, replace(START, unclear="the shot hurt me"))
    assert (reading.decision.intent, reading.decision.reason) == ("pain-during", "follow_up")


def test_every_sure_question_is_answered_and_the_unsure_one_kept():
    readings = read("does it hurt? what does it cost? and how does the zebra feel?")
    assert [r.decision.intent for r in readings[:2]] == ["pain-during", "cost"]
    assert len(readings) == 3
    assert not readings[2].settled


def test_small_talk_beside_a_question_needs_no_answer_of_its_own():
    (reading,) = read("thank you! does it hurt?")
    assert reading.decision.intent == "pain-during"


YES = entry("affirm", "small_talk", "All right.", action="affirm")
NEEDLING = entry("dry-needling-what", "faq", "It is done with a needle.", procedure="dry_needling")
SHOT = entry("injection-what", "faq", "It is a shot.", procedure="injection")
OTHER = entry("other-treatments", "staff", "Ask us.")
FULL = Reader(
    replace(
        MODEL,
        book=Book(
            {**MODEL.book.entries, **{e.id: e for e in (YES, NEEDLING, SHOT, OTHER)}}, "demo"
        ),
    )
)
NAMING = Reader(
    replace(FULL.model, known=KnownUtterances.from_texts({"dry needling": "dry-needling-what"}))
)
ASKED = {
    "does it hurt": "pain-during",
    "what does it cost": "cost",
    "how soon does it work": "relief-how-soon",
    "what is needling": "dry-needling-what",
    "what is a shot": "injection-what",
}
ASKING = Reader(replace(FULL.model, known=KnownUtterances.from_texts(ASKED)))


@pytest.mark.parametrize(
    "said", ["does it hurt and what is the weather", "does it hurt and who won the game"]
)
def test_what_is_none_of_ours_is_named_beside_the_answer(said):
    answer, other = ASKING.read(said, START)
    assert answer.decision.intent == "pain-during"
    assert (other.decision.outcome, other.decision.reason) == (Outcome.DECLINE, "out_of_scope")


def test_what_is_none_of_ours_is_named_also_where_the_whole_message_is_sure():
    reader = Reader(replace(ASKING.model, config=replace(MODEL.config, answer_score=-9.0)))
    said = "will the shot hurt me? is it painful? and who won the game"
    whole = QuestionReader(reader.model).question(said, START)
    assert whole.decision.intent == "pain-during"
    assert [r.decision.reason for r in reader.read(said, START)] == ["sure", "out_of_scope"]


def test_of_many_questions_three_are_answered_and_the_others_offered():
    readings = ASKING.read("? ".join(ASKED), START)
    assert [r.decision.intent for r in readings[:-1]] == list(ASKED.values())[:3]
    assert readings[-1].decision.reason == "more_questions"
    assert readings[-1].decision.choices == ("dry-needling-what", "injection-what")


OFFERED = replace(START, choices=("injection-what", "dry-needling-what"), intent="pain-during")


def only(text, conversation=START):
    (reading,) = FULL.read(text, conversation)
    return reading.decision


def test_the_bare_name_of_a_treatment_after_a_desk_says_which_one_is_meant():
    decision = NAMING.read("dry needling", replace(START, intent="cost"))[0].decision
    assert (decision.intent, decision.procedure) == ("cost", Procedure.DRY_NEEDLING)
    (alone,) = NAMING.read("dry needling", START)
    assert alone.decision.intent == "dry-needling-what"


@pytest.mark.parametrize("said", ["lol", "haha ok", "whatever", "idk"])
def test_chatter_gets_a_short_line_however_often_and_keeps_the_treatment(said):
    before = replace(START, misses=1, procedure=Procedure.INJECTION)
    decision = only(said, before)
    assert (decision.outcome, decision.intent) == (Outcome.SMALL_TALK, "affirm")
    assert decision.procedure is Procedure.INJECTION


@pytest.mark.parametrize("said", ["lol", "yes or no?", "ok so yes?"])
def test_choices_on_offer_outlast_chatter_and_a_push(said):
    assert only(said, OFFERED).choices == OFFERED.choices


def test_a_face_is_chatter_only_after_an_answer():
    assert only("👍", replace(START, intent="pain-during")).outcome is Outcome.SMALL_TALK
    assert only("👍").outcome is Outcome.DECLINE


@pytest.mark.parametrize(
    "said", ["just yes or no", "can you promise me", "so yes?", "in simpler words please"]
)
def test_a_push_for_a_yes_or_for_simpler_words_is_about_the_last_topic(said):
    decision = only(said, replace(START, intent="cost"))
    assert (decision.outcome, decision.intent, decision.reason) == (
        Outcome.HANDOFF,
        "cost",
        "follow_up",
    )


def test_a_treatment_turned_down_is_not_offered():
    decision = only("I don't want injections", replace(START, intent="pain-during"))
    assert (decision.reason, decision.procedure) == ("refused", Procedure.DRY_NEEDLING)
    assert decision.choices == ("dry-needling-what", "other-treatments")


BELOW = replace(START, intent="pain-during", below=("relief-how-soon", "cost"))


@pytest.mark.parametrize(
    ("said", "intent"),
    [("the first one", "relief-how-soon"), ("the second one", "cost"), ("the last", "cost")],
)
def test_an_ordinal_after_an_answer_opens_the_button_it_names(said, intent):
    decision = only(said, BELOW)
    assert (decision.intent, decision.reason) == (
        intent,
        "staff_topic" if intent == "cost" else "chosen",
    )


def test_a_yes_before_the_ordinal_is_asked_back():
    assert only("yes the first one", BELOW).choices == BELOW.below


def test_choices_on_offer_come_before_the_buttons_below_an_answer():
    assert only("the first one", replace(BELOW, choices=OFFERED.choices)).intent == "injection-what"


@pytest.mark.parametrize("said", ["the last one", "the second one", "3"])
def test_an_ordinal_that_points_at_nothing_leads_to_the_ways_on(said):
    assert only(said).outcome is Outcome.DECLINE


def test_the_third_of_two_shows_the_two_again():
    assert only("the third", OFFERED).choices == OFFERED.choices


def test_a_bare_treatment_picks_the_choice_on_it_rather_than_the_answer_before():
    assert only("no, I meant the shot", OFFERED).intent == "injection-what"
    assert only("the needling", OFFERED).intent == "dry-needling-what"


def test_a_correction_says_what_the_unclear_words_were_about():
    open_words = replace(START, intent="cost", unclear="is it painful")
    (reading,) = BOLD.read("I meant the needling", open_words)
    assert reading.decision.intent == "pain-during"
