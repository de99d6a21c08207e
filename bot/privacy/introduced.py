"""Names behind the words that introduce one: "my son", "this is", "Regards"."""

from __future__ import annotations

from collections.abc import Iterator

from bot.privacy.common_words import COMMON
from bot.privacy.first_names import FIRST, WORDS_TOO
from bot.privacy.introductions import INTRODUCTIONS
from bot.privacy.message import Message
from bot.privacy.ordinary import is_ordinary
from bot.privacy.said import said
from bot.privacy.signatures import ORDINARY_ENDING, SIGNED
from bot.privacy.surnames import SURNAMES
from bot.privacy.things import THINGS
from bot.privacy.trust import Trust
from bot.privacy.words import CALENDAR, CONTRACTED, Word

_AFTER_NAME = frozenset(
    "after again and asked before called calling can did does from had has here i in is know"
    " needs or said says"
    " the to told w wants was who will with".split()
)
_AFTER_ME = frozenset("and but here i i'm im my".split())
_ADJECTIVES = frozenset("bright brown gay gray green precious rich rusty sharp stern".split())
"""Of the names that are words, those that tell how somebody is: "hi im rich, ..."."""
_SHORT_FORENAMES = frozenset(("Md", "Mohd", "Mst"))
"""Before a name they are short for another: "Md Shahidul Islam"."""
_LEAST_SHOUTED = 5
"""A shorter word in capitals is an abbreviation."""
_OPENING = 5
"""Within so many words people say who is writing."""


def introduced_names(message: Message) -> Iterator[tuple[int, int]]:
    """Yield the spans of names behind words that introduce or sign one."""
    at = {word.start: number for number, word in enumerate(message.words)}
    there = said(message.text)
    for needs, beside, cue, trust in INTRODUCTIONS:
        if needs.isdisjoint(there) or (beside and beside.isdisjoint(there)):
            continue
        for match in cue.finditer(message.text):
            number = at.get(match.end())
            if number is not None and _is_name(message, number, trust):
                last = message.last_of_name(number, trust)
                yield message.words[number].start, message.words[last].end
    for needs, pattern, trust in SIGNED:
        if needs.isdisjoint(there):
            continue
        for match in pattern.finditer(message.text):
            first = at.get(match.start(1))
            alone = " " not in match[1]
            if first is not None and _is_name(message, first, trust if alone else Trust.ODD):
                yield match.span(1)


def _is_name(message: Message, number: int, trust: Trust) -> bool:
    word, follows = message.words[number], message.following(number)
    capital = message.has_capital(number)
    if trust is Trust.SURE:
        letters = word.text.isupper() and word.low in THINGS  # "PT here"
        named = word.low in WORDS_TOO and (capital or _ends_there(message, number))
        return not letters and (word.low not in COMMON or named)
    if trust is Trust.ONE_WORD:
        return (word.listed and capital) or not (word.common or is_ordinary(word.low))
    if word.low in FIRST or message.is_month(number):
        return not message.is_month(number)
    if follows and word.text in _SHORT_FORENAMES and follows.capital and not follows.common:
        return True
    if trust is Trust.TITLE:
        return capital and not message.titled and not word.opens
    if follows and message.is_initial(number):
        place = capital and follows.capital and follows.low not in COMMON  # "K. Washington"
        return place or _is_name(message, number + 1, Trust.LIKELY) or follows.odd
    if follows and message.is_particle(number) and trust is not Trust.CAREFUL:
        return message.leads_to_a_name(number)
    pair = capital and message.has_capital_next(number)
    if trust is Trust.ODD and not pair:
        return _is_odd_name(message, number)
    if trust is Trust.PAIR:
        return word.known or (pair and not word.common)
    if pair and follows and follows.listed and not _is_contracted(word):
        return True  # "I am Do Thi Mai", but "hi I'm Mai"
    rare = word.odd or (word.low in WORDS_TOO and not (word.common or is_ordinary(word.low)))
    rare = rare or message.are_initials(number)
    if word.low in WORDS_TOO and (capital or not rare):
        ends = word.after[:1] in tuple(",.!?") or follows is None
        sure = trust in (Trust.LIKELY, Trust.FIRM) or (ends and word.low not in CALENDAR)
        return capital and (sure or not word.common)
    if not capital:
        listed = word.low in SURNAMES and trust is not Trust.CAREFUL
        return listed or (rare and _is_small_name(message, number, trust))
    return _is_by_its_capital(message, number, trust)


def _is_by_its_capital(message: Message, number: int, trust: Trust) -> bool:
    word = message.words[number]
    # "bring CD", "see PA", but "T.J."
    letters = word.text.isupper() and len(word.text) < 6 and "." not in word.text
    if word.common or letters or message.names_a_thing(number):
        return False
    doubtful = message.titled or trust in (Trust.FIRM, Trust.CAREFUL)
    return word.listed or not (doubtful and _goes_on_plainly(message, number))


def _is_contracted(word: Word) -> bool:
    """Return whether it is two words in one: "I'm", "It's"."""
    return word.end - word.start < len(word.text) or CONTRACTED.search(word.low) is not None


def _ends_there(message: Message, number: int) -> bool:
    """Return whether nothing goes on with the word but a name: "my name is will and I hurt"."""
    word, follows = message.words[number], message.following(number)
    if follows is None or word.after[:1] in ",.!?\n":
        return True
    return follows.low in _AFTER_ME or (follows.listed and not follows.common)


def _goes_on_plainly(message: Message, number: int) -> bool:
    """Return whether it is an ordinary word before others: "my son Plays football"."""
    word, follows = message.words[number], message.following(number)
    if follows is None or word.after != " " or follows.low in _AFTER_NAME:
        return False
    if follows.capital and not message.titled:
        return False
    return is_ordinary(word.low, slips=False) or ORDINARY_ENDING.search(word.low) is not None


def _is_odd_name(message: Message, number: int) -> bool:
    word = message.words[number]
    if word.text.isalpha() and word.text.isupper() and len(word.text) < _LEAST_SHOUTED:
        return False  # "GFR 55"
    capital = message.has_capital(number)
    if capital and not word.opens:
        return word.odd
    if word.odd and not ORDINARY_ENDING.search(word.low):
        return word.capital or not word.opens
    ends = word.after[:1] == "," and word.low in WORDS_TOO and not word.common
    return ends and word.low not in _ADJECTIVES


def _is_small_name(message: Message, number: int, trust: Trust) -> bool:
    """Return whether an odd word in small letters (or in a shouted text) may be a name."""
    word, follows = message.words[number], message.following(number)
    if ORDINARY_ENDING.search(word.low):
        return False
    if follows and word.after == " " and follows.known:
        return True
    if trust is Trust.LIKELY:
        return message.shouted
    if trust is Trust.CAREFUL and number > _OPENING:
        return False  # "so it's unfair, ..."
    ends = follows is None or word.after != " " or follows.low in _AFTER_NAME
    ends = ends or (word.rare and not word.low.endswith("s"))  # "my dad shuffles"
    return ends or (message.shouted and follows is not None and follows.odd)
