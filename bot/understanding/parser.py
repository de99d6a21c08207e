"""From a text to a Parse: the careful parsers first, the classifier for what they do not know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.text import utterance
from bot.types import IntentScore, Parse, Utterance
from bot.understanding.context import content_words
from bot.understanding.features import Indices, Values
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
        said, classifier = utterance(text), self.model.classifier
        vector = classifier.vectoriser.vector(tokens)
        together, alone = classifier.scores(completed), classifier.scores_of(vector)
        scores = together
        if together is not None and alone is not None:
            scores = TOPIC * together + (1 - TOPIC) * alone
            if after in classifier.classes:
                scores += self._known(vector, classifier.classes.index(after))
        ranking = () if scores is None else classifier.ranking(scores)
        return self._parse(said, tuple(completed), ranking, "context")

    def _known(self, vector: tuple[Indices, Values], after: int) -> Values:
        """Return what each class gains from known follow-ups, shape (classes,)."""
        model = self.model
        phrases = model.classifier.vectoriser.phrases(vector)
        echo = model.follow_ups.echo(phrases, after, len(model.classifier.classes))
        gained: Values = echo + model.follow_up_voices.gain(phrases, after)
        return gained

    def _classify(self, said: Utterance, tokens: tuple[str, ...]) -> Parse:
        return self._parse(said, tokens, self.model.classifier.rank(tokens), "classifier")

    def _parse(
        self,
        said: Utterance,
        tokens: tuple[str, ...],
        ranking: tuple[IntentScore, ...],
        parser: str,
    ) -> Parse:
        vocabulary = self.model.speller.frequency
        meaning = content_words(tokens)
        unknown = tuple(word for word in meaning if word not in vocabulary)
        outside = [w for w in meaning if w in unknown or w in self.model.outside_words]
        return Parse(
            utterance=said,
            ranking=ranking,
            entities=self.model.lexicon.entities(tokens),
            parser=parser,
            unknown=unknown,
            unknown_share=len(unknown) / max(len(meaning), 1),
            outside_share=len(outside) / max(len(meaning), 1),
            corrected=" ".join(tokens) if tokens != said.tokens else None,
        )

    def _sure(self, said: Utterance, intent: str, parser: str) -> Parse:
        return Parse(
            utterance=said,
            ranking=(IntentScore(intent, 1.0, SURE),),
            entities=self.model.lexicon.entities(said.tokens),
            parser=parser,
        )
