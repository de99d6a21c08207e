"""What the model learns from the follow-ups that authors wrote."""

from dataclasses import replace

import numpy as np
import pytest

from bot.content.records import Answer, Content, Intent, Review
from bot.text import words
from bot.training.follow_ups import fit_voices, follow_up_texts
from bot.types import Procedure
from bot.understanding.features import fit_vectoriser
from bot.understanding.follow_up_voices import VOICE, FollowUpVoices

CLASSES = ("cost", "out_of_scope", "soreness", "what")
TEXTS = [
    (before, meant, words(text))
    for before, meant, text in (
        ("soreness", "soreness", "how long is it"),
        ("soreness", "soreness", "how long will it hurt"),
        ("soreness", "cost", "what does it cost"),
        ("what", "cost", "how much money is it"),
        ("what", "what", "how long is it"),
        ("what", "what", "explain that again"),
    )
]
OUTSIDE = [words("who won the game"), words("tell me a joke")]
VECTORISER = fit_vectoriser([tokens for _, _, tokens in TEXTS] + OUTSIDE)
VOICES = fit_voices(TEXTS, OUTSIDE, CLASSES, VECTORISER)


def _gains(text: str, after: str, voices: FollowUpVoices = VOICES) -> dict[str, float]:
    gained = voices.gain(VECTORISER.phrase_vector(words(text)), CLASSES.index(after))
    return dict(zip(CLASSES, gained.tolist(), strict=True))


def _most(text: str, after: str) -> str:
    gains = _gains(text, after)
    return max(gains, key=gains.__getitem__)


def test_the_words_say_what_is_meant():
    assert _most("what is the cost", "what") == "cost"
    assert _most("explain that", "soreness") == "what"


def test_the_answer_before_decides_between_the_same_words():
    assert _most("how long is it", "soreness") == "soreness"
    assert _most("how long is it", "what") == "what"


def test_what_is_none_of_ours_stays_so_after_any_answer():
    assert {_most("who won the joke", before) for before in CLASSES} == {"out_of_scope"}


def test_no_class_loses_by_what_is_said():
    assert min(_gains("how much does that cost", "soreness").values()) >= 0
    assert max(_gains("how much does that cost", "soreness").values()) <= 3 * VOICE


@pytest.mark.parametrize("texts", [[], TEXTS[:2]])
def test_voices_say_nothing_where_there_is_nothing_to_tell_apart(texts):
    silent = fit_voices(texts, OUTSIDE, CLASSES, VECTORISER)
    assert set(_gains("how long is it", "soreness", silent).values()) == {0.0}
    assert set(_gains("", "soreness", silent).values()) == {0.0}


def test_two_meanings_have_a_voice_each():
    voices = fit_voices(TEXTS[1:3], [], CLASSES, VECTORISER)
    gains = _gains("what does it cost", "soreness", voices)
    assert gains["cost"] > gains["soreness"]
    assert gains["what"] == 0.0


def test_arrays_bring_back_the_same_voices():
    again = FollowUpVoices.from_arrays({**VOICES.to_arrays(), "weights_rows": np.zeros(3)})
    assert _gains("how much is it", "what", again) == _gains("how much is it", "what")
    with pytest.raises(KeyError):
        FollowUpVoices.from_arrays({})


def test_the_same_texts_give_the_same_bytes():
    twin = fit_voices(TEXTS, OUTSIDE, CLASSES, VECTORISER).to_arrays()
    for name, array in VOICES.to_arrays().items():
        np.testing.assert_array_equal(twin[name], array)


def test_follow_ups_of_and_to_drafts_stay_out_where_only_approved_answers_are_served():
    draft = Review("draft")
    cost = Intent(
        "cost", "staff", "", "Cost?", draft, {Procedure.ANY: Answer("Ask us.")}, ("cost",)
    )
    what = replace(
        cost,
        id="what",
        review=replace(draft, status="approved"),
        follow_ups={"what": ("again?",), "cost": ("price?",)},
    )
    content = Content((cost, what), (), (), {}, draft, {}, (), {}, "")
    assert follow_up_texts(content, "approved") == [("what", "what", ("again",))]
    assert len(follow_up_texts(content, "demo")) == 2
