"""The benchmark: one system on one data set, trained, saved, opened again and asked everything."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import platform
import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

from bot.evaluation import bench_figures, bench_ours, bench_peers
from bot.evaluation.bench_answers import Answers, judge
from bot.evaluation.bench_data import DataSet
from bot.evaluation.bench_serving import OURS, serve
from bot.evaluation.bench_systems import System
from bot.understanding.classifier import OUT_OF_SCOPE

COSTS = {
    "train_seconds": "from the rows to the model with its threshold, folds included",
    "train_cpu_seconds": "the same in CPU time of all its processes",
    "load_seconds": "from the files to the first answer, imports not counted",
    "p50_ms": "median time from a text to its ranking, one thread",
    "p99_ms": "99 of 100 messages take no longer",
    "p50_cpu_ms": "the median in CPU time: what other programs took is not in it",
    "p99_cpu_ms": "99 of 100 messages need no more CPU time",
    "model_bytes": "all files of the model on disk",
    "resident_bytes": "memory of the process that answered, after the last message",
}
"""What a system costs, and the meaning of each figure."""

US = System(OURS, "this bot", bench_ours.fit)


@dataclass(frozen=True)
class Measured:
    """What one system did on one data set."""

    system: System
    answers: Answers
    threshold: float
    figures: bench_figures.Figures
    half_widths: bench_figures.Figures
    costs: dict[str, float]

    def to_json(self) -> dict[str, Any]:
        """Return the figures as a JSON object; shares are 0 to 1."""
        return {
            "system": self.system.key,
            **_rounded(self.figures),
            "threshold": round(self.threshold, 4),
            "half_widths": _rounded(self.half_widths),
            **self.costs,
        }


def measure(
    data: DataSet,
    system: System,
    *,
    environment: Mapping[str, str],
    progress: Callable[[str], None],
) -> Measured:
    """Return what `system` does on `data`: learned from its training rows, asked its test rows."""
    progress(f"{data.name}: {system.name}")
    began, worked = time.perf_counter(), _cpu_seconds()
    with threadpool_limits(limits=1):
        fitted = system.fit(data, progress=progress)
    train_seconds, worked = time.perf_counter() - began, _cpu_seconds() - worked
    progress(f"asking {len(data.test)} messages")
    served = serve(system.key, fitted, [row.text for row in data.test], environment=environment)
    answers = judge([row.intent for row in data.test], served.rankings)
    return Measured(
        system,
        answers,
        fitted.threshold,
        bench_figures.figures(answers, fitted.threshold),
        bench_figures.half_widths(answers, fitted.threshold),
        {
            "train_seconds": round(train_seconds, 2),
            "train_cpu_seconds": round(worked, 2),
            "load_seconds": round(served.load_seconds, 3),
            "p50_ms": _percentile(served.milliseconds, 50),
            "p99_ms": _percentile(served.milliseconds, 99),
            "p50_cpu_ms": _percentile(served.cpu_milliseconds, 50),
            "p99_cpu_ms": _percentile(served.cpu_milliseconds, 99),
            "model_bytes": served.model_bytes,
            "resident_bytes": served.resident_bytes,
        },
    )


def find_peers() -> tuple[list[System], dict[str, str]]:
    """Return the peers that run here, and by name why another does not."""
    here = [
        System(key, bench_peers.NAMES[key], peer.fit)
        for key, peer in bench_peers.PEERS.items()
        if key != bench_peers.MINILM
    ]
    if importlib.util.find_spec("sentence_transformers") is None:
        return here, {bench_peers.NAMES[bench_peers.MINILM]: "not installed"}
    peer, name = bench_peers.PEERS[bench_peers.MINILM], bench_peers.NAMES[bench_peers.MINILM]
    if not peer.installed():
        return here, {name: "the library is installed, the encoder's files are not"}
    return [*here, System(bench_peers.MINILM, name, peer.fit)], {}


def describe(data: DataSet) -> dict[str, Any]:
    """Return what the data set holds, as JSON."""
    learned = {row.text for row in data.train}
    outside = [sum(row.intent == OUT_OF_SCOPE for row in rows) for rows in (data.train, data.test)]
    return {
        "data_set": data.name,
        "intents": len(data.intents),
        "rows": {
            "train_in_scope": len(data.train) - outside[0],
            "train_out_of_scope": outside[0],
            "train_without_words": data.without_words,
            "test_in_scope": len(data.test) - outside[1],
            "test_out_of_scope": outside[1],
            "test_also_in_train": sum(row.text in learned for row in data.test),
        },
    }


def describe_machine() -> dict[str, Any]:
    """Return what the figures were measured on, as JSON."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return {
        "processor": _processor(),
        "cores": cores,
        "load_before": round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None,
        "message_threads": 1,
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "numpy": importlib.metadata.version("numpy"),
        "scikit_learn": importlib.metadata.version("scikit-learn"),
    }


def _processor() -> str:
    path = Path("/proc/cpuinfo")
    found = path.exists() and re.search(r"model name\s*:\s*(.+)", path.read_text(encoding="utf-8"))
    return found.group(1).strip() if found else platform.processor() or platform.machine()


def _cpu_seconds() -> float:
    """Return the CPU time of this process and of those that it started and that have ended."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def _percentile(values: Sequence[float], percent: int) -> float:
    return round(float(np.percentile(values, percent)), 3)


def _rounded(values: bench_figures.Figures) -> bench_figures.Figures:
    return {name: None if v is None else round(v, 4) for name, v in values.items()}
