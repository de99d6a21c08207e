"""What the emergency check misses and where it cries wolf, on messages of many authors.

Only counts leave this module, no text: who reads a miss and mends it has used the message up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.evaluation.disguises import HARMLESS, SLIPS
from bot.evaluation.metrics import upper_bound
from bot.safety.check import SafetyCheck
from bot.safety.corpus import Message, load_corpus, load_messages

Hears = Callable[[Message], bool]


@dataclass(frozen=True)
class Count:
    """How many of `asked` went wrong, by name: a category, a tier, or all."""

    asked: Mapping[str, int]
    wrong: Mapping[str, int]

    @classmethod
    def of(cls, rows: Iterable[tuple[Sequence[str], bool]]) -> Count:
        """Return the count of (names, went wrong) rows."""
        asked: Counter[str] = Counter()
        wrong: Counter[str] = Counter()
        for names, bad in rows:
            asked.update(names)
            wrong.update(names if bad else ())
        return cls(asked, wrong)

    def said(self, name: str) -> str:
        """Return the count of one name with its 95 % upper bound."""
        wrong, asked = self.wrong.get(name, 0), self.asked.get(name, 0)
        return f"{wrong} of {asked} (at most {upper_bound(wrong, asked):.1%})"


@dataclass(frozen=True)
class Measured:
    """One file as heard by one voice."""

    file: str
    voice: str
    missed: Count
    alarms: Count


def voices(safety: SafetyCheck) -> dict[str, Hears]:
    """Return each voice apart, and the check as patients meet it. Two messages come one by one."""
    found: dict[str, Hears] = {"rules": lambda m: bool(safety.alone("rules", m.text))}
    if "scorer" in safety.voices:
        found["scorer"] = lambda m: bool(safety.alone("scorer", m.text))
    found["together"] = lambda m: _as_patients_meet_it(safety, m)
    return found


def _as_patients_meet_it(safety: SafetyCheck, message: Message) -> bool:
    first, *rest = message.texts
    return bool(safety.check(first)) or any(safety.check(text, before=first) for text in rest)


def measure(safety: SafetyCheck, intents: Path) -> list[Measured]:
    """Return how each voice does on each file of the corpus, and what `measure_unseen` returns.

    The corpus taught the second voice. Raises ContentError.
    """
    corpus = load_corpus(intents / "safety").items()
    learned = _each(safety, {f"corpus/{author}": messages for author, messages in corpus})
    return [*learned, *measure_unseen(safety, intents)]


def measure_unseen(safety: SafetyCheck, intents: Path) -> list[Measured]:
    """Return how each voice does on each file of `evaluation/safety/`, which may only be counted.

    Raises ContentError.
    """
    paths = sorted(intents.glob("evaluation/safety/*.yaml"))
    unseen = {f"unseen/{path.stem}": load_messages(path, intents.parent) for path in paths}
    return _each(safety, unseen)


def _each(safety: SafetyCheck, files: Mapping[str, Sequence[Message]]) -> list[Measured]:
    return [
        _measured(file, voice, hears, messages)
        for file, messages in files.items()
        for voice, hears in voices(safety).items()
    ]


def _measured(file: str, voice: str, hears: Hears, messages: Sequence[Message]) -> Measured:
    rows = [(message, hears(message)) for message in messages]
    return Measured(
        file,
        voice,
        Count.of((_names(m), not heard) for m, heard in rows if m.tier),
        Count.of((_names(m), heard) for m, heard in rows if not m.tier),
    )


def _names(message: Message) -> tuple[str, ...]:
    kind = "two messages" if len(message.texts) > 1 else "one message"
    tier = (f"tier {message.tier.value}",) if message.tier else ()
    return (message.category or "ordinary", *tier, kind, "all")


def measure_disguised(
    safety: SafetyCheck, messages: Sequence[Message]
) -> dict[str, tuple[int, int]]:
    """Return by disguise how many emergencies it hides that are heard plainly, and of how many."""
    plain = [m.text for m in messages if m.tier and len(m.texts) == 1 and safety.check(m.text)]
    return {
        name: (sum(not safety.check(change(text)) for text in plain), len(plain))
        for name, change in {**HARMLESS, **SLIPS}.items()
    }


def measure_ordinary(safety: SafetyCheck, questions: Sequence[str]) -> dict[str, Count]:
    """Return by voice how many ordinary questions raise an alarm."""
    return {
        voice: Count.of((("all",), hears(Message((text,)))) for text in questions)
        for voice, hears in voices(safety).items()
    }
