"""`models`, `promote` and `rollback`: which version is live, and changing it."""

from __future__ import annotations

from dataclasses import asdict

from bot.assistant import load_assistant
from bot.cli.output import Place
from bot.content.load import load_content
from bot.errors import GateError
from bot.evaluation import metrics
from bot.evaluation.gate import gate
from bot.evaluation.questions import load_questions
from bot.training.pipeline import check_safety


def models(place: Place) -> int:
    """List the versions on disk, the live one marked, and the history of promotions."""
    registry = place.registry
    live = registry.promoted()
    cards = [registry.card(version) for version in registry.versions()]
    data = {
        "live": live,
        "versions": [asdict(card) for card in cards],
        "history": [asdict(promotion) for promotion in registry.history()],
    }
    lines = [
        f"{'*' if card.version == live else ' '} {card.version}  {card.intents} intents, "
        f"{card.utterances} utterances, wrong answers {card.scores['faq_wrong']:.1%}, "
        f"right {card.scores['faq_right']:.1%} ({card.content_policy})"
        for card in cards
    ]
    lines += [f"  {p.at}  {p.version}  {p.by}: {p.why}" for p in registry.history()[-10:]]
    place.result(data, "\n".join(lines) or f"No model under {place.models} yet: python train.py")
    return 0


def promote(place: Place, version: str, *, at: str, by: str, why: str) -> int:
    """Make `version` live if the gate holds. Raises GateError with the reasons, or ModelError."""
    registry = place.registry
    model = registry.load(version)
    content = load_content(place.intents)
    assistant = load_assistant(place.intents, model)
    asked = load_questions(place.intents, (intent.id for intent in content.intents))
    scores = metrics.headline(metrics.ask_all(assistant, asked))
    live = registry.promoted()
    live_scores = registry.card(live).scores if live in registry.versions() and live else None
    if reasons := gate(scores, live_scores, check_safety(assistant, place.intents, content)):
        raise GateError(reasons)
    registry.promote(version, at=at, by=by, why=why)
    data = {"live": version, "was": live}
    place.result(data, f"{version} is live (before: {live}). Back again: python train.py rollback")
    return 0


def rollback(place: Place, *, at: str, by: str, why: str) -> int:
    """Make the version live that was live before. Raises ModelError when there is none."""
    registry = place.registry
    was, version = registry.promoted(), registry.previous()
    registry.promote(version, at=at, by=by, why=why)
    place.result({"live": version, "was": was}, f"{version} is live again (before: {was}).")
    return 0
