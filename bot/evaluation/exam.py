"""The whole exam of a model: unseen questions, dialogues, and the questions misspelled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bot.assistant import Assistant
from bot.evaluation import metrics, typos
from bot.evaluation.metrics import Judged
from bot.evaluation.questions import (
    OUTSIDE,
    Dialogue,
    Question,
    fingerprint,
    load_dialogues,
    load_questions,
)
from bot.evaluation.regression import Case, broken, load_cases
from bot.workers import parts_of, share

_AT_ONCE = 100
"""Questions that one of two processes asks before it takes up more; dialogues are longer."""


@dataclass(frozen=True, slots=True)
class Exam:
    """What is asked: questions each on their own, and whole dialogues."""

    questions: tuple[Question, ...]
    dialogues: tuple[Dialogue, ...] = ()
    cases: tuple[Case, ...] = ()  # mistakes that were mended once

    def half(self, half: str | None) -> Exam:
        """Return one half of the exam, or all of it for None."""
        return Exam(
            tuple(q for q in self.questions if half in (None, q.half)),
            tuple(d for d in self.dialogues if half in (None, d.half)),
            self.cases,
        )

    @property
    def fingerprint(self) -> str:
        """The SHA-256 (hex) of all that is asked and expected."""
        turns = (turn for dialogue in self.dialogues for turn in dialogue.turns)
        return fingerprint((*self.questions, *turns))


@dataclass(frozen=True, slots=True)
class Result:
    """How an assistant fared."""

    judged: tuple[Judged, ...]
    turns: tuple[Judged, ...]  # the messages of the dialogues
    broken: tuple[str, ...]  # mended mistakes that are back, a sentence each
    misspelled: tuple[typos.Slipped, ...]  # the questions in scope
    routed: tuple[bool, ...] = ()  # for each staff question, whether it came to the right desk

    @property
    def figures(self) -> dict[str, float]:
        """The headline figures, as they stand in a model's card."""
        figures = metrics.headline(self.judged, self.turns)
        if self.misspelled:
            same = sum(row.same for row in self.misspelled)
            figures["typos_same"] = same / len(self.misspelled)
        if self.routed:
            figures["staff_right_desk"] = sum(self.routed) / len(self.routed)
        return metrics.rounded(figures)


def load_exam(intents: Path, known: Iterable[str]) -> Exam:
    """Return the exam under `intents/evaluation/`. Raises ContentError as its parts do."""
    ids = frozenset(known)
    return Exam(
        tuple(load_questions(intents, ids)),
        tuple(load_dialogues(intents, ids)),
        load_cases(intents, ids),
    )


def take(assistant: Assistant, exam: Exam) -> Result:
    """Return how `assistant` fares in `exam`."""
    parts = [
        *(Exam(tuple(some)) for some in parts_of(exam.questions, _AT_ONCE)),
        *(Exam((), tuple(some)) for some in parts_of(exam.dialogues, _AT_ONCE // 5)),
        Exam((), (), exam.cases),
    ]
    enough = len(exam.questions) + len(exam.dialogues) > _AT_ONCE
    fared = share(_take_part, assistant, parts, worth_it=enough, pickles=False)
    return Result(
        judged=tuple(row for part in fared for row in part.judged),
        turns=tuple(row for part in fared for row in part.turns),
        broken=tuple(sentence for part in fared for sentence in part.broken),
        misspelled=tuple(row for part in fared for row in part.misspelled),
        routed=tuple(routed for part in fared for routed in part.routed),
    )


def _take_part(assistant: Assistant, exam: Exam) -> Result:
    judged = tuple(metrics.ask_all(assistant, exam.questions))
    ours = [row for row in judged if row.question.kind not in OUTSIDE]
    return Result(
        judged=judged,
        turns=tuple(row for d in exam.dialogues for row in metrics.ask_dialogue(assistant, d)),
        broken=tuple(broken(assistant, exam.cases)),
        misspelled=tuple(typos.same_outcome(assistant, ours)),
        routed=tuple(
            _at_its_desk(row, assistant) for row in judged if row.question.kind == "staff"
        ),
    )


def _at_its_desk(row: Judged, assistant: Assistant) -> bool:
    entries = assistant.model.book.entries if assistant.model else {}
    desks = {entries[intent].desk for intent in row.question.intents if intent in entries}
    sent = {part.reply.desk for part in row.turn.parts if part.decision.intent}
    return not desks.isdisjoint(sent - {None})
