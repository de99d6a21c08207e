"""A pattern is compiled when it is first asked, and answers as a compiled one does."""

from __future__ import annotations

import re

from bot.privacy import addresses, dates, new_york
from bot.privacy.mask import mask
from bot.privacy.patterns import Pattern, compile_all

TEXT = "born on 3/4/1970, not on 5/6/1971"
DATE = r"(\d)/(\d)/(\d{4})"


def test_it_finds_what_the_compiled_one_finds() -> None:
    ours, theirs = Pattern(DATE), re.compile(DATE)
    assert [m.span() for m in ours.finditer(TEXT)] == [m.span() for m in theirs.finditer(TEXT)]
    assert [m.span() for m in ours.finditer(TEXT)] != []
    assert str(ours.search(TEXT, 12)) == str(theirs.search(TEXT, 12))
    assert ours.search(TEXT, 0, 10) is theirs.search(TEXT, 0, 10) is None
    assert str(ours.match(TEXT, 8)) == str(theirs.match(TEXT, 8))
    assert ours.match(TEXT) is ours.fullmatch(TEXT) is None
    assert ours.fullmatch("3/4/1970") is not None


def test_flags_count() -> None:
    assert Pattern("BORN", re.IGNORECASE).search(TEXT) is not None
    assert Pattern("BORN").search(TEXT) is None


def test_an_ordinary_message_compiles_none_of_the_long_ones() -> None:
    long = (dates._CUE_FIRST, new_york._CALLED_HOME[0], addresses._PLACES[0])
    for pattern in long:
        pattern.__dict__.pop("compiled", None)
    assert mask("does it hurt when the needle goes in") == "does it hurt when the needle goes in"
    assert all("compiled" not in vars(pattern) for pattern in long)


def test_all_are_compiled_ahead_where_a_server_asks_for_it() -> None:
    here = (Pattern(DATE), dates._CUE_FIRST, addresses._PLACES[0])
    for pattern in here[1:]:
        pattern.__dict__.pop("compiled", None)
    compile_all()
    assert all("compiled" in vars(pattern) for pattern in here)
