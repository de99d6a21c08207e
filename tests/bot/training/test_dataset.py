"""The rows a model learns from, and what is counted in them."""

from bot.text import words
from bot.training.dataset import Row, outside_words
from bot.understanding.classifier import OUT_OF_SCOPE


def rows(intent, *texts):
    return [Row(text, words(text), intent) for text in texts]


def test_a_word_is_at_home_outside_where_it_is_far_more_frequent_there():
    outside = rows(OUT_OF_SCOPE, "feed my cat", "cat food", "a sore dog", "train a dog")
    ours = rows("pain-during", "is it sore", "a sore arm", "it hurts", "my dog made me sore") * 2
    found = outside_words([*outside, *ours])
    assert {"cat", "food", "feed"} <= found
    assert found.isdisjoint({"sore", "my", "it", "arm"})
    assert "dog" not in found  # twice in four against twice in eight


def test_without_out_of_scope_rows_no_word_is_at_home_there():
    assert outside_words(rows("pain-during", "does it hurt")) == frozenset()
