"""Words of any script: folding them, cutting them apart, and telling Latin letters from others."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from bot.safety.reading import LOOKALIKES, Reading
from bot.text import fold

_SYLLABIC = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_PIECE = re.compile(rf"[{_SYLLABIC}]|[^\W_{_SYLLABIC}]+|[.!?;\n。！？؟।।]+|[,،，、:]+")
_SYLLABLE = re.compile(f"[{_SYLLABIC}]")
_LETTERS = re.compile(r"[^\W\d_]+")
_ENDS = frozenset(".!?;\n。！？؟।")
_COMMAS = frozenset(",،，、:")
_DROPPED = ("Mn", "Mc", "Cf", "Lm")
_OTHER_LETTERS = str.maketrans("łøđı", "lodi")


def plain(text: str, letters: Mapping[int, str]) -> str:
    """Return `text` lower-case, without accents, vowel signs and invisible characters.

    `letters` says which letters stand for the same one, such as two ways of writing a Chinese
    character. A word is folded alike in rules and in messages, so nothing is lost.

    >>> plain("Nie mogę, ŁADNIE", {})
    'nie moge, ladnie'
    """
    if text.isascii():
        return text.lower()
    split = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    dropped = [ord(c) for c in set(split) if unicodedata.category(c) in _DROPPED]
    kept = split.translate(dict.fromkeys(dropped)) if dropped else split
    return unicodedata.normalize("NFC", kept).translate(_OTHER_LETTERS).translate(letters)


def read_any(text: str, letters: Mapping[int, str]) -> Reading:
    """Return the words of a message in any script; Chinese, Japanese and Korean by character."""
    tokens: list[str] = []
    sentences: list[int] = []
    clauses: list[int] = []
    sentence = clause = 0
    for piece in _PIECE.findall(plain(text, letters)):
        if piece[0] in _ENDS:
            sentence += 1
            clause += 1
        elif piece[0] in _COMMAS:
            clause += 1
        else:
            tokens.append(piece)
            sentences.append(sentence)
            clauses.append(clause)
    return Reading(tuple(tokens), tuple(sentences), tuple(clauses))


def spaced(item: str, *, between: str) -> str:
    """Return a word of a rule with its Chinese or Korean characters apart, as they are read."""
    if not _SYLLABLE.search(item):
        return item
    return _SYLLABLE.sub(lambda found: f"{found[0]}{between}", item).removesuffix(between)


def other_script(text: str) -> bool:
    """Return whether most words of `text` are written in another script than ours.

    A letter of another script that only looks like one of ours is a disguise and does not count:
    `fold` takes it off, and the message is read as English.

    >>> other_script("не могу дышать"), other_script("i саnt brеаthе"), other_script("çok ağrı")
    (True, False, False)
    """
    if text.isascii():
        return False
    ours = theirs = disguised = 0
    for word in _LETTERS.findall(unicodedata.normalize("NFKC", text)):
        kinds = {_kind(letter) for letter in word}
        syllables = len(_SYLLABLE.findall(word))
        if "theirs" in kinds:
            theirs += max(2, syllables)
        elif "ours" in kinds:
            ours += 2
        else:
            disguised += 2
    return theirs > 0 and theirs + disguised > ours


def _kind(letter: str) -> str:
    if letter.isascii() or "LATIN" in unicodedata.name(letter, "LATIN"):
        return "ours"
    return "disguised" if fold(letter).translate(LOOKALIKES).isascii() else "theirs"
