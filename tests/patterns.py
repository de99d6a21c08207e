"""Every compiled pattern of the project, and strings made to be hard for it."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from re import _constants as constants  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from types import ModuleType
from typing import Any

import bot
import web
from bot.privacy.patterns import Pattern

_DEEPEST = 4
"""How deep patterns may stand in tuples, lists and mappings of a module."""

_GENERAL = ("a", "1", " ", "a ", "1 ", "-", ".", "a@", "a.", "(", "\n", "é", "'", "ab12 ", "\u200b")


def all_patterns() -> dict[str, re.Pattern[str]]:
    """Return the patterns of `bot` and `web`, by the place where they stand."""
    places: dict[re.Pattern[str], str] = {}
    for module in _modules():
        for name, value in vars(module).items():
            for number, pattern in enumerate(_within(value, module.__name__, _DEEPEST)):
                places.setdefault(pattern, f"{module.__name__}.{name}[{number}]")
        for line, pattern in _in_functions(Path(module.__file__ or "")):
            places.setdefault(pattern, f"{module.__name__}:{line}")
    return {place: pattern for pattern, place in places.items()}


def _in_functions(path: Path) -> Iterator[tuple[int, re.Pattern[str]]]:
    """Return the patterns written out in a call such as ``re.sub(r"\\D", "", text)``."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        owner, given = node.func.value, node.args[0] if node.args else None
        written = given.value if isinstance(given, ast.Constant) else None
        if isinstance(owner, ast.Name) and owner.id == "re" and isinstance(written, str):
            yield node.lineno, re.compile(written)


def _modules() -> Iterator[ModuleType]:
    for package in (bot, web):
        yield package
        for entry in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if ".migrations" not in entry.name:  # Alembic runs these files itself.
                yield importlib.import_module(entry.name)


def _within(value: object, module: str, depth: int) -> Iterator[re.Pattern[str]]:
    if isinstance(value, Pattern):
        yield value.compiled
    elif isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield value
    elif depth == 0 or isinstance(value, str | bytes):
        return
    elif isinstance(value, Mapping):
        for item in (*value.keys(), *value.values()):
            yield from _within(item, module, depth - 1)
    elif isinstance(value, tuple | list | set | frozenset):
        for item in value:
            yield from _within(item, module, depth - 1)
    elif isinstance(value, type) and value.__module__ == module:
        for item in vars(value).values():
            yield from _within(item, module, depth - 1)


def hostile(pattern: re.Pattern[str]) -> list[Callable[[int], str]]:
    """Return makers of strings of a wanted length: letters of the pattern itself, many times.

    A pattern is slowest on what it nearly matches, so each string ends in a sign that spoils it.
    """
    letters = sorted(_letters(parser.parse(pattern.pattern, pattern.flags)))[:24]
    units = [*_GENERAL, *letters, *map("".join, pairwise(letters))]
    units += _words(pattern.pattern)
    return [_repeated(unit, end) for unit in dict.fromkeys(units) for end in ("", "\x00", "!")]


def _repeated(unit: str, end: str) -> Callable[[int], str]:
    return lambda length: (unit * (length // len(unit) + 1))[: length - len(end)] + end


def _words(source: str) -> list[str]:
    return [f"{word} " for word in re.findall(r"[a-zA-Z]{3,12}", source)[:8]]


def _letters(tree: Iterable[Any]) -> set[str]:
    """Return one letter for each literal and each range that stands in a parsed pattern."""
    letters: set[str] = set()
    for op, argument in tree:
        if op in (constants.LITERAL, constants.NOT_LITERAL):
            letters.add(chr(argument))
        elif op is constants.RANGE:
            letters.add(chr(argument[0]))
        elif op is constants.IN:
            letters |= _letters(argument)
        elif op in (constants.MAX_REPEAT, constants.MIN_REPEAT, constants.POSSESSIVE_REPEAT):
            letters |= _letters(argument[2])
        elif op is constants.SUBPATTERN:
            letters |= _letters(argument[-1])
        elif op is constants.ATOMIC_GROUP:
            letters |= _letters(argument)
        elif op in (constants.ASSERT, constants.ASSERT_NOT):
            letters |= _letters(argument[1])
        elif op is constants.BRANCH:
            for branch in argument[1]:
                letters |= _letters(branch)
    return letters
