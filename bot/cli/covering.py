"""`coverage`: what the words cover, which unseen questions fail, and what to write next."""

from __future__ import annotations

from dataclasses import asdict

from bot.assistant import load_assistant
from bot.cli.output import Place
from bot.cli.training import load_model
from bot.content.checks import no_such_intent
from bot.content.load import load_content
from bot.errors import ContentError, Problem
from bot.evaluation import exam, metrics
from bot.evaluation.coverage import (
    TOO_CLOSE,
    Failure,
    IntentCoverage,
    Pair,
    close_pairs,
    failures,
    intent_coverage,
)
from bot.training.dataset import make_rows
from bot.training.fit import fit_with_scores
from bot.understanding.lexicon import Lexicon

MOST_FAILURES = 40
MOST_PAIRS = 12


def coverage(place: Place, intent: str | None) -> int:
    """Print what the words of each intent cover, or of one, and which unseen questions failed.

    Every utterance is scored by a model that was fitted without it; the unseen questions are those
    of the development half, asked of the live model.
    """
    model = load_model(place)
    content = load_content(place.intents)
    ids = [one.id for one in content.intents]
    if intent is not None and intent not in ids:
        raise ContentError([Problem(place.intents.name, 0, no_such_intent(intent, ids))])
    rows = make_rows(content, place.policy)
    lexicon = Lexicon.from_values(content.entities)
    _, scores = fit_with_scores(rows, lexicon, enough=len(rows), progress=place.progress)
    asked = exam.load_exam(place.intents, ids).half("development")
    place.progress("asking the unseen questions")
    judged = metrics.ask_all(
        load_assistant(place.intents, model, scorer=place.scorer), asked.questions
    )
    table = [row for row in intent_coverage(content, model, scores) if intent in (None, row.intent)]
    questions = [q for q in asked.questions if intent is None or intent in q.intents]
    missed = [f for f in failures(model, judged) if intent is None or intent in f.wanted]
    pairs = [p for p in close_pairs(scores) if intent in (None, p.first, p.second)]
    about = f"on {intent} " if intent else ""
    data = {
        "intents": [{**asdict(row), "lacking": row.lacking} for row in table],
        "failures": [asdict(row) for row in missed],
        "close_pairs": [asdict(row) for row in pairs],
    }
    lines = [
        f"{'intent':<30} {'utter-':>6} {'distinct':>8} {'right':>6} {'easy':>5}  "
        f"{'nearest intent, and how':<36}  styles that",
        f"{'':<30} {'ances':>6} {'words':>8} {'oof':>6} {'':>5}  "
        f"{'often it stands close':<36}  hardly anyone uses",
        *map(_line, table),
        "right oof: understood by a model that had not learned it; easy: by a wide lead, so that "
        "it teaches little.",
        *(_styles(row) for row in table if intent),
        *_pairs(pairs, intent),
        f"{len(missed)} of {len(questions)} unseen questions {about}were not right at once"
        f"{':' if missed else '.'}",
        *(_failure(row) for row in missed[:MOST_FAILURES]),
    ]
    if len(missed) > MOST_FAILURES:
        lines.append(f"… and {len(missed) - MOST_FAILURES} more: --json lists all of them")
    place.result(data, "\n".join(lines))
    return 0


def _line(row: IntentCoverage) -> str:
    near = f"{row.nearest} {row.nearest_share:.0%}" if row.nearest else ""
    return (
        f"{row.intent:<30} {row.utterances:>6} {row.distinct_words:>8} {row.accuracy:>6.0%} "
        f"{row.worth_little:>5.0%}  {near:<36}  {', '.join(row.lacking)}"
    ).rstrip()


def _styles(row: IntentCoverage) -> str:
    return "Styles: " + ", ".join(f"{number} {style}" for style, number in row.styles.items())


def _pairs(pairs: list[Pair], intent: str | None) -> list[str]:
    if not pairs:
        which = f"{intent} and another intent" if intent else "two intents"
        why = f"no pair is taken for each other in {TOO_CLOSE:.0%} of cases or more"
        return [f"Hard to tell apart: no {which}; {why}."]
    return ["Hard to tell apart; merge them, or write utterances that show the difference:"] + [
        f"  {p.first} / {p.second}: {p.first_as_second:.0%} and {p.second_as_first:.0%} are taken "
        "for the other"
        for p in pairs[:MOST_PAIRS]
    ]


def _failure(row: Failure) -> str:
    lines = [
        f"  {row.verdict}: {row.text!r}",
        f"    wanted {', '.join(row.wanted)}; got {', '.join(row.given) or 'nothing'}",
    ]
    for what, near in (("nearest", row.nearest), ("nearest of those", row.nearest_wanted)):
        if near:
            lines.append(f"    {what}: “{near.text}” ({near.intent}, {near.likeness:.2f})")
    return "\n".join(lines)
