"""Why the bot says what it says to a whole message: what it does first, then each question in it.

The emergency check, the check for other languages, what is no question ("I do not want injections")
and the splitting of several questions come before the words of a question are weighed. So a turn is
told from its own decisions, and the weighing stands below the question it belongs to.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from bot.evaluation import turn_wording
from bot.evaluation.explain import Explanation, explain
from bot.policy import REASONS
from bot.privacy.mask import mask
from bot.text import utterance
from bot.types import Choice, Entity, Outcome, Part, Turn
from bot.understanding.model import Model

WEIGHED = ("exact", "fuzzy", "classifier")
"""Parsers that look at the words of one question; what the others read is told by the reason."""


@dataclass(frozen=True, slots=True)
class Sign:
    """Words that the emergency check took for a red flag, and the rule that did."""

    words: str  # normalised and masked
    rule: str
    category: str


@dataclass(frozen=True, slots=True)
class ExplainedPart:
    """One question of a message: what became of it, and how its words were weighed."""

    text: str  # masked
    outcome: Outcome
    reason: str  # a code of bot.policy.REASONS
    given: Choice | None  # the intent that was settled on, with its title
    choices: tuple[Choice, ...]  # what was offered, best first
    left_open: bool  # named as unsure beside the questions that were answered
    entities: tuple[Entity, ...]
    weighed: Explanation | None  # None where the words were not weighed


@dataclass(frozen=True, slots=True)
class ExplainedTurn:
    """A whole turn: the reply, and why."""

    outcome: Outcome
    reason: str  # of the part that decides what happens next
    reply: str
    deferred: bool  # a personal decision is left to the care team
    card: str | None  # kind of the emergency card, where there is one
    signs: tuple[Sign, ...]
    parts: tuple[ExplainedPart, ...]  # none under an emergency card

    def to_json(self) -> dict[str, Any]:
        """Return everything as a JSON object, the reasons' sentences among it."""
        parts = [
            {
                **asdict(part),
                "sentence": REASONS[part.reason],
                "weighed": part.weighed.to_json() if part.weighed else None,
            }
            for part in self.parts
        ]
        return {**asdict(self), "sentence": REASONS[self.reason], "parts": parts}

    def to_text(self) -> str:
        """Return the explanation in words that a receptionist can follow."""
        return turn_wording.tell(self)


def explain_turn(model: Model, turn: Turn) -> ExplainedTurn:
    """Return why `turn`, which opened a conversation with `model`, is what it is."""
    said = utterance(turn.text).normalised
    signs = dict.fromkeys(
        Sign(mask(said[flag.start : flag.end]), flag.rule, flag.category) for flag in turn.flags
    )
    return ExplainedTurn(
        outcome=turn.decision.outcome,
        reason=turn.decision.reason,
        reply=turn.reply.text,
        deferred=any(part.decision.deferred for part in turn.parts),
        card=turn.reply.card.kind if turn.reply.card else None,
        signs=tuple(signs),
        parts=tuple(_part(model, part, first=part is turn.parts[0]) for part in turn.parts),
    )


def _part(model: Model, part: Part, *, first: bool) -> ExplainedPart:
    decision, text = part.decision, part.parse.utterance.text
    settled = decision.intent is not None
    return ExplainedPart(
        text=mask(text),
        outcome=decision.outcome,
        reason=decision.reason,
        given=Choice(decision.intent, model.title(decision.intent)) if decision.intent else None,
        choices=tuple(Choice(intent, model.title(intent)) for intent in decision.choices),
        left_open=not first and not settled and decision.outcome is not Outcome.CLARIFY,
        entities=part.parse.entities,
        weighed=explain(model, text) if part.parse.parser in WEIGHED else None,
    )
