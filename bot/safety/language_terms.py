"""The terms of one language file as the lexicon takes them: folded and cut as messages are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.safety.scripts import plain, spaced
from bot.safety.terms import GLUED, TermError


class Terms:
    """Writes out the terms of the file with this `data`.

    `lists` holds its lists by their name among those of all files, such as "ar/chest", and `glued`
    what may stand before a word without a space.
    """

    def __init__(self, data: Mapping[str, Any], letters: Mapping[int, str]) -> None:
        self._language: str = data["id"]
        self._letters = letters
        self._written: dict[str, str] = {}  # most items stand in many lines, and folding takes long
        self.glued = tuple(plain(data.get("glued", ""), letters).split())
        self.lists = {
            f"{self._language}/{name}": self._parts(text.split())
            for name, text in data.get("lists", {}).items()
        }

    def write(self, text: str) -> str:
        """Return the term `text` for the lexicon. Raises TermError for a list that is not there."""
        items = []
        for item in text.split():
            if item not in self._written:
                self._written[item] = self._item(item)
            items.append(self._written[item])
        return " ".join(items)

    def _item(self, item: str) -> str:
        either = item.split("|")
        lists = [self._name(part) for part in either if part.startswith("@")]
        words = [part for part in either if not part.startswith("@")]
        parts = self._parts(words) if words else []
        if len(either) == 1 and "_" not in item and words:
            return parts[0].replace("_", " ")
        return "|".join([*parts, *lists])

    def _name(self, part: str) -> str:
        name = f"{self._language}/{part[1:]}"
        if name not in self.lists:
            raise TermError(f"the list '{part}' is not under lists of this file")
        return f"@{name}"

    def _parts(self, words: list[str]) -> list[str]:
        # Folded in one go: a line feed keeps words apart whatever becomes of them.
        folded = plain("\n".join(words), self._letters).split("\n")
        parts = [spaced(word, between="_") for word in folded]
        return [GLUED + part if self.glued and part[0].isalnum() else part for part in parts]
