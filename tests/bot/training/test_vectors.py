"""Vectors counted for all rows at once are those that serving makes of each message."""

import numpy as np
import pytest

from bot.content.records import EntityValue
from bot.grams import key_of
from bot.text import words
from bot.training.vectors import fit_vectors
from bot.understanding import features
from bot.understanding.features import fit_vectoriser
from bot.understanding.lexicon import Lexicon
from bot.understanding.ngrams import STEMS, WORDS

LEXICON = Lexicon.from_values([EntityValue("procedure", "injection", ("shot", "jab in the back"))])
ROWS = [
    words(text)
    for text in ("does the shot hurt", "a", "what is it it it", "a jab in the back and a shot")
]


# With all n-grams, without the rare ones, and without single words and bigrams that are rare.
@pytest.mark.parametrize(("few_rows", "many_rows"), [(3000, 30_000), (3, 30_000), (3, 4)])
def test_each_row_is_the_vector_of_its_message(monkeypatch, few_rows, many_rows):
    monkeypatch.setattr(features, "FEW_ROWS", few_rows)
    monkeypatch.setattr(features, "MANY_ROWS", many_rows)
    vectoriser, matrix = fit_vectors(ROWS, LEXICON)
    alone = fit_vectoriser(ROWS, LEXICON)
    assert np.array_equal(vectoriser.keys, alone.keys)
    assert np.array_equal(vectoriser.idf, alone.idf)
    for row, tokens in zip(matrix, ROWS, strict=True):
        columns, values = alone.vector(tokens)
        assert np.array_equal(row.indices, columns)
        assert np.array_equal(row.data, values)


def test_a_word_that_is_rare_in_many_rows_is_known_by_its_stem_alone(monkeypatch):
    monkeypatch.setattr(features, "FEW_ROWS", 3)
    monkeypatch.setattr(features, "MANY_ROWS", 4)
    vectoriser, _ = fit_vectors(ROWS, LEXICON)
    assert vectoriser.column(key_of(WORDS, "w hurt")) is None
    assert vectoriser.column(key_of(STEMS, "s hurt")) is not None
