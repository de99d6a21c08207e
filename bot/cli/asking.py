"""`ask` and `explain`: what the very assistant that serves patients says to a text, and why."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.assistant import Assistant, load_assistant
from bot.cli.output import Place
from bot.cli.training import load_model
from bot.evaluation.explain import explain as explain_text
from bot.policy import REASONS
from bot.privacy.mask import mask
from bot.types import Conversation, Turn


def ask(place: Place, text: str, *, now: datetime) -> int:
    """Print the reply to one text."""
    assistant = load_assistant(place.intents, load_model(place))
    turn = assistant.reply_to(text, Conversation("ask"), now=now)
    data = {"text": text, **turn_json(turn)}
    lines = [turn.reply.text]
    lines += [f"  [{choice.title}]" for choice in turn.reply.choices]
    lines += [f"  Source: {s.title}, {s.publisher}: {s.name}" for s in turn.reply.sources]
    decision = turn.decision
    lines.append(
        f"({decision.outcome}, {decision.intent or 'no intent'}, confidence "
        f"{decision.confidence:.2f}: {REASONS[decision.reason]})"
    )
    place.result(data, "\n".join(lines))
    return 0


def ask_file(place: Place, path: Path, *, now: datetime) -> int:
    """Print one JSON line for each line of `path` ("-" for standard input)."""
    assistant = load_assistant(place.intents, load_model(place))
    text = sys.stdin.read() if str(path) == "-" else path.read_text(encoding="utf-8")
    for row in answer_lines(assistant, text.splitlines(), now=now):
        print(json.dumps(row, ensure_ascii=False), flush=True)
    return 0


def answer_lines(
    assistant: Assistant, lines: Iterable[str], *, now: datetime
) -> Iterator[dict[str, Any]]:
    """Yield one object for each line: `{"id", "text"}` or `{"id", "turns": [...]}` in JSON.

    A line that cannot be read yields `{"line", "error"}` (with its id where it has one), and the
    run goes on. Empty lines are passed over.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        row: object = None
        try:
            row = json.loads(line)
            yield _answer_row(assistant, row, now)
        except ValueError as error:
            known = {"id": row["id"]} if isinstance(row, dict) and "id" in row else {}
            yield {**known, "line": number, "error": str(error)}


def _answer_row(assistant: Assistant, row: object, now: datetime) -> dict[str, Any]:
    if not isinstance(row, dict) or "id" not in row:
        raise ValueError('expected an object such as {"id": "1", "text": "does it hurt?"}')
    if isinstance(row.get("text"), str):
        turn = assistant.reply_to(row["text"], Conversation(str(row["id"])), now=now)
        return {"id": row["id"], "text": row["text"], **turn_json(turn)}
    turns = row.get("turns")
    if not isinstance(turns, list) or not all(isinstance(text, str) for text in turns):
        raise ValueError('expected "text" (a string) or "turns" (a list of strings)')
    conversation = Conversation(str(row["id"]))
    said = []
    for text in turns:
        turn = assistant.reply_to(text, conversation, now=now)
        conversation = assistant.remember(conversation, turn)
        said.append({"text": text, **turn_json(turn)})
    return {"id": row["id"], "turns": said}


def turn_json(turn: Turn) -> dict[str, Any]:
    """Return a turn in the format of `ask --jsonl`. This format stays as it is."""
    decision, flag = turn.decision, turn.flags[0] if turn.flags else None
    tier = flag.tier.value if flag else None
    return {
        "outcome": decision.outcome.value,
        "intent": decision.intent,
        "confidence": round(decision.confidence, 4),
        "reason": decision.reason,
        "reply": turn.reply.text,
        "choices": [choice.intent for choice in turn.reply.choices],
        "sources": [source.section for source in turn.reply.sources],
        "flag": flag.category if flag else None,
        "tier": int(tier) if tier in ("1", "2") else tier,
        "deferred": decision.deferred or any(part.decision.deferred for part in turn.parts),
        "masked": turn.masked,
    }


def explain(place: Place, text: str, *, now: datetime) -> int:
    """Print why the bot says what it says to `text`."""
    model = load_model(place)
    assistant = load_assistant(place.intents, model)
    turn = assistant.reply_to(text, Conversation("explain"), now=now)
    found = explain_text(model, text)
    data = {"text": mask(text), "turn": turn_json(turn), **found.to_json()}
    place.result(data, f"{found.to_text()}\n{REASONS[turn.decision.reason]}")
    return 0
