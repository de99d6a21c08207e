"""The articles behind the answers: where sections begin, and whether their text has changed.

The articles are not part of the project. A section is known by the SHA-256 of its heading and of
its text, white space folded, so that nobody's sentences stand here and a change still shows.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from bot.content import strict_yaml
from bot.content.records import Content
from bot.errors import ContentError, Problem

CHANGED, MISSING, SAME = "changed", "missing", "same"


@dataclass(frozen=True, slots=True)
class SectionState:
    """What became of one section: its status, its text's fingerprint now, and who rests on it."""

    section: str
    status: str  # same | changed | missing
    text: str | None
    intents: tuple[str, ...]


def fingerprint(text: str) -> str:
    """Return the SHA-256 in hex of `text` with white space folded.

    >>> fingerprint("a  b") == fingerprint(" a\\nb ")
    True
    """
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()


def split_sections(article: str, headings: dict[str, str]) -> dict[str, str]:
    """Return section id → text of an article; `headings` maps heading fingerprint → section id.

    What stands above the first known heading belongs to no section.
    """
    found: dict[str, list[str]] = {}
    current: list[str] | None = None
    for line in article.splitlines():
        section = headings.get(fingerprint(line)) if line.strip() else None
        if section and section not in found:
            current = found.setdefault(section, [])
        elif current is not None:
            current.append(line)
    return {section: "\n".join(lines) for section, lines in found.items()}


def compare_sources(content: Content, folder: Path) -> list[SectionState]:
    """Return the state of every section, in order, against the articles (`*.txt`) in `folder`.

    Raises ContentError when the folder holds no article.
    """
    articles = sorted(path for path in folder.glob("*.txt") if path.is_file())
    if not articles:
        message = "no article (*.txt) found here; name the folder that holds the articles"
        raise ContentError([Problem(folder.as_posix(), 0, message)])
    headings = {row.heading: name for name, row in content.sections.items() if row.heading}
    texts: dict[str, str] = {}
    for path in articles:
        texts |= split_sections(strict_yaml.read_text(path, path.as_posix()), headings)
    states = []
    for name, row in content.sections.items():
        now = fingerprint(texts[name]) if name in texts else None
        status = MISSING if now is None else SAME if now == row.text else CHANGED
        resting = tuple(i.id for i in content.intents if name in i.sections())
        states.append(SectionState(name, status, now, resting))
    return states


def write_fingerprints(path: Path, states: list[SectionState]) -> int:
    """Put the new fingerprints of changed sections into `sources.yaml`; return how many changed."""
    document = strict_yaml.read(path)
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    changed = {s.section: s.text for s in states if s.status == CHANGED and s.text}
    for at, source in enumerate(document.data["sources"]):
        for index, section in enumerate(source["sections"]):
            if section["id"] in changed:
                line = document.line(("sources", at, "sections", index, "text")) - 1
                new = f'\\g<1>"{changed[section["id"]]}"'
                lines[line] = re.sub(r"^(\s*(?:- )?text:\s*)[^\s#]*", new, lines[line])
    if changed:
        path.write_text("".join(lines), encoding="utf-8")
    return len(changed)
