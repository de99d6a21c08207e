"""`compare` and `what-if`: what patients would notice, shown before anything goes live."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.assistant import Assistant, load_assistant
from bot.cli.output import Place
from bot.cli.training import load_model
from bot.content.load import load_content
from bot.evaluation import exam, regression
from bot.evaluation.compare import Compared, Difference, Said, compare, compare_turns, summary
from bot.evaluation.metrics import NOON, Verdict, judge
from bot.evaluation.questions import SEALED, Question
from bot.privacy.mask import mask
from bot.training.what_if import WhatIf, with_utterance
from bot.types import Conversation, Turn

MOST_ROWS = 40
Stored = Callable[[], Sequence[str]]
"""Gives the masked questions of patients that the clinic's database holds."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A text that is replayed, and where it comes from: evaluation, dialogues or stored."""

    text: str
    origin: str
    sealed: bool = False


def compare_versions(
    place: Place,
    old: str,
    new: str | None,
    *,
    stored: Stored,
    only: Sequence[str],
    fail_on: Sequence[str],
) -> int:
    """Replay every question on two versions. Return 1 for new wrong answers or a `fail_on` kind."""
    before = load_assistant(
        place.intents, load_model(place, _version(place, old)), scorer=place.scorer
    )
    after = load_assistant(
        place.intents, load_model(place, _version(place, new or "live")), scorer=place.scorer
    )
    asked, questions = _texts(place, stored)
    turns = {row.text: (_ask(before, row.text), _ask(after, row.text)) for row in asked}
    found = compare_turns((text, old_turn, turn) for text, (old_turn, turn) in turns.items())
    place_of = {row.text: row for row in asked}
    wanted = [d for d in Difference if d is not Difference.SAME and (not only or d in only)]
    changed = [row for row in found.changed if row.difference in wanted]
    wrong = {q.text for q in questions.questions if _turned_wrong(q, *turns[q.text])}
    origins = Counter(row.origin for row in asked)
    data = {
        "texts": dict(origins),
        "counts": {str(name): number for name, number in found.counts.items()},
        "now_wrong": len(wrong),
        "changed": [_row(row, place_of[row.text]) for row in changed],
    }
    said = ", ".join(f"{number} {origin}" for origin, number in origins.items())
    lines = [f"{len(asked)} texts replayed ({said}): {summary(found.counts)}."]
    lines += [_line(row, place_of[row.text]) for row in changed[:MOST_ROWS]]
    if len(changed) > MOST_ROWS:
        lines.append(f"… and {len(changed) - MOST_ROWS} more: --json lists all of them")
    lines.append(f"{len(wrong)} evaluation questions get a wrong answer and did not before.")
    place.result(data, "\n".join(lines))
    return 1 if wrong or any(found.counts[Difference(kind)] for kind in fail_on) else 0


def what_if(place: Place, text: str, intent: str, *, stored: Stored) -> int:
    """Show what changes if `text` became an utterance of `intent`; nothing is saved."""
    asked, _ = _texts(place, stored)
    place.progress("fitting the model twice, without and with the text")
    found = with_utterance(place.intents, load_model(place), text, intent)
    moved = compare(found.before, found.after, [row.text for row in asked if row.text != text])
    place_of = {row.text: row for row in asked}
    data = {
        "text": text,
        "intent": intent,
        "before": _said(found.own.old),
        "after": _said(found.own.new),
        "worth_little": found.worth_little,
        "counts": {str(name): number for name, number in moved.counts.items()},
        "changed": [_row(row, place_of[row.text]) for row in moved.changed],
    }
    lines = [
        f"Before: {_said(found.own.old)}",
        f"After:  {_said(found.own.new)}",
        _worth(found),
        f"Of {len(moved.rows)} other questions: {summary(moved.counts)}.",
        *(_line(row, place_of[row.text]) for row in moved.changed[:MOST_ROWS]),
        "Nothing was saved.",
    ]
    place.result(data, "\n".join(lines))
    return 0


def remember(place: Place, text: str, expect: str, *, why: str) -> int:
    """Keep a mended mistake, and say whether the live model holds it yet."""
    known = [intent.id for intent in load_content(place.intents).intents]
    text = mask(text)  # the file is kept in version control; no patient's details belong there
    path = regression.remember(place.intents, regression.Case(text, expect), why=why, known=known)
    came = regression.came_of(
        load_assistant(place.intents, load_model(place), scorer=place.scorer), text
    )
    holds = came == expect
    data = {"file": path.as_posix(), "text": text, "expect": expect, "now": came, "holds": holds}
    now = "The live model does so." if holds else f"The live model still comes to {came}."
    place.result(data, f"Kept in {path}: must come to {expect}. {now}")
    return 0


def _worth(found: WhatIf) -> str:
    if found.worth_little:
        return "It is understood with confidence already: as an utterance it is worth little."
    return "The model learns from it."


def _version(place: Place, name: str) -> str | None:
    return None if name == "live" else name


def _texts(place: Place, stored: Stored) -> tuple[list[Asked], exam.Exam]:
    """Return every text once: evaluation questions, messages of dialogues, stored questions."""
    content = load_content(place.intents)
    questions = exam.load_exam(place.intents, (intent.id for intent in content.intents))
    rows = [Asked(q.text, "evaluation", q.half == "sealed") for q in questions.questions]
    rows += [
        Asked(turn.text, "dialogues", dialogue.half == "sealed")
        for dialogue in questions.dialogues
        for turn in dialogue.turns
    ]
    rows += [Asked(text, "stored") for text in stored()]
    return list({row.text: row for row in reversed(rows)}.values())[::-1], questions


def _ask(assistant: Assistant, text: str) -> Turn:
    return assistant.reply_to(text, Conversation("comparison"), now=NOON)


def _turned_wrong(question: Question, before: Turn, after: Turn) -> bool:
    was, now = judge(question, before), judge(question, after)
    return now is Verdict.WRONG and was is not Verdict.WRONG


def _row(row: Compared, asked: Asked) -> dict[str, object]:
    return {
        "text": SEALED if asked.sealed else row.text,
        "origin": asked.origin,
        "difference": str(row.difference),
        "old": _said(row.old),
        "new": _said(row.new),
    }


def _line(row: Compared, asked: Asked) -> str:
    text = SEALED if asked.sealed else repr(row.text)
    return f"{row.difference:>14}  {text}: {_said(row.old)} → {_said(row.new)}"


def _said(said: Said) -> str:
    return f"{said.outcome} {', '.join(said.intents or said.choices)}".strip()
