import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text import MAX_CHARACTERS, NEGATIONS, fold, utterance, words


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Does it HURT??", "does it hurt"),
        ("cant sleep", "can not sleep"),
        ("I can’t feel it", "i can not feel it"),
        ("dont want it", "do not want it"),
        ("no pain", "no pain"),
        ("b4 my appt w dr", "before my appointment with doctor"),
        ("soooo sore", "soo sore"),
        ("dr\u200by needling", "dry needling"),
        ("ｄｒｙ ｎｅｅｄｌｉｎｇ", "dry needling"),
        ("drу nееdling", "dry needling"),  # Cyrillic look-alikes
        ("naïve café", "naive cafe"),
        ("<b>bold</b>", "b bold b"),
        ("👍👍", ""),
        ("", ""),
    ],
)
def test_words_reads_what_patients_type(typed, read):
    assert " ".join(words(typed)) == read


@given(st.text())
def test_any_text_can_be_read_and_reading_it_again_changes_nothing(text):
    once = utterance(text)
    assert words(once.normalised) == once.tokens
    assert once.text == text


@given(st.text())
def test_folding_leaves_no_invisible_characters(text):
    assert all(c.isprintable() for c in fold(text))


def test_a_long_message_is_read_to_its_limit_only():
    assert len(utterance("word " * 5000).normalised) <= MAX_CHARACTERS


@pytest.mark.parametrize("word", ["can't", "won't", "isnt", "dont", "shouldn't", "cannot"])
def test_a_contraction_never_loses_its_negation(word):
    assert NEGATIONS.intersection(words(word))


@given(st.text(st.characters(max_codepoint=127)))
def test_plain_ascii_is_folded_as_any_other_text_is(text: str) -> None:
    assert fold(text) == fold(text + "é").removesuffix("e")
