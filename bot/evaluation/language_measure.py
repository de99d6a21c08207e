"""What the emergency check hears, misses and declines of messages in other languages.

Only counts leave this module, no text: who reads a miss and mends it has used the message up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.content import schemas, strict_yaml
from bot.errors import ContentError
from bot.evaluation.safety_measure import Count
from bot.safety.check import SafetyCheck

FOLDER = "evaluation/safety/languages"
"""Where these messages stand, below `intents/`."""


@dataclass(frozen=True, slots=True)
class ForeignMessage:
    """One message in another language, an emergency or an ordinary one."""

    language: str
    text: str
    emergency: bool


@dataclass(frozen=True, slots=True)
class ForeignMeasured:
    """One file, counted by language.

    `missed`: emergencies without the card. `unhelped`: those of them that are also taken for
    English, so that not even the emergency line is said. `alarms`: ordinary messages with the card.
    `taken_for_english`: all messages, emergency or not, without the card that are not declined.
    """

    file: str
    missed: Count
    unhelped: Count
    alarms: Count
    taken_for_english: Count


def load_foreign(path: Path, root: Path) -> tuple[ForeignMessage, ...]:
    """Return the messages of one file. Raises ContentError with every fault of the file.

    A message that stands twice is a fault: it would be counted twice.
    """
    document = strict_yaml.read(path, root=root)
    problems = schemas.problems(document, "evaluation_languages")
    if problems:
        raise ContentError(problems)
    found: dict[str, ForeignMessage] = {}
    for key in ("emergencies", "ordinary"):
        for index, row in enumerate(document.data[key]):
            text = row["text"]
            if text in found:
                said = "this message stands in the file already; write each one once"
                problems.append(document.problem((key, index), said))
            found[text] = ForeignMessage(row["language"], text, key == "emergencies")
    if problems:
        raise ContentError(problems)
    return tuple(found.values())


def measure_foreign(safety: SafetyCheck, intents: Path) -> list[ForeignMeasured]:
    """Return the counts of each file of `evaluation/safety/languages/`. Raises ContentError."""
    return [
        count_foreign(safety, path.stem, load_foreign(path, intents.parent))
        for path in sorted((intents / FOLDER).glob("*.yaml"))
    ]


def count_foreign(
    safety: SafetyCheck, file: str, messages: Sequence[ForeignMessage]
) -> ForeignMeasured:
    """Return the counts of `messages`, by language and for `all`."""
    rows = [
        (m, bool(safety.check(m.text)), safety.is_foreign(m.text), (m.language, "all"))
        for m in messages
    ]
    return ForeignMeasured(
        file,
        missed=Count.of((names, not heard) for m, heard, _, names in rows if m.emergency),
        unhelped=Count.of(
            (names, not heard and not told) for m, heard, told, names in rows if m.emergency
        ),
        alarms=Count.of((names, heard) for m, heard, _, names in rows if not m.emergency),
        taken_for_english=Count.of(
            (names, not heard and not told) for _, heard, told, names in rows
        ),
    )
