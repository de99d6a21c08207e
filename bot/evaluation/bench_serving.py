"""A saved system in a process of its own, on one thread: what a message costs and what it holds.

As a script, `python -m bot.evaluation.bench_serving KEY FOLDER` reads one JSON text a line and
answers each with one line `[milliseconds, CPU milliseconds, ranking]`; the last line holds what the
process needed.
"""

from __future__ import annotations

import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.evaluation.bench_answers import Ranking
from bot.evaluation.bench_systems import Fitted

OURS = "ours"
ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"), "1"
)
_BEST = 4
_ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Served:
    """What one process said to each message, and what it took."""

    rankings: list[Ranking]
    milliseconds: list[float]  # from text to ranking, each message once, after one to warm up
    cpu_milliseconds: list[float]  # the same without what other programs took
    load_seconds: float  # from the files to the first ranking, imports not counted
    resident_bytes: int  # after the last message
    model_bytes: int  # all files on disk


def serve(
    key: str, fitted: Fitted, texts: Sequence[str], *, environment: Mapping[str, str]
) -> Served:
    """Return what the system, saved and opened again, says to `texts`.

    Raises RuntimeError with the process's own words when it ends early.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fitted.save(folder)
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        run = subprocess.run(  # noqa: S603 -- our own module
            [sys.executable, "-m", "bot.evaluation.bench_serving", key, name],
            input="".join(json.dumps(text) + "\n" for text in texts),
            env={**environment, **ONE_THREAD},
            cwd=_ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
    if run.returncode:
        raise RuntimeError(run.stderr)
    *rows, last = [json.loads(line) for line in run.stdout.splitlines()]
    return Served(
        rankings=[ranking for _, _, ranking in rows],
        milliseconds=[spent for spent, _, _ in rows],
        cpu_milliseconds=[spent for _, spent, _ in rows],
        load_seconds=last["load_seconds"],
        resident_bytes=last["resident_bytes"],
        model_bytes=size,
    )


def open_ours(folder: Path) -> Callable[[str], Ranking]:
    """Return what ranks the intents of a text as the product does, guards and wording aside."""
    from bot.model_files import read_model
    from bot.understanding.parser import Parser

    parser = Parser(read_model(folder))

    def rank(text: str) -> Ranking:
        ranking = parser.parse(text).ranking[:_BEST]
        return [(row.intent, row.score, row.confidence) for row in ranking]

    return rank


def _open(key: str, folder: Path) -> Callable[[str], Ranking]:
    if key == OURS:
        return open_ours(folder)
    from bot.evaluation.bench_peers import PEERS  # scikit-learn must not count as ours

    return PEERS[key].open(folder)


def _resident_bytes() -> int:
    status = Path("/proc/self/status")
    if status.exists():
        held = re.search(r"VmRSS:\s+(\d+) kB", status.read_text(encoding="ascii"))
        if held:
            return int(held.group(1)) * 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # the peak, where there is no /proc
    return most if sys.platform == "darwin" else most * 1024


def main(key: str, folder: Path) -> None:
    """Answer each line of standard input."""
    began = time.perf_counter()
    rank = _open(key, folder)
    rank("does it hurt")
    load_seconds = time.perf_counter() - began
    for line in sys.stdin:
        text = json.loads(line)
        began, worked = time.perf_counter(), time.thread_time()
        ranking = rank(text)
        worked, spent = time.thread_time() - worked, time.perf_counter() - began
        print(json.dumps([1000 * spent, 1000 * worked, ranking]))
    print(json.dumps({"load_seconds": load_seconds, "resident_bytes": _resident_bytes()}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
