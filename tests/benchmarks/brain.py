"""What one turn costs in the brain, step by step: `python -m tests.benchmarks.brain`.

Asks the live model, with both voices of the emergency check as the server has them, every
evaluation question once, on one thread. The whole turn comes first, on an assistant of its own: no
word of it was looked up before, and the patterns of masking are compiled, as in a server that
listens. A floor is printed beside its figure; a slow machine fails nothing.
On a busy machine trust the CPU time: there, others' work counts less. The report is also kept as
JSON.
"""

from __future__ import annotations

import argparse
import gc
import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from bot import policy, replies
from bot.assistant import Assistant, load_assistant
from bot.content.load import load_content
from bot.evaluation.metrics import NOON
from bot.evaluation.questions import load_questions
from bot.privacy.mask import mask
from bot.privacy.patterns import compile_all
from bot.registry import Registry
from bot.safety.scorer import Scorer
from bot.safety.scorer_files import read_scorer
from bot.types import Conversation
from bot.understanding.model import Model
from bot.understanding.parser import Parser
from tests.shipped import ROOT

FLOORS = {"whole turn": (1.0, 3.0), "classifier": (0.3, 1.0)}
"""The most milliseconds at the median and at the 99th percentile."""

_NEW = Conversation("benchmark")


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds at the median and the 99th percentile, of wall time and of CPU time."""

    p50: float
    p99: float
    cpu_p50: float
    cpu_p99: float


def measure(work: Callable[[str], object], texts: Sequence[str]) -> Cost:
    """Return what `work` costs on each of `texts`, called once in turn."""
    wall, cpu = [], []
    for text in texts:
        start, began = time.perf_counter(), time.thread_time()
        work(text)
        cpu.append((time.thread_time() - began) * 1000)
        wall.append((time.perf_counter() - start) * 1000)
    wall.sort()
    cpu.sort()
    half, most = len(wall) // 2, int(len(wall) * 0.99)
    return Cost(wall[half], wall[most], cpu[half], cpu[most])


def steps(assistant: Assistant, second: Scorer, model: Model) -> dict[str, Callable[[str], object]]:
    """Return the steps of a turn by name.

    "safety" is the whole check, the `second` voice included; "parse" is all of understanding,
    classifier included.
    """
    parser, book, lines = Parser(model), model.book, assistant.lines

    def hear(text: str) -> object:
        # Rules seldom raise what it could deny.
        return second.hear(assistant.safety.read(text), deny=False)

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
        "second voice": hear,
        "personal advice": partial(assistant.advice.needed, answered=True),
        "mask": mask,
        "parse": parse,
        "classifier": classify,
        "policy and reply": decide,
    }


def brain(intents: Path, scorer: Path, model: Model, texts: Sequence[str]) -> dict[str, Cost]:
    """Return the cost of a whole turn and of each step; `scorer` has the second voice.

    Raises ModelError where there is none: a turn without it is not what patients get.
    """
    second = read_scorer(scorer, intents / "safety")
    fresh = load_assistant(intents, model, scorer=scorer)
    compile_all()
    gc.collect()
    gc.freeze()  # both as the server does
    found = {"whole turn": measure(lambda text: fresh.reply_to(text, _NEW, now=NOON), texts)}
    own = load_assistant(intents, model, scorer=scorer)
    for name, work in steps(own, second, model).items():
        found[name] = measure(work, texts)
    return found


def table(found: Mapping[str, Cost]) -> str:
    """Return the figures for reading, with the floors beside them."""
    rows = [f"{'ms':18} {'p50':>7} {'floor':>6} {'p99':>7} {'floor':>6} {'cpu p50':>8} {'p99':>7}"]
    for name, cost in found.items():
        median, slow = (f"≤ {most:g}" for most in FLOORS[name]) if name in FLOORS else ("", "")
        rows.append(
            f"{name:18} {cost.p50:7.3f} {median:>6} {cost.p99:7.3f} {slow:>6} "
            f"{cost.cpu_p50:8.3f} {cost.cpu_p99:7.3f}"
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
    found = brain(given.intents, given.var / "safety", registry.load(version), texts)
    print(f"{len(texts)} evaluation questions, one thread, model {version}")
    print(table(found))
    kept = given.var / "reports" / "brain.json"
    kept.parent.mkdir(parents=True, exist_ok=True)
    figures = {
        name: {f"{key}_ms": value for key, value in asdict(cost).items()}
        | dict(zip(("p50_floor_ms", "p99_floor_ms"), FLOORS.get(name, ()), strict=False))
        for name, cost in found.items()
    }
    kept.write_text(
        json.dumps({"questions": len(texts), "model": version, "steps": figures}) + "\n"
    )
    print(f"kept in {kept}")


if __name__ == "__main__":
    main()
