"""The text of `/widget.js`: the loader with its styles and the clinic's numbers in it."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import Path

from bot.content.clinic import Clinic

_FOLDER = Path(__file__).parents[1] / "static" / "widget"
_CSS_COMMENT = re.compile(r"/\*[^*]*\*+(?:[^/*][^*]*\*+)*/")
_JS_COMMENT = re.compile(r"^[ \t]*(?://|/\*\*|\*).*$", re.MULTILINE)  # lines that hold nothing else


@lru_cache(maxsize=4)
def compose(clinic: Clinic) -> str:
    """Return the loader for this clinic, without comments and indentation.

    The numbers stand in the loader itself, so that the patient can read them when the chat behind
    it cannot be reached.
    """
    script = (_FOLDER / "widget.js").read_text(encoding="utf-8")
    styles = (_FOLDER / "widget.css").read_text(encoding="utf-8")
    known = {
        "name": clinic.name,
        "emergency": {"number": clinic.emergency_number, "label": clinic.emergency_label},
        "phone": {"number": clinic.phone, "label": clinic.phone_label},
    }
    lines = _JS_COMMENT.sub("", script).splitlines()
    return (
        "\n".join(line.strip() for line in lines if line.strip())
        .replace('"%clinic%"', json.dumps(known))
        .replace('"%css%"', json.dumps(_tight(styles)))
    )


def _tight(styles: str) -> str:
    spaced = " ".join(_CSS_COMMENT.sub("", styles).split())
    return re.sub(r" ?([{};,]) ?", r"\1", spaced)
