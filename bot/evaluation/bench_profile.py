"""Where the time goes: samples of which of our functions is at work, taken while it works.

Nothing is wrapped and nothing slows down: a second thread looks every two milliseconds which
function of `bot/` is the innermost one running, whatever library it has called.
"""

from __future__ import annotations

import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from bot.evaluation.bench_answers import Ranking

_EVERY, _LEAST, _SECONDS = 0.002, 0.02, 5.0
_BOT = f"{Path(__file__).parents[1]}/"


@dataclass(frozen=True, slots=True)
class Part:
    """One of our functions and the share (0 to 1) of the time that it was at work."""

    function: str
    share: float


@contextmanager
def sampled() -> Iterator[Counter[str]]:
    """Fill the counter it gives with the functions at work in the calling thread."""
    found: Counter[str] = Counter()
    over = threading.Event()
    watched = threading.get_ident()

    def look() -> None:
        while not over.wait(_EVERY):
            frame = sys._current_frames().get(watched)
            found[_innermost(frame)] += 1

    watcher = threading.Thread(target=look, daemon=True)
    watcher.start()
    try:
        yield found
    finally:
        over.set()
        watcher.join()


def parts(found: Counter[str]) -> tuple[Part, ...]:
    """Return the functions with 2 % of the samples or more, the rest as one, largest first."""
    total = sum(found.values()) or 1
    shares = {name: count / total for name, count in found.items()}
    large = [Part(name, share) for name, share in shares.items() if share >= _LEAST and name]
    rest = 1.0 - sum(part.share for part in large)
    ordered = sorted(large, key=lambda part: (-part.share, part.function))
    return (*ordered, Part("all else", max(rest, 0.0)))


def message_parts(rank: Callable[[str], Ranking], texts: Sequence[str]) -> tuple[Part, ...]:
    """Return where the time goes while `texts` are ranked, for five seconds at least."""
    began = time.perf_counter()
    with sampled() as found:
        while time.perf_counter() - began < _SECONDS:
            for text in texts:
                rank(text)
    return parts(found)


def _innermost(frame: FrameType | None) -> str:
    """Return "module.function" of the innermost frame in `bot/`, "" where there is none."""
    while frame is not None:
        path = frame.f_code.co_filename
        name = path.rpartition("/")[2].removesuffix(".py")
        if path.startswith(_BOT) and not name.startswith("bench"):
            return f"{name}.{frame.f_code.co_qualname.split('.<')[0]}"
        frame = frame.f_back
    return ""
