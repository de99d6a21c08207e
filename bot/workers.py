"""Work that two processes share, so that both cores of a small machine are used in training.

Threads would not do: most of this is Python, and liblinear keeps its random numbers per process.
Nothing that serves patients imports this.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from typing import Any, TypeVar

Given = TypeVar("Given")
Part = TypeVar("Part")
Done = TypeVar("Done")

_PROCESSES = 2

_given: list[Any] = []
"""What all parts of the work need, in a process that shares it: sent once, not with each part."""


def share(
    work: Callable[[Given, Part], Done],
    given: Given,
    parts: Sequence[Part],
    *,
    worth_it: bool = True,
    pickles: bool = True,
) -> list[Done]:
    """Return `work(given, part)` for each of `parts`, in their order, whoever did it.

    `work` is a function of a module; parts and what comes of them can be pickled. This process does
    it all where it is not `worth_it` to start others, where there is one core or one part, and
    where `given` neither `pickles` nor is inherited, as on macOS and Windows.
    """
    inherited = multiprocessing.get_start_method() == "fork"
    alone = not worth_it or len(parts) < 2 or (os.cpu_count() or 1) < 2
    if alone or not (pickles or inherited):
        return [work(given, part) for part in parts]
    with ProcessPoolExecutor(_PROCESSES, initializer=_remember, initargs=(given,)) as pool:
        return list(pool.map(partial(_with_given, work), parts))


def parts_of(rows: Sequence[Part], size: int) -> list[Sequence[Part]]:
    """Return `rows` in parts of `size`, in their order; the last may be smaller.

    >>> parts_of("abcde", 2)
    ['ab', 'cd', 'e']
    """
    return [rows[start : start + size] for start in range(0, len(rows), size)]


def _remember(given: object) -> None:
    _given[:] = [given]


def _with_given(work: Callable[[Any, Part], Done], part: Part) -> Done:
    return work(_given[0], part)
