"""The product on a public data set: trained, saved and read back as the clinic's own model is.

The settings are those of training; what belongs to the clinic's content is left out: its entity
words, its answers and titles, which a set of messages and labels does not have.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from bot.config import BotConfig
from bot.content.book import Book
from bot.evaluation.bench_answers import NOTHING, find_threshold, in_scope_score
from bot.evaluation.bench_data import DataSet
from bot.evaluation.bench_systems import Fitted
from bot.model_files import write_model
from bot.text import words
from bot.training.dataset import Row, word_counts
from bot.training.fit import SEED, fit_texts
from bot.training.folds import OutOfFold
from bot.types import ModelCard
from bot.understanding.classifier import OUT_OF_SCOPE
from bot.understanding.exact import KnownUtterances
from bot.understanding.follow_up_voices import FollowUpVoices
from bot.understanding.follow_ups import FollowUps
from bot.understanding.model import Model
from bot.understanding.spelling import Speller


def fit(data: DataSet, *, progress: Callable[[str], None]) -> Fitted:
    """Return the product's model of `data.train`, and the threshold on its out-of-fold scores."""
    pairs = [(row.text, row.intent) for row in data.train]
    classifier, scores = fit_texts(pairs, progress=progress)
    threshold = _threshold(scores)
    card = ModelCard("bench", "", "", "demo", SEED, len(data.intents), len(pairs))
    model = Model(
        card=card,
        config=BotConfig(
            answer_score=threshold,
            answer_margin=0.0,
            clarify_score=threshold,
            decline_score=threshold,
        ),
        book=Book({}, "demo"),
        classifier=classifier,
        known=KnownUtterances.from_rows(pairs),
        speller=Speller(word_counts([Row(text, words(text), intent) for text, intent in pairs])),
        follow_ups=FollowUps.from_texts((), classifier.classes, classifier.vectoriser),
        follow_up_voices=FollowUpVoices.silent(len(classifier.classes)),
    )

    def save(folder: Path) -> None:
        write_model(model, folder)

    return Fitted(threshold, save)


def _threshold(scores: OutOfFold) -> float:
    outside_on_top = scores.top == OUT_OF_SCOPE
    best = np.where(outside_on_top, scores.score - scores.lead, scores.score)
    outside = np.where(outside_on_top, scores.score, NOTHING)
    return find_threshold(in_scope_score(best, outside), scores.truth)
