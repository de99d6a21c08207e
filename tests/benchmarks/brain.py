"""What one turn costs in the brain, step by step: `python -m tests.benchmarks.brain`.

Asks the live model every evaluation question once, on one thread. The whole turn and the steps are
measured on an assistant of their own each, so that no step finds a word already looked up. A floor
is printed beside its figure; a slow machine fails nothing. The report is also kept as JSON.
"""

from __future__ import annotations

import argparse
import gc
import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bot import policy, replies
from bot.assistant import Assistant, load_assistant
from bot.content.load import load_content
from bot.evaluation.metrics import NOON
from bot.evaluation.questions import load_questions
from bot.privacy.mask import mask
from bot.registry import Registry
from bot.types import Conversation
from bot.understanding.model import Model
from bot.understanding.parser import Parser
from tests.shipped import ROOT

FLOORS = {"whole turn": (1.0, 3.0), "classifier": (0.3, 1.0)}
"""The most milliseconds at the median and at the 99th percentile."""

_NEW = Conversation("benchmark")


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds of wall time at the median and the 99th percentile, and of CPU on average."""

    p50: float
    p99: float
    cpu: float


def measure(work: Callable[[str], object], texts: Sequence[str]) -> Cost:
    """Return what `work` costs on each of `texts`, called once in turn."""
    wall, began = [], time.thread_time()
    for text in texts:
        start = time.perf_counter()
        work(text)
        wall.append((time.perf_counter() - start) * 1000)
    cpu = (time.thread_time() - began) * 1000 / len(texts)
    wall.sort()
    return Cost(wall[len(wall) // 2], wall[int(len(wall) * 0.99)], cpu)


def steps(assistant: Assistant, model: Model) -> dict[str, Callable[[str], object]]:
    """Return the steps of a turn by name; "parse" is all of understanding, classifier included."""
    parser, book, lines = Parser(model), model.book, assistant.lines

    def classify(text: str) -> object:
        return model.classifier.rank(corrected[text])

    def decide(text: str) -> object:
        decision = policy.decide(parsed[text], _NEW, book, model.config)
        return replies.render(
            decision, book=book, lines=lines, conversation=_NEW, deferral="", now=NOON
        )

    def parse(text: str) -> None:
        parsed[text] = found = parser.parse(text)
        corrected[text] = (found.corrected or found.utterance.normalised).split()

    parsed: dict[str, object] = {}
    corrected: dict[str, list[str]] = {}
    return {
        "safety": assistant.safety.check,
        "personal advice": partial(assistant.advice.needed, answered=True),
        "mask": mask,
        "parse": parse,
        "classifier": classify,
        "policy and reply": decide,
    }


def brain(intents: Path, model: Model, texts: Sequence[str]) -> dict[str, Cost]:
    """Return the cost of a whole turn and of each step."""
    fresh = load_assistant(intents, model)
    gc.collect()
    gc.freeze()  # as the server does
    found = {"whole turn": measure(lambda text: fresh.reply_to(text, _NEW, now=NOON), texts)}
    for name, work in steps(load_assistant(intents, model), model).items():
        found[name] = measure(work, texts)
    return found


def table(found: Mapping[str, Cost]) -> str:
    """Return the figures for reading, with the floors beside them."""
    rows = [f"{'ms':18} {'p50':>7} {'floor':>6} {'p99':>7} {'floor':>6} {'cpu':>7}"]
    for name, cost in found.items():
        median, slow = (f"≤ {most:g}" for most in FLOORS[name]) if name in FLOORS else ("", "")
        rows.append(
            f"{name:18} {cost.p50:7.3f} {median:>6} {cost.p99:7.3f} {slow:>6} {cost.cpu:7.3f}"
        )
    return "\n".join(rows)


def main() -> None:
    """Measure, print the table and keep the figures."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--intents", type=Path, default=ROOT / "intents")
    asked.add_argument("--var", type=Path, default=ROOT / "var")
    given = asked.parse_args()
    registry = Registry(given.var / "models")
    version = registry.promoted()
    if version is None:
        raise SystemExit(f"{given.var}: no trained model; run make model")
    intents = (intent.id for intent in load_content(given.intents).intents)
    texts = [question.text for question in load_questions(given.intents, intents)]
    found = brain(given.intents, registry.load(version), texts)
    print(f"{len(texts)} evaluation questions, one thread, model {version}")
    print(table(found))
    kept = given.var / "reports" / "brain.json"
    kept.parent.mkdir(parents=True, exist_ok=True)
    figures = {
        name: {"p50_ms": cost.p50, "p99_ms": cost.p99, "cpu_ms": cost.cpu}
        | dict(zip(("p50_floor_ms", "p99_floor_ms"), FLOORS.get(name, ()), strict=False))
        for name, cost in found.items()
    }
    kept.write_text(
        json.dumps({"questions": len(texts), "model": version, "steps": figures}) + "\n"
    )
    print(f"kept in {kept}")


if __name__ == "__main__":
    main()
