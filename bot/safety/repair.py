"""Mending one word: doubled letters, figures for letters, one slip of the finger, glued words."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from bot.text import REWRITES

_FIGURES = (str.maketrans("013457@$", "oleastas"), str.maketrans("013457@$", "oieastas"))
_SHORTEST = 4  # Shorter words make too many other words: arm, aim, are.
_LONGEST = 200
_SURELY_GLUED = 14  # Longer words are rare, and those in the lists stay: "lightheadedness".
_MOST_GLUED = 400  # People glue one sentence; of 36,585 messages none has more letters.
_LONGEST_PART = 15
_MOSTLY, _FEWEST_PARTS = 0.75, 3
_KNOWN_PART, _UNKNOWN_PART, _UNKNOWN_LETTER = 1.0, 2.5, 0.8  # costs: few known words win
_REMEMBERED = 4096  # words and how they were mended; 20,000 took 2 MB
_CONTRACTIONS = frozenset(
    w for w, full in REWRITES.items() if w.isalpha() and "not" in full.split()
)


def undouble(word: str) -> str:
    """Return `word` with each run of the same letter as one letter: "brreathee" as "breathe"."""
    return "".join(c for i, c in enumerate(word) if i == 0 or c != word[i - 1])


def _shortened(word: str) -> list[str]:
    return [word[:i] + word[i + 1 :] for i in range(len(word))]


class _OneShort:
    """Finds the words that become another one when a letter is left out.

    There are twenty thousand such pairs. As a dictionary of text they took 3 MB, so the hash of
    each shortened word is kept in a sorted array, with the place of its full word beside it.
    """

    def __init__(self, words: Sequence[str]) -> None:
        self._words = tuple(words)
        pairs = [(hash(s), n) for n, word in enumerate(words) for s in set(_shortened(word))]
        pairs.sort()
        self._hashes = array("q", (pair[0] for pair in pairs))
        self._places = array("I", (pair[1] for pair in pairs))

    def of(self, short: str) -> list[str]:
        """Return the words that are `short` with one letter more."""
        found, wanted = [], hash(short)
        at = bisect_left(self._hashes, wanted)
        while at < len(self._hashes) and self._hashes[at] == wanted:
            word = self._words[self._places[at]]
            if short in _shortened(word):  # two words may share a hash
                found.append(word)
            at += 1
        return found


class Speller:
    """Mends words towards `targets`. `spelling` goes first; a word in `known` stays as it is."""

    def __init__(
        self, *, targets: Iterable[str], known: Iterable[str], spelling: Mapping[str, str]
    ) -> None:
        self._spelling = {word: tuple(meant.split()) for word, meant in spelling.items()}
        self._targets = frozenset(t for t in targets if t.isalpha()) | _CONTRACTIONS
        self._known = frozenset(set(known) - self._targets)
        # The word that comes first in the alphabet wins a tie, so the outcome never varies.
        self._undoubled = {undouble(t): t for t in sorted(self._targets, reverse=True)}
        self._one_short = _OneShort(sorted(t for t in self._targets if len(t) >= _SHORTEST))
        self.words_of = lru_cache(maxsize=_REMEMBERED)(self._words_of)

    def _words_of(self, typed: str) -> tuple[str, ...]:
        """Return the words that a typed word stands for: mended, and contractions written out."""
        return tuple(
            word
            for part in _spoken(typed)
            for mended in self.mend(part.removesuffix("'s"))
            for word in _spoken(mended)
        )

    def mend(self, word: str) -> tuple[str, ...]:
        """Return the word or words meant by `word`; itself when nothing is close enough."""
        if word in self._spelling:
            return self._spelling[word]
        if word in self._known or word in self._targets or word in REWRITES:
            return (word,)
        if len(word) >= _SURELY_GLUED and (parts := self._cut(word)):
            return parts
        if len(word) > _LONGEST:
            return (word,)
        if not word.isalpha():
            return self._spelled_out(word)
        if len(word) < 3:
            return (word,)
        single = undouble(word)
        if single != word and single in self._undoubled and len(single) >= 4:
            return (self._undoubled[single],)
        return self._slip(word) or self._glued(word) or (word,)

    def _spelled_out(self, word: str) -> tuple[str, ...]:
        """Return a word typed with figures, signs or a long-held key in letters, if it is known."""
        bare = undouble(word).replace("'", "")
        if undouble(word) in REWRITES or bare in _CONTRACTIONS:
            return (bare,)
        if "'" in word:
            bare = word.replace("'", "")
            found = self._slip(bare)
            return found if found and found[0] in _CONTRACTIONS else self._glued(bare) or (word,)
        plain = (word.translate(figures) for figures in _FIGURES)
        return next(((p,) for p in plain if len(p) > 2 and p in self._targets), (word,))

    def _slip(self, word: str) -> tuple[str, ...]:
        """Return the target one slip away: a letter missing, extra, wrong, or two swapped."""
        shortened = _shortened(word)
        found = {t for t in _swapped(word) if t in self._targets}
        if not found and len(word) >= _SHORTEST - 1:
            found.update(self._one_short.of(word))
            found.update(s for s in shortened if s in self._targets and _long_enough(s))
        if not found:
            for index, short in enumerate(shortened):
                found.update(t for t in self._one_short.of(short) if _one_wrong(word, t, index))
        return (min(found, key=lambda t: (t[0] != word[0], t)),) if found else ()

    def _glued(self, word: str) -> tuple[str, ...]:
        """Return the fewest known words that make up `word`, if one of them is of the rules."""
        if len(word) < 7:
            return ()
        best: list[tuple[str, ...] | None] = [()] + [None] * len(word)
        for end in range(1, len(word) + 1):
            for start in range(max(0, end - 16), end):
                head, part = best[start], word[start:end]
                if head is None or not self._is_part(part):
                    continue
                old = best[end]
                if old is None or len(head) + 1 < len(old):
                    best[end] = (*head, part)
        parts = best[-1] or ()
        strong = any(len(p) >= 4 and p in self._targets for p in parts)
        return parts if strong and len(parts) * 2.4 <= len(word) else ()

    def _cut(self, word: str) -> tuple[str, ...]:
        """Return the known words that make up most of `word`, typed without any space, or ().

        What lies between two of them may be unknown, but that is dear.
        """
        text = word[:_MOST_GLUED]
        # Up to each letter: the lowest cost, where its last part begins, and whether that is known.
        best: list[tuple[float, int, bool]] = [(0.0, 0, True)]
        for end in range(1, len(text) + 1):
            ways = []
            for start in range(max(0, end - _LONGEST_PART), end):
                part = text[start:end]
                known = part.isdigit() or self._is_spoken(part)
                cost = _KNOWN_PART if known else _UNKNOWN_PART + _UNKNOWN_LETTER * len(part)
                ways.append((best[start][0] + cost + (known and len(part) < 3) / 2, start, known))
            best.append(min(ways))
        parts, known_letters, end = [], 0, len(text)
        while end:
            _, start, known = best[end]
            parts.append(text[start:end])
            known_letters += known * (end - start)
            end = start
        parts.reverse()
        enough = len(parts) >= _FEWEST_PARTS and known_letters >= _MOSTLY * len(text)
        return tuple(parts) if enough else ()

    def _is_spoken(self, part: str) -> bool:
        """Return whether `part` is a word of its own, "he's" and "mum's" included."""
        bare = part.removesuffix("'s")
        return part in REWRITES or self._is_part(bare)

    def _is_part(self, word: str) -> bool:
        if len(word) <= 2:
            return word in _SHORT_PARTS
        known = word in self._known or word in self._targets
        return (known or word in REWRITES or word in self._spelling) and word.isalpha()


def _spoken(word: str) -> Sequence[str]:
    return REWRITES[word].split() if word in REWRITES else (word,)


def _long_enough(word: str) -> bool:
    return len(word) >= _SHORTEST or word in _SHORT_SIGNS


def _swapped(word: str) -> list[str]:
    return [word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1)]


def _one_wrong(word: str, target: str, index: int) -> bool:
    """Return whether the letter at `index` is the only one in which the two words differ."""
    return (
        len(word) == len(target)
        and word[:index] == target[:index]
        and word[index + 1 :] == target[index + 1 :]
    )


# Short, and said in many emergencies: "jbaw" and "legr" are mended, though "legs" is none of them.
_SHORT_SIGNS = frozenset({"air", "arm", "eye", "jaw", "leg", "lip", "pee", "pus"})
_SHORT_PARTS = frozenset({
    "i", "a", "my", "is", "it", "in", "on", "of", "to", "at", "he", "we", "me", "up", "no",
    "so", "as", "or", "if", "do", "am", "be", "an", "im", "by", "go",
})  # fmt: skip
