"""Every must-fire and must-not-fire case of `intents/safety/`, run against the check."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.content import strict_yaml
from bot.safety.check import SafetyCheck
from bot.workers import parts_of, share

_AT_ONCE = 1000
"""Messages that one of two processes checks before it takes up more."""


@dataclass(frozen=True, slots=True)
class SuiteResult:
    """How many cases were run, and the phrasings that came out wrong."""

    cases: int
    missed: tuple[str, ...]
    false_alarms: tuple[str, ...]
    ordinary: int = 0
    ordinary_alarms: tuple[str, ...] = ()


def run_suite(safety: SafetyCheck, intents: Path, ordinary: Sequence[str]) -> SuiteResult:
    """Return the outcome of all cases, and which of the `ordinary` messages raise an alarm.

    The cases are certain; an ordinary message is one that authors wrote as such, and now and then
    the alarm is right and the author was not.
    """
    must = list(_cases(intents, "must_fire"))
    must_not = list(_cases(intents, "must_not_fire"))
    parts = parts_of([*must, *must_not, *ordinary], _AT_ONCE)
    fires = iter([fired for part in share(_fire, safety, parts, pickles=False) for fired in part])
    return SuiteResult(
        cases=len(must) + len(must_not),
        missed=tuple(text for text in must if not next(fires)),
        false_alarms=tuple(text for text in must_not if next(fires)),
        ordinary=len(ordinary),
        ordinary_alarms=tuple(text for text in ordinary if next(fires)),
    )


def _fire(safety: SafetyCheck, texts: Sequence[str]) -> list[bool]:
    return [bool(safety.check(text)) for text in texts]


def _cases(intents: Path, key: str) -> Iterator[str]:
    safety = intents / "safety"
    for path in sorted([*safety.glob("*.yaml"), *safety.glob("languages/*.yaml")]):
        yield from _under(strict_yaml.read(path, root=intents.parent).data, key)


def _under(data: object, key: str) -> Iterator[str]:
    """Return all texts that stand under `key` at any depth."""
    if isinstance(data, dict):
        for name, value in data.items():
            if name == key and isinstance(value, list):
                yield from (item if isinstance(item, str) else item["text"] for item in value)
            else:
                yield from _under(value, key)
    elif isinstance(data, list):
        for value in data:
            yield from _under(value, key)
