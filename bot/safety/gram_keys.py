"""The n-grams that the second voice weighs, as numbers, so that none is kept or compared as text.

`bot.grams` tells how. What a word gives by itself is worked out once and remembered.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from bot import grams
from bot.grams import Keys, key_of
from bot.safety import features
from bot.safety.concepts import Mention
from bot.safety.reading import Reading
from bot.text import stem

_CHARACTERS, _WORDS, _STEMS, _CONCEPTS, _PAIRS, _CONCEPT_PAIRS, _FORM, _OPENINGS = range(8)
_REMEMBERED = 1024
"""So many words' keys are kept, half a megabyte at most."""


def keys_of(reading: Reading, mentions: Sequence[Mention]) -> Keys:
    """Return the keys of the n-grams of all blocks, as `features.grams` tells them, sorted."""
    words = [_word(token) for token in reading.tokens]
    found = [*grams.bigrams(words, _WORDS), *grams.pairs(words, _PAIRS, features.REACH)]
    found += [key_of(_CONCEPTS, mention.concept) for mention in mentions]
    pairs = features.concept_pairs(reading, mentions)
    found += [key_of(_CONCEPT_PAIRS, gram) for gram in pairs]
    found += [key_of(_FORM, gram) for gram in features.form(reading)]
    found += [key_of(_OPENINGS, gram) for gram in features.openings(reading)]
    return grams.sorted_keys(words, found)


@lru_cache(maxsize=_REMEMBERED)
def _word(token: str) -> grams.Word:
    root = stem(token)
    keys = [key_of(_CHARACTERS, gram) for gram in features.characters(token)]
    return grams.make_word(token, root, [*keys, key_of(_WORDS, token), key_of(_STEMS, root)])
