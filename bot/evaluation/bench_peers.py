"""Peers for the benchmark: plain scikit-learn, and a sentence encoder where one is installed."""

from __future__ import annotations

import importlib
import json
import warnings
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import LinearSVC

from bot.evaluation.bench_answers import Ranking, find_threshold, judge
from bot.evaluation.bench_data import DataSet
from bot.evaluation.bench_systems import Fitted
from bot.training.fit import SEED
from bot.training.folds import FOLDS

MINILM = "minilm"
ENCODER = "sentence-transformers/all-MiniLM-L6-v2"
_BEST = 4
_WORDS: dict[str, Any] = {}
_BOTH: tuple[dict[str, Any], ...] = (
    {"ngram_range": (1, 2), "sublinear_tf": True},
    {"analyzer": "char_wb", "ngram_range": (2, 5), "sublinear_tf": True},
)
Matrix = Any
"""Vectors, shape (texts, columns): scipy's CSR for TF-IDF, a float32 array for an encoder."""


class Tfidf:
    """TF-IDF vectors of one or more vectorisers side by side."""

    def __init__(self, settings: Sequence[dict[str, Any]]) -> None:
        self.vectorisers = [TfidfVectorizer(**values) for values in settings]

    def fit(self, texts: Sequence[str]) -> None:
        """Learn the vocabulary of `texts`."""
        for vectoriser in self.vectorisers:
            vectoriser.fit(texts)

    def matrix(self, texts: Sequence[str]) -> Matrix:
        """Return the vectors, shape (texts, columns)."""
        return hstack([v.transform(texts) for v in self.vectorisers], format="csr")

    def write(self, folder: Path) -> None:
        """Write vocabulary and idf."""
        terms = [v.get_feature_names_out().tolist() for v in self.vectorisers]
        (folder / "terms.json").write_text(json.dumps(terms), encoding="utf-8")
        np.savez_compressed(folder / "idf.npz", *(v.idf_ for v in self.vectorisers))

    def read(self, folder: Path) -> None:
        """Read what `write` wrote."""
        terms = json.loads((folder / "terms.json").read_text(encoding="utf-8"))
        with np.load(folder / "idf.npz", allow_pickle=False) as idf:
            for number, vectoriser in enumerate(self.vectorisers):
                vectoriser.set_params(vocabulary=terms[number])
                vectoriser.idf_ = idf[f"arr_{number}"]


class Encoder:
    """Sentence vectors of MiniLM. The encoder's own files are not part of what is written."""

    def __init__(self, settings: Sequence[dict[str, Any]]) -> None:
        library = importlib.import_module("sentence_transformers")
        self.model = library.SentenceTransformer(ENCODER, local_files_only=True)

    def fit(self, texts: Sequence[str]) -> None:
        """Learn nothing: the encoder is as it came."""

    def matrix(self, texts: Sequence[str]) -> Matrix:
        """Return the vectors, shape (texts, 384)."""
        return np.asarray(self.model.encode(list(texts)), np.float32)

    def write(self, folder: Path) -> None:
        """Write nothing."""

    def read(self, folder: Path) -> None:
        """Read nothing."""


@dataclass(frozen=True)
class Peer:
    """Vectors and a linear model on them."""

    features: type[Tfidf] | type[Encoder]
    settings: Sequence[dict[str, Any]]
    head: type[LogisticRegression] | type[LinearSVC]

    def installed(self) -> bool:
        """Return whether all files it needs are on this machine; nothing is fetched."""
        try:
            self.features(self.settings)
        except (ImportError, OSError, ValueError):
            return False
        return True

    def train(self, texts: Sequence[str], labels: Sequence[str]) -> _Trained:
        """Return the model of `texts`."""
        features = self.features(self.settings)
        features.fit(texts)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # defaults may stop before they converge: so be it
            head = self.head(random_state=SEED).fit(features.matrix(texts), labels)
        return _Trained(features, head)

    def open(self, folder: Path) -> Callable[[str], Ranking]:
        """Return what ranks the intents of a text, from the files in `folder`."""
        features, head = self.features(self.settings), self.head()
        features.read(folder)
        with np.load(folder / "head.npz", allow_pickle=False) as arrays:
            head.classes_, head.coef_ = arrays["classes"], arrays["weights"]
            head.intercept_, (slope, offset) = arrays["intercepts"], arrays["sigmoid"]
        trained = _Trained(features, head, float(slope), float(offset))
        return lambda text: trained.rankings([text])[0]

    def fit(self, data: DataSet, *, progress: Callable[[str], None]) -> Fitted:
        """Return the model of `data.train` with the threshold of its out-of-fold scores."""
        texts = np.array([row.text for row in data.train], object)
        labels = np.array([row.intent for row in data.train], np.str_)
        folds = min(FOLDS, max(Counter(labels.tolist()).values()))
        rankings: dict[int, Ranking] = {}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # an intent may have fewer rows than there are folds
            split = StratifiedKFold(folds, shuffle=True, random_state=SEED)
            for number, (learn, hold) in enumerate(split.split(labels, labels), 1):
                progress(f"fold {number} of {folds}")
                trained = self.train(texts[learn].tolist(), labels[learn].tolist())
                rankings |= zip(hold.tolist(), trained.rankings(texts[hold]), strict=True)
        held = judge(labels.tolist(), [rankings[i] for i in range(len(labels))])
        progress("fitting the model")
        trained = self.train(texts.tolist(), labels.tolist())
        slope, offset = 0.0, 0.0
        top = np.array([rankings[i][0][1] for i in range(len(labels))]).reshape(-1, 1)
        right = np.array([rankings[i][0][0] == labels[i] for i in range(len(labels))])
        if right.any() and not right.all():  # Platt's sigmoid, as ours has it
            sigmoid = LogisticRegression(C=1e3).fit(top, right)
            slope, offset = float(sigmoid.coef_[0, 0]), float(sigmoid.intercept_[0])

        def save(folder: Path) -> None:
            trained.features.write(folder)
            np.savez_compressed(
                folder / "head.npz",
                classes=trained.head.classes_,
                weights=trained.head.coef_,
                intercepts=trained.head.intercept_,
                sigmoid=np.array([slope, offset]),
            )

        return Fitted(find_threshold(held.score, held.truth), save)


@dataclass(frozen=True)
class _Trained:
    features: Tfidf | Encoder
    head: LogisticRegression | LinearSVC
    slope: float = 0.0
    offset: float = 0.0

    def rankings(self, texts: Sequence[str]) -> list[Ranking]:
        """Return the best intents of each text; a logistic regression's own probability counts."""
        matrix = self.features.matrix(texts)
        if isinstance(self.head, LogisticRegression):
            scores = sure = self.head.predict_proba(matrix)
        else:
            scores = self.head.decision_function(matrix)
            scores = np.stack([-scores, scores], 1) if scores.ndim == 1 else scores
            sure = 1 / (1 + np.exp(-np.clip(self.slope * scores + self.offset, -30, 30)))
        best = np.argsort(-scores, axis=1, kind="stable")[:, :_BEST]
        names = self.head.classes_
        return [
            [(str(names[i]), float(scores[row, i]), float(sure[row, i])) for i in order]
            for row, order in enumerate(best)
        ]


PEERS = {
    "tfidf-logistic": Peer(Tfidf, [_WORDS], LogisticRegression),
    "tfidf-svm": Peer(Tfidf, _BOTH, LinearSVC),
    MINILM: Peer(Encoder, (), LogisticRegression),
}
NAMES = {
    "tfidf-logistic": "TF-IDF + logistic regression",
    "tfidf-svm": "word and character TF-IDF + linear SVM",
    MINILM: "MiniLM sentence encoder + logistic regression",
}
