"""Fits the second voice of the emergency check, and finds its limits on messages left out of the
fit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.svm import LinearSVC

from bot.safety.corpus import seal
from bot.safety.scorer import CRISIS, KIND_BLOCKS, NEAR, Weights, span
from bot.safety.scorer_files import is_fresh, write_weights
from bot.training.fit import SEED
from bot.training.scorer_neighbours import Compared
from bot.training.scorer_rows import FOLDS, Group, Rows, Table, make_rows
from bot.types import Tier
from bot.workers import share

LOOK_ALIKES = 0.03
"""Highest share of look-alikes by left-out authors on which each of the two models may raise an
alarm. They were written to be as hard as can be: strangers' raise fewer."""

ORDINARY = 0.003
"""The same of the FAQ's own utterances: a bot that cries wolf is ignored."""

LOST, LOST_CRISES = 0.004, 0.003
"""Where so small a share of the emergencies of left-out authors on which a rule fires scores less,
the second voice may deny a rule; the second is for rules of what is hard to deny."""

_C, _KIND_C = 0.3, 1.0
"""From 0.1 to 1 the catch among left-out emergencies stays within 2 %."""

_COUNTS = {Group.EMERGENCY: 3.0, Group.LOOK_ALIKE: 2.0, Group.ORDINARY: 1.0}
"""How much a message counts beside others. All ordinary ones together count as much as all others
together: with a quarter of that, two or three in a hundred fewer emergencies were caught at the
same share of alarms on them."""

_BYTE = 127

_CRISES = 2.0
"""Crises are the fewest of all."""

Floats = NDArray[np.float64]
Marks = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Fitted:
    """What the fit gave on messages by authors that were left out of it: shares, 0 to 1."""

    messages: int
    caught: float
    crises_caught: float
    look_alikes: float
    ordinary: float
    right_card: float  # of the caught ones


def train_scorer(
    safety: Path, ordinary: Sequence[str], folder: Path, *, progress: Callable[[str], None]
) -> Fitted | None:
    """Fit the second voice and write it into `folder`; None when it is there for these very words.

    Raises ContentError for faults in the corpus.
    """
    made_of = seal(safety)
    recipe = _recipe(ordinary)
    if is_fresh(folder, made_of=made_of, recipe=recipe):
        return None
    progress("reading the messages of the emergency check")
    rows = make_rows(safety, ordinary)
    progress(f"fitting its second voice on {len(rows.kinds)} messages")
    weights, fitted = fit(rows)
    write_weights(weights, folder, made_of=made_of, recipe=recipe)
    return fitted


def _recipe(ordinary: Sequence[str]) -> str:
    """Return the SHA-256 (hex) of the code that fits and reads, and of the ordinary messages."""
    bot = Path(__file__).parents[1]
    digest = sha256("\0".join(sorted(set(ordinary))).encode())
    for path in sorted([*bot.glob("safety/*.py"), *bot.glob("training/scorer*.py")]):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def fit(rows: Rows) -> tuple[Weights, Fitted]:
    """Return the weights fitted on all `rows`, with limits and figures from left-out rows."""
    left = rows.of(rows.few)
    given = (rows, left, Table(left.keys))
    (weights, known), *folds = share(_fit_one, given, [None, *range(FOLDS)])
    scores, tiers = _left_out(left, folds)
    limits = np.array([_find_limit(left, scores[:, i], known[:, i]) for i in (0, 1)])
    scores -= limits  # from now on 0 is the limit of both models
    margins = scores.max(axis=1)
    fires: Marks = margins >= 0
    denies = min(float(np.quantile(margins[left.contradicted], LOST)), 0.0)
    surely = min(float(np.quantile(margins[left.contradicted_hard], LOST_CRISES)), denies)
    tiers[scores[:, 1] >= scores[:, 0]] = CRISIS[1].value
    right = np.array([tier for _, tier in left.kinds])
    emergency = left.groups == Group.EMERGENCY
    fitted = Fitted(
        messages=len(rows.kinds),
        caught=float(np.mean(fires[emergency])),
        crises_caught=float(np.mean(fires[right == CRISIS[1].value])),
        look_alikes=float(np.mean(fires[left.groups == Group.LOOK_ALIKE])),
        ordinary=float(np.mean(fires[left.groups == Group.ORDINARY])),
        right_card=float(np.mean(tiers[fires & emergency] == right[fires & emergency])),
    )
    intercepts = (weights.intercepts - limits).astype(np.float32)
    return replace(weights, intercepts=intercepts, denies=denies, denies_all=surely), fitted


def _fit_one(given: tuple[Rows, Rows, Table], fold: int | None) -> tuple[Weights, Floats]:
    """Return the weights of all rows, and the scores of cases that must not fire, for None.

    For a fold, those of the rows left without its authors, and the scores of theirs.
    """
    rows, left, table = given
    if fold is None:
        everything = np.ones(len(rows.kinds), bool)
        return _fit(Table(rows.keys), rows, learn=everything, near=rows.few, score=rows.certain)
    held = left.folds == fold
    return _fit(table, left, learn=~held, near=~held, score=held)


def _left_out(
    rows: Rows, folds: Sequence[tuple[Weights, Floats]]
) -> tuple[Floats, NDArray[np.str_]]:
    """Return scores (rows, 2) and tiers of each row, from the fit without its author's fold."""
    scores = np.zeros((len(rows.kinds), 2))
    tiers = np.array([""] * len(rows.kinds), dtype="<U8")
    for fold, (weights, found) in enumerate(folds):
        held = rows.folds == fold
        scores[held] = found
        for row in np.flatnonzero(held & (rows.groups == Group.EMERGENCY)):
            tiers[row] = weights.kind(*weights.vector(rows.keys[row]))[1].value
    return scores, tiers


def _find_limit(rows: Rows, scores: Floats, known: Floats) -> float:
    """Return the lowest limit of one model that keeps the shares of alarms on left-out rows.

    `known` are its scores, in the fit on all rows, of the cases that must not fire: none may raise
    an alarm.
    """
    return max(
        _limit(scores[rows.groups == Group.LOOK_ALIKE], LOOK_ALIKES),
        _limit(scores[rows.groups == Group.ORDINARY], ORDINARY),
        _limit(known, 0.0),
    )


def _limit(scores: Floats, share: float) -> float:
    """Return the lowest limit that at most `share` of `scores` reach."""
    if not len(scores):
        return -9.0
    ordered = np.sort(scores)[::-1]
    return float(np.nextafter(ordered[min(int(share * len(ordered)), len(ordered) - 1)], 99.0))


def _fit(
    table: Table, rows: Rows, *, learn: Marks, near: Marks, score: Marks
) -> tuple[Weights, Floats]:
    """Return the weights fitted on the rows `learn`, without limits, and the scores of `score`.

    The rows `near` become neighbours.
    """
    keys, idf = table.columns(learn, rows.groups != Group.ORDINARY)
    vectors = table.vectors(keys, idf)
    kinds = np.array([" ".join(kind) for kind in rows.kinds])
    crisis = kinds == f"{CRISIS[0]} {CRISIS[1].value}"
    body = (rows.groups == Group.EMERGENCY) & ~crisis
    worth = np.array([_COUNTS[group] for group in rows.groups]) * np.where(crisis, _CRISES, 1.0)
    ordinary = rows.groups == Group.ORDINARY
    worth[ordinary] *= worth[learn & ~ordinary].sum() / max(worth[learn & ordinary].sum(), 1.0)
    heads = []
    for truth, other in ((body, crisis), (crisis, body)):
        # The other side's emergencies are no ordinary messages: they teach neither yes nor no.
        kept = np.flatnonzero(learn & ~other)
        linear = LinearSVC(C=_C, random_state=SEED)
        head = linear.fit(vectors[kept], truth[kept], sample_weight=worth[kept])
        head.coef_ = head.coef_.astype(np.float16).astype(float)  # the limits hold for what is kept
        heads.append(head)
    first, last = span(keys, KIND_BLOCKS)
    own = np.flatnonzero(learn & body)
    kind = LinearSVC(C=_KIND_C, class_weight="balanced", random_state=SEED)
    kind.fit(vectors[own][:, first:last], kinds[own])
    kind_scales = np.abs(kind.coef_).max(axis=1) / _BYTE
    side = np.where(crisis, 2, np.where(body, 1, 0))
    compared = Compared(vectors, keys, np.flatnonzero(near))
    like = compared.likeness(side, np.flatnonzero(score))
    linear = np.stack([head.decision_function(vectors[score]) for head in heads], axis=1)
    weights = Weights(
        keys=keys,
        idf=idf,
        heads=np.concatenate([head.coef_ for head in heads]).astype(np.float16),
        intercepts=np.concatenate([head.intercept_ for head in heads]).astype(np.float32),
        kinds=tuple(_kind(label) for label in kind.classes_),
        kinds_from=first,
        kind_weights=np.rint(kind.coef_ / kind_scales[:, np.newaxis]).astype(np.int8),
        kind_scales=kind_scales.astype(np.float32),
        kind_intercepts=kind.intercept_.astype(np.float32),
        near=compared.neighbours(side),
        denies=-np.inf,
        denies_all=-np.inf,
    )
    return weights, linear + NEAR * (like[:, 1:] - like[:, :1])


def _kind(label: str) -> tuple[str, Tier]:
    category, tier = label.split()
    return category, Tier(tier)
