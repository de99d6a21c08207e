"""Fitting by class: the same model from one process or two, and scores of rows held out."""

import os
import subprocess
import sys

import numpy as np
import pytest
from scipy.sparse import csr_matrix
from sklearn.svm import LinearSVC

from bot.text import words
from bot.training import linear, svm
from bot.training.dataset import Row
from bot.training.evidence import PSEUDO, SHARE, common_part, evidence
from bot.training.fit import fit_texts, fit_with_scores
from bot.training.folds import FOLDS, fold_of_each
from bot.training.linear import NEVER_HELD_OUT, fit_linear
from bot.understanding.lexicon import Lexicon

WORDS = {"pain": "hurt sore ache", "cost": "price pay money", "book": "visit date time"}
TEXTS = [
    (f"{frame} {word} {tail}", intent)
    for intent, said in WORDS.items()
    for word in said.split()
    for frame in ("what about the", "tell me the", "is there")
    for tail in ("please", "now")
]
ROWS = [Row(text, words(text), intent) for text, intent in sorted(TEXTS, key=lambda row: row[::-1])]


def drawn(rows: int = 2000, columns: int = 60, classes: int = 4):
    """Return a matrix in which each class has columns of its own, and the labels."""
    random = np.random.default_rng(7)
    labels = random.integers(0, classes, rows)
    dense = (random.random((rows, columns)) < 0.05) * 0.3
    dense[np.arange(rows), labels * 10 + random.integers(0, 6, rows)] += 1.0
    return csr_matrix(dense, dtype=np.float32), labels


def test_leaving_far_rows_out_leaves_the_decisions():
    matrix, labels = drawn()
    found = fit_linear(matrix, labels)
    voices = matrix @ (found.weights.T * found.scales) + found.intercepts
    whole = LinearSVC(C=svm.COST, tol=1e-4, max_iter=3000).fit(matrix, labels)
    assert np.mean(voices.argmax(1) == whole.predict(matrix)) > 0.99


def test_two_processes_give_the_bytes_of_one(monkeypatch):
    matrix, labels = drawn()
    folds = np.arange(len(labels)) % FOLDS
    alone = fit_linear(matrix, labels, folds)
    monkeypatch.setattr(linear, "_WORTH_A_PROCESS", 0)
    shared = fit_linear(matrix, labels, folds)
    assert alone.weights.tobytes() == shared.weights.tobytes()
    assert alone.held_out.tobytes() == shared.held_out.tobytes()


def test_rows_that_are_never_held_out_have_no_score():
    matrix, labels = drawn(200)
    folds = np.arange(len(labels)) % FOLDS
    folds[:5] = NEVER_HELD_OUT
    held_out = fit_linear(matrix, labels, folds).held_out
    assert np.isnan(held_out[:5]).all()
    assert not np.isnan(held_out[5:]).any()


def test_the_parts_of_naive_bayes_add_up():
    own, total = np.array([0.0, 2.0, 1.0]), np.array([3.0, 2.0, 4.0])
    by_column, to_all = evidence(own, total)
    ours, rest = own + PSEUDO, total - own + PSEUDO
    whole = SHARE * np.log((ours / ours.sum()) / (rest / rest.sum()))
    assert by_column + common_part(total) + to_all == pytest.approx(whole)
    assert by_column[0] == 0.0


def test_each_intent_is_dealt_out_evenly_and_titles_stay():
    rows = [*ROWS, Row("Pain?", ("pain",), "pain", spoken=False)]
    folds = fold_of_each(rows)
    assert folds[-1] == NEVER_HELD_OUT
    for intent in WORDS:
        sizes = np.bincount(folds[[r.spoken and r.intent == intent for r in rows]], minlength=FOLDS)
        assert sizes.max() - sizes.min() <= 1


def test_no_more_folds_are_held_out_than_scores_are_needed():
    few = fold_of_each(ROWS, enough=len(ROWS) // 3)
    every = fold_of_each(ROWS, enough=len(ROWS))
    assert set(few) == {NEVER_HELD_OUT, 0, 1}
    assert set(every) == set(range(FOLDS))
    assert np.array_equal(few[few >= 0], every[few >= 0])


def test_scores_name_the_rows_they_belong_to():
    rows = [*ROWS[:5], Row("Book!", ("book",), "book", spoken=False), *ROWS[5:]]
    _, scores = fit_with_scores(rows, Lexicon(), enough=20, progress=lambda line: None)
    assert 20 <= len(scores.places) < len(ROWS)
    assert [rows[place].intent for place in scores.places] == scores.truth.tolist()
    assert all(rows[place].spoken for place in scores.places)


def test_held_out_scores_know_the_right_intent():
    classifier, scores = fit_with_scores(ROWS, Lexicon(), progress=lambda line: None)
    assert scores.right.mean() > 0.9
    assert classifier.blend.slope > 0 or scores.right.all()
    assert len(scores.truth) == len(ROWS)


@pytest.mark.parametrize("rows", [2, 3, 5])
def test_an_intent_may_have_fewer_rows_than_there_are_folds(rows):
    texts = [*TEXTS[:6], *((f"parking place {i}", "park") for i in range(rows - 1))]
    classifier, scores = fit_texts(texts)
    assert classifier.rank(words("a parking place"))[0].intent == "park"
    assert np.isfinite(scores.score).all()


def test_one_utterance_of_an_intent_is_enough_to_train():
    classifier, _ = fit_texts([*TEXTS, ("parking", "park")])
    assert classifier.rank(("parking",))[0].intent == "park"


def test_two_intents_are_enough_to_train():
    classifier, scores = fit_texts(row for row in TEXTS if row[1] != "book")
    assert classifier.rank(words("is it sore"))[0].intent == "pain"
    assert set(scores.third) == {""}


def test_the_order_of_hashes_does_not_matter():
    program = (
        "from tests.bot.training.test_linear import TEXTS\n"
        "from bot.training.fit import fit_texts\n"
        "import hashlib; found, scores = fit_texts(TEXTS)\n"
        "data = found.weights.values.tobytes() + found.vectoriser.keys.tobytes()\n"
        "print(hashlib.sha256(data + scores.score.tobytes()).hexdigest())"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(seen) == 1
