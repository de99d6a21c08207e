"""Explaining a whole turn: what is no question, and what the words alone would have led to."""

from bot.evaluation.explain_turn import explain_turn
from bot.policy import REASONS
from bot.text import utterance
from bot.types import Decision, Entity, Outcome, Parse, Part, Reply, Turn
from tests.bot.small_model import small_model

MODEL = small_model()


def told(text, decision, *, parser="classifier", entities=()):
    parse = Parse(utterance(text), entities=entities, parser=parser)
    reply = Reply("All right.")
    return explain_turn(MODEL, Turn(text, text, decision, reply, (Part(parse, decision, reply),)))


def test_a_refusal_offers_other_things_and_weighs_no_words():
    refused = Decision(Outcome.CLARIFY, "refused", choices=("pain-during",))
    needle = Entity("procedure", "injection", 0, 4)
    found = told("no shots for me", refused, parser="context", entities=(needle,))
    title = MODEL.title("pain-during")
    assert found.to_text().splitlines() == [
        f"The bot offers other things instead. {REASONS['refused']}",
        "It says:",
        "  | All right.",
        f"Choices: “{title}” (pain-during).",
        "Recognised: procedure = injection.",
    ]
    assert found.to_json()["parts"][0]["weighed"] is None


def test_what_the_words_alone_would_have_led_to_is_told_where_it_differs():
    handed = Decision(Outcome.HANDOFF, "not_understood")
    text = told("does it hurt", handed).to_text()
    assert text.startswith(f"The bot hands over to staff. {REASONS['not_understood']}")
    alone = f"By its words alone the bot gives the answer: {REASONS['known_question']}"
    assert alone in text
    same = Decision(Outcome.ANSWER, "known_question", "pain-during")
    assert "By its words alone" not in told("does it hurt", same).to_text()
