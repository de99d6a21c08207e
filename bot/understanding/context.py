"""What a short message means after the last turn: "the second one", "and for injections?"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.types import Conversation, Procedure
from bot.understanding.lexicon import Lexicon

_ORDINALS = {
    "first": 0,
    "1": 0,
    "1st": 0,
    "second": 1,
    "2": 1,
    "2nd": 1,
    "third": 2,
    "3": 2,
    "3rd": 2,
}
_ORDINALS |= {"last": -1}
_FILLERS = frozenset(
    "the one a an i mean please yes and what how about for with is it that same ok okay then also "
    "but with in case of if by do does get got getting are you was option number answer".split()
)  # fmt: skip

_GOES_ON = frozenset({"and", "or", "but", "for", "with", "same", "also", "then", "ok", "okay"})
_GOES_ON_IN_TWO = frozenset({("what", "about"), ("how", "about"), ("what", "if"), ("is", "it")})


def chosen(tokens: Sequence[str], conversation: Conversation) -> str | None:
    """Return the intent on offer that an ordinal points at ("the second one"), or None."""
    named = [_ORDINALS[token] for token in tokens if token in _ORDINALS]
    rest = [token for token in tokens if token not in _ORDINALS and token not in _FILLERS]
    if len(named) != 1 or rest or not conversation.choices:
        return None
    index = named[0]
    return conversation.choices[index] if index < len(conversation.choices) else None


def other_procedure(
    tokens: Sequence[str], conversation: Conversation, lexicon: Lexicon
) -> Procedure | None:
    """Return the procedure of a follow-up such as "and for injections?", or None.

    Only when the message goes on ("and", "what about"), names one procedure and says nothing else,
    and there is a last answer to give anew. "What is dry needling?" asks something of its own.
    """
    goes_on = tokens[:1] and (tokens[0] in _GOES_ON or tuple(tokens[:2]) in _GOES_ON_IN_TWO)
    if conversation.intent is None or not goes_on:
        return None
    mentions = [m for m in lexicon.mentions(tokens) if m.entity == "procedure"]
    covered = {i for m in mentions for i in range(m.start, m.end)}
    rest = [t for i, t in enumerate(tokens) if i not in covered and t not in _FILLERS]
    named = {m.value for m in mentions}
    if rest or len(named) != 1 or len(tokens) == len(covered):
        return None
    return Procedure(named.pop())
