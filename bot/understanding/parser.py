"""From a text to a Parse: the careful parsers first, the classifier for what they do not know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.text import utterance
from bot.types import IntentScore, Parse, Utterance
from bot.understanding.context import content_words
from bot.understanding.follow_ups import TOPIC
from bot.understanding.model import Model

SURE = 99.0
"""The raw score of an utterance that is known word for word; no classifier score comes near."""


@dataclass(frozen=True)
class Parser:
    """The cascade of parsers over one model."""

    model: Model

    def parse(self, text: str) -> Parse:
        """Return what was understood of `text`; its ranking is empty when no word is known."""
        said = utterance(text)
        if intent := self.model.known.exact(said.tokens):
            return self._sure(said, intent, "exact")
        if intent := self.model.known.fuzzy(said.tokens):
            return self._sure(said, intent, "fuzzy")
        return self._classify(said, self.model.spelled(said.tokens))

    def parse_as(
        self, text: str, completed: Sequence[str], *, tokens: Sequence[str], after: str | None
    ) -> Parse:
        """Return what was understood of `text` when it is read as `completed`, in its context.

        Its own `tokens` count too, and so do known follow-ups, where `after` is the last answer.
        """
        parse = replace(self._classify(utterance(text), tuple(completed)), parser="context")
        classifier = self.model.classifier
        together, alone = classifier.scores(completed), classifier.scores(tokens)
        if together is None or alone is None:
            return parse
        scores = TOPIC * together + (1 - TOPIC) * alone
        if after in classifier.classes:
            vector, index = (
                classifier.vectoriser.phrase_vector(tokens),
                classifier.classes.index(after),
            )
            scores += self.model.follow_ups.echo(vector, index, len(scores))
            scores += self.model.follow_up_voices.gain(vector, index)
        return replace(parse, ranking=classifier.ranking(scores))

    def _classify(self, said: Utterance, tokens: tuple[str, ...]) -> Parse:
        vocabulary = self.model.speller.frequency
        unknown = tuple(t for t in tokens if t not in vocabulary)
        return Parse(
            utterance=said,
            ranking=self.model.classifier.rank(tokens),
            entities=self.model.lexicon.entities(tokens),
            parser="classifier",
            unknown=unknown,
            unknown_share=len(unknown) / max(len(content_words(tokens)), len(unknown), 1),
            corrected=" ".join(tokens) if tokens != said.tokens else None,
        )

    def _sure(self, said: Utterance, intent: str, parser: str) -> Parse:
        return Parse(
            utterance=said,
            ranking=(IntentScore(intent, 1.0, SURE),),
            entities=self.model.lexicon.entities(said.tokens),
            parser=parser,
        )
