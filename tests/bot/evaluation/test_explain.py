"""Explaining one text: what counted, what is unknown, what is near, which guard spoke."""

import json
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import policy
from bot.content.records import EntityValue
from bot.evaluation.explain import explain
from bot.evaluation.guards import check_guards
from bot.evaluation.terms import by_word, located, weigh
from bot.text import words
from bot.types import Conversation, Outcome
from bot.understanding.lexicon import Lexicon
from bot.understanding.ngrams import grams
from bot.understanding.parser import Parser
from tests.bot.small_model import small_model

MODEL = small_model()
LEXICON = Lexicon.from_values(
    [
        EntityValue("procedure", "injection", ("shot", "jab in the back")),
        EntityValue("pain", "hurt", ("hurt", "sore")),
        EntityValue("place", "back", ("back",)),
    ]
)
SPOKEN = st.lists(st.sampled_from("does a shot hurt my back or jab in the sore it".split()))


@given(SPOKEN)
def test_every_n_gram_is_traced_to_its_words(tokens):
    found = Counter(gram for gram, _ in located(tokens, LEXICON))
    assert found == Counter(gram for block in grams(tokens, LEXICON) for gram in block)
    places = [position for _, stands in located(tokens, LEXICON) for position in stands]
    assert all(0 <= position < len(tokens) for position in places)


@pytest.mark.parametrize("text", ["will the shot hurt", "what is the the price", "hurt hurt"])
def test_weights_add_up_to_the_linear_voice(text):
    tokens = words(text)
    terms, start = weigh(MODEL.classifier, tokens, "pain-during")
    voices = dict(zip(MODEL.classifier.classes, MODEL.classifier.voices(tokens), strict=True))
    total = start + sum(term.weight for term in terms)
    assert total == pytest.approx(voices["pain-during"], abs=1e-4)
    shared = by_word(tokens, MODEL.lexicon, terms)
    assert [row.term for row in shared] == list(tokens)
    assert sum(row.weight for row in shared) == pytest.approx(total - start, abs=1e-6)


def test_an_intent_that_is_not_there_cannot_be_weighed():
    with pytest.raises(KeyError):
        weigh(MODEL.classifier, ("hurt",), "nothing")


def test_the_words_of_the_question_count_most():
    told = explain(MODEL, "so will the needling hurt me")
    assert told.intents[0].intent == "pain-during"
    assert max(told.words, key=lambda term: term.weight).term in ("hurt", "needling")
    first = told.intents[0]
    assert first.linear + first.others == pytest.approx(first.score, abs=1e-4)
    assert [row.score for row in told.intents] == sorted(
        (row.score for row in told.intents), reverse=True
    )


def test_nearest_utterances_come_with_their_intent():
    told = explain(MODEL, "will the shot hurt me a lot")
    assert len(told.neighbours) == 3
    assert told.neighbours[0].text == "will the shot hurt me"
    assert told.neighbours[0].intent == "pain-during"
    assert 1 >= told.neighbours[0].likeness >= told.neighbours[1].likeness >= 0


def test_unknown_words_corrections_and_entities_are_told():
    told = explain(MODEL, "will the neeling hurt zebras")
    assert told.unknown == ("zebras",)
    assert [(row.typed, row.read) for row in told.corrections] == [("neeling", "needling")]
    assert [(row.entity, row.value) for row in told.entities] == [("procedure", "dry_needling")]
    text = told.to_text()
    assert "Read “neeling” as “needling”." in text
    assert "no known utterance holds: zebras." in text
    assert "procedure = dry needling" in text


def test_a_known_utterance_passes_no_guard():
    told = explain(MODEL, "Does it hurt?")
    assert (told.parser, told.outcome, told.reason) == ("exact", Outcome.ANSWER, "known_question")
    assert told.guards == ()
    assert told.spoke is None
    assert "word for word" in told.to_text()


@pytest.mark.parametrize(
    ("change", "text", "guard"),
    [
        ({"answer_score": 50.0}, "will the needling hurt", "too_low"),
        ({"answer_score": -50.0, "answer_margin": 50.0}, "will the needling hurt", "too_close"),
        (
            {"answer_score": -50.0, "answer_margin": -1.0, "largest_unknown_share": 0.1},
            "will the needling hurt zebras",
            "unknown_words",
        ),
        (
            {
                "answer_score": -50.0,
                "answer_margin": -1.0,
                "largest_unknown_share": 1.0,
                "outside_margin": 50.0,
            },
            "will the needling hurt zebras",
            "outside_words",
        ),
    ],
)
def test_the_guard_that_spoke_is_the_policys_reason(change, text, guard):
    low = {"clarify_score": -50.0, "decline_score": 50.0}
    model = replace(MODEL, config=replace(MODEL.config, **change, **low))
    told = explain(model, text)
    assert told.spoke is not None
    assert told.spoke.name == told.reason == guard
    assert told.outcome is Outcome.CLARIFY
    assert policy.REASONS[guard] in told.to_text()


@given(SPOKEN, st.floats(-3, 3), st.floats(0, 3), st.floats(0, 1))
def test_guards_and_policy_never_disagree(tokens, score, margin, unknown):
    config = replace(
        MODEL.config,
        answer_score=score,
        answer_margin=margin,
        largest_unknown_share=unknown,
        clarify_score=-50.0,
    )
    parse = Parser(MODEL).parse(" ".join(tokens))
    if parse.parser != "classifier" or not parse.ranking:
        return
    if parse.ranking[0].intent == policy.OUT_OF_SCOPE:
        return
    decision = policy.decide(parse, Conversation("c"), MODEL.book, config)
    spoke = next((g for g in check_guards(parse, MODEL.book, config) if not g.holds), None)
    assert (spoke.name if spoke else None) == (
        decision.reason if decision.outcome is Outcome.CLARIFY else None
    )


@pytest.mark.parametrize(
    ("text", "rarely", "margin", "holds", "said"),
    [
        ("will the needling hurt", True, 9.0, True, "the message holds no “no” or “not”"),
        ("will it not hurt", False, 9.0, True, "sometimes do too, so no wider lead is asked for"),
        ("will it not hurt", True, 9.0, False, "hardly ever do, so it must lead by 9.00, and it"),
        ("will it not hurt", True, -9.0, True, "hardly ever do, so it must lead by -9.00, and it"),
    ],
)
def test_a_wider_lead_is_named_only_where_it_is_asked_for(text, rarely, margin, holds, said):
    parse = Parser(MODEL).parse(text)
    best = parse.ranking[0].intent
    config = replace(MODEL.config, rarely_negated=(best,) if rarely else (), negated_margin=margin)
    (guard,) = (g for g in check_guards(parse, MODEL.book, config) if g.name == "negated")
    assert guard.holds is holds
    assert said in guard.sentence
    assert ("must lead" in guard.sentence) == (rarely and "not" in text)


@pytest.mark.parametrize("text", ["", "???", "zzzz", "what is the weather", "a" * 5000])
def test_any_text_has_an_explanation(text):
    told = explain(MODEL, text)
    assert told.to_text().startswith("The bot ")
    assert json.loads(json.dumps(told.to_json()))["sentence"] == policy.REASONS[told.reason]
