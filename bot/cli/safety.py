"""The emergency check: fitting its second voice, and measuring both."""

from __future__ import annotations

from bot.assistant import load_assistant
from bot.cli.output import Place
from bot.content.load import load_content
from bot.content.records import Content
from bot.evaluation.emergency_turns import READABLE
from bot.evaluation.language_measure import ForeignMeasured, measure_foreign
from bot.evaluation.questions import load_questions
from bot.evaluation.safety_measure import (
    Count,
    Measured,
    measure,
    measure_disguised,
    measure_ordinary,
)
from bot.safety.corpus import load_messages
from bot.training.scorer import train_scorer


def fit(place: Place, content: Content) -> None:
    """Fit the second voice and write it beside the models, unless it is there for these very words.

    The utterances of `content` are its ordinary messages.

    Raises ContentError for faults in its messages.
    """
    if not any((place.intents / "safety").glob("corpus/*.yaml")):
        place.progress("intents/safety/corpus/ has no messages: the emergency check is rules alone")
        return
    ordinary = [text for intent in content.intents for text in intent.utterances]
    next_said = [t for i in content.intents for said in i.follow_ups.values() for t in said]
    fitted = train_scorer(
        place.intents / "safety",
        [*ordinary, *next_said, *content.near, *content.far],
        place.scorer,
        progress=place.progress,
    )
    if fitted:
        place.progress(
            f"by authors left out of the fit it catches {fitted.caught:.1%} of the emergencies "
            f"({fitted.crises_caught:.1%} of the crises), {fitted.right_card:.1%} of these with "
            f"the right card; alarms on {fitted.look_alikes:.1%} of the look-alikes and "
            f"{fitted.ordinary:.2%} of the FAQ's utterances"
        )


def evaluate(place: Place) -> int:
    """Print misses and false alarms of each voice and of both, with 95 % upper bounds."""
    content = load_content(place.intents)
    safety = load_assistant(place.intents, None, scorer=place.scorer).safety
    data: dict[str, object] = {"voices": safety.voices}
    lines = [f"Voices: {', '.join(safety.voices)}"]
    if "scorer" not in safety.voices:
        lines.append(f"There is no sound second voice in {place.scorer}; run: python train.py")
    measured = measure(safety, place.intents)
    data["files"] = [_row(row) for row in measured]
    for row in measured:
        lines += _lines(row)
    foreign = measure_foreign(safety, place.intents)
    data["languages"] = [_foreign_row(row) for row in foreign]
    for languages in foreign:
        lines += _foreign_lines(languages)
    unseen = load_questions(place.intents, (intent.id for intent in content.intents))
    ours = [t for i in content.intents if i.kind != "small_talk" for t in i.utterances]
    asked = [q.text for q in unseen if q.kind in ("faq", "staff")]
    for name, texts in (("evaluation/", asked), ("FAQ and staff (learned)", ours)):
        counts = measure_ordinary(safety, texts)
        data[name] = {voice: _count(count) for voice, count in counts.items()}
        lines.append(f"Alarms on the questions of {name}:")
        lines += [f"  {voice:<10} {count.said('all')}" for voice, count in counts.items()]
    path = place.intents / READABLE
    disguised = measure_disguised(safety, load_messages(path, place.intents.parent))
    data["disguised"] = disguised
    lines.append(
        f"Of the emergencies of {path.stem} that are heard when written plainly, missed as:"
    )
    lines += [f"  {name:<20} {lost} of {of}" for name, (lost, of) in disguised.items()]
    place.result(data, "\n".join(lines))
    return 0


def _lines(row: Measured) -> list[str]:
    parts = [f"{row.file}, {row.voice}:"]
    if row.missed.asked:
        parts.append(f"missed {row.missed.said('all')}")
    if row.alarms.asked:
        parts.append(f"alarms {row.alarms.said('all')}")
    lines = [" ".join(parts)]
    if row.voice == "together":
        for title, count in (("missed", row.missed), ("alarms", row.alarms)):
            names = sorted(set(count.asked) - {"all"})
            lines += [f"  {title} {name:<16} {count.said(name)}" for name in names]
    return lines


def _foreign_lines(row: ForeignMeasured) -> list[str]:
    names = ["all", *sorted(set(row.missed.asked) - {"all"})]
    return [
        f"other languages, {row.file}: missed (with neither card nor emergency line), alarms, "
        "taken for English:",
        *(
            f"  {name:<10} {row.missed.said(name)} ({row.unhelped.wrong.get(name, 0)}), "
            f"{row.alarms.said(name)}, {row.taken_for_english.said(name)}"
            for name in names
        ),
    ]


def _foreign_row(row: ForeignMeasured) -> dict[str, object]:
    return {
        "file": row.file,
        "missed": _count(row.missed),
        "unhelped": _count(row.unhelped),
        "alarms": _count(row.alarms),
        "taken_for_english": _count(row.taken_for_english),
    }


def _row(row: Measured) -> dict[str, object]:
    counts = {"missed": _count(row.missed), "alarms": _count(row.alarms)}
    return {"file": row.file, "voice": row.voice, **counts}


def _count(count: Count) -> dict[str, tuple[int, int]]:
    return {name: (count.wrong.get(name, 0), asked) for name, asked in count.asked.items()}
