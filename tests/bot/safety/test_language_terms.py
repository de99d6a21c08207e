"""How the terms of a language file are written for the lexicon, and what they then find."""

from __future__ import annotations

from typing import Any

import pytest

from bot.safety.language_terms import Terms
from bot.safety.matching import Matcher
from bot.safety.scripts import read_any
from bot.safety.terms import Lexicon, TermError

POLISH: dict[str, Any] = {"id": "pl", "lists": {"chest": "klatka piersi klatce_piersiowej"}}
CHINESE: dict[str, Any] = {"id": "zh", "lists": {"chest": "胸口 胸"}}
ARABIC: dict[str, Any] = {"id": "ar", "glued": "و ال", "lists": {"chest": "صدر صدري_كله رئ*"}}


def finds(data: dict[str, Any], term: str, message: str) -> bool:
    terms = Terms(data, {})
    lexicon = Lexicon(terms.lists, glued=terms.glued)
    number = lexicon.add(terms.write(term)).number
    matcher = Matcher(lexicon, common={})
    lexicon.close()
    return number in matcher.find(read_any(message, {}))


def test_words_are_folded_and_a_list_is_named_by_its_language() -> None:
    terms = Terms(POLISH, {})
    assert terms.write("Ból|@chest .. dzień") == "bol|@pl/chest .. dzien"
    assert terms.lists == {"pl/chest": ["klatka", "piersi", "klatce_piersiowej"]}


def test_signs_of_a_script_without_spaces_stand_apart() -> None:
    assert Terms(CHINESE, {}).write("胸口 胸口|痛") == "胸 口 胸_口|痛"


def test_a_list_that_the_file_lacks_is_a_fault() -> None:
    with pytest.raises(TermError, match="'@arm' is not under lists"):
        Terms(POLISH, {}).write("@arm")


@pytest.mark.parametrize(
    ("data", "term", "message", "found"),
    [
        (POLISH, "@chest boli", "piersi boli", True),
        (POLISH, "@chest boli", "w klatce piersiowej boli", True),
        (POLISH, "@chest boli", "noga boli", False),
        (CHINESE, "@chest 痛", "我胸口痛", True),
        (CHINESE, "@chest 痛", "我头痛", False),
        (ARABIC, "@chest", "صدر", True),
        (ARABIC, "@chest", "والصدر", False),  # one of them, not two
        (ARABIC, "@chest", "الصدر", True),
        (ARABIC, "@chest", "وصدري كله", True),
        (ARABIC, "@chest", "صدري وكله", False),  # nothing is joined to a later word of a phrase
        (ARABIC, "@chest", "الرئتين", True),
        (ARABIC, "قلب", "وقلب", True),
        (POLISH, "serce", "wserce", False),
    ],
)
def test_a_term_finds(data: dict[str, Any], term: str, message: str, found: bool) -> None:
    assert finds(data, term, message) is found
