"""A follow-up that asks for more than the answer above holds: "to lidocaine?" after the allergies.

To say "nothing to add" to it would be wrong, for there may be much to add. A person takes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.content.book import Entry
from bot.policy import stands_above
from bot.reading import Reading
from bot.text import stem, words
from bot.types import Conversation, Outcome
from bot.understanding.context import content_words
from bot.understanding.lexicon import Lexicon
from bot.understanding.model import Model

_INSISTS = frozenset("yeah yep hi hello hey lol answer please add anything else".split())
"""Words that ask for nothing in particular, beside those that any question may be made of."""


def or_to_staff(reading: Reading, conversation: Conversation, model: Model) -> Reading:
    """Return `reading`, or its hand-off where the answer stands above and lacks what is asked.

    Bare insistence ("so?", "tell me more") and words that the answer holds are left alone.
    """
    decision = reading.decision
    entry = model.book.entries.get(decision.intent or "")
    if entry is None or decision.outcome is not Outcome.ANSWER:
        return reading
    if not stands_above(entry, decision, conversation):
        return reading
    if not _own_words(reading.parse.utterance.tokens, entry, model.lexicon):
        return reading
    return replace(reading, decision=replace(decision, outcome=Outcome.HANDOFF, reason="asks_more"))


def _own_words(tokens: Sequence[str], entry: Entry, lexicon: Lexicon) -> list[str]:
    """Return the words of a message that neither the answer nor its question holds.

    The name of a treatment is none of them where the answer is about that treatment.
    """
    names = [m for m in lexicon.mentions(tokens) if m.entity == "procedure"]
    ours = [m for m in names if entry.procedure in ("both", m.value)]
    named = {position for m in ours for position in range(m.start, m.end)}
    held = (*entry.texts.values(), entry.title, entry.topic)
    known = {stem(word) for text in held for word in words(text)}
    rest = [token for position, token in enumerate(tokens) if position not in named]
    return [w for w in content_words(rest) if w not in _INSISTS and stem(w) not in known]
