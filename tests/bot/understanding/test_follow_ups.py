"""What a message gains from its likeness to known follow-ups."""

import numpy as np
import pytest

from bot.text import words
from bot.understanding.features import fit_vectoriser
from bot.understanding.follow_ups import ANYWHERE, HERE, FollowUps

CLASSES = ("cost", "soreness", "what")
TEXTS = (
    ("soreness", "soreness", words("how long is it")),
    ("soreness", "cost", words("what does it cost")),
    ("what", "what", words("does it hurt")),
)
VECTORISER = fit_vectoriser([tokens for _, _, tokens in TEXTS])
KNOWN = FollowUps.from_texts(TEXTS, CLASSES, VECTORISER)


def _echo(text: str, after: str, known: FollowUps = KNOWN) -> dict[str, float]:
    vector = VECTORISER.phrase_vector(words(text))
    gained = known.echo(vector, CLASSES.index(after), len(CLASSES))
    return dict(zip(CLASSES, gained.tolist(), strict=True))


def test_a_known_follow_up_counts_most_after_its_own_answer():
    here, elsewhere = _echo("how long is it", "soreness"), _echo("how long is it", "what")
    assert here["soreness"] == pytest.approx(HERE + ANYWHERE, abs=0.05)
    assert elsewhere["soreness"] == pytest.approx(ANYWHERE, abs=0.05)
    assert here["cost"] < here["soreness"] / 2


def test_a_message_like_none_of_them_gains_nothing():
    assert set(_echo("zebra", "soreness").values()) == {0.0}
    assert set(_echo("", "soreness").values()) == {0.0}


def test_a_model_may_know_no_follow_ups():
    none = FollowUps.from_texts((), CLASSES, VECTORISER)
    assert set(_echo("how long is it", "soreness", none).values()) == {0.0}


def test_arrays_bring_back_the_same_follow_ups():
    again = FollowUps.from_arrays(KNOWN.to_arrays())
    for name, array in KNOWN.to_arrays().items():
        np.testing.assert_array_equal(again.to_arrays()[name], array)
    assert _echo("how long", "what", again) == _echo("how long", "what")
    with pytest.raises(KeyError):
        FollowUps.from_arrays({})
