"""Evaluation questions that measure less than they seem to: asked twice, or known from training.

They are worth a look and no fault, for short questions are typed alike by everybody. The words of
a sealed question are not told, nor the utterance that it equals.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.content.checks import utterances
from bot.content.records import Content
from bot.content.strict_yaml import Document
from bot.errors import Problem
from bot.evaluation.questions import Question
from bot.text import words


def asked_twice(questions: Sequence[Question]) -> list[Problem]:
    """Return a warning for each question that stands elsewhere in the same words.

    What both halves ask is named in the development half, so that the sealed one stays whole.
    """
    kept: dict[str, Question] = {}
    found = []
    for question in sorted(questions, key=lambda q: q.half == "development"):  # the sealed first
        first = kept.setdefault(_key(question.text), question)
        if first is not question:
            found.append(_problem(question, _twice(question, first)))
    return sorted(found)


def _twice(question: Question, first: Question) -> str:
    where = f"{first.path}:{first.line}"
    differ = (question.kind, question.intents) != (first.kind, first.intents)
    more = ", and there it wants something else" if differ else ""
    if question.half == "sealed":
        return f"a sealed question stands at {where} too{more}; its author may delete one"
    if first.half == "sealed":
        return f"the sealed half asks this at {where} too{more}; delete it here"
    return f"“{question.text}” stands at {where} too{more}; delete one"


def said_already(
    questions: Sequence[Question], content: Content, documents: Mapping[str, Document]
) -> list[Problem]:
    """Return a warning for each question that is an utterance in the same words.

    `documents` are the files of `content` by path.
    """
    spoken = {_key(text): place for place, text in utterances(content)}
    found = []
    for question in questions:
        if place := spoken.get(_key(question.text)):
            message = "a sealed question is an utterance word for word"
            if question.half != "sealed":
                where = f"{place.path}:{documents[place.path].line(place.address)}"
                message = f"“{question.text}” is the utterance at {where} word for word"
            message += "; answering it shows memory, not understanding"
            found.append(_problem(question, message))
    return found


def _problem(question: Question, message: str) -> Problem:
    return Problem(question.path, question.line, f"text: {message}")


def _key(text: str) -> str:
    """Return what two texts share that the bot cannot tell apart; a bare sign is itself."""
    return " ".join(words(text)) or text
