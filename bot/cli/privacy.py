"""`evaluate --privacy`: how many private details are masked, and what is masked by mistake."""

from __future__ import annotations

from bot.cli.output import Place
from bot.evaluation.metrics import upper_bound
from bot.evaluation.privacy_suite import UNTOUCHED, Measured, measure


def evaluate_privacy(place: Place, *, rows: bool) -> int:
    """Count what the masker misses and what it should have left alone, file by file.

    `rows` lists what was wrong; the words of a sealed file are never printed.
    """
    measured = measure(place.intents)
    place.result(
        [_data(file, rows=rows) for file in measured],
        "\n".join(line for file in measured for line in _lines(file, rows=rows)),
    )
    return 0


def _lines(file: Measured, *, rows: bool) -> list[str]:
    missed, details = file.details()
    share = file.hidden / file.letters if file.letters else 0.0
    lines = [
        f"{file.file}: {missed} of {details} details missed "
        f"(at most {upper_bound(missed, details):.1%}); beside them {share:.1%} of letters masked"
    ]
    for kind in sorted(file.asked, key=lambda kind: (kind in UNTOUCHED, kind)):
        wrong, asked = file.wrong[kind], file.asked[kind]
        what = "changed" if kind in UNTOUCHED else "missed"
        bound = upper_bound(wrong, asked)
        lines.append(f"  {kind:<12} {wrong:>3} of {asked:>3} {what}, at most {bound:.1%}")
    if rows:
        lines += [f"  {kind:>12}  {text!r}" for kind, text in file.rows]
    return lines


def _data(file: Measured, *, rows: bool) -> dict[str, object]:
    data: dict[str, object] = {
        "file": file.file,
        "asked": dict(file.asked),
        "wrong": dict(file.wrong),
        "letters": file.letters,
        "hidden": file.hidden,
    }
    if rows:
        data["rows"] = [{"kind": kind, "text": text} for kind, text in file.rows]
    return data
