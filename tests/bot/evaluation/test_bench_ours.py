"""The benchmark measures the product: the same training, the same files, the same parsers."""

from __future__ import annotations

import numpy as np
import pytest

from bot.evaluation import bench_ours
from bot.evaluation.bench_data import DataSet, Example
from bot.evaluation.bench_profile import parts, sampled
from bot.evaluation.bench_serving import open_ours
from bot.model_files import read_model
from bot.text import words
from bot.training.dataset import Row
from bot.training.fit import fit_with_scores
from bot.understanding.classifier import OUT_OF_SCOPE
from bot.understanding.lexicon import Lexicon
from tests.bot.evaluation.test_bench_files import TRAIN

DATA = DataSet(
    "small",
    tuple(
        Example(text, OUT_OF_SCOPE if intent == "oos" else intent)
        for intent, said in TRAIN.items()
        for text in said
    ),
    (),
)


def silent(_what: str) -> None:
    """Take progress and print nothing."""


@pytest.fixture(scope="module")
def fitted():
    return bench_ours.fit(DATA, progress=silent)


@pytest.fixture(scope="module")
def folder(fitted, tmp_path_factory):
    folder = tmp_path_factory.mktemp("model")
    fitted.save(folder)
    return folder


def test_it_learns_what_training_learns_from_the_same_rows(folder):
    rows = [Row(row.text, words(row.text), row.intent) for row in DATA.train]
    rows.sort(key=lambda row: (row.intent, row.text))
    own, _ = fit_with_scores(rows, Lexicon(), progress=silent)
    ours = read_model(folder).classifier
    assert ours.classes == own.classes
    assert ours.blend == own.blend
    for name in ("scales", "intercepts", "commons", "slopes"):
        assert np.array_equal(getattr(ours, name), getattr(own, name))
    for name, array in own.weights.to_arrays().items():
        assert np.array_equal(ours.weights.to_arrays()[name], array)


def test_it_answers_with_the_parsers_that_serve_patients(folder):
    rank = open_ours(folder)
    assert rank("does it hurt") == [("pain", 99.0, 1.0)]  # known word for word
    assert rank("how do i pay my bull")[0][0] == "pay"
    assert rank("") == []


def test_its_threshold_lies_among_the_scores_of_rows_it_had_not_seen(fitted, folder):
    rows = [Row(row.text, words(row.text), row.intent) for row in DATA.train]
    rows.sort(key=lambda row: (row.intent, row.text))
    _, scores = fit_with_scores(rows, Lexicon(), progress=silent)
    assert scores.score.min() - scores.lead.max() <= fitted.threshold <= scores.score.max()


def test_the_profile_names_our_own_functions():
    with sampled() as found:
        for _ in range(3000):
            words("does it hurt when the needle goes in")
    assert parts(found)[0].function.startswith("text.")
    assert sum(part.share for part in parts(found)) == pytest.approx(1.0)
