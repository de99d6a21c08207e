"""n-grams as numbers, vectors, and the order of what the classifier ranks."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.records import EntityValue
from bot.grams import key_of
from bot.text import words
from bot.understanding.classifier import Blend
from bot.understanding.features import BLOCKS, WEIGHTS, fit_vectoriser
from bot.understanding.lexicon import Lexicon
from bot.understanding.ngrams import grams, keys_of
from tests.bot.small_model import small_model

LEXICON = Lexicon.from_values([EntityValue("procedure", "injection", ("shot", "jab in the back"))])
SPOKEN = st.lists(st.sampled_from("does a shot hurt jab in the back it".split()), max_size=9)


@given(SPOKEN)
def test_keys_are_those_of_the_n_grams_in_words(tokens):
    wanted = [key_of(b, gram) for b, found in enumerate(grams(tokens, LEXICON)) for gram in found]
    assert keys_of(tokens, LEXICON).tolist() == sorted(wanted)


def test_n_grams_of_different_blocks_never_share_a_key():
    assert len({key_of(block, "hurt") for block in range(len(BLOCKS))}) == len(BLOCKS)


def test_a_known_text_has_a_vector_of_known_length():
    vectoriser = fit_vectoriser([words("does the shot hurt"), words("what is it")], LEXICON)
    _, values = vectoriser.vector(words("does the shot hurt"))
    assert np.linalg.norm(values) == pytest.approx(np.linalg.norm(WEIGHTS), rel=1e-5)


def test_a_text_of_unknown_words_has_an_empty_vector():
    columns, values = fit_vectoriser([words("does it hurt")]).vector(words("xyz"))
    assert len(columns) == len(values) == 0


def test_a_column_is_found_by_its_n_gram():
    vectoriser = fit_vectoriser([words("does it hurt")])
    columns, _ = vectoriser.vector(words("it hurt"))
    assert vectoriser.column(key_of(1, "w it hurt")) in columns
    assert vectoriser.column(key_of(1, "w hurt it")) is None


def test_a_lead_counts_and_keeps_the_order():
    voices = np.array([[1.0, -1.0, -2.0], [1.0, 0.8, -2.0]])
    clear, close = Blend(lead=0.5).scores(voices, ("a", "b", "c"))
    assert clear.tolist() == [2.0, -2.0, -3.5]
    assert close.argmax() == 0
    assert close[0] < clear[0]


def test_a_foreign_message_lowers_all_scores_alike():
    classes = ("a", "b", "out_of_scope")
    voices = np.array([[1.0, -1.0, -2.0], [1.0, -1.0, -0.5]])
    known, foreign = Blend(lead=0.0, doubt=0.5).scores(voices, classes)
    assert known.tolist() == [1.0, -1.0, -2.0]
    assert foreign.tolist() == [0.75, -1.25, -0.75]


def test_the_ranking_is_sorted_and_its_scores_are_probabilities_too():
    ranking = small_model().classifier.rank(words("does the shot hurt much"))
    scores = [row.score for row in ranking]
    assert ranking[0].intent == "pain-during"
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= row.confidence <= 1 for row in ranking)


def test_words_that_nobody_used_rank_nothing():
    assert small_model().classifier.rank(words("zzz qqq")) == ()


@given(SPOKEN)
def test_a_mention_lies_within_the_text(tokens):
    lexicon = Lexicon.from_values([EntityValue("place", "back", ("back", "the back", "back it a"))])
    for mention in lexicon.mentions(tokens):
        assert mention.start < mention.end <= len(tokens)
        assert tuple(tokens[mention.start : mention.end]) in lexicon.phrases
