"""`compare` and `what-if`: what patients would notice, shown before anything goes live."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict

from bot.assistant import load_assistant
from bot.cli.output import Place
from bot.cli.training import load_model
from bot.config import BotConfig
from bot.content.load import load_content
from bot.content.records import Content
from bot.evaluation import exam, regression, replayed
from bot.evaluation.compare import Difference, Said, summary
from bot.evaluation.questions import OUTSIDE, SEALED
from bot.evaluation.replayed import Asked, Replayed
from bot.privacy.mask import mask
from bot.training.what_if import WhatIf, refuse, with_utterance

MOST_ROWS = 40
Stored = Callable[[], Sequence[str]]
"""Gives the masked questions of patients that the clinic's database holds."""


def compare_versions(
    place: Place,
    old: str,
    new: str | None,
    *,
    stored: Stored,
    only: Sequence[str],
    fail_on: Sequence[str],
) -> int:
    """Replay every question on two versions. Return 1 for new wrong answers or a `fail_on` kind.

    New wrong answers are listed first, and whatever `only` says.
    """
    old_model = load_model(place, _version(old))
    new_model = load_model(place, _version(new or "live"))
    before = load_assistant(place.intents, old_model, scorer=place.scorer)
    after = load_assistant(place.intents, new_model, scorer=place.scorer)
    questions, kept = _exam(place, load_content(place.intents)), stored()
    place.progress("asking both versions every question, dialogue and stored question")
    rows = replayed.replay(before, after, questions, kept)
    counts = replayed.comparison(rows).counts
    wrong = [row for row in rows if row.now_wrong]
    kinds = [d for d in Difference if d is not Difference.SAME and (not only or d in only)]
    listed = [row for row in rows if row.now_wrong or row.compared.difference in kinds]
    listed = replayed.gravest_first(listed)
    origins = Counter(row.asked.origin for row in rows)
    moved = _moved(old_model.config, new_model.config)
    data = {
        "texts": dict(origins),
        "counts": {str(name): number for name, number in counts.items()},
        "now_wrong": len(wrong),
        "thresholds": moved,
        "changed": [_row(row) for row in listed],
    }
    said = ", ".join(f"{number} {origin}" for origin, number in origins.items())
    lines = [f"{len(rows)} texts replayed ({said}): {summary(counts)}.", _thresholds(moved)]
    lines += _lines(listed)
    lines.append(_wrong(wrong))
    place.progress("done")
    place.result(data, "\n".join(lines))
    return 1 if wrong or any(counts[Difference(kind)] for kind in fail_on) else 0


def what_if(place: Place, text: str, intent: str, *, stored: Stored) -> int:
    """Show what changes if `text` became an utterance of `intent`; nothing is saved."""
    content, live = load_content(place.intents), load_model(place)
    refuse(content, text, intent)
    questions, kept = _exam(place, content), stored()
    place.progress("fitting the model twice, without and with the text")
    found = with_utterance(place.intents, content, live, text, intent)
    place.progress("asking both every question, dialogue and stored question")
    rows = replayed.replay(found.before, found.after, questions, kept, skip=text)
    moved = replayed.gravest_first(r for r in rows if r.compared.difference is not Difference.SAME)
    counts = replayed.comparison(rows).counts
    data = {
        "text": text,
        "intent": intent,
        "before": _said(found.own.old),
        "after": _said(found.own.new),
        "worth_little": found.worth_little,
        "counts": {str(name): number for name, number in counts.items()},
        "changed": [_row(row) for row in moved],
    }
    lines = [
        f"Before: {_said(found.own.old)}",
        f"After:  {_said(found.own.new)}",
        _worth(found),
        f"Of {len(rows)} other questions: {summary(counts)}.",
        *_lines(moved),
        "Nothing was saved.",
    ]
    place.progress("done")
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


def _version(name: str) -> str | None:
    return None if name == "live" else name


def _exam(place: Place, content: Content) -> exam.Exam:
    return exam.load_exam(place.intents, (intent.id for intent in content.intents))


def _moved(old: BotConfig, new: BotConfig) -> dict[str, tuple[object, object]]:
    """Return the thresholds that differ, as (old, new); of listed intents their number."""

    def values(config: BotConfig) -> dict[str, object]:
        rarely = {"rarely_negated": len(config.rarely_negated)}
        numbers = {name: round(v, 4) for name, v in asdict(config).items() if name not in rarely}
        return {**numbers, **rarely}

    was, now = values(old), values(new)
    return {name: (was[name], now[name]) for name in was if was[name] != now[name]}


def _thresholds(moved: dict[str, tuple[object, object]]) -> str:
    if not moved:
        return "No threshold moved."
    said = ", ".join(f"{name} {was} → {now}" for name, (was, now) in moved.items())
    return f"Thresholds moved: {said}."


def _wrong(rows: Sequence[Replayed]) -> str:
    origins = Counter(row.asked.origin for row in rows)
    spoken = origins["dialogues"]
    more = f", and so do {spoken} messages of dialogues" if spoken else ""
    first = ": they stand first above" if rows else ""
    return (
        f"{origins['evaluation']} evaluation questions get a wrong answer and did not before"
        f"{more}{first}."
    )


def _lines(rows: Sequence[Replayed]) -> list[str]:
    lines = [_line(row) for row in rows[:MOST_ROWS]]
    if rest := Counter(row.compared.difference for row in rows[MOST_ROWS:]):
        kinds = ", ".join(f"{number} {kind.replace('_', ' ')}" for kind, number in rest.items())
        lines.append(f"… and {rest.total()} more ({kinds}): --json lists all of them")
    return lines


def _row(row: Replayed) -> dict[str, object]:
    asked = row.asked
    return {
        "text": SEALED if asked.sealed else asked.text,
        "origin": asked.origin,
        "before": [SEALED if asked.sealed else text for text in asked.before],
        "difference": str(row.compared.difference),
        "old": _said(row.compared.old),
        "new": _said(row.compared.new),
        "wanted": asked.wanted,
        "now_wrong": row.now_wrong,
    }


def _line(row: Replayed) -> str:
    asked, found = row.asked, row.compared
    kind = "NOW WRONG" if row.now_wrong else found.difference
    text = SEALED if asked.sealed else repr(asked.text)
    if asked.before:
        text += " (in a dialogue)" if asked.sealed else f" (after {asked.before[-1]!r})"
    return f"{kind:>14}  {text}: {_said(found.old)} → {_said(found.new)}{_right(asked)}"


def _right(asked: Asked) -> str:
    if asked.wanted is None:
        return ""
    outside = all(question.kind in OUTSIDE for question in asked.questions)
    right = ", ".join(asked.wanted) or ("no answer" if outside else "asking back")
    return f"; right would be: {right}"


def _said(said: Said) -> str:
    return f"{said.outcome} {', '.join(said.intents or said.choices)}".strip()
