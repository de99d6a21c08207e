"""The decision tables: what is done with which parse, in which conversation."""

import pytest

from bot.config import BotConfig
from bot.content.book import Book, Entry
from bot.policy import REASONS, decide
from bot.text import utterance
from bot.types import Choice, Conversation, Entity, IntentScore, Outcome, Parse, Procedure

CONFIG = BotConfig(
    answer_score=1.0,
    answer_margin=0.5,
    clarify_score=-1.0,
    decline_score=0.5,
    rarely_negated=("injection-steps",),
)


def entry(intent, kind="faq", **more):
    values = {
        "title": intent,
        "texts": {Procedure.ANY: f"text of {intent}"},
        "sources": {Procedure.ANY: ()},
        "procedure": "both",
        "safety_net": None,
        "related": (),
        "desk": "billing" if kind == "staff" else None,
        "action": "say",
        "reviewed_on": None,
        "draft": True,
    }
    return Entry(id=intent, kind=kind, **{**values, **more})


BOOK = Book(
    {
        e.id: e
        for e in (
            entry("pain-during", related=(Choice("soreness-after", "Sore after?"),)),
            entry("soreness-after"),
            entry("relief-how-soon"),
            entry("injection-steps", procedure="injection"),
            entry("cost", "staff"),
            entry("thanks", "small_talk"),
            entry("talk-to-person", "small_talk", action="hand_off"),
            entry("affirm", "small_talk", action="affirm"),
            entry("deny", "small_talk", action="deny"),
        )
    },
    "demo",
)


def parse(
    *ranking, parser="classifier", text="does it hurt much", entities=(), unknown=0.0, outside=0.0
):
    scores = tuple(IntentScore(name, 0.5, score) for name, score in ranking)
    shares = {"unknown_share": unknown, "outside_share": outside}
    return Parse(utterance(text), scores, entities, parser, **shares)


NEW = Conversation("c")
WAITING = Conversation("c", waiting=True)
OFFERED = Conversation("c", choices=("pain-during", "soreness-after"))
ONE_OFFERED = Conversation("c", choices=("pain-during",))
MISSED = Conversation("c", misses=1)
NEEDLING = (Entity("procedure", "dry_needling", 0, 4),)


@pytest.mark.parametrize(
    ("what", "given", "conversation", "outcome", "reason"),
    [
        ("sure", parse(("pain-during", 2.0), ("cost", 1.0)), NEW, Outcome.ANSWER, "sure"),
        (
            "too close",
            parse(("pain-during", 2.0), ("cost", 1.8)),
            NEW,
            Outcome.CLARIFY,
            "too_close",
        ),
        (
            "close, but related",
            parse(("pain-during", 2.0), ("soreness-after", 1.7)),
            NEW,
            Outcome.ANSWER,
            "sure",
        ),
        (
            "negated",
            parse(("injection-steps", 2.0), ("cost", 1.2), text="i do not want it"),
            NEW,
            Outcome.CLARIFY,
            "negated",
        ),
        ("too low", parse(("pain-during", 0.9), ("cost", 0.0)), NEW, Outcome.CLARIFY, "too_low"),
        ("hopeless", parse(("pain-during", -2.0)), NEW, Outcome.HANDOFF, "not_understood"),
        ("staff", parse(("cost", 2.0)), NEW, Outcome.HANDOFF, "staff_topic"),
        ("small talk", parse(("thanks", 2.0)), NEW, Outcome.SMALL_TALK, "small_talk"),
        ("person", parse(("talk-to-person", 2.0)), NEW, Outcome.HANDOFF, "asked_for_person"),
        ("outside", parse(("out_of_scope", 0.7)), NEW, Outcome.DECLINE, "out_of_scope"),
        ("outside twice", parse(("out_of_scope", 0.7)), MISSED, Outcome.HANDOFF, "second_miss"),
        ("no word", parse(text="?!"), NEW, Outcome.DECLINE, "empty"),
        ("no known word", parse(text="qqq"), NEW, Outcome.DECLINE, "unknown_words"),
        ("exact", parse(("cost", 99.0), parser="exact"), NEW, Outcome.HANDOFF, "staff_topic"),
        (
            "exact",
            parse(("pain-during", 99.0), parser="exact"),
            NEW,
            Outcome.ANSWER,
            "known_question",
        ),
        (
            "other treatment",
            parse(("injection-steps", 2.0), ("pain-during", 0.0), entities=NEEDLING),
            NEW,
            Outcome.CLARIFY,
            "other_treatment",
        ),
        (
            "unknown words",
            parse(("pain-during", 2.0), text="q w e hurt", unknown=0.75),
            NEW,
            Outcome.CLARIFY,
            "unknown_words",
        ),
        (
            "words of other matters, and not far ahead",
            parse(("pain-during", 2.0), ("cost", 1.0), text="does it hurt a parrot", outside=0.5),
            NEW,
            Outcome.CLARIFY,
            "outside_words",
        ),
        (
            "words of other matters, but far ahead",
            parse(("pain-during", 2.0), ("cost", 0.0), text="does it hurt a parrot", outside=0.5),
            NEW,
            Outcome.ANSWER,
            "sure",
        ),
        (
            "words of other matters, and people to ask",
            parse(("cost", 2.0), ("pain-during", 1.0), text="what is it for a cat", outside=0.5),
            NEW,
            Outcome.HANDOFF,
            "staff_topic",
        ),
        ("yes to one", parse(("affirm", 2.0)), ONE_OFFERED, Outcome.ANSWER, "chosen"),
        ("yes to two", parse(("affirm", 2.0)), OFFERED, Outcome.CLARIFY, "too_close"),
        ("no to all", parse(("deny", 2.0)), OFFERED, Outcome.HANDOFF, "none_of_these"),
        ("no while staff have it", parse(("deny", 2.0)), WAITING, Outcome.HANDOFF, "waiting"),
        ("no to nothing", parse(("deny", 2.0)), NEW, Outcome.SMALL_TALK, "small_talk"),
    ],
)
def test_each_parse_leads_to_its_outcome(what, given, conversation, outcome, reason):
    decision = decide(given, conversation, BOOK, CONFIG)
    assert (decision.outcome, decision.reason) == (outcome, reason), what
    assert reason in REASONS


def test_choices_are_at_most_three_best_first_and_no_small_talk():
    given = parse(
        ("soreness-after", 0.8), ("thanks", 0.7), ("pain-during", 0.6), ("cost", 0.5),
        ("relief-how-soon", 0.4),
    )  # fmt: skip
    decision = decide(given, NEW, BOOK, CONFIG)
    assert decision.choices == ("soreness-after", "pain-during", "cost")


def test_a_third_choice_that_is_far_behind_is_not_worth_a_tap():
    given = parse(("soreness-after", 0.8), ("pain-during", 0.6), ("cost", -5.0))
    assert decide(given, NEW, BOOK, CONFIG).choices == ("soreness-after", "pain-during")


@pytest.mark.parametrize(
    ("entities", "before", "expected"),
    [
        (NEEDLING, Procedure.ANY, Procedure.DRY_NEEDLING),
        ((), Procedure.INJECTION, Procedure.INJECTION),
        (
            (*NEEDLING, Entity("procedure", "injection", 5, 9)),
            Procedure.INJECTION,
            Procedure.ANY,
        ),
    ],
)
def test_the_treatment_named_last_decides_which_answer_is_given(entities, before, expected):
    given = parse(("pain-during", 2.0), entities=entities)
    decision = decide(given, Conversation("c", procedure=before), BOOK, CONFIG)
    assert decision.procedure is expected
