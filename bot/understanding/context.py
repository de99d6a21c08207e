"""What a message means after the turns before it: "the second one", "why?", "and for injections?".

All of it is plain rules over words, so that anybody can say why a message was read as it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import dropwhile, pairwise, product

from bot.types import Conversation, Procedure
from bot.understanding.lexicon import Lexicon

_ORDINALS = {
    "first": 0, "1": 0, "1st": 0, "top": 0,
    "second": 1, "2": 1, "2nd": 1, "middle": 1,
    "third": 2, "3": 2, "3rd": 2,
    "last": -1, "bottom": -1,
}  # fmt: skip
_FILLERS = frozenset(
    "the one a an i mean meant please yes yeah yep and what how about for with is it that same ok "
    "okay then also but in case of if by do does get got getting are you was option number answer "
    "choice think guess question again thanks thank sorry oh ah um so no".split()
)

_BESIDE_AN_ORDINAL = _FILLERS | frozenset(
    "show tell give open see let us me try take pick choose want to would like will".split()
)

_POLITE = frozenset("yes yeah yep please ok okay then thanks thank you oh no so i mean".split())
_THANKS = frozenset("thanks thank you oh great cool".split())
_NAMES_A_PLACE = frozenset("the one number option choice question answer".split())

_AROUND_A_PLACE = _NAMES_A_PLACE | frozenset(
    "please ok okay show tell give open see let us me try take pick choose and".split()
)

_ASKING = frozenset("what how is are was do does".split())

_POINTING = frozenset(
    "that it this those these they them he she him her there its their his one ones".split()
)
"""Words that stand for something said before."""

_DRY, _SHOT = Procedure.DRY_NEEDLING, Procedure.INJECTION
_IN_PASSING = {
    **dict.fromkeys(product(("dry", "needle", "needles"), ("one", "ones", "kind", "thing")), _DRY),
    **dict.fromkeys(product(("wet", "medicine", "drug"), ("one", "ones", "kind", "thing")), _SHOT),
}
"""What a treatment is called once it is clear that there are two: "the dry one"."""
_OTHER_OF = {_DRY: _SHOT, _SHOT: _DRY}

_BESIDE_A_NAME = frozenset({"the", "a", "for", "with", "by", "of", "about", "one", "please"})
_HE_OR_SHE = frozenset("he him his she her hers".split())
_SAID_BEFORE = _HE_OR_SHE | {"that", "those"}
"""Words that need something said before; "it" and "this" may be the treatment from the first."""
_PERSONS = frozenset("director patient person practitioner surgeon provider doctor".split())

_GOES_ON = frozenset({"and", "or", "but", "for", "with", "same", "also", "then", "ok", "okay"})
_GOES_ON_IN_TWO = frozenset({("what", "about"), ("how", "about"), ("what", "if"), ("is", "it")})

_FRAME = _POINTING | frozenset(
    "a about actually after again all also always am an and any anyone anything are as at be been "
    "bad before being best better but by can come common could did do does doing done down each "
    "else ever every exactly first for from get gets getting go goes going good guess had happen "
    "happens has have having hmm how however huh i if in into is just kind know last lasts like "
    "likely long longer look looks make makes many matter matters maybe me mean means meant might "
    "more most much must my need needed needs no normal normally not now of off often ok okay on "
    "once only or other our out over own per please possible quick quickly quite rather really "
    "reason right say says see serious should since so some someone something sometimes soon sorry "
    "still such sure take takes taking tell than thank thanks the then thing things think though "
    "time times to too true try typical typically under until up us usual usually very was way we "
    "well were what when where which while who whom whose why will with without work worse worst "
    "would yes yet you your "
    "come comes explain understand detail details example average everyone everybody people person "
    "day days week weeks hour hours month months minute minutes year years expect wait "
    "btw tbh ngl imo omg lol tho though fyi".split()
)
"""Words that any question may be made of: a message of these alone has no subject of its own."""

LONGEST_FOLLOW_UP = 14
"""A message of more words tells its own story."""


def picked(tokens: Sequence[str], offered: Sequence[str]) -> str | None:
    """Return which of `offered` an ordinal points at, or None where there are not so many.

    >>> [picked(t.split(), ("cost", "pain")) for t in ("the last one", "the first", "the third")]
    ['pain', 'cost', None]
    """
    index = _ordinal(tokens)
    if index is None or not -len(offered) <= index < len(offered):
        return None
    return offered[index]


def points(tokens: Sequence[str]) -> bool:
    """Return whether a message picks by an ordinal, and neither says nor asks anything else.

    >>> said = ("show me the second one", "2", "the second visit", "what is the first one")
    >>> [points(t.split()) for t in said]
    [True, True, False, False]
    """
    return _ordinal(tokens) is not None and _ASKING.isdisjoint(tokens)


def plainly(tokens: Sequence[str]) -> bool:
    """Return whether a message is an ordinal alone, with no yes or no and nothing else to say.

    >>> [plainly(t.split()) for t in ("show me the second one", "yes the first one")]
    [True, False]
    """
    return points(tokens) and _AROUND_A_PLACE.issuperset(t for t in tokens if t not in _ORDINALS)


def other_procedure(
    tokens: Sequence[str], conversation: Conversation, lexicon: Lexicon
) -> Procedure | None:
    """Return the procedure of a follow-up such as "and for injections?", or None.

    Only when there is a last answer to give anew and the message names one procedure and nothing
    else, not counting one that it says no to: "for the shot, not the needling". It goes on ("and",
    "what about"), or it is the bare name and none was named before: "is it safe" – "the needling".
    "The other one" is the one that was not named last. "What is dry needling?" asks something of
    its own.
    """
    if conversation.intent is None:
        return None
    named, others = _named(tokens, lexicon)
    if "other" in others:
        others = [word for word in others if word != "other"]
        if not named and conversation.procedure in _OTHER_OF:
            named = {_OTHER_OF[conversation.procedure]}
    bare = conversation.procedure is Procedure.ANY and _BESIDE_A_NAME.issuperset(others)
    if len(named) != 1 or not _FILLERS.issuperset(others):
        return None
    return named.pop() if _goes_on(tokens) or bare or "not" in tokens else None


def _named(tokens: Sequence[str], lexicon: Lexicon) -> tuple[set[Procedure], list[str]]:
    """Return the procedures that a message names and does not say no to, and its other words."""
    spans = {
        (m.start, m.end): Procedure(m.value)
        for m in lexicon.mentions(tokens)
        if m.entity == "procedure"
    }
    for start, pair in enumerate(pairwise(tokens)):
        if pair in _IN_PASSING and not any(a <= start < b for a, b in spans):
            spans[start, start + 2] = _IN_PASSING[pair]
    named: set[Procedure] = set()
    covered: set[int] = set()
    for (start, end), procedure in spans.items():
        before = [i for i in range(start) if tokens[i] != "the"][-1:]
        if before and tokens[before[0]] == "not":
            covered.update(range(before[0], end))
        else:
            covered.update(range(start, end))
            named.add(procedure)
    return named, [token for i, token in enumerate(tokens) if i not in covered]


def has_own_subject(tokens: Sequence[str]) -> bool:
    """Return whether a message names what it is about, rather than leaning on what came before.

    >>> [has_own_subject(t.split()) for t in ("how long does that last", "why", "does that hurt")]
    [False, False, True]
    """
    return bool(content_words(tokens))


def content_words(tokens: Sequence[str]) -> tuple[str, ...]:
    """Return the words that carry the meaning, without those any question may be made of."""
    return tuple(token for token in tokens if token not in _FRAME)


def leans(tokens: Sequence[str]) -> bool:
    """Return whether a message points at something said before, or goes on from it.

    >>> [leans(t.split()) for t in ("does that hurt", "and afterwards", "what is dry needling")]
    [True, True, False]
    """
    if len(tokens) > LONGEST_FOLLOW_UP:
        return False
    return not has_own_subject(tokens) or not _POINTING.isdisjoint(tokens) or _goes_on(tokens)


def points_back(tokens: Sequence[str]) -> bool:
    """Return whether a message points at something that must have been said before it.

    >>> [points_back(t.split()) for t in ("is that normal", "will it work")]
    [True, False]
    """
    return not _SAID_BEFORE.isdisjoint(tokens)


def means_person(tokens: Sequence[str], topic: Sequence[str]) -> bool:
    """Return whether "he" or "her" in a message stands for the person the topic is about.

    >>> means_person(("did", "he", "write", "it"), ("the", "director", "of", "the", "clinic"))
    True
    """
    return not _PERSONS.isdisjoint(topic) and not _HE_OR_SHE.isdisjoint(tokens)


def complete(tokens: Sequence[str], topic: Sequence[str]) -> tuple[str, ...]:
    """Return the words of a message with the topic written out where it is pointed at.

    >>> complete(("how", "long", "does", "that", "last"), ("the", "soreness"))
    ('how', 'long', 'does', 'the', 'soreness', 'last')
    >>> complete(("why",), ("the", "soreness"))
    ('why', 'the', 'soreness')
    """
    for index, token in enumerate(tokens):
        if token in _POINTING:
            return (*tokens[:index], *topic, *tokens[index + 1 :])
    return (*tokens, *topic)


def about_procedure(
    topic: Sequence[str], procedure: Procedure, lexicon: Lexicon
) -> tuple[str, ...]:
    """Return the words of a topic with `procedure` in place of the one it names, if it names one.

    >>> lexicon = Lexicon({("injection",): ("procedure", "injection")}, 1)
    >>> about_procedure(("the", "injection"), Procedure.DRY_NEEDLING, lexicon)
    ('the', 'dry', 'needling')
    """
    words: list[str] = []
    position = 0
    for mention in lexicon.mentions(topic) if procedure is not Procedure.ANY else ():
        if mention.entity == "procedure":
            words += [*topic[position : mention.start], *procedure.value.split("_")]
            position = mention.end
    return (*words, *topic[position:])


def _ordinal(tokens: Sequence[str]) -> int | None:
    named = [place for place, token in enumerate(tokens) if token in _ORDINALS]
    rest = [t for t in tokens if t not in _ORDINALS and t not in _BESIDE_AN_ORDINAL]
    if len(named) != 1 or rest:
        return None
    # "Will it last" and "do I get 2" name no place in a list.
    around = {*tokens[max(named[0] - 1, 0) : named[0]], *tokens[named[0] + 1 : named[0] + 2]}
    bare = _POLITE.issuperset(t for t in tokens if t not in _ORDINALS)
    return _ORDINALS[tokens[named[0]]] if bare or around & _NAMES_A_PLACE else None


def _goes_on(tokens: Sequence[str]) -> bool:
    if not tokens:
        return False
    tokens = list(dropwhile(_THANKS.__contains__, tokens)) or tokens
    corrects = "meant" in tokens or ("i", "mean") in pairwise(tokens)
    return tokens[0] in _GOES_ON or tuple(tokens[:2]) in _GOES_ON_IN_TWO or corrects
