"""`docs/benchmarks.md`: every number in it comes from the run, none is typed by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.evaluation import bench_words as words
from bot.evaluation.bench import COSTS, US
from bot.evaluation.bench_figures import FIGURES
from bot.evaluation.bench_peers import NAMES

NAME = "benchmarks.md"
_BETTER_HIGH = (
    "accuracy", "top3", "macro_f1", "out_of_scope_recall", "auroc", "right_at_5_percent_wrong",
    "right_at_2_percent_wrong",
)  # fmt: skip
_BETTER_LOW = ("fpr_at_95_recall", "calibration_error")
_COMPARED = ("train_cpu_seconds", "p50_cpu_ms", "p99_cpu_ms", "model_bytes", "resident_bytes")
_CLEARLY = 1.25
"""Costs that differ by less than this factor are called alike."""


def write(found: Mapping[str, Any], pictures: Mapping[str, str], docs: Path) -> None:
    """Write the page into `docs` and the pictures (name to SVG) into its folder `pictures`."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=False,  # noqa: S701 -- Markdown, made of our own numbers
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    page = environment.get_template("bench.md.j2").render(
        found=found,
        words=words,
        names={US.key: US.name, **NAMES},
        verdicts=[verdicts(row, row["peers"]) for row in found["data_sets"]],
        profiled=found["profile"]["intents"],
        fields={**FIGURES, **COSTS},
    )
    (docs / "pictures").mkdir(parents=True, exist_ok=True)
    (docs / NAME).write_text(page, encoding="utf-8", newline="\n")
    for name, svg in pictures.items():
        path = docs / "pictures" / f"{name}.svg"
        path.write_text(svg, encoding="utf-8", newline="\n")


def verdicts(ours: Mapping[str, Any], peers: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return sentences on what is better and worse than the best peer, and what is alike."""
    sorted_out: dict[str, list[str]] = {"Better than": [], "Worse than": [], "Not told apart": []}
    for name in (*_BETTER_HIGH, *_BETTER_LOW):
        known = [peer for peer in peers if peer[name] is not None]
        if ours[name] is None or not known:
            continue
        sign = 1 if name in _BETTER_HIGH else -1
        best = max(known, key=lambda peer: sign * float(peer[name]))
        ahead = sign * (ours[name] - best[name])
        # The same messages were asked, so half-widths added as squares are on the careful side.
        noise = (ours["half_widths"][name] ** 2 + best["half_widths"][name] ** 2) ** 0.5
        verdict = "Better than" if ahead > noise else "Worse than"
        verdict = verdict if abs(ahead) > noise else "Not told apart"
        said = f"{words.ROWS[name]} ({100 * ours[name]:.1f} against {100 * best[name]:.1f})"
        sorted_out[verdict].append(said)
    for name, said in words.COST_ROWS.items():
        if name not in _COMPARED or not peers:
            continue
        best = min(peers, key=lambda peer: float(peer[name]))
        ratio = max(ours[name], 1e-9) / max(best[name], 1e-9)
        verdict = "Worse than" if ratio > _CLEARLY else "Better than"
        verdict = verdict if ratio > _CLEARLY or ratio < 1 / _CLEARLY else "Not told apart"
        figures = f"{words.cost(ours, name)} against {words.cost(best, name)}"
        sorted_out[verdict].append(f"{said} ({figures})")
    heads = {
        "Better than": "Better than the peer that does best there, by more than chance",
        "Worse than": "Worse than the peer that does best there, by more than chance",
        "Not told apart": "Not told apart from the peer that does best there",
    }
    return [f"{heads[key]}: {'; '.join(said)}." for key, said in sorted_out.items() if said]
