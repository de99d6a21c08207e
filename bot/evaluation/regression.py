"""Mistakes that were mended once: no model goes live that makes one of them again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.assistant import Assistant
from bot.content import schemas, strict_yaml
from bot.content.checks import no_such_intent
from bot.errors import ContentError, Problem
from bot.evaluation.metrics import NOON
from bot.text import words
from bot.types import Conversation, Outcome

FILE = "regression.yaml"
ABSTAIN, EMERGENCY = "abstain", "emergency"


@dataclass(frozen=True, slots=True)
class Case:
    """A message and what must come of it: an intent's id, ABSTAIN (no answer) or EMERGENCY."""

    text: str
    expect: str


def load_cases(intents: Path, known: Iterable[str]) -> tuple[Case, ...]:
    """Return the cases of `intents/evaluation/regression.yaml`; none when there is no such file.

    Raises ContentError with every fault: schema, an expectation that is no intent, a text twice.
    """
    path = intents / "evaluation" / FILE
    if not path.exists():
        return ()
    document = strict_yaml.read(path, root=intents.parent)
    problems = list(schemas.problems(document, "regression"))
    if not problems:
        may = {*known, ABSTAIN, EMERGENCY}
        seen: set[str] = set()
        for index, row in enumerate(document.data["cases"]):
            if row["expect"] not in may:
                message = f"expect: there is no intent '{row['expect']}'; or say abstain, emergency"
                problems.append(document.problem(("cases", index, "expect"), message))
            if row["text"] in seen:
                message = "text: stands twice; keep it once"
                problems.append(document.problem(("cases", index, "text"), message))
            seen.add(row["text"])
    if problems:
        raise ContentError(problems)
    return tuple(Case(row["text"], row["expect"]) for row in document.data["cases"])


def came_of(assistant: Assistant, text: str) -> str:
    """Return what comes of `text` in the terms of a case: an intent's id, ABSTAIN or EMERGENCY."""
    turn = assistant.reply_to(text, Conversation("regression"), now=NOON)
    if turn.decision.outcome is Outcome.EMERGENCY:
        return EMERGENCY
    return turn.decision.intent or ABSTAIN


def broken(assistant: Assistant, cases: Sequence[Case]) -> list[str]:
    """Return a sentence for each case that does not hold."""
    found = [(case, came_of(assistant, case.text)) for case in cases]
    return [f"“{c.text}” came to {came}, not {c.expect}" for c, came in found if came != c.expect]


def remember(intents: Path, case: Case, *, why: str, known: Iterable[str]) -> Path:
    """Add `case` to the file and return its path. Raises ContentError and leaves it as it was.

    The text goes at the end, so that comments and order stay.
    """
    ids = tuple(known)
    if not words(case.text):
        message = f"“{case.text}” holds no word; a case needs a message that somebody wrote"
        raise ContentError([Problem("remember", 0, message)])
    old = load_cases(intents, ids)
    path = intents / "evaluation" / FILE
    if any(case.text == other.text for other in old):
        raise ContentError([Problem(f"{path}", 0, f"“{case.text}” is in the file already")])
    if case.expect not in {*ids, ABSTAIN, EMERGENCY}:
        message = f"{no_such_intent(case.expect, ids)} Or say abstain or emergency."
        raise ContentError([Problem(f"{intents.name}", 0, message)])
    rows = [f"  - text: {_quoted(case.text)}", f"    expect: {case.expect}"]
    rows += [f"    why: {_quoted(why)}"] if why else []
    before = path.read_text(encoding="utf-8") if path.exists() else _HEAD
    new = before.rstrip("\n") + "\n" + "\n".join(rows) + "\n"
    beside = path.with_suffix(".new")
    beside.write_text(new, encoding="utf-8")
    beside.replace(path)
    return path


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


_HEAD = """about: >-
  Mistakes that were mended once. No model goes live that makes one of them again; add one with
  python train.py remember.
cases:
"""
