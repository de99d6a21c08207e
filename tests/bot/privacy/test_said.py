"""No pattern that is tried only where certain words are said ever matches a text without them."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.content.load import load_content
from bot.privacy import addresses, codes, contacts, dates, new_york
from bot.privacy.introductions import INTRODUCTIONS
from bot.privacy.mask import _FEWEST_DIGITS, _FEWEST_OF_A_PHONE
from bot.privacy.patterns import Pattern
from bot.privacy.said import FIGURE, said
from bot.privacy.signatures import SIGNED
from tests.bot.privacy.test_mask import MASKED
from tests.shipped import ROOT

NEEDING = [
    *[(needs, cue) for needs, _, cue, _ in INTRODUCTIONS],
    *[(beside, cue) for _, beside, cue, _ in INTRODUCTIONS if beside],
    *[(needs, pattern) for needs, pattern, _ in SIGNED],
    (frozenset({"be"}), dates._TO_COME),
    (frozenset({"nineteen", "thousand"}), dates._DICTATED),
]
OF_BIRTH = (
    dates._CUE_FIRST, dates._CUE_LAST, dates._DAY_CUED, dates._DAY_LAST, dates._YEAR_CUED,
    dates._RUN_CUE,
)  # fmt: skip
WITH_NUMBER = (*addresses._PLACES, addresses._AT_HOME, addresses._ALONE)
OF_A_PHONE = tuple(
    pattern
    for name, pattern in vars(contacts).items()
    if name.startswith("_PHONE") and name != "_PHONE_SPOKEN"
)

drawn = settings(
    max_examples=8, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)


def beginning(pattern: Pattern) -> str:
    """Return a short name for a pattern."""
    return pattern.compiled.pattern[:20]


def texts_of(pattern: Pattern) -> st.SearchStrategy[str]:
    """Return texts that `pattern` matches, some with other words around the match."""
    found = st.from_regex(pattern.compiled)
    return st.one_of(found, found.map(str.upper), found.map(lambda text: f"so {text} ok")).filter(
        lambda text: pattern.search(text) is not None
    )


@pytest.mark.parametrize("number", range(len(NEEDING)))
def test_what_introduces_a_name_needs_one_of_its_words(number: int) -> None:
    needs, pattern = NEEDING[number]

    @drawn
    @given(texts_of(pattern))
    def holds(text: str) -> None:
        assert not needs.isdisjoint(said(text)), text

    holds()


@pytest.mark.parametrize("pattern", OF_BIRTH, ids=beginning)
def test_a_date_of_birth_needs_one_of_its_words(pattern: Pattern) -> None:
    @drawn
    @given(texts_of(pattern))
    def holds(text: str) -> None:
        assert dates._may_tell_of_birth(said(text)), text

    holds()


@pytest.mark.parametrize("pattern", WITH_NUMBER, ids=beginning)
def test_an_address_needs_a_number(pattern: Pattern) -> None:
    @drawn
    @given(texts_of(pattern))
    def holds(text: str) -> None:
        assert addresses._may_hold_a_number(text), text

    holds()


@pytest.mark.parametrize("pattern", new_york._CALLED_HOME, ids=beginning)
def test_what_is_called_home_needs_one_of_its_words(pattern: Pattern) -> None:
    @drawn
    @given(texts_of(pattern))
    def holds(text: str) -> None:
        assert new_york._may_tell_of_home(said(text)), text

    holds()


@pytest.mark.parametrize(
    "pattern", [new_york._NUMBERED, new_york._BARE, dates._LONG_AGO, dates._TO_COME], ids=beginning
)
def test_these_need_a_figure(pattern: Pattern) -> None:
    @drawn
    @given(texts_of(pattern))
    def holds(text: str) -> None:
        assert FIGURE in said(text), text

    holds()


@pytest.mark.parametrize("pattern", OF_A_PHONE, ids=beginning)
def test_a_phone_number_in_figures_needs_so_many(pattern: Pattern) -> None:
    @drawn
    @given(texts_of(pattern))
    def holds(text: str) -> None:
        assert len(re.findall(r"\d", text)) >= _FEWEST_OF_A_PHONE, text

    holds()


@drawn
@given(st.text("0123 -/#abcMRNdobssnvisa:@,.", max_size=30))
def test_a_number_of_a_person_needs_so_many_figures(text: str) -> None:
    if len(re.findall(r"\d", text)) < _FEWEST_DIGITS:
        numbers = [*codes.cards(text), *codes.social_security(text), *codes.codes(text)]
        assert numbers == []


def test_in_all_utterances_and_examples_nothing_matches_without_its_words() -> None:
    content = load_content(ROOT / "intents")
    texts = [text for intent in content.intents for text in intent.utterances]
    for text in (*texts[::7], *(text for text, _ in MASKED)):
        there = said(text)
        for needs, pattern in NEEDING:
            assert not (needs.isdisjoint(there) and pattern.search(text)), (pattern, text)


@pytest.mark.parametrize("text", ["MY NAME İS ANN", "Mr. Ann", "ſon of Ann", "nıckname"])
def test_letters_that_count_as_others_do_so_here(text: str) -> None:
    assert not said(text).isdisjoint({"is", "mr", "son", "nickname"})
