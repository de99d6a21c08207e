"""Weights kept small give what the whole matrix gives."""

import numpy as np
import pytest

from bot.understanding.weights import FAINT, Weights

RANDOM = np.random.default_rng(5)
MATRIX = (RANDOM.integers(-127, 128, (60, 20)) * (RANDOM.random((60, 20)) < 0.15)).astype(np.int8)
MATRIX[np.abs(MATRIX) <= FAINT] = 0
MATRIX[3] = 7  # crowded
MATRIX[4] = 0  # empty


@pytest.mark.parametrize("columns", [[3], [4], [0, 3, 4, 59], list(range(60)), [0, 1]])
def test_totals_are_those_of_the_matrix(columns):
    values = RANDOM.random(len(columns)).astype(np.float32)
    total = Weights.from_matrix(MATRIX).total(np.array(columns), values)
    assert total == pytest.approx(values @ MATRIX[columns].astype(float), abs=1e-3)


def test_every_single_weight_can_be_asked_for():
    weights = Weights.from_matrix(MATRIX)
    found = [[weights.one(column, index) for index in range(20)] for column in range(60)]
    assert np.array_equal(found, MATRIX)


def test_weights_survive_a_file(tmp_path):
    weights = Weights.from_matrix(MATRIX)
    np.savez(tmp_path / "a.npz", **weights.to_arrays())
    with np.load(tmp_path / "a.npz", allow_pickle=False) as arrays:
        again = Weights.from_arrays(arrays)
    assert again.one(3, 5) == 7
    assert again.total(np.array([3, 4]), np.ones(2, np.float32)) == pytest.approx([7.0] * 20)


def test_no_weights_at_all_add_up_to_nothing():
    weights = Weights.from_matrix(np.zeros((3, 2), np.int8))
    assert weights.total(np.array([0, 2]), np.ones(2, np.float32)).tolist() == [0.0, 0.0]


def test_faint_weights_are_kept_in_crowded_columns_alone():
    matrix = np.zeros((2, 20), np.int8)
    matrix[0], matrix[1, :2] = FAINT, (FAINT, -FAINT - 1)
    weights = Weights.from_matrix(matrix)
    assert [weights.one(0, 0), weights.one(1, 0), weights.one(1, 1)] == [FAINT, 0, -FAINT - 1]
