"""Which intents are taken for which others, and how each intent fares, out of fold."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.evaluation.metrics import Judged, Verdict
from bot.understanding.classifier import OUT_OF_SCOPE

if TYPE_CHECKING:
    from bot.training.folds import OutOfFold
    from bot.understanding.model import Model

MOST_ROWS = 30
_TELLING = 40  # characters


@dataclass(frozen=True, slots=True)
class Confusion:
    """So many utterances of `truth` are taken for `taken`; two of them as examples."""

    truth: str
    taken: str
    count: int
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heat:
    """The confusions between some intents: `counts[truth][taken]`, zero on the diagonal."""

    intents: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    shown: int  # confusions in the picture
    total: int  # confusions there are


@dataclass(frozen=True, slots=True)
class IntentRow:
    """How one intent fares. Shares are 0 to 1 of its utterances that were left out of the fit."""

    intent: str
    title: str
    kind: str  # faq | staff | small_talk | out_of_scope
    utterances: int
    accuracy: float
    top3: float
    asked: int  # evaluation questions whose first right intent it is
    right: int  # of these, answered right at once
    rival: str | None  # the other intent that most often stands first or second
    rival_share: float


def confusions(texts: Sequence[str], scores: OutOfFold) -> list[Confusion]:
    """Return all confusions, most frequent first. `texts` are the utterances behind `scores`."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for text, truth, top in zip(texts, scores.truth, scores.top, strict=True):
        if truth != top:
            found[str(truth), str(top)].append(text)
    rows = [
        Confusion(truth, taken, len(said), tuple(sorted(said, key=_telling)[:2]))
        for (truth, taken), said in found.items()
    ]
    return sorted(rows, key=lambda row: (-row.count, row.truth, row.taken))


def _telling(text: str) -> tuple[int, str]:
    # A single word seldom shows why, and a story cannot be taken in at a glance.
    return abs(len(text) - _TELLING), text


def heat(rows: Sequence[Confusion], *, most: int = MOST_ROWS) -> Heat:
    """Return the picture of the most frequent confusions, over at most `most` intents.

    Out of scope stands last and takes no intent's place: nearly every intent
    is taken for it now and then.
    """
    total = sum(row.count for row in rows)
    if not rows:
        return Heat((), (), 0, 0)
    chosen = [OUT_OF_SCOPE]
    for row in rows:
        if OUT_OF_SCOPE in (row.truth, row.taken):
            continue
        new = [name for name in dict.fromkeys((row.truth, row.taken)) if name not in chosen]
        if len(chosen) + len(new) <= most:
            chosen += new
    names = tuple(sorted(chosen, key=lambda name: (name == OUT_OF_SCOPE, name)))
    count = {(row.truth, row.taken): row.count for row in rows}
    table = tuple(tuple(count.get((truth, taken), 0) for taken in names) for truth in names)
    shown = sum(map(sum, table))
    return Heat(names, table, shown, total)


def per_intent(model: Model, scores: OutOfFold, judged: Sequence[Judged]) -> list[IntentRow]:
    """Return one row for each intent, weakest out-of-fold accuracy first."""
    held: dict[str, list[int]] = defaultdict(list)
    for index, truth in enumerate(scores.truth):
        held[str(truth)].append(index)
    asked: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for row in judged:
        intent = row.question.intents[0] if row.question.intents else OUT_OF_SCOPE
        asked[intent] += 1
        right[intent] += row.verdict is Verdict.RIGHT
    rows = []
    for intent, indices in held.items():
        entry = model.book.entries.get(intent)
        rival, times = _rival(scores, intent, indices)
        rows.append(
            IntentRow(
                intent=intent,
                title=entry.title if entry else "None of the clinic's topics",
                kind=entry.kind if entry else OUT_OF_SCOPE,
                utterances=len(indices),
                accuracy=sum(bool(scores.right[i]) for i in indices) / len(indices),
                top3=sum(intent in _three(scores, i) for i in indices) / len(indices),
                asked=asked[intent],
                right=right[intent],
                rival=rival,
                rival_share=times / len(indices),
            )
        )
    return sorted(rows, key=lambda row: (row.accuracy, row.intent))


def _three(scores: OutOfFold, index: int) -> tuple[str, ...]:
    return str(scores.top[index]), str(scores.second[index]), str(scores.third[index])


def _rival(scores: OutOfFold, intent: str, indices: Sequence[int]) -> tuple[str | None, int]:
    """Return the nearest other intent and how often it is the first or second but `intent`."""
    seen: Counter[str] = Counter()
    for index in indices:
        top, second, _ = _three(scores, index)
        seen[second if top == intent else top] += 1
    seen.pop("", None)
    best = min(seen, key=lambda name: (-seen[name], name), default=None)
    return best, seen[best] if best else 0
