"""What one more utterance would change: the model fitted twice, without it and with it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from bot.assistant import Assistant, load_assistant
from bot.content.checks import no_such_intent
from bot.content.records import Content
from bot.errors import ContentError, Problem
from bot.evaluation.compare import Compared, compare
from bot.text import words
from bot.training.build import build_model
from bot.training.dataset import make_rows
from bot.training.fit import fit_classifier
from bot.types import Outcome
from bot.understanding.lexicon import Lexicon
from bot.understanding.model import Model


@dataclass(frozen=True)
class WhatIf:
    """Two assistants that differ by one utterance, and what each says to it."""

    before: Assistant
    after: Assistant
    own: Compared
    worth_little: bool  # whether `before` gives the wanted intent without asking back


def refuse(content: Content, text: str, intent: str) -> None:
    """Raise ContentError for an intent that `content` does not have or a text without words."""
    if intent not in {one.id for one in content.intents}:
        message = no_such_intent(intent, (one.id for one in content.intents))
        raise ContentError([Problem("what-if", 0, message)])
    if not words(text):
        raise ContentError([Problem("what-if", 0, f"“{text}” holds no word that could be learned")])


def with_utterance(intents: Path, content: Content, live: Model, text: str, intent: str) -> WhatIf:
    """Return what changes when `text` becomes an utterance of `intent`. Writes nothing.

    Both models are fitted anew from `content`, which the folder `intents` holds, with the
    thresholds of `live`, so that nothing but the utterance differs. Raises ContentError as
    `refuse` does.
    """
    refuse(content, text, intent)
    more = tuple(
        replace(one, utterances=(*one.utterances, text)) if one.id == intent else one
        for one in content.intents
    )
    before = load_assistant(intents, _fitted(content, live))
    after = replace(before, model=_fitted(replace(content, intents=more), live))
    (own,) = compare(before, after, [text]).rows
    sure = own.old.outcome in (Outcome.ANSWER, Outcome.HANDOFF, Outcome.SMALL_TALK)
    return WhatIf(before, after, own, sure and own.old.intents == (intent,))


def _fitted(content: Content, live: Model) -> Model:
    rows = make_rows(content, live.book.policy)
    lexicon = Lexicon.from_values(content.entities)
    classifier = fit_classifier(rows, lexicon, blend=live.classifier.blend)
    return build_model(content, rows, classifier, card=live.card, config=live.config)
