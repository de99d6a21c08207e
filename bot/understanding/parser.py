"""From a text to a Parse: the careful parsers first, the classifier for what they do not know."""

from __future__ import annotations

from dataclasses import dataclass

from bot.text import utterance
from bot.types import IntentScore, Parse, Utterance
from bot.understanding.model import Model

SURE = 99.0
"""The raw score of an utterance that is known word for word; no classifier score comes near."""

_FUNCTION_WORDS = frozenset(
    "a an the i me my we you your it its he she they is am are was were be been do does did have "
    "has had can could will would should may might of in on at to for from by with as and or but "
    "if so that this these those there here what when where who which why how not no".split()
)


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
        tokens = self.model.speller.correct(said.tokens)
        vocabulary = self.model.speller.frequency
        return Parse(
            utterance=said,
            ranking=self.model.classifier.rank(tokens),
            entities=self.model.lexicon.entities(tokens),
            parser="classifier",
            unknown=tuple(t for t in tokens if t not in vocabulary),
            corrected=" ".join(tokens) if tokens != said.tokens else None,
        )

    def _sure(self, said: Utterance, intent: str, parser: str) -> Parse:
        return Parse(
            utterance=said,
            ranking=(IntentScore(intent, 1.0, SURE),),
            entities=self.model.lexicon.entities(said.tokens),
            parser=parser,
        )


def unknown_share(parse: Parse) -> float:
    """Return the share (0 to 1) of the content words that no utterance contains."""
    tokens = (parse.corrected or parse.utterance.normalised).split()
    content = [token for token in tokens if token not in _FUNCTION_WORDS]
    return len(parse.unknown) / len(content) if content else 0.0
