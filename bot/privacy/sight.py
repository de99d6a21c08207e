"""Names that need no introduction: well-known ones, and capitals that can be nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.common_words import CLINICAL
from bot.privacy.first_names import FIRST, WORDS_TOO
from bot.privacy.message import Message
from bot.privacy.ordinary import is_ordinary
from bot.privacy.signatures import AND_ME, IS_KIN, MEDICINE_ENDING, PERSON_AFTER
from bot.privacy.surnames import SURNAMES
from bot.privacy.trust import Trust
from bot.privacy.words import CALENDAR, Word

_BEFORE_THINGS = frozenset(
    "a an and around at from have has had in into my near of off on or outside per prescribed speak"
    " speaks take takes taking than the this to took toward use used using via".split()
)
_OWNED = frozenset(
    "appointment appt aunt birthday brother dad daughter father husband mom mother mum sister son"
    " uncle wife".split()
)
_COUNT = re.compile(r" \d{1,2}\b")


def names_by_sight(message: Message) -> Iterator[tuple[int, int]]:
    """Yield the spans of names, whatever stands before them."""
    number = 0
    while number < len(message.words):
        last = _last_seen(message, number)
        if last is None or message.names_a_thing(last):
            number += 1
            continue
        yield message.words[number].start, message.words[last].end
        number = last + 1


def _last_seen(message: Message, number: int) -> int | None:
    """Return the last word of the name that begins with word `number`, or None if none does."""
    word = message.words[number]
    if not message.has_capital(number) and word.low not in FIRST:
        return number if word.low[-1] == "s" and _is_owner(message, number) else None
    if message.is_month(number) or message.names_a_thing(number) or message.is_of_a_house(number):
        return None
    whole = word.end - word.start == len(word.text)
    follows = message.following(number) if whole else None
    if word.low in FIRST:
        short = len(word.low) < 5 and not (follows and follows.low in SURNAMES)
        sure = message.has_capital(number) or not short
        return message.last_of_name(number, Trust.PAIR) if sure else None
    if not message.has_capital(number):
        return None
    if message.is_initial(number) and follows and _may_be_surname(follows):
        return message.last_of_name(number + 1, Trust.PAIR)
    if follows and message.has_capital_next(number) and _is_pair(message, word, follows):
        return message.last_of_name(number, Trust.PAIR)
    if follows and message.has_capital_next(number) and not word.common:
        return None
    alone = word.low in SURNAMES and not word.opens and whole
    return number if alone or _is_person(message, number) else None


def _may_be_surname(word: Word) -> bool:
    return word.capital and not word.common and (word.odd or word.low in SURNAMES)


def _is_pair(message: Message, word: Word, follows: Word) -> bool:
    """Return whether two capitalised words are a first name and a surname."""
    low = {word.low, follows.low}
    if word.low in WORDS_TOO:
        return follows.known or not (word.opens or low & CALENDAR)
    if word.common or (_is_plain(word) and _is_plain(follows)):
        return False  # "on Blood Thinners"
    ordinary = message.titled or follows.common or follows.text.isupper() or low & CLINICAL
    return follows.known or not ordinary


def _is_owner(message: Message, number: int) -> bool:
    """Return whether it is a name that has somebody, with an s but no apostrophe: "lucys mum"."""
    word, follows = message.words[number], message.following(number)
    owned = follows is not None and follows.low in _OWNED
    return owned and (word.low[:-1] in FIRST or word.rare)


def _is_plain(word: Word) -> bool:
    return is_ordinary(word.low, slips=False) and not word.known


def _is_person(message: Message, number: int) -> bool:
    """Return whether a capitalised word that no list knows does or is what only people are."""
    word, before = message.words[number], message.preceding(number)
    if word.listed and IS_KIN.match(message.text, word.end):
        return True  # "Brooklyn is my daughter"
    if word.listed and word.opens and AND_ME.match(message.text, word.end):
        return True  # "Max and I hurt"
    part = before is not None and before.capital and before.after == " "
    letters = message.text[word.start : word.end - 1].isupper()  # "the MRIs say"
    known = word.common or word.low in CLINICAL or word.low in CALENDAR
    if part or letters or known or (word.opens and not word.odd):
        return False
    acts = PERSON_AFTER.match(message.text, word.end) is not None
    return acts or _stands_out(message, number)


def _stands_out(message: Message, number: int) -> bool:
    """Return whether a capitalised word within a sentence is a name, for want of anything else.

    Behind "in", "on" or "taking" stand places and medicines that no list knows either.
    """
    word, before = message.words[number], message.preceding(number)
    if word.opens or message.titled or message.shouted or not word.odd or word.low in WORDS_TOO:
        return False
    led = before is not None and before.after == " " and before.low in _BEFORE_THINGS
    text = message.text
    counted = text[max(0, word.start - 2)].isdigit() or _COUNT.match(text, word.end) is not None
    owned = word.end - word.start < len(word.text) and word.after[:1] != " "  # "Alzheimer's,"
    return not (led or counted or owned or MEDICINE_ENDING.search(word.low))
