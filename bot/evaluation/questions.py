"""The questions under `intents/evaluation/`, written by people who had not seen the intents."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bot.content import schemas, strict_yaml
from bot.errors import ContentError, Problem


@dataclass(frozen=True, slots=True)
class Question:
    """One question and every intent that would be right; none of them for near and far."""

    text: str
    kind: str  # faq | staff | near | far | small_talk
    intents: tuple[str, ...]
    half: str  # development | sealed
    path: str


def load_questions(intents: Path, known: Iterable[str]) -> list[Question]:
    """Return all evaluation questions, files sorted by name. `known` are the intent ids there are.

    Raises ContentError with every fault: schema, unknown intents, a kind that does not fit.
    """
    ids = set(known)
    questions: list[Question] = []
    problems: list[Problem] = []
    for path in sorted((intents / "evaluation").glob("*.yaml")):
        document = strict_yaml.read(path, root=intents.parent)
        faults = schemas.problems(document, "evaluation")
        problems += faults
        if faults:
            continue
        for index, row in enumerate(document.data["questions"]):
            address = ("questions", index)
            for intent in row["intents"]:
                if intent not in ids:
                    message = f"intents: there is no intent '{intent}'"
                    problems.append(document.problem(address, message))
            if (row["kind"] in ("near", "far")) != (not row["intents"]):
                message = f"kind {row['kind']} and intents {row['intents']} do not fit together"
                problems.append(document.problem(address, message))
            questions.append(
                Question(
                    row["text"], row["kind"], tuple(row["intents"]), row["half"], document.path
                )
            )
    if problems:
        raise ContentError(problems)
    return questions


def fingerprint(questions: Iterable[Question]) -> str:
    """Return the SHA-256 (hex) of what is asked and expected."""
    digest = hashlib.sha256()
    for question in questions:
        digest.update(repr((question.text, question.kind, question.intents)).encode())
    return digest.hexdigest()
