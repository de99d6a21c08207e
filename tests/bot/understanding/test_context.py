"""What a message means after the ones before it, by words alone."""

import pytest

from bot.text import words
from bot.types import Conversation, Procedure
from bot.understanding import context
from bot.understanding.lexicon import Lexicon

LEXICON = Lexicon(
    {
        ("injection",): ("procedure", "injection"),
        ("injections",): ("procedure", "injection"),
        ("shot",): ("procedure", "injection"),
        ("dry", "needling"): ("procedure", "dry_needling"),
    },
    2,
)
OFFERED = ("pain-during", "soreness-after", "cost")
TOLD = Conversation("c", intent="pain-during")


@pytest.mark.parametrize(
    ("said", "picked"),
    [
        ("the first one", "pain-during"),
        ("yes the second", "soreness-after"),
        ("no, I mean the last one", "cost"),
        ("2", "soreness-after"),
        ("the bottom one please", "cost"),
        ("show me the third", "cost"),
        ("what's the second one", "soreness-after"),
        ("first time patient here", None),
        ("the first or the second", None),
        ("option 7", None),
        ("will it last", None),
        ("do i get 2", None),
        ("2 please", "soreness-after"),
    ],
)
def test_an_ordinal_picks_from_the_choices(said, picked):
    assert context.picked(words(said), OFFERED) == picked


PLACES = {
    **dict.fromkeys(("first", "1", "1st", "top"), 0),
    **dict.fromkeys(("second", "2", "2nd", "middle"), 1),
    **dict.fromkeys(("third", "3", "3rd"), 2),
    **dict.fromkeys(("last", "bottom"), -1),
}


@pytest.mark.parametrize("offered", [OFFERED[:n] for n in range(4)], ids=len)
@pytest.mark.parametrize("ordinal", PLACES)
@pytest.mark.parametrize("said", ["{}", "the {}", "the {} one", "show me the {} one please"])
def test_an_ordinal_picks_what_is_there_and_nothing_else(said, ordinal, offered):
    there = dict(enumerate(offered)) | ({-1: offered[-1]} if offered else {})
    assert context.picked(words(said.format(ordinal)), offered) == there.get(PLACES[ordinal])


@pytest.mark.parametrize(
    ("said", "procedure"),
    [
        ("and for injections?", Procedure.INJECTION),
        ("what about dry needling", Procedure.DRY_NEEDLING),
        ("thanks, and for injections?", Procedure.INJECTION),
        ("no i mean the shot", Procedure.INJECTION),
        ("sorry, I meant dry needling", Procedure.DRY_NEEDLING),
        ("for the shot, not the dry needling", Procedure.INJECTION),
        ("not the medicine one, the needle one", Procedure.DRY_NEEDLING),
        ("and the other one, the dry one", Procedure.DRY_NEEDLING),
        ("and the other one", None),  # none was named before
        ("not the shot", None),
        ("what is dry needling", None),
        ("and the injection price", None),
        ("and the other risks of the shot", None),
        ("and both dry needling and injections", None),
    ],
)
def test_the_other_treatment_is_named(said, procedure):
    assert context.other_procedure(words(said), TOLD, LEXICON) == procedure


@pytest.mark.parametrize("said", ["and the other one?", "what about the other"])
def test_the_other_one_is_the_one_that_was_not_named_last(said):
    told = Conversation("c", intent="pain-during", procedure=Procedure.INJECTION)
    assert context.other_procedure(words(said), told, LEXICON) == Procedure.DRY_NEEDLING


def test_no_other_treatment_before_anything_was_said():
    assert context.other_procedure(words("and for injections"), Conversation("c"), LEXICON) is None


@pytest.mark.parametrize(
    ("said", "leans"),
    [
        ("how long does that last?", True),
        ("is that normal", True),
        ("why?", True),
        ("does he take insurance", True),
        ("and afterwards", True),
        ("what is dry needling", False),
        ("can i drive", False),
        ("my mother had it done twelve years ago by a man who told her it never hurts", False),
    ],
)
def test_a_message_that_points_back_leans(said, leans):
    assert context.leans(words(said)) is leans


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("how long does that last", "how long does the soreness last"),
        ("why", "why the soreness"),
        ("is it normal", "is the soreness normal"),
    ],
)
def test_the_topic_stands_where_it_was_pointed_at(said, read):
    assert " ".join(context.complete(words(said), ("the", "soreness"))) == read


def test_a_topic_is_turned_to_the_other_treatment():
    topic = words("the person who gives the injection")
    turned = context.about_procedure(topic, Procedure.DRY_NEEDLING, LEXICON)
    assert " ".join(turned) == "the person who gives the dry needling"
    assert context.about_procedure(topic, Procedure.ANY, LEXICON) == topic
