"""The figures of the benchmark in words: one table for the terminal and the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

ROWS = {
    "accuracy": "right, nothing held back",
    "top3": "right one among the best three",
    "macro_f1": "macro F1",
    "out_of_scope_recall": "out of scope caught",
    "in_scope_rejection": "in scope rejected",
    "right": "in scope answered right at the threshold",
    "wrong": "in scope answered wrong at the threshold",
    "auroc": "AUROC, in scope against out of scope",
    "fpr_at_95_recall": "out of scope let in when 95 % in scope are",
    "right_at_5_percent_wrong": "answered right, 5 % of the answers wrong",
    "right_at_2_percent_wrong": "answered right, 2 % of the answers wrong",
    "calibration_error": "calibration error",
}
"""The figures in the order of the tables, in a reader's words; all in %."""

COST_ROWS = {
    "train_seconds": "training with threshold, s",
    "train_cpu_seconds": "training, CPU s of all processes",
    "load_seconds": "files to first answer, s",
    "p50_ms": "one message, median, ms",
    "p99_ms": "one message, p99, ms",
    "p50_cpu_ms": "one message, median, CPU ms",
    "p99_cpu_ms": "one message, p99, CPU ms",
    "model_bytes": "model on disk, MB",
    "resident_bytes": "memory of the process, MB",
}


def figure(found: Mapping[str, Any], name: str) -> str:
    """Return a share of `found` in percent with its half-width; a dash where there is none."""
    value, width = found[name], found["half_widths"][name]
    if value is None:
        return "–"
    return f"{100 * value:.1f}" if width is None else f"{100 * value:.1f} ± {100 * width:.1f}"


def cost(found: Mapping[str, Any], name: str) -> str:
    """Return a cost of `found` in the unit of COST_ROWS."""
    value = found[name]
    if name.endswith("_bytes"):
        return f"{value / 1e6:.1f}"
    return f"{value:.1f}" if name.startswith("train_") else f"{value:.2f}"


def holds(found: Mapping[str, Any]) -> str:
    """Return a sentence about the data set that `found` describes."""
    rows = found["rows"]
    said = (
        f"{found['data_set']}: {found['intents']} intents, {rows['train_in_scope']:,} rows to "
        f"learn from and {rows['train_out_of_scope']:,} out of scope; asked "
        f"{rows['test_in_scope']:,} messages in scope and {rows['test_out_of_scope']:,} out of "
        f"scope, {rows['test_also_in_train']:,} of them word for word among the training rows."
    )
    if rows["train_without_words"]:
        said += f" {rows['train_without_words']:,} training rows hold no word and were left out."
    return said


def machine(found: Mapping[str, Any]) -> str:
    """Return a sentence about the machine that `found` describes."""
    load = found["load_before"]
    busy = "" if load is None else f" The load average when it began: {load}."
    return (
        f"Measured on {found['processor']}, {found['cores']} cores, {found['system']}, Python "
        f"{found['python']}, numpy {found['numpy']}, scikit-learn {found['scikit_learn']}; "
        f"messages on one thread.{busy}"
    )


def in_words(found: Mapping[str, Any]) -> str:
    """Return the result of one data set for the terminal."""
    systems = [found, *found.get("peers", ())]
    lines = [holds(found), "", f"{'in %, ± half of the 95 % interval':<44}" + _heads(systems)]
    lines += [_line(said, [figure(s, name) for s in systems]) for name, said in ROWS.items()]
    lines += [_line(said, [cost(s, name) for s in systems]) for name, said in COST_ROWS.items()]
    lines += [f"{name}: {why}." for name, why in found.get("peers_missing", {}).items()]
    return "\n".join([*lines, "", machine(found["machine"])])


def _heads(systems: list[Mapping[str, Any]]) -> str:
    return "".join(f"{system['system']:>16}" for system in systems)


def _line(said: str, values: list[str]) -> str:
    return f"{said:<44}" + "".join(f"{value:>16}" for value in values)
