"""A model put together from its content, its rows and its fitted classifier."""

from __future__ import annotations

from collections.abc import Sequence

from bot.config import BotConfig
from bot.content.book import make_book
from bot.content.records import Content, Policy
from bot.text import words
from bot.training.dataset import Row, outside_words, word_counts
from bot.training.follow_ups import fit_voices, follow_up_texts
from bot.types import ModelCard
from bot.understanding.classifier import Classifier
from bot.understanding.exact import KnownUtterances
from bot.understanding.follow_ups import FollowUps
from bot.understanding.model import Model
from bot.understanding.spelling import Speller

_LONGEST_TITLE = 60


def build_model(
    content: Content,
    rows: Sequence[Row],
    classifier: Classifier,
    *,
    card: ModelCard,
    config: BotConfig,
) -> Model:
    """Return the model whose answers, known questions and spelling come from the same rows."""
    policy: Policy = "approved" if card.content_policy == "approved" else "demo"
    texts = follow_up_texts(content, policy)
    lexicon = classifier.vectoriser.lexicon
    counts = word_counts(rows)
    return Model(
        card=card,
        config=config,
        book=make_book(content, policy),
        classifier=classifier,
        known=KnownUtterances.from_rows((row.text, row.intent) for row in rows if _asked(row)),
        speller=Speller({**dict.fromkeys(sorted(lexicon.known_words()), 1), **counts}),
        outside_words=outside_words(rows) - lexicon.known_words(),
        follow_ups=FollowUps.from_texts(texts, classifier.classes, classifier.vectoriser),
        follow_up_voices=fit_voices(
            texts,
            [words(text) for text in (*content.near, *content.far)],
            classifier.classes,
            classifier.vectoriser,
        ),
    )


def _asked(row: Row) -> bool:
    # An answer's own text is no question; a title is one, as buttons send it.
    return row.spoken or len(row.text) <= _LONGEST_TITLE
