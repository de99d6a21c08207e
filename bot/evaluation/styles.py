"""In which styles people say a thing: what authors look at to see whom they have forgotten."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from bot.text import words

_EMOJI = re.compile("[\u2600-\u27bf\U0001f300-\U0001faff]")
_SHORT, _LONG = 3, 20
_RARE = 2


def styles(text: str, frequency: Mapping[str, int]) -> tuple[str, ...]:
    """Return the styles of `text`, of STYLES. `frequency` is how often the content uses a word.

    >>> styles("DOES IT HURT", {"does": 9, "it": 9, "hurt": 9})
    ('short', 'capitals')
    """
    tokens = words(text)
    letters = [c for c in text if c.isalpha()]
    found = {
        "short": len(tokens) <= _SHORT,
        "long": len(tokens) >= _LONG,
        "question mark": "?" in text,
        "two sentences": len(re.findall(r"[.?!]\s+\S", text)) >= 1,
        "about me": not {"i", "my", "me"}.isdisjoint(tokens),
        "about another": not _OTHERS.isdisjoint(tokens),
        "says no": not {"no", "not", "never"}.isdisjoint(tokens),
        "odd spelling": any(
            frequency.get(t, 0) <= _RARE and t.isalpha() and len(t) > 3 for t in tokens
        ),
        "capitals": len(letters) > 3 and sum(c.isupper() for c in letters) > 0.7 * len(letters),
        "emoji": bool(_EMOJI.search(text)),
    }
    return tuple(name for name, holds in found.items() if holds)


STYLES = (
    "short", "long", "question mark", "two sentences", "about me", "about another", "says no",
    "odd spelling", "capitals", "emoji",
)  # fmt: skip

_OTHERS = frozenset(
    "mother mom mum dad father husband wife son daughter kid child friend partner he she her his "
    "sister brother grandma grandmother grandpa patient client".split()
)


def count_styles(texts: Iterable[str], frequency: Mapping[str, int]) -> dict[str, int]:
    """Return how many of `texts` are of each style; none is left out."""
    found = Counter(style for text in texts for style in styles(text, frequency))
    return {style: found[style] for style in STYLES}
