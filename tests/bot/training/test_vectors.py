"""Vectors counted for all rows at once are those that serving makes of each message."""

import numpy as np
import pytest

from bot.content.records import EntityValue
from bot.text import words
from bot.training.vectors import fit_vectors
from bot.understanding import features
from bot.understanding.features import fit_vectoriser
from bot.understanding.lexicon import Lexicon

LEXICON = Lexicon.from_values([EntityValue("procedure", "injection", ("shot", "jab in the back"))])
ROWS = [
    words(text)
    for text in ("does the shot hurt", "a", "what is it it it", "a jab in the back and a shot")
]


@pytest.mark.parametrize("few_rows", [3, 3000])  # with the rare n-grams left out, and with all
def test_each_row_is_the_vector_of_its_message(monkeypatch, few_rows):
    monkeypatch.setattr(features, "FEW_ROWS", few_rows)
    vectoriser, matrix = fit_vectors(ROWS, LEXICON)
    alone = fit_vectoriser(ROWS, LEXICON)
    assert np.array_equal(vectoriser.keys, alone.keys)
    assert np.array_equal(vectoriser.idf, alone.idf)
    for row, tokens in zip(matrix, ROWS, strict=True):
        columns, values = alone.vector(tokens)
        assert np.array_equal(row.indices, columns)
        assert np.array_equal(row.data, values)
