"""The training report: one page that needs nothing but itself, for managers and maintainers.

The texts of sealed evaluation questions never stand in it: whoever reads them could train on them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from bot.config import BotConfig
from bot.evaluation import boldness, confusions, curves, plots, replay, summary
from bot.training.dataset import make_rows
from bot.training.thresholds import degrees

if TYPE_CHECKING:
    from bot.training.pipeline import Trained
    from bot.understanding.model import Model

_FOLDER = Path(__file__).parent
MOST_CONFUSIONS = 20


@dataclass(frozen=True, slots=True)
class Threshold:
    """A number of the config with what it does, for the reader of the model card."""

    name: str
    value: str
    means: str


def write_report(
    trained: Trained,
    folder: Path,
    *,
    live: Model | None,
    seconds: Sequence[tuple[str, float]] = (),
) -> Path:
    """Write `folder/index.html` and return its path; the same arguments give the same bytes.

    `live` is the model that serves now, if any. `seconds` are the steps of the training and how
    long each took; without them the report says that nobody timed them.
    """
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["percent"] = percent
    page = environment.get_template("report.html.j2").render(_page(trained, live, seconds))
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "index.html"
    path.write_text(page, encoding="utf-8", newline="\n")
    return path


def percent(share: float) -> str:
    r"""Return a share (0 to 1) as it stands in the report.

    >>> percent(0.0213), percent(1.0)
    ('2.1\xa0%', '100\xa0%')
    """
    return f"{100 * share:.1f}".removesuffix(".0") + "\xa0%"


def _page(
    trained: Trained, live: Model | None, seconds: Sequence[tuple[str, float]]
) -> dict[str, Any]:
    """Return all that the template shows."""
    model = trained.model
    drafts = sum(entry.draft for entry in model.book.entries.values())
    mixed = _confusions(trained)
    return {
        "css": Markup((_FOLDER / "report.css").read_text(encoding="utf-8")),  # noqa: S704  # ours
        "card": model.card,
        "drafts": drafts,
        "texts": len(model.book.entries),
        "sentence": summary.sentence(trained.judged),
        "halves": summary.HALVES,
        "tiles": summary.tiles(trained.result),
        "reasons": trained.reasons,
        "thresholds": thresholds(model.config, model.card.thresholds),
        "confusions": mixed[:MOST_CONFUSIONS],
        "all_confusions": len(mixed),
        "left_out": len(trained.scores.truth),
        "given_confused": curves.given_wrongly(curves.ranked_rows(trained.scores), model.config),
        "intents": confusions.per_intent(model, trained.scores, trained.judged),
        "safety": trained.safety,
        "seconds": seconds,
        "all_seconds": sum(took for _, took in seconds),
        "changes": replay.changes(trained, live),
        **_pictures(trained, confusions.heat(mixed)),
    }


def _confusions(trained: Trained) -> list[confusions.Confusion]:
    rows = make_rows(trained.content, trained.model.book.policy)
    texts = [rows[place].text for place in trained.scores.places]
    return confusions.confusions(texts, trained.scores)


def _pictures(trained: Trained, heat: confusions.Heat) -> dict[str, Any]:
    model = trained.model
    config, blend = model.config, model.classifier.blend
    folds = curves.ranked_rows(trained.scores)
    asked = {
        f"{half} half": questions
        for half in summary.HALVES
        if (questions := [r.question for r in trained.judged if r.question.half == half])
    }
    ranked = {half: curves.ranked_questions(model, questions) for half, questions in asked.items()}
    bins = {
        label: curves.reliability(messages, blend)
        for label, messages in {"training messages, out of fold": folds, **ranked}.items()
    }
    tried = degrees(trained.scores, model.book)
    guarded = {
        half: curve
        for half, questions in asked.items()
        if (curve := boldness.by_degree(model, tried, questions))
    }
    fold_curve = curves.coverage(folds, config)
    return {
        "aim": config.wrong_answers_aim,
        "fold_curve": fold_curve,
        "fold_plot": _drawn(
            plots.coverage_plot(
                "folds", {"ranking alone": fold_curve}, messages="left-out messages"
            )
        ),
        "asked_curves": guarded,
        "asked_plot": _drawn(_guarded_plot(guarded, aim=config.wrong_answers_aim)),
        "errors": {label: curves.calibration_error(rows) for label, rows in bins.items()},
        "reliability_plot": _drawn(plots.reliability_plot("reliability", bins)),
        "heat": heat,
        "heat_plot": _drawn(plots.confusion_plot("confusions", heat) if heat.intents else ""),
    }


def _guarded_plot(guarded: Mapping[str, curves.Curve], *, aim: float) -> str:
    if not guarded:
        return ""
    return plots.coverage_plot("asked", guarded, messages="questions in scope", aim=aim)


def _drawn(svg: str) -> Markup:
    # matplotlib escapes the words that it writes into an SVG.
    return Markup(svg)  # noqa: S704


def thresholds(config: BotConfig, seen: Mapping[str, float]) -> list[Threshold]:
    """Return the numbers that decide, each with a sentence on what it means.

    `seen` are the card's numbers of what the thresholds made of the development questions.
    """
    return [
        Threshold(
            "answer_score",
            f"{config.answer_score:.3f}",
            "An answer is given only when its score is at least this high (not too low).",
        ),
        Threshold(
            "answer_margin",
            f"{config.answer_margin:.3f}",
            "And only when it leads the next best intent by at least this much (not too close).",
        ),
        Threshold(
            "clarify_score",
            f"{config.clarify_score:.3f}",
            "From this score on the bot offers choices; below, the question goes to staff.",
        ),
        Threshold(
            "decline_score",
            f"{config.decline_score:.3f}",
            "From this score on, or with the lead that an answer needs, “none of the clinic's "
            "topics” is believed and said.",
        ),
        Threshold(
            "largest_unknown_share",
            percent(config.largest_unknown_share),
            "With more unknown words than this in a message, no answer is sure.",
        ),
        Threshold(
            "negated_margin",
            f"{config.negated_margin:.3f}",
            "The lead an answer needs when the message says no and the utterances of the intent "
            "hardly ever do.",
        ),
        Threshold(
            "wrong_answers_aim",
            percent(config.wrong_answers_aim),
            "The highest share of the unseen development questions that may get a wrong answer, in "
            "scope and out of scope alike.",
        ),
        *_seen(seen),
    ]


def _seen(seen: Mapping[str, float]) -> Iterator[Threshold]:
    for name, means in (
        ("wrong_seen", "So many development questions in scope got a wrong answer."),
        ("wrong_at_most", "With 95 % certainty the true share is no higher than this."),
        ("let_in_seen", "So many development messages out of scope got an answer."),
        ("let_in_at_most", "With 95 % certainty the true share is no higher than this."),
    ):
        if name in seen:
            yield Threshold(name, percent(seen[name]), means)
