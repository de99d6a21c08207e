"""`models`, `promote` and `rollback`: which version is live, and changing it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from bot.assistant import load_assistant
from bot.cli.output import Place
from bot.content.load import load_content
from bot.errors import GateError, ModelError
from bot.evaluation import exam
from bot.evaluation.emergency_turns import lost_emergencies
from bot.evaluation.gate import gate
from bot.registry import Registry
from bot.training.pipeline import check_safety, live_model


def models(place: Place) -> int:
    """List the versions on disk, the live one marked, and the history of promotions."""
    registry = place.registry
    live = registry.promoted()
    cards, damaged = [], []
    for version in registry.versions():
        try:
            cards.append(registry.card(version))
        except ModelError as error:
            damaged.append(str(error))
    data = {
        "live": live,
        "versions": [asdict(card) for card in cards],
        "damaged": damaged,
        "history": [asdict(promotion) for promotion in registry.history()],
    }
    lines = [
        f"{'*' if card.version == live else ' '} {card.version}  {card.intents} intents, "
        f"{card.utterances} utterances, wrong answers {card.scores.get('faq_wrong', 0):.1%}, "
        f"right {card.scores.get('faq_right', 0):.1%} ({card.content_policy})"
        for card in cards
    ]
    lines += [f"! {error}" for error in damaged]
    lines += [f"  {p.at}  {p.version}  {p.by}: {p.why}" for p in registry.history()[-10:]]
    place.result(data, "\n".join(lines) or f"No model under {place.models} yet: python train.py")
    return 0


def promote(place: Place, version: str, *, at: str, by: str, why: str) -> int:
    """Make `version` live if the gate holds. Raises GateError with the reasons, or ModelError."""
    registry = place.registry
    model, live = registry.load(version), registry.promoted()
    if live == version:
        place.result({"live": version, "was": live}, f"{version} is live already.")
        return 0
    place.check_writable(place.models)
    place.progress("reading content")
    content = load_content(place.intents)
    assistant = load_assistant(place.intents, model, scorer=place.scorer)
    asked = exam.load_exam(place.intents, (intent.id for intent in content.intents))
    place.progress(
        f"evaluating on {len(asked.questions)} questions, {len(asked.dialogues)} dialogues"
    )
    result = exam.take(assistant, asked)
    place.progress("running the safety suite")
    safety = check_safety(assistant, place.intents, content)
    place.progress("asking both versions every known emergency")
    lost = lost_emergencies(assistant, live_model(registry, version), place.intents)
    scores = _scores(registry, live)
    if reasons := gate(result.figures, scores, safety, broken=result.broken, lost=lost):
        raise GateError(reasons)
    registry.promote(version, at=at, by=by, why=why)
    place.progress("done")
    place.result(
        {"live": version, "was": live},
        f"{version} is live (before: {live}). Back again: python train.py rollback",
    )
    return 0


def rollback(place: Place, *, at: str, by: str, why: str) -> int:
    """Make the version live that was live before. Raises ModelError when there is none."""
    registry = place.registry
    was, version = registry.promoted(), registry.previous()
    registry.promote(version, at=at, by=by, why=why, undo=True)
    place.result({"live": version, "was": was}, f"{version} is live again (before: {was}).")
    return 0


def _scores(registry: Registry, version: str | None) -> Mapping[str, float] | None:
    """Return what the live version scored; None lets its successor replace a damaged one."""
    try:
        return registry.card(version).scores if version else None
    except ModelError:
        return None
