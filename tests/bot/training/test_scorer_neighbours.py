"""Neighbours as they are served are those that were measured."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from bot.grams import BLOCK_BITS, Keys
from bot.safety.features import BLOCKS
from bot.safety.neighbours import GROUPS, MOST_MESSAGES, Floats, Neighbours
from bot.training.scorer_neighbours import Compared

STEMS, CONCEPTS = (list(BLOCKS).index(name) for name in ("stems", "concepts"))
ROWS, COLUMNS = 60, 40


def likeness(near: Neighbours, place: NDArray[np.intp], value: Floats) -> NDArray[np.float32]:
    return np.array([near.to_ordinary(place, value), *near.to_emergencies(place, value)])


def key(block: int, number: int) -> int:
    return block << BLOCK_BITS | number


@pytest.fixture(name="keys")
def keys_fixture() -> Keys:
    """Ten columns before the compared ones, thirty of stems and concepts."""
    before = [key(0, number) for number in range(10)]
    stems = [key(STEMS, number) for number in range(20)]
    return np.array([*before, *stems, *(key(CONCEPTS, n) for n in range(10))], np.uint32)


@pytest.fixture(name="vectors")
def vectors_fixture() -> csr_matrix:
    numbers = np.random.default_rng(5)
    dense = numbers.random((ROWS, COLUMNS)) * (numbers.random((ROWS, COLUMNS)) < 0.15)
    dense[:, 12] = 0.4  # a word that everybody says
    return csr_matrix(dense)


def test_served_and_measured_likeness_agree(keys: Keys, vectors: csr_matrix) -> None:
    groups = np.arange(ROWS) % GROUPS
    members, left_out = np.arange(40), np.arange(40, ROWS)
    compared = Compared(vectors, keys, members)
    near = compared.neighbours(groups)
    assert sum(near.sizes) == len(members)
    measured = compared.likeness(groups, left_out)
    assert measured.max() > 0.3
    for row, expected in zip(left_out, measured, strict=True):
        one = vectors[row]
        served = likeness(near, one.indices.astype(np.intp), one.data.astype(np.float32))
        assert served == pytest.approx(expected, abs=0.01)


def test_a_message_is_most_like_itself(keys: Keys, vectors: csr_matrix) -> None:
    groups = np.zeros(ROWS, np.intp)
    groups[7] = 2
    near = Compared(vectors, keys, np.arange(ROWS)).neighbours(groups)
    itself = vectors[7]
    like = likeness(near, itself.indices.astype(np.intp), itself.data.astype(np.float32))
    assert like[2] == pytest.approx(1.0, abs=0.01)
    assert like[0] < like[2]
    assert like[1] == 0.0  # a group without messages is like nothing


def test_what_everybody_says_and_what_nobody_said_is_like_nothing(
    keys: Keys, vectors: csr_matrix
) -> None:
    near = Compared(vectors, keys, np.arange(ROWS)).neighbours(np.zeros(ROWS, np.intp))
    for column in (3, 12):  # of another block; in every message
        like = likeness(near, np.array([column]), np.ones(1, np.float32))
        assert like.tolist() == [0.0] * GROUPS


def test_more_messages_than_can_be_counted_are_refused(keys: Keys) -> None:
    many = csr_matrix((MOST_MESSAGES + 1, COLUMNS))
    with pytest.raises(ValueError, match="65537 messages, more than 65536"):
        Compared(many, keys, np.arange(MOST_MESSAGES + 1))
