"""An explained turn in plain words: what the bot does first, then why, question by question."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bot.evaluation import wording
from bot.policy import REASONS

if TYPE_CHECKING:
    from bot.evaluation.explain_turn import ExplainedPart, ExplainedTurn
    from bot.types import Choice

_CARDS = {
    "call_now": "to call the emergency number now",
    "call_today": "to call the clinic or a doctor today",
    "crisis": "to call the crisis line",
}


def tell(turn: ExplainedTurn) -> str:
    """Return `turn` as lines of text for a person."""
    return "\n".join(_lines(turn))


def _lines(turn: ExplainedTurn) -> Iterator[str]:
    if turn.card:
        yield f"The bot shows the emergency card {_CARDS[turn.card]}. {REASONS[turn.reason]}"
        for sign in turn.signs:
            rule = "the second voice" if sign.rule == "scorer" else f"rule {sign.rule}"
            yield f"Sign: “{sign.words}” ({sign.category}, {rule})."
        yield "Nothing else in the message was weighed: an emergency comes before everything."
        yield from _reply(turn)
        return
    if len(turn.parts) == 1:
        (part,) = turn.parts
        yield _does(part)
        yield from _reply(turn)
        yield from _why(part)
        return
    yield f"The bot reads {len(turn.parts)} questions in the message and replies to each."
    yield from _reply(turn)
    for number, part in enumerate(turn.parts, 1):
        yield ""
        yield f"Question {number} of {len(turn.parts)}: “{part.text}”"
        yield _does(part)
        yield from _why(part)


def _does(part: ExplainedPart) -> str:
    does = "leaves this part open" if part.left_open else wording.does(part.outcome, part.reason)
    given = f": {_named(part.given)}" if part.given else ""
    return f"The bot {does}{given}. {REASONS[part.reason]}"


def _reply(turn: ExplainedTurn) -> Iterator[str]:
    if turn.deferred:
        yield "It takes this for a personal decision and leaves it to the care team."
    yield "It says:"
    for line in turn.reply.splitlines():
        yield f"  | {line}".rstrip()


def _why(part: ExplainedPart) -> Iterator[str]:
    if part.choices:
        yield f"Choices: {', '.join(_named(choice) for choice in part.choices)}."
    if part.weighed is None:
        yield from wording.recognised(part.entities)
        return
    weighed = part.weighed
    if (weighed.outcome, weighed.reason) != (part.outcome, part.reason):
        alone = wording.does(weighed.outcome, weighed.reason)
        yield f"By its words alone the bot {alone}: {REASONS[weighed.reason]}"
    yield from wording.details(weighed)


def _named(choice: Choice) -> str:
    return f"“{choice.title}” ({choice.intent})"
