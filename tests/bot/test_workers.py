"""Work shared by two processes comes back as one would have done it."""

import os

import pytest

from bot import workers
from bot.workers import parts_of, share


class Stubborn:
    """Something that no pickle can send."""

    def __init__(self, by: int) -> None:
        self.by = by

    def __reduce__(self):
        raise TypeError("I stay where I am")


def times(given: Stubborn, part: range) -> tuple[int, list[int]]:
    return os.getpid(), [given.by * number for number in part]


def broken(given: Stubborn, part: range) -> None:
    raise ValueError(f"{part} cannot be done")


PARTS = [range(start, start + 3) for start in range(0, 30, 3)]


@pytest.fixture
def two_cores(monkeypatch):
    monkeypatch.setattr(workers.os, "cpu_count", lambda: 2)


def test_other_processes_give_the_same_in_the_same_order(two_cores):
    done = share(times, Stubborn(7), PARTS, pickles=False)
    assert [numbers for _, numbers in done] == [[7 * n for n in part] for part in PARTS]
    assert os.getpid() not in {process for process, _ in done}


@pytest.mark.parametrize(
    ("cores", "start", "parts", "options"),
    [
        (1, "fork", PARTS, {}),
        (None, "fork", PARTS, {}),
        (2, "fork", PARTS[:1], {}),
        (2, "fork", [], {}),
        (2, "fork", PARTS, {"worth_it": False}),
        (2, "spawn", PARTS, {"pickles": False}),
    ],
)
def test_alone_it_does_the_same(monkeypatch, cores, start, parts, options):
    monkeypatch.setattr(workers.os, "cpu_count", lambda: cores)
    monkeypatch.setattr(workers.multiprocessing, "get_start_method", lambda: start)
    done = share(times, Stubborn(7), parts, **options)
    assert done == [(os.getpid(), [7 * n for n in part]) for part in parts]


def test_a_fault_in_another_process_is_raised_here(two_cores):
    with pytest.raises(ValueError, match="cannot be done"):
        share(broken, Stubborn(7), PARTS, pickles=False)


def test_parts_hold_everything_once_in_order():
    assert parts_of("abcdefg", 3) == ["abc", "def", "g"]
    assert parts_of((), 3) == []
