"""Whether a message after an emergency card is still about the emergency.

The alarm stands for the whole conversation. What is plainly another matter is answered meanwhile:
the price, the way here, what dry needling is. Plain rules over words tell which. In doubt a message
is about the emergency: the card once more does less harm than a reply on parking.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from bot.content.book import Entry
from bot.dialogue import Reader, Reading
from bot.safety.check import SafetyCheck
from bot.text import NEGATIONS, utterance
from bot.types import Conversation, Outcome, Part, SafetyFlag, Tier
from bot.understanding.context import has_own_subject
from bot.understanding.model import Model

_POLITE = frozenset({"thanks", "goodbye", "greet", "compliment", "talk-to-person"})
"""Small talk that gets its own line beside the banner of an emergency."""

_POLITE_IN_A_CRISIS = frozenset({"thanks", "talk-to-person"})
"""After a crisis card "goodbye" may be meant, and "ask me anything" is no reply to who is back."""

_THANKS = frozenset("thank thanks thankyou".split())
_GOODBYE = frozenset("bye goodbye".split())

_HELP = frozenset(
    "911 988 112 999 call calling called ambulance ambulances paramedic paramedics emergency er "
    "hospital urgent taxi cab uber lyft drive driving refuse refusing afford wait waiting "
    "overreacting exaggerating joke joking kidding alarm panic panicking worry worried scared "
    "afraid serious dangerous collapsed lung lungs die dying gone away fine passed "
    "stopped eased".split()
)
"""Words for the help that the card asks for, for putting it off and for playing a sign down."""

_FEELS = frozenset(
    "feel feels feeling felt worse worsening worsened sick ill unwell dizzy faint weak tired numb "
    "shaky sweaty pale normal bad badly strange weird still safe sore soreness hurt hurts hurting "
    "swollen swelling tight heavy stings burns bleeding breath breathe breathing sleep nothing "
    "harmless usual better".split()
)
"""Words for how somebody feels, and for whether that is as it should be."""

_ACHES = frozenset("pain pains painful ache aches aching cramp cramps spasm needle".split())
_ONES_OWN = frozenset("i my me mine it this that he his him she her we our".split())

_TURNS_AWAY = frozenset(
    "shut fuck fucking fucked screw piss damn hate stupid useless idiot dumb shit bullshit crap "
    "stranger strangers alone nobody cares care lie lying liar over".split()
)
"""Words of those who turn the help away."""

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


def speaks_of_it(tokens: Sequence[str]) -> bool:
    """Return whether the words of a message tie it to the card before it.

    They ask on, speak of how somebody feels, turn the help away or have no subject of their own.

    >>> said = ("i feel worse", "shut up", "how long is too long", "what is dry needling")
    >>> [speaks_of_it(t.split()) for t in said]
    [True, True, True, False]
    """
    said = frozenset(tokens)
    aches = not _ACHES.isdisjoint(said) and not _ONES_OWN.isdisjoint(said)
    near = names_help(tokens) or _wonders(tokens) or aches
    near = near or not said.isdisjoint(_FEELS | _TURNS_AWAY)
    return near or not has_own_subject([token for token in tokens if not token.isdigit()])


def affirms_signs(tokens: Sequence[str], before: str) -> bool:
    """Return whether a message says that its writer has the signs just asked for.

    >>> asked = "what are the signs of a punctured lung"
    >>> [affirms_signs(t.split(), asked) for t in ("i have those", "yes all of that", "ok thanks")]
    [True, True, False]
    """
    said = frozenset(tokens)
    asked = not _SIGNS.isdisjoint(before.lower().split())
    return asked and not said.isdisjoint(_MINE) and said <= _MINE | _BESIDE_MINE


def raised(text: str, conversation: Conversation, safety: SafetyCheck) -> Sequence[SafetyFlag]:
    """Return the red flags of a message, those of a worse one before it first.

    A sign may be spread over two messages. Who needs help now is not told to call today.
    """
    flags = safety.check(text, before=conversation.said)
    if not flags and affirms_signs(utterance(text).tokens, conversation.said):
        return (SafetyFlag("affirmed", "other", Tier.NOW, 0, len(text)),)
    if not flags or flags[0].tier is not Tier.TODAY or not conversation.alarm:
        return flags
    before = standing(conversation, safety)
    return flags if before[0].tier is Tier.TODAY else (*before, *flags)


def stands(text: str, conversation: Conversation, model: Model | None) -> bool:
    """Return whether a message without a red flag is still about the one before.

    It is not when it is thanks or the like, or when each of its questions is surely another matter.
    "Should I be worried?" is no new question, and "it went away" takes nothing back. While a person
    of the clinic answers, the card comes once more and no oftener.
    """
    enough = conversation.alarm_repeated and conversation.held_by_staff
    if not conversation.alarm or enough:
        return False
    tokens, crisis = utterance(text).tokens, "crisis" in conversation.flags
    if model is None:
        return speaks_of_it(tokens)
    known = model.book.entries.get(model.known.exact(tokens) or "")
    if known and known.kind == "small_talk":
        return known.id not in (_POLITE_IN_A_CRISIS if crisis else _POLITE)
    readings = Reader(model).read(text, Conversation("after a card"))
    if all(_is_polite(reading, tokens, crisis=crisis) for reading in readings):
        return names_help(tokens)
    if speaks_of_it(tokens):
        return True
    entries = [model.book.entries.get(reading.decision.intent or "") for reading in readings]
    return not all(r.settled and e and _is_apart(e) for r, e in zip(readings, entries, strict=True))


def may_be_said(parts: Iterable[Part], model: Model | None) -> bool:
    """Return whether a reply, to words or a click, may be given while an alarm stands."""
    entries = model.book.entries if model else {}
    found = [entries.get(part.decision.intent or "") for part in parts]
    return all(entry is None or entry.kind == "small_talk" or _is_apart(entry) for entry in found)


def standing(
    conversation: Conversation, safety: SafetyCheck, *, with_text: str = ""
) -> Sequence[SafetyFlag]:
    """Return the flags of the alarm that stands, never none; `with_text` may make it worse."""
    words = conversation.alarm
    found = safety.check(f"{words}\n{with_text}") or safety.check(words)
    # The words that were kept need not show the sign again: they are masked and cut.
    category = (conversation.flags or ("other",))[-1]
    tier = Tier.CRISIS if category == "crisis" else Tier.NOW
    return found or (SafetyFlag("standing", category, tier, 0, 0),)


def _is_apart(entry: Entry) -> bool:
    """Return whether an entry is another matter than how a patient feels.

    Matters for a desk are, and answers without a safety net. What has one is on soreness, risks and
    the like: beside a red flag "some soreness is to be expected" is the most dangerous thing to
    say. What the clinical team would answer is mostly on how a patient does.
    """
    return entry.at_a_desk or (entry.kind == "faq" and entry.safety_net is None)


def _is_polite(reading: Reading, tokens: Sequence[str], *, crisis: bool) -> bool:
    """Return whether it is thanks, a goodbye or the wish for a person, in words of one's own."""
    if not NEGATIONS.isdisjoint(tokens) or "nothing" in tokens:
        return False
    if reading.decision.outcome is Outcome.SMALL_TALK:
        return not (_THANKS if crisis else _THANKS | _GOODBYE).isdisjoint(tokens)
    return reading.decision.reason == "asked_for_person" and not crisis


def _wonders(tokens: Sequence[str]) -> bool:
    threes = zip(tokens, tokens[1:], tokens[2:], strict=False)
    return not _WONDERS.isdisjoint(pairwise(tokens)) or not _WONDERS.isdisjoint(threes)
