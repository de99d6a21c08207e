"""Messages that ask nothing new: laughter and shrugs, a push for a yes, a treatment refused.

Plain rules over words, for a classifier finds a question in anything.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from bot.types import Procedure
from bot.understanding.lexicon import Lexicon

_LAUGH = re.compile(r"\A(?:lo+l|lmf?ao|rofl|a?(?:ha|he){2,9}h?|ha|heh|xd)\Z")
_IDLE = frozenset("whatever idk idc meh nvm nevermind interesting".split())
_BESIDE_IDLE = frozenset(
    "ok okay k oh ah aha hmm hm um well right i see nice cool wow yeah sure so good great funny "
    "then just anyway".split()
)

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
    "without in them needle needles".split()
)
_NEEDLES = frozenset({"needle", "needles"})


def is_idle(text: str, tokens: Sequence[str]) -> bool:
    """Return whether a message only laughs, shrugs or shows a face: "lol ok", "whatever", "👍".

    >>> [is_idle(t, t.split()) for t in ("lol ok", "haha nice", "ok", "lol what is it")]
    [True, True, False, False]
    """
    if not tokens:
        return any(unicodedata.category(character) == "So" for character in text)
    idle = [t for t in tokens if t in _IDLE or _LAUGH.match(t)]
    return bool(idle) and all(t in idle or t in _BESIDE_IDLE for t in tokens)


def presses(tokens: Sequence[str]) -> bool:
    """Return whether a message only pushes for a yes, a no or a promise on what was asked before.

    >>> [presses(t.split()) for t in ("just yes or no", "can you promise me", "yes", "it is not")]
    [True, True, False, False]
    """
    said = frozenset(tokens)
    pushes = any(each <= said for each in _PRESSES) or not said.isdisjoint(_PROMISES)
    return pushes and said <= _BESIDE_A_PUSH


def refused(tokens: Sequence[str], lexicon: Lexicon) -> frozenset[Procedure]:
    """Return the treatments that a message turns down, if it does nothing else.

    >>> lexicon = Lexicon({("shots",): ("procedure", "injection")}, 1)
    >>> said = ("no shots please", "i do not want shots", "i want shots", "not the shots")
    >>> [[str(p) for p in refused(t.split(), lexicon)] for t in said]
    [['injection'], ['injection'], [], []]
    """
    mentions = [m for m in lexicon.mentions(tokens) if m.entity == "procedure"]
    covered = {i for m in mentions for i in range(m.start, m.end)}
    rest = [token for i, token in enumerate(tokens) if i not in covered]
    named = {Procedure(m.value) for m in mentions} - {Procedure.ANY}
    needles = not named and not _NEEDLES.isdisjoint(rest)
    asks = tokens[:1] and tokens[0] in _ASKS_FIRST and tuple(tokens[:2]) != ("do", "not")
    if asks or not (named or needles) or not _BESIDE_A_WISH.issuperset(rest):
        return frozenset()
    both = frozenset({Procedure.DRY_NEEDLING, Procedure.INJECTION})
    first = mentions[0].start if mentions else min(map(tokens.index, _NEEDLES & set(tokens)))
    before = [t for t in tokens[:first] if t not in ("any", "more", "other", "the", "please")]
    says_no = before[-1:] == ["no"] and "the" not in tokens[:first]
    turns_down = not {"not", "never"}.isdisjoint(before) and not _WANTS.isdisjoint(before)
    if says_no or turns_down:
        return both if needles else frozenset(named)
    if len(named) == 1 and not _PREFERS.isdisjoint(before) and not {"no", "not"} & set(rest):
        return both - named
    return frozenset()
