"""Prints how long one check takes: `python -m tests.benchmarks.safety`."""

from __future__ import annotations

import time
from pathlib import Path

import yaml

from bot.content.clinic import load_clinic
from bot.privacy.mask import mask
from bot.safety.advice import PersonalAdvice
from bot.safety.check import SafetyCheck
from bot.safety.scorer_files import read_scorer

INTENTS = Path(__file__).parents[2] / "intents"
FLOOR = 50
"""Milliseconds that the check of 4,000 characters may take, whatever they are."""

_HARD = {
    "one symptom word": "chest " * 700,
    "denials": "no pain " * 500,
    "letters": "a " * 2000,
    "one long word": "x" * 4000,
    "glued words": "icantbreathe" * 330,
    "glued words, each time others": "".join(f"icantbreathe{n}" for n in range(280)),
    "runs of glued words": ("icantbreathe" * 33 + "abc ") * 10,
    "digits": "1" * 4000,
    "digits and spaces": "1 " * 2000,
    "addresses": "a.b@" * 1000,
    "emoji": "a😭" * 2000,
}


def milliseconds(work: object, texts: list[str]) -> list[float]:
    """Return the sorted times of calling `work` on each text once."""
    times = []
    for text in texts:
        start = time.perf_counter()
        work(text)  # type: ignore[operator]
        times.append((time.perf_counter() - start) * 1000)
    return sorted(times)


def main() -> None:
    """Print the figures."""
    start = time.perf_counter()
    second = read_scorer(INTENTS.parent / "var" / "safety", INTENTS / "safety")
    loaded = time.perf_counter()
    safety = SafetyCheck.from_folder(INTENTS / "safety", load_clinic(INTENTS), second=second)
    rules = (time.perf_counter() - loaded) * 1000
    print(f"start: second voice {(loaded - start) * 1000:.0f} ms, rules {rules:.0f} ms")
    texts = [
        text
        for path in sorted(INTENTS.glob("[fs][at]*/**/*.yaml"))
        for text in yaml.safe_load(path.read_text(encoding="utf-8")).get("utterances", ())
    ]
    flagged = [
        case
        for path in sorted((INTENTS / "safety").glob("*.yaml"))
        for rule in yaml.safe_load(path.read_text(encoding="utf-8")).get("rules", ())
        for case in rule["must_fire"]
    ]
    advice = PersonalAdvice.from_file(INTENTS / "personal_advice.yaml")
    for name, work, rows in (
        ("check, ordinary", safety.check, texts),
        ("check, red flags", safety.check, flagged),
        ("personal advice", advice.asks, texts),
        ("mask", mask, texts),
    ):
        times = milliseconds(work, rows)
        p50, p99 = times[len(times) // 2], times[int(len(times) * 0.99)]
        print(f"{name}: {len(times)} texts, p50 {p50:.3f} ms, p99 {p99:.3f}, max {times[-1]:.1f}")
    for name, text in _HARD.items():
        check, masked = milliseconds(safety.check, [text])[0], milliseconds(mask, [text[:4000]])[0]
        print(f"hard, {name}: check {check:.1f} ms (floor {FLOOR}), mask {masked:.1f} ms")


if __name__ == "__main__":
    main()
