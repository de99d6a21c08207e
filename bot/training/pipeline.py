"""The whole way of a model: content, rows, thresholds, fit, evaluation, gate."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot import registry
from bot.assistant import Assistant, load_assistant
from bot.config import BotConfig
from bot.content.files import hash_of
from bot.content.load import load_content
from bot.content.records import Content, Policy
from bot.errors import ContentError, ModelError, Problem
from bot.evaluation import exam, safety_suite
from bot.evaluation.emergency_turns import lost_emergencies
from bot.evaluation.gate import gate
from bot.evaluation.metrics import Judged
from bot.evaluation.safety_suite import SuiteResult
from bot.training import strictness, thresholds
from bot.training.build import build_model
from bot.training.dataset import Row, make_rows
from bot.training.fit import SEED, fit_with_scores
from bot.training.folds import OutOfFold
from bot.types import ModelCard
from bot.understanding.lexicon import Lexicon
from bot.understanding.model import Model

AIM = 0.02
"""Highest share of the unseen development questions that may get a wrong answer."""

UNDECIDED = BotConfig(answer_score=0.0, answer_margin=0.0, clarify_score=0.0, decline_score=0.0)
"""Stands in for the thresholds until the scores have been seen."""

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Trained:
    """A candidate with all that the report and the gate look at."""

    model: Model
    content: Content
    scores: OutOfFold
    result: exam.Result
    safety: SuiteResult
    assistant: Assistant  # the one that was evaluated, with the candidate as its model
    reasons: tuple[str, ...]  # why it must not go live; empty when the gate holds

    @property
    def judged(self) -> tuple[Judged, ...]:
        """The verdict on each evaluation question."""
        return self.result.judged


def train(
    intents: Path,
    models: registry.Registry,
    *,
    content: Content | None = None,
    aim: float = AIM,
    scorer: Path | None = None,
    progress: Progress,
) -> Trained:
    """Return a saved candidate made of the folder `intents`; promoting it is the caller's step.

    `content` is what the folder holds, where that has been read already.
    Raises ContentError for faults in the content, and when `models.policy` lets no intent through.
    """
    progress("preparing the rows")
    content = content or load_content(intents)
    if not any(i.kind == "faq" for i in content.served(models.policy)):
        message = "no FAQ answer is approved yet, and CONTENT_POLICY=approved serves no drafts"
        raise ContentError([Problem(f"{intents.name}/faq", 0, message)])
    asked = exam.load_exam(intents, (i.id for i in content.intents))
    rows = make_rows(content, models.policy)
    lexicon = Lexicon.from_values(content.entities)
    classifier, scores = fit_with_scores(rows, lexicon, progress=progress)
    card = _card(content, models.policy, asked, rows)
    model = build_model(content, rows, classifier, card=card, config=UNDECIDED)
    progress("finding the thresholds")
    negated = thresholds.rarely_negated(rows)
    degrees = [replace(d, rarely_negated=negated) for d in thresholds.degrees(scores, model.book)]
    unseen = asked.half("development").questions
    chosen = strictness.choose(model, degrees, unseen, aim=aim)
    card = replace(card, thresholds={**_numbers(chosen.config), **chosen.numbers})
    model = replace(model, config=chosen.config, card=card)
    progress(f"evaluating on {len(asked.questions)} questions, {len(asked.dialogues)} dialogues")
    assistant = load_assistant(intents, model, scorer=scorer)
    result = exam.take(assistant, asked)
    safety = check_safety(assistant, intents, content)
    model = replace(model, card=replace(model.card, scores=result.figures))
    models.save(model)
    live = _live_scores(models, model)
    assistant = replace(assistant, model=model)
    lost = lost_emergencies(assistant, live_model(models, model.card.version), intents)
    reasons = gate(model.card.scores, live, safety, broken=result.broken, lost=lost)
    return Trained(model, content, scores, result, safety, assistant, tuple(reasons))


def check_safety(assistant: Assistant, intents: Path, content: Content) -> SuiteResult:
    """Return the outcome of the safety suite, our own utterances being the ordinary messages."""
    ordinary = [text for intent in content.intents for text in intent.utterances]
    return safety_suite.run_suite(assistant.safety, intents, ordinary)


def _numbers(config: BotConfig) -> dict[str, float]:
    names = ("answer_score", "answer_margin", "clarify_score", "decline_score", "wrong_answers_aim")
    return {name: round(getattr(config, name), 4) for name in names}


def _card(content: Content, policy: Policy, asked: exam.Exam, rows: Sequence[Row]) -> ModelCard:
    content_hash, code = content.fingerprint, code_hash()
    seal = "|".join((content_hash, code, policy, asked.fingerprint, str(SEED)))
    return ModelCard(
        version=hashlib.sha256(seal.encode()).hexdigest()[:12],
        content_hash=content_hash,
        code_hash=code,
        content_policy=policy,
        seed=SEED,
        intents=len(content.served(policy)),
        utterances=sum(row.spoken for row in rows),
    )


def code_hash() -> str:
    """Return the SHA-256 (hex) of the code that makes and reads a model."""
    bot = Path(__file__).parents[1]
    return hash_of(bot.rglob("*.py"), bot)


def live_model(models: registry.Registry, candidate: str) -> Model | None:
    """Return the live model, None where there is no sound one or it is the candidate itself."""
    try:
        live = models.promoted()
        return models.load(live) if live and live != candidate else None
    except ModelError:
        return None


def _live_scores(models: registry.Registry, candidate: Model) -> dict[str, float] | None:
    live = models.promoted()
    if live is None or live == candidate.card.version or live not in models.versions():
        return None
    try:
        return dict(models.card(live).scores)
    except ModelError:
        return None  # a damaged live model must not keep its successor out
