"""One question with known follow-ups: what the answer before may change, and what it may not."""

from dataclasses import replace

import pytest

from bot.content.book import Book
from bot.reading import QuestionReader
from bot.text import words
from bot.training.follow_ups import fit_voices
from bot.types import Conversation, Outcome
from bot.understanding.follow_ups import FollowUps
from bot.understanding.spelling import Speller
from tests.bot.small_model import BOOK, small_model

FOLLOW_UPS = [
    ("pain-during", "cost", words("the marathon on sunday")),
    ("cost", "relief-how-soon", words("the marathon on sunday")),
    ("cost", "pain-during", words("worth the pain")),
]
SAID = "marathon on sunday worth game now joke".split()
SMALL = small_model()
CLASSES, VECTORISER = SMALL.classifier.classes, SMALL.classifier.vectoriser
OUTSIDE = [words("what is the weather"), words("who won the game")]
MODEL = replace(
    SMALL,
    book=Book({i: replace(e, topic=e.title) for i, e in BOOK.entries.items()}, BOOK.policy),
    config=replace(SMALL.config, answer_score=-1.2, answer_margin=0.1, largest_unknown_share=1.0),
    speller=Speller({**SMALL.speller.frequency, **dict.fromkeys(SAID, 1)}),
    follow_ups=FollowUps.from_texts(FOLLOW_UPS, CLASSES, VECTORISER),
    follow_up_voices=fit_voices(FOLLOW_UPS, OUTSIDE, CLASSES, VECTORISER),
)
READER = QuestionReader(MODEL)
START = Conversation("c")


def outcome(text: str, before: str | None) -> tuple[Outcome, str | None]:
    decision = READER.question(text, replace(START, intent=before)).decision
    return decision.outcome, decision.intent


@pytest.mark.parametrize("text", ["does it hurt", "what is the price"])
@pytest.mark.parametrize("before", [None, "pain-during", "cost"])
def test_a_question_we_know_means_the_same_after_any_answer(text, before):
    assert outcome(text, before) == outcome(text, None)


def test_what_stands_before_leads_to_a_desk_but_never_to_an_answer():
    """Alone it is none of our business; after each of two answers a known follow-up."""
    said = "the marathon on sunday"
    assert outcome(said, None)[0] is Outcome.DECLINE
    assert outcome(said, "pain-during") == (Outcome.HANDOFF, "cost")
    assert outcome(said, "cost")[0] is Outcome.DECLINE


def test_a_bare_word_stays_near_the_last_answer():
    """Alone "how soon" is about relief; after the price nobody ever asked that."""
    bold = replace(MODEL, config=replace(MODEL.config, answer_score=-9.0, answer_margin=0.0))
    reader = QuestionReader(bold)
    assert reader.question("how soon", START).decision.intent == "relief-how-soon"
    assert reader.question("how soon", replace(START, intent="pain-during")).decision.intent in (
        "pain-during",
        "relief-how-soon",  # its answer names it as related
    )
    apart = replace(bold, follow_ups=FollowUps.from_texts([], CLASSES, VECTORISER))
    after = QuestionReader(apart).question("how soon", replace(START, intent="cost"))
    assert after.decision.intent == "cost"


def test_a_word_that_only_fills_is_not_unknown():
    assert READER.alone("btw is the quokka painful tho", START).parse.unknown == ("quokka",)


def test_a_time_of_day_is_no_word_that_makes_a_message_strange():
    said = "the marathon on sunday"
    assert outcome(f"{said} 10am", "pain-during") == (Outcome.HANDOFF, "cost")
    assert outcome(f"{said} quokka", "pain-during")[0] is Outcome.DECLINE


def test_a_question_that_is_sure_alone_is_not_asked_back_where_its_context_is_not():
    said, before = "is that painful", replace(START, intent="relief-how-soon")
    best = READER.alone(said, START).parse.ranking[0].score
    config = replace(MODEL.config, answer_score=best, clarify_score=-9.0, decline_score=9.0)
    nothing = replace(MODEL, follow_ups=SMALL.follow_ups, follow_up_voices=SMALL.follow_up_voices)
    reader = QuestionReader(replace(nothing, config=config))
    read = ("is", *words("relief how soon"), "painful")
    assert reader.read_as(said, read, words(said), before, after=before.intent).asked_back
    assert reader.question(said, before).decision.intent == "pain-during"


@pytest.mark.parametrize("before", ["pain-during", "cost", "relief-how-soon"])
def test_context_never_answers_what_is_none_of_ours(before):
    for text in ("what is the weather now", "who won the game on sunday", "tell me a joke"):
        assert outcome(text, before)[0] is not Outcome.ANSWER
