"""A trained model as a value: what it knows, what it may say, and how it behaves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.config import BotConfig
from bot.content.book import Book
from bot.types import Choice, ModelCard
from bot.understanding.classifier import Classifier
from bot.understanding.exact import KnownUtterances
from bot.understanding.follow_up_voices import FollowUpVoices
from bot.understanding.follow_ups import FollowUps
from bot.understanding.lexicon import Lexicon
from bot.understanding.spelling import Speller


@dataclass(frozen=True)
class Model:
    """Everything that one version needs to understand and answer; nothing of it changes."""

    card: ModelCard
    config: BotConfig
    book: Book
    classifier: Classifier
    known: KnownUtterances
    speller: Speller
    follow_ups: FollowUps
    follow_up_voices: FollowUpVoices
    outside_words: frozenset[str] = frozenset()  # at home in out-of-scope messages

    @property
    def lexicon(self) -> Lexicon:
        """The entity words that training used."""
        return self.classifier.vectoriser.lexicon

    def spelled(self, tokens: Sequence[str]) -> tuple[str, ...]:
        """Return `tokens` with misspelled words put right, as far as that is clear."""
        return self.speller.correct(tokens, self.classifier.vectoriser.follow_each_other)

    def known_after(self, intent: str) -> frozenset[str]:
        """Return what known follow-ups of the answer `intent` mean."""
        names = self.classifier.classes
        if intent not in names:
            return frozenset()
        return frozenset(names[each] for each in self.follow_ups.meant_after(names.index(intent)))

    def title(self, intent: str) -> str:
        """Return the patient's words for an intent. Raises KeyError for an unknown one."""
        return self.book.entries[intent].title

    def titles(self) -> tuple[Choice, ...]:
        """Return all FAQ and staff intents as buttons, sorted by id."""
        return self.book.choices(
            tuple(sorted(i for i, e in self.book.entries.items() if e.kind != "small_talk"))
        )
