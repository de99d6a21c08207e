"""Messages that ask nothing new: laughter and shrugs, a push for a yes, a treatment refused.

Plain rules over words, for a classifier finds a question in anything.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

from bot.types import Procedure
from bot.understanding.lexicon import Lexicon

_LAUGH = re.compile(r"\A(?:lo+l|lmf?ao|rofl|a?(?:ha|he){2,9}h?|ha|heh|xd)\Z")
_IDLE = frozenset("whatever idk idc meh nvm nevermind interesting".split())
_BESIDE_IDLE = frozenset(
    "ok okay k oh ah aha hmm hm um well right i see nice cool wow yeah sure so good great funny "
    "then just anyway".split()
)

_LEAVES_IT = frozenset(
    tuple(each.split())
    for each in (
        "never mind,nevermind,nvm,no thanks,no thank you,no ty,forget it,leave it,rather not"
        ",not for me,not doing it,not going to do it,skip it,nothing"
    ).split(",")
)
_BESIDE_LEAVING = frozenset("ok okay oh then well so just actually i would think am it's".split())

_PRESSES = (frozenset({"yes", "no"}), frozenset({"straight", "answer"}))
_PROMISES = frozenset({"promise", "guarantee", "guaranteed"})
_BESIDE_A_PUSH = frozenset(
    "yes no or and a an the just only simply simple straight answer please ok okay so but then "
    "well is it that this will you can could would do give me tell say want need i one word with "
    "in come on which for sure definite definitely promise guarantee guaranteed".split()
)

_ASKS_FIRST = frozenset(
    "is are am do does did can could should will what why how when where who which may if".split()
)
_WANTS = frozenset("want need like have get take wish agree".split())
_PREFERS = frozenset({"only", "prefer", "rather"})
_BESIDE_A_WISH = frozenset(
    "i am we do would will could really still just please no not never any a an the more other "
    "another to be for me at all of my getting having ok okay so but and well sorry hello hi want "
    "need like have get take wish agree only prefer rather thanks thank you anymore ever either "
    "without nothing with or nor in them needle needles".split()
)
_NEEDLES = frozenset({"needle", "needles"})
_CLAUSE = frozenset({"i", "just", "but"}) | _PREFERS
_BETWEEN = frozenset({"any", "more", "other", "please", "or", "nor", "and"})
_BOTH = frozenset({Procedure.DRY_NEEDLING, Procedure.INJECTION})

_SIMPLER = frozenset({"simpler", "simply", "easier", "plain", "plainly", "rephrase", "reword"})
_BESIDE_SIMPLER = frozenset(
    "can could would will you please explain say put tell it that this me in to more again a bit "
    "much terms words word way english ok okay so and for using with sorry language".split()
)
_LOST = frozenset({("what",), ("huh",), ("eh",), ("pardon",), ("say", "that", "again")})
_NOT_CLEAR = frozenset({("i", "do", "not", "understand"), ("i", "do", "not", "get")})
_WHAT_IS_NOT_CLEAR = frozenset({"it", "that", "this", "you"})
_BESIDE_MY_ENGLISH = frozenset(
    "hello hi hey good day morning evening sorry excuse for my english is not no so very too well "
    "bad poor i speak little only a the please".split()
)
_AWAITS = frozenset(
    "waiting there anyone anybody nobody answered reply replies respond answer news update".split()
)
_BESIDE_A_WAIT = frozenset(
    "are you still i am is here hello hi ok for an a the any my me no not yet to one has have been "
    "somebody someone from staff your of answers got getting please u "
    "when will they do does how know can until hear back if".split()
)
_PERSONS = frozenset({"i", "he", "she", "we"})
_RELATIVES = frozenset(
    "son daughter child kid baby husband wife partner mother mom mum father dad brother sister "
    "grandma grandpa grandmother grandfather boy girl boyfriend girlfriend aunt uncle".split()
)
_HAS = frozenset({"has", "have", "had"})
_YES = frozenset({"yes", "yeah", "yep", "no"})
_BESIDE_A_YES = _YES | frozenset("so ok okay then right it is that a".split())


def is_idle(text: str, tokens: Sequence[str]) -> bool:
    """Return whether a message only laughs, shrugs or shows a face: "lol ok", "whatever", "👍".

    >>> [is_idle(t, t.split()) for t in ("lol ok", "haha nice", "ok", "lol what is it")]
    [True, True, False, False]
    """
    if not tokens:
        return any(unicodedata.category(character) == "So" for character in text)
    rest = [token for token in tokens if token not in _BESIDE_IDLE]
    return bool(rest) and all(token in _IDLE or _LAUGH.match(token) for token in rest)


def lets_it_be(tokens: Sequence[str]) -> bool:
    """Return whether a message only says that its writer leaves it: "no thanks", "never mind".

    >>> said = ("never mind", "ok no thanks", "i would rather not", "no", "nothing helps")
    >>> [lets_it_be(t.split()) for t in said]
    [True, True, True, False, False]
    """
    rest = tuple(token for token in tokens if token not in _BESIDE_LEAVING)
    return rest in _LEAVES_IT


def presses(text: str, tokens: Sequence[str]) -> bool:
    """Return whether a message only pushes for a yes, a no or a promise on what was asked before.

    >>> said = ("just yes or no", "can you promise me", "so yes?", "yes", "it is not")
    >>> [presses(t, t.strip("?").split()) for t in said]
    [True, True, True, False, False]
    """
    said = frozenset(tokens)
    if ("?" in text or "so" in said) and said <= _BESIDE_A_YES and not said.isdisjoint(_YES):
        return True
    pushes = any(each <= said for each in _PRESSES) or not said.isdisjoint(_PROMISES)
    return pushes and said <= _BESIDE_A_PUSH


def refused(tokens: Sequence[str], lexicon: Lexicon) -> frozenset[Procedure]:
    """Return the treatments that a message turns down, if it does nothing else.

    >>> lexicon = Lexicon({("shots",): ("procedure", "injection")}, 1)
    >>> said = ("no shots please", "i do not want shots", "i want shots", "not the shots")
    >>> [[str(p) for p in refused(t.split(), lexicon)] for t in said]
    [['injection'], ['injection'], [], []]
    """
    named: dict[int, frozenset[Procedure]] = {}
    covered: set[int] = set()
    for mention in lexicon.mentions(tokens):
        if mention.entity == "procedure" and mention.value != Procedure.ANY:
            named[mention.start] = frozenset({Procedure(mention.value)})
            covered.update(range(mention.start, mention.end))
    named.update((i, _BOTH) for i, t in enumerate(tokens) if t in _NEEDLES and i not in covered)
    rest = [token for i, token in enumerate(tokens) if i not in covered]
    asks = tokens[:1] and tokens[0] in _ASKS_FIRST and tuple(tokens[:2]) != ("do", "not")
    if asks or not named or not _BESIDE_A_WISH.issuperset(rest):
        return frozenset()
    against: set[Procedure] = set()
    wanted: set[Procedure] = set()
    before: list[str] = []  # the words of the clause so far
    for index, token in enumerate(tokens):
        if token in _CLAUSE:
            before = [token]
        elif index not in named:
            before.append(token)
        elif _turns_down(before):
            against |= named[index]
        elif before[0:1] and before[0] in _PREFERS | ({"just"} if against else set()):
            wanted |= named[index]
    if wanted and not against:
        against = set(_BOTH)
    return frozenset(against - wanted)


def _turns_down(before: Sequence[str]) -> bool:
    said = [token for token in before if token not in _BETWEEN]
    if said[-1:] in (["no"], ["without"]) or said[-2:] == ["nothing", "with"]:
        return True
    return not {"not", "never"}.isdisjoint(said) and not _WANTS.isdisjoint(said)


def asks_for_other_words(tokens: Sequence[str]) -> bool:
    """Return whether a message only says that what was said is not clear, or wants it simpler.

    >>> said = ("can you explain that in simpler terms", "plain english please", "is it simple")
    >>> [asks_for_other_words(t.split()) for t in said]
    [True, True, False]
    """
    said = frozenset(tokens)
    not_clear = tuple(tokens[:4]) in _NOT_CLEAR and _WHAT_IS_NOT_CLEAR.issuperset(tokens[4:])
    if tuple(tokens) in _LOST or not_clear:
        return True
    return not said.isdisjoint(_SIMPLER) and said <= _SIMPLER | _BESIDE_SIMPLER


def excuses_english(tokens: Sequence[str]) -> bool:
    """Return whether a message only greets and says that its writer's English is poor.

    >>> said = ("hello my english no so good", "sorry for my english", "do you speak english")
    >>> [excuses_english(t.split()) for t in said]
    [True, True, False]
    """
    own = ("my", "english") in pairwise(tokens) or ("speak", "little") in pairwise(tokens)
    return own and _BESIDE_MY_ENGLISH.issuperset(tokens)


def awaits_staff(tokens: Sequence[str]) -> bool:
    """Return whether a message of one who waits for a person only asks where the answer is.

    >>> said = ("are you there", "still waiting for an answer", "how long is the wait")
    >>> [awaits_staff(t.split()) for t in said]
    [True, True, False]
    """
    said = frozenset(tokens)
    greets = said <= {"hi", "hello", "hey", "there"}
    return not greets and not said.isdisjoint(_AWAITS) and said <= _AWAITS | _BESIDE_A_WAIT


def tells_of_condition(text: str, tokens: Sequence[str]) -> bool:
    """Return whether a message only says what a person has: "she has asthma", "my son has adhd".

    >>> said = ("she has asthma", "my son has adhd", "my dog has asthma", "has she asthma")
    >>> [tells_of_condition(t, t.split()) for t in said]
    [True, True, False, False]
    """
    start = 1 if list(tokens[:1]) == ["my"] else 0
    who, verb, rest = tokens[start : start + 1], tokens[start + 1 : start + 2], tokens[start + 2 :]
    person = bool(_RELATIVES.intersection(who) if start else _PERSONS.intersection(who))
    return person and bool(_HAS.intersection(verb)) and 0 < len(rest) <= 4 and "?" not in text
