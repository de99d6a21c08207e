from dataclasses import replace

import pytest

from bot.content.records import EntityValue
from bot.text import stem, words
from bot.understanding.exact import KnownUtterances
from bot.understanding.features import fit_vectoriser
from bot.understanding.lexicon import Lexicon
from bot.understanding.ngrams import grams
from bot.understanding.parser import Parser
from bot.understanding.spelling import Speller
from bot.understanding.split import split_questions
from tests.bot.small_model import small_model

KNOWN = KnownUtterances.from_rows(
    [
        ("Does it hurt?", "pain-during"),
        ("can i exercise after", "aftercare-exercise"),
        ("can i exercise before", "eat-before"),
        ("is it safe", "procedure-risks"),
        ("it is not safe", "complaint"),
        ("how much", "cost"),
        ("How much?", "number-of-sessions"),
    ]
)
LEXICON = Lexicon.from_values(
    [
        EntityValue("procedure", "injection", ("shot", "trigger point injection")),
        EntityValue("body_part", "shoulder_blade", ("shoulder blade",)),
        EntityValue("body_part", "shoulder", ("shoulder",)),
    ]
)


def test_known_utterances_come_back_as_they_were_given():
    given = {"how much is it": "cost", "hi": "greeting", "is it safe": "risks", "bye": "greeting"}
    known = KnownUtterances.from_texts(given)
    assert list(known.by_text.items()) == list(given.items())
    assert [known.exact(text.split()) for text in given] == list(given.values())
    assert set(known.vocabulary) == {word for text in given for word in text.split()}


def test_content_without_utterances_knows_none():
    empty = KnownUtterances.from_texts({})
    assert (empty.exact(("hi",)), empty.fuzzy(("hello", "you")), empty.by_text) == (None, None, {})


def test_a_misspelled_message_that_fits_two_answers_is_left_to_the_classifier():
    known = KnownUtterances.from_texts({"is it heating": "heat", "is it beating": "heart"})
    assert known.fuzzy(("is", "it", "hating")) == "heat"
    assert known.fuzzy(("is", "it", "yeating")) is None


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("does it HURT", "pain-during"),
        ("does it hurt??", "pain-during"),
        ("does it hurt a lot", None),
        ("how much", None),  # two intents claim it, so it belongs to neither
        ("", None),
    ],
)
def test_exact_knows_an_utterance_word_for_word(text, intent):
    assert KNOWN.exact(words(text)) == intent


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("does it hrut", "pain-during"),
        ("can i exercize after", "aftercare-exercise"),
        ("can i exercise befor", "eat-before"),
        ("can i exercise after", None),  # nothing is misspelled: the exact parser's work
        ("is it not safe", None),  # a "no" on one side only
        ("can i exercise later", None),  # another word is no misspelling
        ("xx yy zz", None),
    ],
)
def test_fuzzy_forgives_misspelled_words_and_nothing_else(text, intent):
    assert KNOWN.fuzzy(words(text)) == intent


@pytest.mark.parametrize(
    ("typed", "corrected"),
    [
        ("dri nedling hurt", "dri needling hurt"),
        ("injectoin", "injection"),
        ("horse", "horse"),  # two letters from anything known
        ("hurt", "hurt"),  # known words stay
        ("nott", "nott"),  # no correction makes or loses a "no"
        ("ned", "ned"),  # too short to be sure
        ("12345", "12345"),
    ],
)
def test_spelling_is_corrected_towards_known_words_only(typed, corrected):
    speller = Speller({"needling": 9, "needing": 2, "hurt": 4, "injection": 5, "note": 1, "not": 9})
    assert " ".join(speller.correct(words(typed))) == corrected


@pytest.mark.parametrize(
    ("typed", "corrected"),
    [
        ("wha can i do", "what can i do"),  # the neighbours show which word of four it was
        ("wha zebra", "wha zebra"),  # and without them nobody knows
        ("the badl needle", "the badly needle"),
        ("badl", "ball"),
        ("see nee", "see nee"),  # no neighbour knows "need"
    ],
)
def test_neighbours_decide_between_corrections(typed, corrected):
    speller = Speller({"what": 9, "badly": 2, "ball": 9, "need": 9, "can": 5, "needle": 5})
    known = {("what", "can"), ("badly", "needle")}
    read = speller.correct(words(typed), lambda one, other: (one, other) in known)
    assert " ".join(read) == corrected


def test_the_longest_phrase_names_the_entity_once():
    tokens = words("a shot in my shoulder blade")
    found = [(m.entity, m.value, m.start, m.end) for m in LEXICON.mentions(tokens)]
    assert found == [("procedure", "injection", 1, 2), ("body_part", "shoulder_blade", 4, 6)]


def test_entities_count_characters_of_the_normalised_text():
    tokens = words("My SHOULDER blade")
    (entity,) = LEXICON.entities(tokens)
    assert " ".join(tokens)[entity.start : entity.end] == "shoulder blade"


def test_words_of_one_concept_share_a_feature():
    one, other = (
        set(grams(words(t), LEXICON)[4]) for t in ("the shot", "a trigger point injection")
    )
    assert "e procedure=injection" in one & other


@pytest.mark.parametrize(
    ("word", "expected"),
    [("injections", "injection"), ("needling", "needl"), ("is", "is"), ("bruising", "bruis")],
)
def test_stem_takes_common_endings_off(word, expected):
    assert stem(word) == expected


def test_words_of_other_matters_count_beside_unknown_ones():
    model = replace(small_model(), outside_words=frozenset({"weather"}))
    parse = Parser(model).parse("will the shot hurt in this weather, zebra")
    assert parse.unknown == ("zebra",)
    assert (parse.unknown_share, parse.outside_share) == (1 / 4, 2 / 4)


def test_an_unknown_word_pulls_the_vector_down():
    vectoriser = fit_vectoriser([words("does it hurt"), words("what does it cost")])
    _, known = vectoriser.vector(words("does it hurt"))
    _, foreign = vectoriser.vector(words("does it hurt zebras"))
    assert float((known**2).sum()) > float((foreign**2).sum())


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Does it hurt? How much is it?", ["Does it hurt", "How much is it"]),
        ("does it hurt and how much is it", ["does it hurt", "how much is it"]),
        ("is it for neck and shoulder pain", ["is it for neck and shoulder pain"]),
        ("ok. does it hurt", ["ok", "does it hurt"]),
        ("hi, does it hurt, what does it cost", ["hi", "does it hurt", "what does it cost"]),
        ("", []),
    ],
)
def test_a_message_is_split_where_a_new_question_begins(text, parts):
    assert [piece.text for piece in split_questions(text)] == parts


def test_a_piece_asks_by_its_first_word_or_its_question_mark():
    pieces = split_questions("my back is sore. so what now! parking?")
    assert [piece.asks for piece in pieces] == [False, True, True]
