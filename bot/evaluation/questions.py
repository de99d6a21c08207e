"""The questions under `intents/evaluation/`, written by people who had not seen the intents."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.content import schemas, strict_yaml
from bot.content.strict_yaml import Address, Document
from bot.errors import ContentError, Problem

OUTSIDE = ("near", "far")
"""Kinds of messages that are none of the clinic's business: of health, or of anything else."""


SEALED = "(a sealed question; its words are not shown)"
"""Stands for the text of a sealed question where a maintainer might learn from it."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question and every intent that would be right; none of them for near and far."""

    text: str
    kind: str  # faq | staff | near | far | small_talk | unclear (asking back is right)
    intents: tuple[str, ...]
    half: str  # development | sealed
    path: str
    also: tuple[str, ...] = ()  # the right intents of a second question in the same message
    line: int = 0  # of the file, where it is known


@dataclass(frozen=True, slots=True)
class Dialogue:
    """Messages of one conversation, in order; what is right for each depends on those before."""

    turns: tuple[Question, ...]
    half: str
    path: str


def load_questions(intents: Path, known: Iterable[str]) -> list[Question]:
    """Return all evaluation questions, files sorted by name. `known` are the intent ids there are.

    Raises ContentError with every fault of every file: schema, unknown intents, a kind that does
    not fit, and when there is no question at all, for then nothing could be measured.
    """
    questions, problems = _read(intents, "*.yaml", "evaluation", frozenset(known))
    if not questions and not problems:
        where = f"{intents.name}/evaluation"
        problems.append(Problem(where, 0, "there is no evaluation question; nothing is measured"))
    if problems:
        raise ContentError(problems)
    return [question for (question,) in questions]


def load_dialogues(intents: Path, known: Iterable[str]) -> list[Dialogue]:
    """Return all evaluation dialogues, files sorted by name. Raises as `load_questions` does."""
    rows, problems = _read(intents, "dialogues/*.yaml", "evaluation_dialogues", frozenset(known))
    if problems:
        raise ContentError(problems)
    return [Dialogue(turns, turns[0].half, turns[0].path) for turns in rows]


def fingerprint(questions: Iterable[Question]) -> str:
    """Return the SHA-256 (hex) of what is asked and expected."""
    digest = hashlib.sha256()
    for question in questions:
        digest.update(repr((question.text, question.kind, question.intents)).encode())
    return digest.hexdigest()


def _read(
    intents: Path, pattern: str, schema: str, known: frozenset[str]
) -> tuple[list[tuple[Question, ...]], list[Problem]]:
    found: list[tuple[Question, ...]] = []
    problems: list[Problem] = []
    paths = sorted((intents / "evaluation").glob(pattern))
    for path in (path for path in paths if path.name != "regression.yaml"):
        try:
            document = strict_yaml.read(path, root=intents.parent)
        except ContentError as error:
            problems += error.problems
            continue
        faults = schemas.problems(document, schema)
        problems += faults
        if faults:
            continue
        for half, rows in _groups(document):
            for address, row in rows:
                problems += _faults(document, address, row, known)
            found.append(tuple(_question(document, address, row, half) for address, row in rows))
    return found, problems


def _groups(document: Document) -> Iterator[tuple[str, list[tuple[Address, dict[str, Any]]]]]:
    """Yield the half and the rows, each with its address, of every question or dialogue."""
    for number, row in enumerate(document.data.get("questions", ())):
        yield row["half"], [(("questions", number), row)]
    for number, dialogue in enumerate(document.data.get("dialogues", ())):
        rows = enumerate(dialogue["turns"])
        yield dialogue["half"], [(("dialogues", number, "turns", at), row) for at, row in rows]


def _faults(
    document: Document, address: Address, row: dict[str, Any], known: frozenset[str]
) -> Iterator[Problem]:
    for intent in (*row["intents"], *row.get("also", ())):
        if intent not in known:
            yield document.problem(address, f"intents: there is no intent '{intent}'")
    if row["kind"] != "unclear" and (row["kind"] in OUTSIDE) != (not row["intents"]):
        message = f"kind {row['kind']} and intents {row['intents']} do not fit together"
        yield document.problem(address, message)


def _question(document: Document, address: Address, row: dict[str, Any], half: str) -> Question:
    return Question(
        text=row["text"],
        kind=row["kind"],
        intents=tuple(row["intents"]),
        half=half,
        path=document.path,
        also=tuple(row.get("also", ())),
        line=document.line(address),
    )
