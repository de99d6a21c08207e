"""Whether a message after an emergency card is still about the emergency.

Plain rules over words. In doubt it is: the card once more does less harm than a reply on parking.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from bot.reading import QuestionReader, Reading
from bot.types import Conversation, Outcome
from bot.understanding.context import has_own_subject
from bot.understanding.model import Model

_SHORT = 6
"""So many words right after the first card are taken as asking on."""

_POLITE = frozenset({"thanks", "goodbye", "greet", "compliment", "talk-to-person"})
"""Small talk that gets its own line beside the banner of an emergency."""

_THANKS = frozenset("thank thanks thankyou bye goodbye".split())

_HELP = frozenset(
    "911 988 112 999 call calling called ambulance ambulances paramedic paramedics emergency er "
    "hospital urgent taxi cab uber lyft drive driving refuse refusing afford wait waiting "
    "overreacting exaggerating joke joking kidding alarm panic panicking worry worried scared "
    "afraid serious dangerous collapsed lung lungs die dying gone away fine passed "
    "stopped eased".split()
)
"""Words for the help that the card asks for, for putting it off and for playing a sign down."""

_SIGNS = frozenset("sign signs symptom symptoms flags er emergency 911 hospital urgent".split())
_MINE = frozenset("have got having me all those them both most two three four several".split())
_BESIDE_MINE = frozenset(
    "yes yeah yep i am is that thats this these of it now right ok okay well one some think just "
    "he she has exactly".split()
)

_WONDERS = frozenset(
    {
        ("know", "if"), ("know", "whether"), ("i", "tell"), ("would", "i", "know"),
        ("could", "it", "be"), ("could", "this", "be"), ("is", "it", "a"), ("is", "this", "a"),
        ("am", "i", "having"), ("never", "mind"),
    }
)  # fmt: skip
"""How people ask whether they have what the card warns of."""


def names_help(tokens: Sequence[str]) -> bool:
    """Return whether a message is about the help that a card asks for, or plays its reason down.

    >>> said = ("no ambulance please", "i do not want to call 911", "where can i park")
    >>> [names_help(t.split()) for t in said]
    [True, True, False]
    """
    return not _HELP.isdisjoint(tokens)


def asks_on(tokens: Sequence[str], *, repeated: bool) -> bool:
    """Return whether a message only asks on after a card; `repeated` once that was shown again.

    After the first card every short message does. Later the chat goes on with a question that has
    a subject of its own.

    >>> said = ("how long is too long", "it has been 2 days", "does it hurt")
    >>> [asks_on(t.split(), repeated=True) for t in said]
    [True, True, False]
    """
    if names_help(tokens) or _wonders(tokens) or (len(tokens) <= _SHORT and not repeated):
        return True
    return not has_own_subject([token for token in tokens if not token.isdigit()])


def affirms_signs(tokens: Sequence[str], before: str) -> bool:
    """Return whether a message says that its writer has the signs just asked for.

    >>> asked = "what are the signs of a punctured lung"
    >>> [affirms_signs(t.split(), asked) for t in ("i have those", "yes all of that", "ok thanks")]
    [True, True, False]
    """
    said = frozenset(tokens)
    asked = not _SIGNS.isdisjoint(before.lower().split())
    return asked and not said.isdisjoint(_MINE) and said <= _MINE | _BESIDE_MINE


def stands(text: str, tokens: Sequence[str], model: Model | None, *, repeated: bool) -> bool:
    """Return whether a message after a card is still about it; `repeated` as for `asks_on`.

    Thanks and the like and matters for a desk are not. What is like a question on soreness, risks
    or the like is: beside a red flag "some soreness is to be expected" is the most dangerous thing
    to say, so such answers, which carry a safety net of their own, wait until the alarm is over.
    """
    on = asks_on(tokens, repeated=repeated)
    if model is None:
        return on
    entries = model.book.entries
    exact = entries.get(model.known.exact(tokens) or "")
    if exact and exact.kind == "small_talk":
        return exact.id not in _POLITE and on
    if names_help(tokens):
        return True
    alone = QuestionReader(model).alone(text, Conversation("after a card"))
    if _goes_elsewhere(alone, tokens, model):
        return False
    nearest = entries.get(alone.parse.ranking[0].intent) if alone.parse.ranking else None
    return on or (nearest is not None and nearest.safety_net is not None)


def _goes_elsewhere(alone: Reading, tokens: Sequence[str], model: Model) -> bool:
    """Return whether a message, read by its own words, is thanks or a matter for a desk."""
    if alone.decision.outcome is Outcome.SMALL_TALK:
        return not _THANKS.isdisjoint(tokens)
    entry = model.book.entries.get(alone.decision.intent or "")
    return entry is not None and entry.at_a_desk and has_own_subject(tokens)


def _wonders(tokens: Sequence[str]) -> bool:
    threes = zip(tokens, tokens[1:], tokens[2:], strict=False)
    return not _WONDERS.isdisjoint(pairwise(tokens)) or not _WONDERS.isdisjoint(threes)
