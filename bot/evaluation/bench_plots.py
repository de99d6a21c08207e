"""The benchmark's pictures as SVG files, drawn as those of the training report are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from bot.evaluation.bench_figures import reliability, risk_curve
from bot.evaluation.plots import COLOURS, LINE, QUIET, draw_reliability, picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from bot.evaluation.bench import Measured

_MOST_WRONG = 12.0
_XMLNS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def coverage_picture(name: str, measured: Sequence[Measured]) -> str:
    """Return the SVG of wrong answers, % of those given, over the messages answered."""

    def draw(figure: Figure) -> None:
        axes = figure.subplots()
        for aim in (2, 5):
            axes.axhline(aim, color=QUIET, linewidth=1, linestyle=(0, (4, 3)))
        for colour, one in zip(COLOURS, measured, strict=False):
            points = [(100 * p.answered, 100 * p.wrong) for p in risk_curve(one.answers)]
            label = one.system.name
            axes.plot(*zip(*points, strict=True), color=colour, linewidth=2, label=label)
            _mark(axes, one, colour)
        axes.set_xlabel("in-scope messages answered, %")
        axes.set_ylabel("wrong, % of the answers given")
        axes.set_xlim(40, 101)
        axes.set_ylim(0, _MOST_WRONG)
        axes.legend(loc="upper left")

    told = "; ".join(
        f"{one.system.name}: {one.figures['right']:.1%} right and {one.figures['wrong']:.1%} wrong"
        for one in measured
    )
    svg = picture(name, f"Wrong answers over coverage. At the threshold: {told}", draw, width=6.4)
    return _standalone(svg)


def reliability_picture(name: str, measured: Sequence[Measured]) -> str:
    """Return the SVG of the confidence against the share right, in-scope messages."""

    def draw(figure: Figure) -> None:
        series = {one.system.name: reliability(one.answers) for one in measured}
        draw_reliability(figure, series, right="best intent is right, %")

    told = "; ".join(
        f"{one.system.name}: {one.figures['calibration_error']:.1%} off" for one in measured
    )
    return _standalone(picture(name, f"Confidence against share right. {told}", draw, width=6.4))


def growth_picture(name: str, rows: Sequence[Mapping[str, Any]]) -> str:
    """Return the SVG of what more intents cost; `rows` are results of our system, as JSON."""
    panels = (
        ("training, s", "train_seconds", 1.0),
        ("one message, CPU ms", "p50_cpu_ms", 1.0),
        ("memory, MB", "resident_bytes", 1e-6),
        ("model on disk, MB", "model_bytes", 1e-6),
    )
    intents = [row["intents"] for row in rows]

    def draw(figure: Figure) -> None:
        for axes, (title, key, unit) in zip(figure.subplots(1, 4), panels, strict=True):
            values = [row[key] * unit for row in rows]
            axes.plot(intents, values, "o-", color=COLOURS[0], linewidth=2, label="median")
            if key == "p50_cpu_ms":
                slow = [row["p99_cpu_ms"] for row in rows]
                axes.plot(intents, slow, "o-", color=COLOURS[1], linewidth=2, label="p99")
                axes.legend(loc="best")
            axes.set_title(title, fontsize=9, color=QUIET)
            axes.set_xlabel("intents")
            axes.set_xticks(intents)
            axes.set_xlim(left=0)
            axes.set_ylim(bottom=0)
            axes.grid(color=LINE)

    told = "; ".join(
        f"{row['intents']} intents: training {row['train_seconds']:.1f} s, median "
        f"{row['p50_cpu_ms']:.2f} ms, {row['resident_bytes'] / 1e6:.0f} MB"
        for row in rows
    )
    return _standalone(picture(name, f"Growth. {told}", draw, width=9.0, height=2.6))


def _mark(axes: Axes, one: Measured, colour: str) -> None:
    right, wrong = one.figures["right"], one.figures["wrong"]
    if right is not None and wrong is not None and right + wrong:
        axes.plot(
            100 * (right + wrong), 100 * wrong / (right + wrong), "o", color=colour,
            markersize=8, markeredgecolor="white", markeredgewidth=1.5,
        )  # fmt: skip


def _standalone(svg: str) -> str:
    """Return `svg`, made to stand in a page, as a file of its own on white ground."""
    return svg.replace("<svg", f'<svg {_XMLNS} style="background:#fff"', 1) + "\n"
