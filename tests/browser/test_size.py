"""The widget stays small: the loader within 5 KB, all of it within 40 KB, as sent compressed."""

from __future__ import annotations

import gzip
from pathlib import Path

from bot.content.clinic import load_clinic
from web.widget.loader import compose

FOLDER = Path("web/static/widget")
FRAME = (*sorted((FOLDER / "frame").glob("*.js")), FOLDER / "frame.css")
PAGE = (Path("web/templates/widget/frame.html"), Path("web/templates/widget/icons.html"))


def packed(text: str) -> int:
    return len(gzip.compress(text.encode(), 6))


def test_the_loader_is_at_most_5_kb() -> None:
    assert packed(compose(load_clinic(Path("intents")))) <= 5 * 1024


def test_the_whole_widget_is_at_most_40_kb() -> None:
    loader = packed(compose(load_clinic(Path("intents"))))
    frame = sum(packed(file.read_text(encoding="utf-8")) for file in (*FRAME, *PAGE))
    assert loader + frame <= 40 * 1024


def test_no_file_of_the_frame_reads_html() -> None:
    for file in (FOLDER / "widget.js", *FRAME):
        text = file.read_text(encoding="utf-8")
        for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
            assert word not in text.replace("reads HTML", ""), f"{file}: {word}"
