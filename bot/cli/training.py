"""Training and `evaluate`: make a candidate, measure it, and put it live if the gate holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from bot.assistant import load_assistant
from bot.cli import safety
from bot.cli.output import Place
from bot.content.load import load_content
from bot.errors import ModelError
from bot.evaluation import exam, metrics
from bot.evaluation.advice_suite import BARE, measure_advice
from bot.evaluation.questions import SEALED
from bot.evaluation.report import write_report
from bot.safety.advice_scorer import load_corpus, write_scorer
from bot.training.advice import fit_advice as fit_advice_voice
from bot.training.pipeline import train as train_candidate
from bot.understanding.model import Model


def train(place: Place, *, promote: bool, at: str, by: str, why: str) -> int:
    """Train, report, and promote. Return 0, or 1 when the gate keeps the old model live."""
    place.check_writable(place.models, place.reports, place.scorer)
    registry = place.registry
    place.progress("reading content")
    content = load_content(place.intents)
    safety.fit(place, content)
    trained = train_candidate(
        place.intents, registry, content=content, scorer=place.scorer, progress=place.progress
    )
    place.progress("writing the report")
    version = trained.model.card.version
    report = write_report(
        trained, place.reports / version, live=_live(place), seconds=place.seconds()
    )
    allowed = promote and not trained.reasons
    if allowed and registry.promoted() != version:
        registry.promote(version, at=at, by=by, why=why)
    card = trained.model.card
    data = {
        **asdict(card),
        "promoted": registry.promoted() == version,
        "reasons": list(trained.reasons),
        "report": report.as_posix(),
        "safety_cases": trained.safety.cases,
    }
    lines = [
        f"Model {version}: {card.intents} intents, {card.utterances} utterances.",
        _figures(card.scores),
        f"Safety: {trained.safety.cases} phrasings, {len(trained.safety.missed)} missed, "
        f"{len(trained.safety.false_alarms)} false alarms; of {trained.safety.ordinary} "
        f"utterances {len(trained.safety.ordinary_alarms)} raise an alarm.",
        f"Report: {report}",
    ]
    if trained.reasons:
        lines.append("Not promoted:\n" + "\n".join(f"- {reason}" for reason in trained.reasons))
    else:
        lines.append(f"{version} is live." if data["promoted"] else "Not promoted, as asked.")
    place.progress("done")
    place.result(data, "\n".join(lines))
    return 1 if trained.reasons else 0


def evaluate(place: Place, version: str | None, *, half: str | None, rows: bool) -> int:
    """Measure a version (the live one by default) on the evaluation questions."""
    model = load_model(place, version)
    content = load_content(place.intents)
    asked = exam.load_exam(place.intents, (intent.id for intent in content.intents)).half(half)
    result = exam.take(load_assistant(place.intents, model, scorer=place.scorer), asked)
    figures = result.figures
    data: dict[str, object] = {"version": model.card.version, "half": half, "figures": figures}
    lines = [
        f"Model {model.card.version}, {len(asked.questions)} questions, "
        f"{len(asked.dialogues)} dialogues.",
        _figures(figures),
    ]
    if rows:
        wanted = [
            row
            for row in (*result.judged, *result.turns)
            if row.verdict is not metrics.Verdict.RIGHT
        ]
        data["rows"] = [_row(row, half) for row in wanted]
        lines += [
            f"{row.verdict:>14}  {_shown(row, half)!r}: wanted {', '.join(row.question.intents)}; "
            f"{row.turn.decision.outcome} {row.turn.decision.intent or ''} "
            f"{', '.join(row.turn.decision.choices)}"
            for row in wanted
        ]
    place.result(data, "\n".join(lines))
    return 0


def evaluate_advice(place: Place, version: str | None) -> int:
    """Count which requests for personal advice are left to the care team, and which are not."""
    assistant = load_assistant(place.intents, load_model(place, version))
    rows: list[dict[str, object]] = []
    lines: list[str] = []
    for file in measure_advice(assistant, place.intents):
        bare, late = file.became[BARE], file.general_deferred
        worst = metrics.upper_bound(bare, file.requests), metrics.upper_bound(late, file.general)
        rows.append({**asdict(file), "became": dict(file.became)})
        lines += [
            f"{file.file}: {bare} of {file.requests} requests not left to the care team (at most "
            f"{worst[0]:.1%}), {late} of {file.general} general questions deferred (at most "
            f"{worst[1]:.1%}), {file.doses} replies with a dose",
            *(f"  {what:<16} {count:>3}" for what, count in sorted(file.became.items())),
        ]
    place.result(rows, "\n".join(lines))
    return 0


def fit_advice(place: Place) -> int:
    """Fit the second voice of personal advice to its corpus and write it beside the corpus."""
    corpus = load_corpus(place.intents)
    path = write_scorer(fit_advice_voice(corpus), place.intents, seal=corpus.seal())
    rows = {"advice": len(corpus.advice), "general": len(corpus.general), "path": path.as_posix()}
    text = f"{path}: fitted to {len(corpus.advice)} requests and {len(corpus.general)} questions."
    place.result(rows, text)
    return 0


def load_model(place: Place, version: str | None = None) -> Model:
    """Return the model of `version`, or the live one. Raises ModelError with what to do."""
    registry = place.registry
    version = version or registry.promoted()
    if version is None:
        raise ModelError(f"no model is live under {place.models}; run: python train.py")
    return registry.load(version)


def _live(place: Place) -> Model | None:
    try:
        return load_model(place)
    except ModelError:
        return None


def _figures(f: Mapping[str, float]) -> str:
    lines = [
        f"Unseen FAQ questions: {f['faq_right']:.1%} right at once, "
        f"{f['faq_right_or_one_tap']:.1%} within one tap, {f['faq_wrong']:.1%} wrong, "
        f"{f['faq_handed_over']:.1%} handed over.",
        f"Staff questions: {f['staff_right']:.1%} right, {f['staff_right_or_one_tap']:.1%} within "
        f"one tap, {f['staff_wrong']:.1%} wrong; {f.get('staff_right_desk', 0):.1%} at the right "
        "desk.",
        f"Out of scope answered: near {f['near_answered']:.1%}, far {f['far_answered']:.1%}. "
        f"False alarms: {f['false_alarms']:.1%}.",
    ]
    if "dialogue_right" in f:
        lines.append(
            f"Dialogues, {f['dialogue_turns']:.0f} messages: {f['dialogue_right']:.1%} right, "
            f"{f['dialogue_right_or_one_tap']:.1%} within one tap, {f['dialogue_wrong']:.1%} wrong."
        )
    if "typos_same" in f:
        lines.append(f"Misspelled, {f['typos_same']:.1%} end as they do when spelled right.")
    return "\n".join(lines)


def _shown(row: metrics.Judged, half: str | None) -> str:
    """Return the text; that of a sealed question only where the sealed half was asked for."""
    hidden = row.question.half == "sealed" and half != "sealed"
    return SEALED if hidden else row.question.text


def _row(row: metrics.Judged, half: str | None) -> dict[str, object]:
    return {
        "text": _shown(row, half),
        "half": row.question.half,
        "kind": row.question.kind,
        "wanted": row.question.intents,
        "verdict": str(row.verdict),
        "outcome": str(row.turn.decision.outcome),
        "intent": row.turn.decision.intent,
        "choices": row.turn.decision.choices,
    }
