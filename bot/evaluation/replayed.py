"""All that is known to be asked, replayed on two assistants: evaluation, dialogues, stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.assistant import Assistant
from bot.evaluation.compare import GRAVEST_FIRST, Compared, Comparison, compare_turns
from bot.evaluation.exam import Exam
from bot.evaluation.metrics import NOON, Verdict, ask_dialogue, judge
from bot.evaluation.questions import Question
from bot.types import Conversation, Turn


@dataclass(frozen=True, slots=True)
class Asked:
    """One message that is replayed: where it comes from, and what would be right where known."""

    text: str
    origin: str  # evaluation | dialogues | stored
    questions: tuple[Question, ...] = ()  # more than one where a text stands twice
    before: tuple[str, ...] = ()  # the messages before it in its dialogue

    @property
    def sealed(self) -> bool:
        """Whether its words must not be shown."""
        return any(question.half == "sealed" for question in self.questions)

    @property
    def wanted(self) -> tuple[str, ...] | None:
        """The intents that would be right, sorted; None where nobody wrote it down."""
        intents = {intent for q in self.questions for intent in (*q.intents, *q.also)}
        return tuple(sorted(intents)) if self.questions else None


@dataclass(frozen=True, slots=True)
class Replayed:
    """One message with what both assistants made of it."""

    asked: Asked
    compared: Compared
    now_wrong: bool  # the new one gives a wrong answer, and the old one did not


def replay(
    old: Assistant, new: Assistant, exam: Exam, stored: Iterable[str], *, skip: str | None = None
) -> tuple[Replayed, ...]:
    """Return what becomes of every message: in its dialogue, or in a conversation of its own.

    A text is asked once on its own, however often it stands somewhere; `skip` is not asked.
    """
    alone = {asked.text: asked for asked in _questions(exam)}
    for text in stored:
        alone.setdefault(text, Asked(text, "stored"))
    rows = [
        _replayed(asked, _ask(old, asked.text), _ask(new, asked.text))
        for asked in alone.values()
        if asked.text != skip
    ]
    return (*rows, *_dialogues(old, new, exam))


def gravest_first(rows: Iterable[Replayed]) -> list[Replayed]:
    """Return `rows` with new wrong answers first, then by kind of difference."""
    order = list(GRAVEST_FIRST)
    return sorted(rows, key=lambda r: (not r.now_wrong, order.index(r.compared.difference)))


def comparison(rows: Iterable[Replayed]) -> Comparison:
    """Return the rows as a comparison, which counts them."""
    return Comparison(tuple(row.compared for row in rows))


def _questions(exam: Exam) -> Iterator[Asked]:
    by_text: dict[str, list[Question]] = {}
    for question in exam.questions:
        by_text.setdefault(question.text, []).append(question)
    for text, questions in by_text.items():
        yield Asked(text, "evaluation", tuple(questions))


def _dialogues(old: Assistant, new: Assistant, exam: Exam) -> Iterator[Replayed]:
    for dialogue in exam.dialogues:
        said = tuple(question.text for question in dialogue.turns)
        both = zip(ask_dialogue(old, dialogue), ask_dialogue(new, dialogue), strict=True)
        for number, (was, now) in enumerate(both):
            asked = Asked(said[number], "dialogues", (now.question,), said[:number])
            yield _replayed(asked, was.turn, now.turn)


def _ask(assistant: Assistant, text: str) -> Turn:
    return assistant.reply_to(text, Conversation("comparison"), now=NOON)


def _replayed(asked: Asked, before: Turn, after: Turn) -> Replayed:
    (compared,) = compare_turns([(asked.text, before, after)]).rows
    wrong = any(_turned_wrong(question, before, after) for question in asked.questions)
    return Replayed(asked, compared, wrong)


def _turned_wrong(question: Question, before: Turn, after: Turn) -> bool:
    was, now = judge(question, before), judge(question, after)
    return now is Verdict.WRONG and was is not Verdict.WRONG
