"""Why the bot understands a text as it does: voices, words, neighbours, guards, in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from bot import policy
from bot.evaluation import wording
from bot.evaluation.guards import Guard, check_guards
from bot.evaluation.terms import Term, by_word, readable, weigh
from bot.text import utterance, words
from bot.types import Conversation, Entity, Outcome, Parse
from bot.understanding.classifier import OUT_OF_SCOPE, Classifier
from bot.understanding.model import Model
from bot.understanding.parser import Parser

MOST_INTENTS = 5
MOST_TERMS = 8
MOST_NEIGHBOURS = 3


@dataclass(frozen=True, slots=True)
class Voices:
    """One intent with its two voices, both in units of the blended `score` that they add up to."""

    intent: str
    title: str
    linear: float  # the words and n-grams, weighed by the linear model
    others: float  # its lead over the best rival, less the doubt that it is any of our business
    score: float
    confidence: float  # 0 to 1, for display


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An utterance the model was trained on and its likeness (cosine, 0 to 1) to the text."""

    text: str  # normalised
    intent: str
    likeness: float


@dataclass(frozen=True, slots=True)
class Correction:
    """A word as it was typed and as it was read."""

    typed: str
    read: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that bears on how one text, asked on its own, is understood and decided.

    The safety check and the splitting of several questions come before this and are not in it.
    """

    said: str  # normalised
    parser: str  # exact | fuzzy | classifier: which of them decided
    outcome: Outcome
    reason: str  # a code of bot.policy.REASONS
    intents: tuple[Voices, ...]  # best first
    start: float  # what the best intent's linear voice begins with, before any word
    words: tuple[Term, ...]  # of the best intent, in the order of the text
    grams: tuple[Term, ...]  # of the best intent, strongest first
    unknown: tuple[str, ...]
    corrections: tuple[Correction, ...]
    entities: tuple[Entity, ...]  # offsets count characters of the corrected text
    neighbours: tuple[Neighbour, ...]  # most alike first
    guards: tuple[Guard, ...]  # in the order they are asked; the first that objects decides

    @property
    def spoke(self) -> Guard | None:
        """The guard that kept the best intent from being given, if one did."""
        return next((guard for guard in self.guards if not guard.holds), None)

    def to_json(self) -> dict[str, Any]:
        """Return everything as a JSON object, the reason's sentence among it."""
        spoke = self.spoke.name if self.spoke else None
        return {**asdict(self), "spoke": spoke, "sentence": policy.REASONS[self.reason]}

    def to_text(self) -> str:
        """Return the explanation in words that a receptionist can follow."""
        return wording.tell(self)


def explain(model: Model, text: str) -> Explanation:
    """Return why `model` understands `text` as it does, when it opens a conversation."""
    parse = Parser(model).parse(text)
    decision = policy.decide(parse, Conversation("explain"), model.book, model.config)
    said = utterance(text).tokens
    tokens = model.spelled(said) if parse.parser == "classifier" else said
    intents = _intents(model, tokens)
    terms, start = weigh(model.classifier, tokens, intents[0].intent) if intents else ([], 0.0)
    return Explanation(
        said=parse.utterance.normalised,
        parser=parse.parser,
        outcome=decision.outcome,
        reason=decision.reason,
        intents=intents,
        start=start,
        words=tuple(by_word(tokens, model.lexicon, terms)),
        grams=tuple(Term(readable(t.term), t.weight) for t in terms[:MOST_TERMS]),
        unknown=parse.unknown,
        corrections=tuple(
            Correction(typed, read)
            for typed, read in zip(said, tokens, strict=True)
            if typed != read
        ),
        entities=parse.entities,
        neighbours=_nearest(model, tokens, [row.intent for row in intents]),
        guards=_guards(parse, model),
    )


def _guards(parse: Parse, model: Model) -> tuple[Guard, ...]:
    # A text known word for word is given without asking the guards.
    return check_guards(parse, model.book, model.config) if parse.parser == "classifier" else ()


def _intents(model: Model, tokens: Sequence[str]) -> tuple[Voices, ...]:
    heard = model.classifier.voices(tokens)
    voices = {} if heard is None else dict(zip(model.classifier.classes, heard, strict=True))
    return tuple(
        Voices(
            intent=row.intent,
            title=title_of(model, row.intent),
            linear=float(voices[row.intent]),
            others=row.score - float(voices[row.intent]),
            score=row.score,
            confidence=row.confidence,
        )
        for row in model.classifier.rank(tokens)[:MOST_INTENTS]
    )


def title_of(model: Model, intent: str) -> str:
    """Return the patient's words for `intent`, out of scope included. KeyError: unknown intent."""
    return "Not about the treatments here" if intent == OUT_OF_SCOPE else model.title(intent)


def nearest_utterances(model: Model, text: str, intents: Sequence[str]) -> tuple[Neighbour, ...]:
    """Return the utterances of `intents` that are most like `text`, the most alike first."""
    return _nearest(model, model.spelled(words(text)), intents)


def _nearest(model: Model, tokens: Sequence[str], intents: Sequence[str]) -> tuple[Neighbour, ...]:
    query, length = _dense(model.classifier, tokens)
    if not length:
        return ()
    found = []
    for text, intent in model.known.by_text.items():
        if intent in intents:
            columns, values = model.classifier.vectoriser.vector(words(text))
            scale = length * float(np.linalg.norm(values))
            likeness = float(query[columns] @ values) / scale if scale else 0.0
            found.append(Neighbour(text, intent, min(likeness, 1.0)))
    found.sort(key=lambda neighbour: (-neighbour.likeness, neighbour.text))
    return tuple(found[:MOST_NEIGHBOURS])


def _dense(classifier: Classifier, tokens: Sequence[str]) -> tuple[np.ndarray, float]:
    """Return the vector of `tokens`, of shape (columns,), and its length."""
    columns, values = classifier.vectoriser.vector(tokens)
    query = np.zeros(len(classifier.vectoriser.idf), np.float32)
    query[columns] = values
    return query, float(np.linalg.norm(values))
