"""`ask` and `explain`: what the very assistant that serves patients says to a text, and why."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path
from typing import Any, cast

from bot.assistant import Assistant, load_assistant
from bot.cli.output import Place
from bot.cli.training import load_model
from bot.evaluation.explain_turn import explain_turn
from bot.policy import REASONS
from bot.privacy.mask import mask
from bot.types import Conversation, Turn

_EXAMPLE = '{"id": "1", "text": "does it hurt?"}'


def ask(place: Place, text: str, *, now: datetime) -> int:
    """Print the reply to one text, and what was decided for each of its questions."""
    assistant = load_assistant(place.intents, load_model(place), scorer=place.scorer)
    turn = assistant.reply_to(text, Conversation("ask"), now=now)
    data = {"text": text, **turn_json(turn)}
    lines = [turn.reply.text]
    lines += [f"  [{choice.title}]" for choice in turn.reply.choices]
    lines += [f"  Source: {s.title}, {s.publisher}: {s.name}" for s in turn.reply.sources]
    lines += [
        f"({decision.outcome}, {decision.intent or 'no intent'}, confidence "
        f"{decision.confidence:.2f}: {REASONS[decision.reason]})"
        for decision in [part.decision for part in turn.parts] or [turn.decision]
    ]
    place.result(data, "\n".join(lines))
    return 0


def ask_file(place: Place, path: Path, *, now: datetime) -> int:
    """Print one JSON line for each line of `path` ("-" for standard input)."""
    assistant = load_assistant(place.intents, load_model(place), scorer=place.scorer)
    bad = 0
    with nullcontext(sys.stdin.buffer) if str(path) == "-" else path.open("rb") as file:
        for row in answer_lines(assistant, file, now=now):
            bad += "error" in row
            line = json.dumps(row, ensure_ascii=False)
            # Half a surrogate pair has no UTF-8; its escape is the same text in JSON.
            print(line.encode("utf-8", "backslashreplace").decode("utf-8"), flush=True)
    if bad:
        print(f'{path}: {bad} lines could not be read; see their "error"', file=sys.stderr)
    return 0


def answer_lines(
    assistant: Assistant, lines: Iterable[bytes], *, now: datetime
) -> Iterator[dict[str, Any]]:
    """Yield one object for each line: `{"id", "text"}` or `{"id", "turns": [...]}` in JSON.

    A line that cannot be read yields `{"line", "error"}` (with its id where it has one), and the
    run goes on. Empty lines are passed over, and so are other fields.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        row: object = None
        try:
            row = _parsed(line)
            _check_row(row)
        except ValueError as error:
            named = isinstance(row, dict) and _is_id(row.get("id"))
            known = {"id": row["id"]} if named and isinstance(row, dict) else {}
            yield {**known, "line": number, "error": str(error)}
        else:
            yield _answer_row(assistant, cast(dict[str, Any], row), now)


def _parsed(line: bytes) -> object:
    try:
        return json.loads(line.decode("utf-8-sig"), parse_constant=_refuse)
    except UnicodeDecodeError as error:
        raise ValueError(f"byte {line[error.start]:#04x} is not UTF-8; save it as UTF-8") from None
    except json.JSONDecodeError as error:
        message = f"not JSON: {error.msg} at character {error.pos + 1}; expected {_EXAMPLE}"
        raise ValueError(message) from None
    except RecursionError:
        raise ValueError(f"nested too deeply; expected {_EXAMPLE}") from None


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON; expected {_EXAMPLE}")


def _is_id(value: object) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool)


def _check_row(row: object) -> None:
    if not isinstance(row, dict):
        raise ValueError(f"expected an object such as {_EXAMPLE}")
    if not _is_id(row.get("id")):
        raise ValueError(f'"id" must be a string or a whole number, as in {_EXAMPLE}')
    if ("text" in row) == ("turns" in row):
        raise ValueError(f'expected either "text" or "turns", as in {_EXAMPLE}')
    if "text" in row and not isinstance(row["text"], str):
        raise ValueError(f'"text" must be a string, as in {_EXAMPLE}')
    turns = row.get("turns", [])
    if not isinstance(turns, list) or not all(isinstance(text, str) for text in turns):
        raise ValueError('"turns" must be a list of strings, as in {"id": "1", "turns": ["hi"]}')


def _answer_row(assistant: Assistant, row: dict[str, Any], now: datetime) -> dict[str, Any]:
    if "text" in row:
        turn = assistant.reply_to(row["text"], Conversation(str(row["id"])), now=now)
        return {"id": row["id"], "text": row["text"], **turn_json(turn)}
    conversation = Conversation(str(row["id"]))
    said = []
    for text in row["turns"]:
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
    assistant = load_assistant(place.intents, model, scorer=place.scorer)
    turn = assistant.reply_to(text, Conversation("explain"), now=now)
    found = explain_turn(model, turn)
    data = {"text": mask(text), "turn": turn_json(turn), **found.to_json()}
    place.result(data, found.to_text())
    return 0
