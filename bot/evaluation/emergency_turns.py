"""Whether a candidate still answers with the card what the live model answers with the card.

The check itself knows no model; what stands between it and the patient, the turn, does.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bot.assistant import Assistant
from bot.evaluation.metrics import NOON
from bot.safety.corpus import load_corpus, load_messages
from bot.types import Conversation, Outcome
from bot.understanding.model import Model
from bot.workers import parts_of, share

READABLE = "evaluation/safety/first-author.yaml"
"""The unseen messages that developers may read; those of later authors are only counted."""


_AT_ONCE = 200
"""Messages that one of two processes sends before it takes up more."""

ONE_IN = 10
"""So many messages of the corpus are enough: a red flag ends the turn before the model is asked,
and what the check hears does not hang on the model."""


def lost_emergencies(candidate: Assistant, live: Model | None, intents: Path) -> tuple[str, ...]:
    """Return the known emergencies that get the card with `live` and not with `candidate`.

    Without a live model every one that the check flags must get the card. Raises ContentError.
    """
    before = Assistant(candidate.lines, candidate.safety, candidate.advice, live)
    parts = parts_of(_emergencies(intents), _AT_ONCE)
    without = [
        text for part in share(_without_card, candidate, parts, pickles=False) for text in part
    ]
    return tuple(
        text
        for text in without
        if (_gets_card(before, text) if live else candidate.safety.check(text))
    )


def _emergencies(intents: Path) -> list[str]:
    corpus = load_corpus(intents / "safety").values()
    files = [tuple(m for messages in corpus for m in messages if m.tier)[::ONE_IN]]
    if (path := intents / READABLE).exists():
        files.append(load_messages(path, intents.parent))
    return [m.text for messages in files for m in messages if m.tier and len(m.texts) == 1]


def _without_card(assistant: Assistant, texts: Sequence[str]) -> list[str]:
    return [text for text in texts if not _gets_card(assistant, text)]


def _gets_card(assistant: Assistant, text: str) -> bool:
    turn = assistant.reply_to(text, Conversation("gate"), now=NOON)
    return turn.decision.outcome is Outcome.EMERGENCY and turn.reply.card is not None
