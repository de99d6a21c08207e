"""An explanation put into plain words, line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from bot.policy import REASONS
from bot.types import Entity, Outcome

if TYPE_CHECKING:
    from bot.evaluation.explain import Explanation
    from bot.evaluation.terms import Term

_DOES = {
    Outcome.ANSWER: "gives the answer",
    Outcome.CLARIFY: "asks back with choices",
    Outcome.HANDOFF: "hands over to staff",
    Outcome.DECLINE: "says that it has no sure answer, and names the ways on",
    Outcome.SMALL_TALK: "answers with small talk",
}
_DOES_FOR = {
    "out_of_scope": "says that it can only help with the treatments here",
    "empty": "says that it could read no words",
    "language": "says that it answers in English alone",
    "refused": "offers other things instead",
}
"""What it does for some reasons, where the outcome alone says too little."""

_PARSERS = {
    "exact": "A known utterance, word for word.",
    "fuzzy": "A known utterance, but for misspelled words.",
}
_SMALL = 0.05
"""Terms that move the score by less are left out of the text; `to_json` has them all."""


def tell(explanation: Explanation) -> str:
    """Return `explanation` as lines of text for a person."""
    done = does(explanation.outcome, explanation.reason)
    first = f"The bot {done}. {REASONS[explanation.reason]}"
    return "\n".join([first, *details(explanation)])


def does(outcome: Outcome, reason: str) -> str:
    """Return what the bot does, such as "hands over to staff"."""
    special = _DOES_FOR.get(reason) if outcome in (Outcome.DECLINE, Outcome.CLARIFY) else None
    return special or _DOES.get(outcome, str(outcome))


def details(told: Explanation) -> Iterator[str]:
    """Yield how the words were read and weighed, line by line."""
    if told.parser in _PARSERS:
        yield _PARSERS[told.parser]
    yield from _reading(told)
    if not told.intents:
        return
    best = told.intents[0]
    yield ""
    yield "Best fits (score = words + what the other intents say):"
    for row in told.intents:
        yield (
            f"  {row.score:6.2f} = {row.linear:5.2f} {row.others:+.2f}  "
            f"{row.confidence:4.0%}  {row.title} ({row.intent})"
        )
    yield ""
    yield from _counted(told, best.title)
    yield "Known utterances most like it:"
    for near in told.neighbours:
        yield f"  {near.likeness:4.0%}  “{near.text}” ({near.intent})"
    if told.guards:
        yield ""
        yield f"May “{best.title}” be given as the answer?"
        for guard in told.guards:
            objection = "yes" if guard.holds else f"NO, {guard.name.replace('_', ' ')}"
            yield f"  {objection}: {guard.sentence}"


def recognised(entities: Iterable[Entity]) -> Iterator[str]:
    """Yield a line that names the values found in a message; none when there are none."""
    found = dict.fromkeys(f"{e.entity} = {e.value}".replace("_", " ") for e in entities)
    if found:
        yield f"Recognised: {', '.join(found)}."


def _reading(told: Explanation) -> Iterator[str]:
    for correction in told.corrections:
        yield f"Read “{correction.typed}” as “{correction.read}”."
    if told.unknown:
        yield f"Words that no known utterance holds: {', '.join(told.unknown)}."
    yield from recognised(told.entities)


def _counted(told: Explanation, title: str) -> Iterator[str]:
    for_it = _list([term for term in told.words if term.weight >= _SMALL])
    against = _list([term for term in told.words if term.weight <= -_SMALL])
    yield f"Words that count for “{title}”: {for_it or 'none'}."
    if against:
        yield f"Words that count against it: {against}."
    pieces = _list([term for term in told.grams if abs(term.weight) >= _SMALL])
    if pieces:
        yield f"Strongest pieces of words: {pieces}."


def _list(terms: Sequence[Term]) -> str:
    ordered = sorted(terms, key=lambda term: -abs(term.weight))
    return ", ".join(f"{term.term} {term.weight:+.2f}" for term in ordered)
