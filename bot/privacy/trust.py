"""How far the words around a possible name may be trusted."""

from __future__ import annotations

from enum import Enum


class Trust(Enum):
    """What must be true of the word after an introduction for it to be a name."""

    SURE = "any word that is not a common one"
    ONE_WORD = "the same, and the name ends with it"
    LIKELY = "a capital or a known first name; names that are words too need the capital"
    FIRM = "the same, or a word in small letters that no list knows, where the name may end"
    CAREFUL = "the same, and no day or month"
    TITLE = "a capital, ordinary word or not, unless every word has one"
    PAIR = "two capitals, or a known name"
    ODD = "a word that looks like no other, whatever its letters"
