"""Whether misspelled messages fare as the same messages spelled right.

The slips are those of thumbs on a phone: two letters swapped, one dropped, one doubled, one hit
beside. They are drawn with a seed, so that two models are asked the same.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.assistant import Assistant
from bot.evaluation.compare import Said
from bot.evaluation.metrics import NOON, Judged
from bot.types import Conversation

_WORD = re.compile(r"[A-Za-z]{4,}")
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_BESIDE = {
    letter: row[max(i - 1, 0) : i] + row[i + 1 : i + 2]
    for row in _KEYS
    for i, letter in enumerate(row)
}


@dataclass(frozen=True, slots=True)
class Slipped:
    """A question misspelled, its half, and whether it ended as it does when spelled right."""

    text: str
    half: str
    same: bool


def misspelled(text: str, *, seed: int) -> str:
    """Return `text` with one slip, or two where it has six words or more.

    Only words of four letters and more are hit, never their first letter. Without such a word the
    text comes back as it is.

    >>> misspelled("does it hurt much", seed=1) != "does it hurt much"
    True
    """
    chance = random.Random(f"{seed} {text}")  # noqa: S311  # no secret hangs on it
    spots = list(_WORD.finditer(text))
    chosen = chance.sample(spots, min(len(spots), 2 if len(text.split()) >= 6 else 1))
    for spot in sorted(chosen, key=lambda m: -m.start()):
        text = text[: spot.start()] + _slip(spot.group(), chance) + text[spot.end() :]
    return text


def same_outcome(
    assistant: Assistant, spelled_right: Iterable[Judged], *, seed: int = 1
) -> list[Slipped]:
    """Return what becomes of each question when it is misspelled.

    `spelled_right` are the questions with the turns they got. The outcome and the intents must be
    the same; which choices are offered beside them may differ.
    """
    rows = []
    for row in spelled_right:
        wrong = misspelled(row.question.text, seed=seed)
        right = Said.of(row.turn)
        slipped = Said.of(assistant.reply_to(wrong, Conversation("typos"), now=NOON))
        same = (right.outcome, right.intents) == (slipped.outcome, slipped.intents)
        rows.append(Slipped(wrong, row.question.half, same))
    return rows


def _slip(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word))
    kind = chance.choice(("swap", "drop", "double", "beside"))
    if kind == "swap" and at + 1 < len(word):
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == "double":
        return word[: at + 1] + word[at:]
    if kind == "beside":
        return word[:at] + chance.choice(_BESIDE.get(word[at].lower(), "e")) + word[at + 1 :]
    return word[:at] + word[at + 1 :]
