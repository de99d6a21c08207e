"""The report's pictures as SVG text for a page: the same input gives the same bytes.

matplotlib is imported inside, because only the trainer has time for it. Words stay words in the
SVG, so that they can be searched, and ids carry the picture's name, so that several fit on a page.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from bot.evaluation.confusions import Heat
from bot.evaluation.curves import Bin, Curve

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

INK, QUIET, LINE = "#1d2b33", "#5b6b75", "#dde5e8"
COLOURS = ("#0b7285", "#d9480f", "#7048a8", "#5c940d")
_LOOK: dict[str, Any] = {
    "svg.fonttype": "none",
    "font.family": "DejaVu Sans",  # comes with matplotlib, so every machine lays out alike
    "font.size": 9.0,
    "axes.edgecolor": LINE,
    "axes.labelcolor": QUIET,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "grid.color": LINE,
    "xtick.color": QUIET,
    "ytick.color": QUIET,
    "text.color": INK,
    "legend.frameon": False,
}
_FONTS = "system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif"


def coverage_plot(
    name: str, curves: Mapping[str, Curve], *, messages: str, aim: float | None = None
) -> str:
    """Return the curve of wrong answers over coverage, one line for each label of `curves`.

    `messages` says in a few words of what the shares are. The line of the `aim` is drawn only where
    the aim is about these very shares.
    """

    def draw(figure: Figure) -> None:
        axes = figure.subplots()
        if aim is not None:
            _draw_aim(axes, aim)
        for colour, (label, curve) in zip(COLOURS, curves.items(), strict=False):
            shares = [(100 * point.answered, 100 * point.wrong) for point in curve.points]
            axes.plot(*zip(*shares, strict=True), color=colour, linewidth=2, label=label)
            axes.plot(
                100 * curve.chosen.answered, 100 * curve.chosen.wrong, "o", color=colour,
                markersize=8, markeredgecolor="white", markeredgewidth=1.5,
            )  # fmt: skip
        axes.set_xlabel(f"answered, % of {messages}")
        axes.set_ylabel(f"answered wrongly, % of {messages}")
        axes.set_ylim(bottom=0, top=max(axes.get_ylim()[1], 150 * (aim or 0.0)))
        axes.legend(loc="upper left")

    told = "; ".join(
        f"{label}: {curve.chosen.answered:.1%} answered, {curve.chosen.wrong:.1%} wrong"
        for label, curve in curves.items()
    )
    return picture(name, f"Wrong answers over coverage. Chosen point: {told}", draw)


def _draw_aim(axes: Axes, aim: float) -> None:
    axes.axhline(100 * aim, color=QUIET, linewidth=1, linestyle=(0, (4, 3)))
    axes.text(0.02, 100 * aim, f"aim: {aim:.0%}", ha="left", va="bottom", color=QUIET, fontsize=8,
              transform=axes.get_yaxis_transform())  # fmt: skip


def reliability_plot(name: str, series: Mapping[str, Sequence[Bin]]) -> str:
    """Return the picture of confidence against the share right, one line for each label."""

    def draw(figure: Figure) -> None:
        draw_reliability(figure, series, right="best fit is right, %")

    return picture(name, "Share of right best fits against the confidence shown", draw)


def draw_reliability(figure: Figure, series: Mapping[str, Sequence[Bin]], *, right: str) -> None:
    """Draw confidence against the share right, one line for each label; `right` names the share."""
    axes = figure.subplots()
    axes.plot([0, 100], [0, 100], color=QUIET, linewidth=1, linestyle=(0, (4, 3)))
    for colour, (label, bins) in zip(COLOURS, series.items(), strict=False):
        x, y = [100 * b.confidence for b in bins], [100 * b.right for b in bins]
        most = max((b.messages for b in bins), default=1)
        axes.plot(x, y, color=colour, linewidth=1.5, label=label)
        sizes = [14 + 90 * b.messages / most for b in bins]
        axes.scatter(x, y, s=sizes, color=colour, edgecolor="white", zorder=3)
    axes.set_xlabel("confidence, %")
    axes.set_ylabel(right)
    axes.set_xlim(-2, 102)
    axes.set_ylim(-2, 104)
    axes.legend(loc="lower right")


def confusion_plot(name: str, heat: Heat) -> str:
    """Return the heat map of confusions; rows are what was meant, columns what was understood."""
    size = len(heat.intents)

    def draw(figure: Figure) -> None:
        axes = figure.subplots()
        axes.grid(False)
        # A mesh of shapes and no image: images would be blocked on a page that loads nothing.
        corners = [i - 0.5 for i in range(size + 1)]
        axes.pcolormesh(
            corners, corners, heat.counts, cmap="Blues", vmin=0, edgecolor="white", linewidth=0.5
        )
        axes.set_aspect("equal")
        axes.invert_yaxis()
        axes.spines[:].set_visible(False)
        axes.set_xticks(range(size), heat.intents, rotation=90, fontsize=8)
        axes.set_yticks(range(size), heat.intents, fontsize=8)
        axes.tick_params(length=0)
        _write_counts(axes, heat.counts)

    side = 3.0 + 0.22 * size
    return picture(name, f"Confusions between {size} intents", draw, width=side, height=side)


def _write_counts(axes: Axes, counts: Sequence[Sequence[int]]) -> None:
    highest = max(map(max, counts), default=0)
    for y, row in enumerate(counts):
        axes.plot(y, y, "s", color=LINE, markersize=4)  # the diagonal is no confusion
        for x, count in enumerate(row):
            if count:
                colour = "white" if count > 0.6 * highest else INK
                axes.text(x, y, str(count), ha="center", va="center", fontsize=8, color=colour)


def picture(name: str, told: str, draw: Any, *, width: float = 5.2, height: float = 3.6) -> str:
    """Return what `draw` paints as an `<svg>` for an HTML page. `told` is read out aloud."""
    import matplotlib as mpl
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    look: Any = {**_LOOK, "svg.hashsalt": name}
    with mpl.rc_context():
        mpl.rcdefaults()  # a matplotlibrc of the machine must not change the picture
        mpl.rcParams.update(look)
        figure = Figure(figsize=(width, height), layout="constrained")
        FigureCanvasSVG(figure)
        draw(figure)
        written = io.StringIO()
        figure.savefig(written, format="svg", transparent=True, metadata={"Date": None})
    return _for_page(written.getvalue(), name, told)


def _for_page(svg: str, name: str, told: str) -> str:
    """Return `svg` without prolog, metadata and namespaces, its ids led by `name`."""
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<(metadata|style)\b.*?</\1>\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r'\s{1,20}xmlns(?::\w+)?="[^"]*"', "", svg)
    svg = re.sub(r'(\bid="|href="#|url\(#)', rf"\g<1>{name}-", svg)
    svg = svg.replace("'DejaVu Sans'", _FONTS)
    label = html.escape(told, quote=True)
    return svg.replace("<svg", f'<svg role="img" aria-label="{label}"', 1).strip()
