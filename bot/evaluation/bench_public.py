"""The public data sets beside the peers, with growth and profile: what `make bench` runs."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.evaluation import bench_page, bench_plots, bench_words
from bot.evaluation.bench import US, Measured, describe, describe_machine, find_peers, measure
from bot.evaluation.bench_data import DataSet, read_clinc
from bot.evaluation.bench_files import read_pair
from bot.evaluation.bench_profile import Part, message_parts, parts, sampled
from bot.evaluation.bench_serving import open_ours

GROWTH = (10, 50, 150)
"""Numbers of intents; the smaller sets are parts of the larger."""

PROFILED = 25
"""Intents of the profile: so few are trained in one process, which can be watched."""

_SEED = 20260501
Progress = Callable[[str], None]


@dataclass(frozen=True)
class Found:
    """What the run found: for machines, and for the terminal."""

    data: dict[str, Any]
    text: str


def run_public(
    datasets: Path, docs: Path, *, environment: Mapping[str, str], progress: Progress
) -> Found:
    """Measure everything, and write `benchmarks.md` and its pictures into `docs`.

    Raises ContentError when the files are not the data sets they should be.
    """
    clinc = read_clinc(datasets / "clinc150" / "data_full.json")
    banking = datasets / "banking77"
    sets = [
        clinc,
        read_pair(banking / "train.csv", banking / "test.csv", out_of_scope="", name="BANKING77"),
    ]
    machine = describe_machine()
    peers, missing = find_peers()
    pictures: dict[str, str] = {}
    results: list[dict[str, Any]] = []
    for data in sets:
        measured = [
            measure(data, system, environment=environment, progress=progress)
            for system in (US, *peers)
        ]
        results.append(_result(data, measured))
        pictures |= _pictures(data, measured)
    growth = [
        *(
            _ours(_part(clinc, size), environment, progress)
            for size in GROWTH
            if size < len(clinc.intents)
        ),
        {key: value for key, value in results[0].items() if key != "peers"},
    ]
    pictures["bench-growth"] = bench_plots.growth_picture("growth", growth)
    found = {
        "machine": machine,
        "data_sets": results,
        "peers_missing": missing,
        "growth": growth,
        "profile": _profile(clinc, progress),
    }
    bench_page.write(found, pictures, docs)
    words = [bench_words.in_words({**row, "machine": machine}) for row in results]
    return Found(found, "\n\n".join([*words, f"Written: {docs / bench_page.NAME}"]))


def _result(data: DataSet, measured: list[Measured]) -> dict[str, Any]:
    ours, *peers = (one.to_json() for one in measured)
    return {**describe(data), **ours, "peers": peers}


def _ours(data: DataSet, environment: Mapping[str, str], progress: Progress) -> dict[str, Any]:
    ours = measure(data, US, environment=environment, progress=progress)
    return {**describe(data), **ours.to_json()}


def _part(data: DataSet, size: int) -> DataSet:
    names = list(data.intents)
    random.Random(_SEED).shuffle(names)  # noqa: S311 -- no secret
    return data.part(names[:size], f"{data.name}, {size} intents")


def _pictures(data: DataSet, measured: list[Measured]) -> dict[str, str]:
    name = data.name.casefold()
    return {
        f"bench-{name}-coverage": bench_plots.coverage_picture(f"{name}-c", measured),
        f"bench-{name}-reliability": bench_plots.reliability_picture(f"{name}-r", measured),
    }


def _profile(data: DataSet, progress: Progress) -> dict[str, Any]:
    """Return where the time goes in training and in one message."""
    progress(f"{data.name}: where the time goes")
    with sampled() as found:
        US.fit(_part(data, PROFILED), progress=progress)
    fitted = US.fit(data, progress=progress)
    with tempfile.TemporaryDirectory() as folder:
        fitted.save(Path(folder))
        rank = open_ours(Path(folder))
    messages = message_parts(rank, [row.text for row in data.test])
    return {
        "intents": min(PROFILED, len(data.intents)),
        "training": _rows(parts(found)),
        "message": _rows(messages),
    }


def _rows(found: tuple[Part, ...]) -> list[dict[str, Any]]:
    return [{"function": part.function, "share": round(part.share, 4)} for part in found]
