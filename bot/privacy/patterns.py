"""A regular expression that is compiled when it is first asked.

Most messages hold no date, street or name, and compiling what finds them took a tenth of a second
of every start. A server compiles the rest soon after, so that no message waits for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import ClassVar
from weakref import WeakSet


def compile_all() -> None:
    """Compile every pattern that was made so far."""
    for pattern in tuple(Pattern.made):
        _ = pattern.compiled


class Pattern:
    """The pattern that `source` writes, asked as a compiled one is."""

    made: ClassVar[WeakSet[Pattern]] = WeakSet()

    def __init__(self, source: str, flags: int = 0) -> None:
        self._source, self._flags = source, flags
        self.made.add(self)

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The compiled pattern."""
        return re.compile(self._source, self._flags)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Yield its matches in `text`, from left to right."""
        return self.compiled.finditer(text)

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """Return its first match in `text` between `start` and `end`, or None."""
        return self.compiled.search(text, start, len(text) if end is None else end)

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Return its match that begins at `start`, or None."""
        return self.compiled.match(text, start)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Return its match of the whole `text`, or None."""
        return self.compiled.fullmatch(text)
