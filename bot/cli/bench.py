"""`bench`: the product on public data, beside plain systems that a maintainer could use instead."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.cli.output import Place

_DATASETS = Path("../shared/datasets")
_FILES = ("clinc150/data_full.json", "banking77/train.csv", "banking77/test.csv")


def add_options(command: argparse.ArgumentParser) -> None:
    """Add the options of `bench`."""
    command.description = (
        "Measure the classifier on public data, trained as the clinic's own model is. With --train "
        "and --test: on two CSV files with a text and an intent column. Without: on CLINC150 and "
        "BANKING77 with growth and profile, written to docs/benchmarks.md."
    )
    command.add_argument("--train", type=Path, metavar="CSV", help="rows to learn from")
    command.add_argument("--test", type=Path, metavar="CSV", help="messages to ask")
    command.add_argument(
        "--out-of-scope",
        metavar="LABEL",
        default="out_of_scope",
        help="label of the rows that belong to no intent (default: out_of_scope)",
    )
    command.add_argument("--peers", action="store_true", help="measure the plain systems too")
    command.add_argument(
        "--datasets", type=Path, metavar="DIR", help=f"default: DATASETS, else {_DATASETS}"
    )
    command.add_argument(
        "--docs", type=Path, metavar="DIR", default=Path("docs"), help="where the page is written"
    )


def wrong_use(arguments: argparse.Namespace) -> str | None:
    """Return what is wrong with the options, or None."""
    if (arguments.train is None) != (arguments.test is None):
        return "bench needs both --train CSV and --test CSV, or neither for the public data sets"
    return None


def bench(place: Place, arguments: argparse.Namespace, environment: Mapping[str, str]) -> int:
    """Measure and print; without files of one's own, write the page too. Return 0."""
    if arguments.train is None:
        named = arguments.datasets or Path(environment.get("DATASETS") or _DATASETS)
        return _public(place, named, arguments.docs, environment)
    # scikit-learn takes a second to import: other commands must not wait for it.
    from bot.evaluation import bench as benchmark
    from bot.evaluation.bench_files import read_pair, unused_label
    from bot.evaluation.bench_words import in_words

    data = read_pair(arguments.train, arguments.test, out_of_scope=arguments.out_of_scope)
    unused = unused_label(data, arguments.out_of_scope)
    if unused:
        place.progress(f"note: {unused}")
    machine = benchmark.describe_machine()
    systems, missing = benchmark.find_peers() if arguments.peers else ([], {})
    measured = [
        benchmark.measure(data, system, environment=environment, progress=place.progress)
        for system in (benchmark.US, *systems)
    ]
    found: dict[str, Any] = {
        **benchmark.describe(data),
        **measured[0].to_json(),
        "machine": machine,
    }
    if arguments.peers:
        found["peers"] = [peer.to_json() for peer in measured[1:]]
        found["peers_missing"] = missing
    place.progress("done")
    place.result(found, in_words(found) + (f"\nNote: {unused}" if unused else ""))
    return 0


def _public(place: Place, datasets: Path, docs: Path, environment: Mapping[str, str]) -> int:
    missing = [name for name in _FILES if not (datasets / name).is_file()]
    if missing:
        why = (
            f"The benchmark is skipped: there is no {datasets / missing[0]}. The public data sets "
            "are no part of the project: docs/benchmarks.md names their origin; put them under "
            f"{datasets}, or name their folder: make bench DATASETS=path"
        )
        place.result({"ok": True, "skipped": why}, why)
        return 0
    place.check_writable(docs)
    from bot.evaluation.bench_public import run_public

    found = run_public(datasets, docs, environment=environment, progress=place.progress)
    place.result(found.data, found.text)
    return 0
