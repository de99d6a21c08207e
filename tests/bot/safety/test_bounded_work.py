"""No pattern has a repeat inside a repeat, and a message of one word said often costs no more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from re import _constants as constants  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from types import ModuleType
from typing import Any

import pytest

from bot.privacy import addresses, codes, contacts, dates, introductions, question, words
from bot.safety import advice, matching, reading, repair
from bot.safety.check import SafetyCheck
from bot.types import Tier


def patterns() -> Iterator[Any]:
    modules: list[ModuleType] = [addresses, codes, contacts, dates, introductions, question, words]
    modules += [advice, reading, repair]
    for module in modules:
        for name, value in vars(module).items():
            rows = value if isinstance(value, tuple) else (value,)
            for row in rows:
                for item in row if isinstance(row, tuple) else (row,):
                    if isinstance(item, re.Pattern):
                        yield pytest.param(item, id=f"{module.__name__}.{name}")


def unbounded_inside_repeat(tree: Any, *, inside: bool = False) -> bool:
    """Return whether a repeat without an end stands inside another repeat."""
    for op, argument in tree:
        if op in (constants.MAX_REPEAT, constants.MIN_REPEAT):
            _, most, body = argument
            endless = most is constants.MAXREPEAT
            if (inside and endless) or unbounded_inside_repeat(body, inside=inside or most > 1):
                return True
        elif op is constants.SUBPATTERN:
            if unbounded_inside_repeat(argument[-1], inside=inside):
                return True
        elif op is constants.BRANCH and any(
            unbounded_inside_repeat(branch, inside=inside) for branch in argument[1]
        ):
            return True
    return False


@pytest.mark.parametrize("pattern", list(patterns()))
def test_no_endless_repeat_stands_inside_a_repeat(pattern: re.Pattern[str]) -> None:
    assert not unbounded_inside_repeat(parser.parse(pattern.pattern, pattern.flags))


def steps(safety: SafetyCheck, text: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """Return how often the matcher moved from one word of a term to the next."""
    count = 0
    original = matching._next

    def counted(*arguments: Any) -> Any:
        nonlocal count
        count += 1
        return original(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(matching, "_next", counted)
        safety.check(text)
    return count


@pytest.mark.parametrize("words", ["chest pain ", "can not breathe ", "no pain ", "what if i die "])
def test_twice_the_text_is_about_twice_the_work(
    safety: SafetyCheck, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    once = steps(safety, words * 25, monkeypatch)
    twice = steps(safety, words * 50, monkeypatch)
    assert twice <= 2.2 * once + 50


@pytest.mark.parametrize("word", ["chest ", "can not breathe ", "no pain ", "what if ", "a b c d "])
def test_one_word_said_often_gives_few_flags(safety: SafetyCheck, word: str) -> None:
    text = word * 400
    assert len(safety.read(text).tokens) <= 500
    assert len(safety.check(text)) <= 5


def test_of_one_run_of_glued_words_only_the_beginning_is_cut(
    safety: SafetyCheck, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = 0
    original = repair.Speller._is_spoken

    def counted(speller: repair.Speller, part: str) -> bool:
        nonlocal tried
        tried += 1
        return original(speller, part)

    monkeypatch.setattr(repair.Speller, "_is_spoken", counted)
    story = "ihadneedlingtodayandnow" * 12 + "icantbreathe"  # longer than what people glue
    assert [flag.tier for flag in safety.check(story)] == [Tier.NOW]
    tried = 0
    assert safety.check("".join(f"icantbreathe{n}" for n in range(280))[:4000])
    assert tried <= 5 * 400 * 15  # of each of five pieces 400 letters, with 15 parts to try


def test_a_very_long_word_is_left_as_it_is(safety: SafetyCheck) -> None:
    word = "xyz" * 300
    assert safety.read(word).tokens == (word,)
