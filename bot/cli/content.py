"""`check`, `sources` and `sections`: is the content sound, and what does it rest on?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TypeVar

from bot.cli.output import Place
from bot.content import checks, sources
from bot.content.clinic import load_clinic
from bot.content.hints import hints
from bot.content.lines import load_lines
from bot.content.load import load_content, load_with_documents
from bot.content.records import Content
from bot.content.strict_yaml import Document
from bot.errors import ContentError, Problem
from bot.evaluation import overlaps
from bot.evaluation.exam import Exam
from bot.evaluation.questions import load_dialogues, load_questions
from bot.evaluation.regression import load_cases
from bot.safety.check import SafetyCheck
from bot.safety.concepts import CONCEPTS, Concepts
from bot.safety.corpus import load_corpus
from bot.safety.deferral import load_deferral
from bot.safety.load import load_book


def check(place: Place, *, strict: bool, today: date) -> int:
    """Check every file under `intents/`. Raises ContentError with all faults.

    Return 0; with `strict` 1 when there are warnings, which are then listed.
    """
    content, documents, asked = _load_all(place.intents)
    twice = overlaps.asked_twice(asked.questions)
    said = overlaps.said_already(asked.questions, content, documents)
    warnings = [*hints(content, documents, today=today), *twice, *said]
    counts = {
        kind: sum(intent.kind == kind for intent in content.intents)
        for kind in ("faq", "staff", "small_talk")
    }
    drafts = sum(not intent.review.approved for intent in content.intents)
    bare = checks.sections_without_intent(content)
    data = {
        "ok": True,
        "intents": counts,
        "utterances": sum(len(intent.utterances) for intent in content.intents),
        "out_of_scope": len(content.near) + len(content.far),
        "evaluation": len(asked.questions),
        "evaluation_twice": len(twice),
        "evaluation_utterances": len(said),
        "dialogues": len(asked.dialogues),
        "regression": len(asked.cases),
        "drafts": drafts,
        "sections": len(content.sections),
        "sections_without_intent": bare,
        "warnings": [asdict(warning) for warning in warnings],
    }
    text = (
        f"{counts['faq']} FAQ, {counts['staff']} staff and {counts['small_talk']} small talk "
        f"intents, {data['utterances']} utterances, {data['out_of_scope']} out of scope, "
        f"{len(asked.questions)} evaluation questions, {len(asked.dialogues)} dialogues, "
        f"{len(asked.cases)} mended mistakes: no fault found.\n"
        f"{drafts} of {len(content.intents)} texts are drafts. "
        f"{len(content.sections) - len(bare)} of {len(content.sections)} sections are answered.\n"
        f"{len(twice)} evaluation questions stand twice; {len(said)} are utterances word for word."
    )
    lines = [str(warning) for warning in warnings] if strict else []
    if warnings:
        lines.append(f"{len(warnings)} warnings" + ("" if strict else "; --strict lists them"))
    place.result(data, "\n".join([text, *lines]))
    return 1 if strict and warnings else 0


T = TypeVar("T")


def _load_all(intents: Path) -> tuple[Content, dict[str, Document], Exam]:
    """Load all that training and serving load; the faults of one part do not hide another's."""
    problems: set[Problem] = set()

    def read(load: Callable[[], T]) -> T | None:
        try:
            return load()
        except ContentError as error:
            problems.update(error.problems)
            return None

    loaded = read(lambda: load_with_documents(intents))
    if loaded:
        ids = {intent.id for intent in loaded[0].intents}
    else:  # a file is named after its intent
        folders = ("faq", "staff", "small_talk")
        ids = {path.stem for folder in folders for path in (intents / folder).rglob("*.yaml")}
    asked = read(lambda: load_questions(intents, ids))
    spoken = read(lambda: load_dialogues(intents, ids))
    cases = read(lambda: load_cases(intents, ids))
    read(lambda: load_lines(intents))
    clinic = read(lambda: load_clinic(intents))
    safety = intents / "safety"
    read(lambda: SafetyCheck.from_folder(safety, clinic) if clinic else load_book(safety))
    read(lambda: load_corpus(safety))
    if (safety / CONCEPTS).exists():
        read(lambda: Concepts.from_file(safety / CONCEPTS))
    read(lambda: load_deferral(intents))
    if problems or loaded is None or asked is None or spoken is None or cases is None:
        raise ContentError(list(problems))
    return *loaded, Exam(tuple(asked), tuple(spoken), cases)


def check_sources(place: Place, folder: Path, *, write: bool) -> int:
    """Compare the articles in `folder` with the fingerprints. Return 1 when a section changed."""
    content = load_content(place.intents)
    states = sources.compare_sources(content, folder)
    changed = [state for state in states if state.status != sources.SAME]
    missing = [state for state in states if state.status == sources.MISSING]
    written = 0
    if write:
        written = sources.write_fingerprints(place.intents / "sources.yaml", states)
    lines = [
        f"{state.section}: {state.status}; answers that rest on it: {', '.join(state.intents)}"
        for state in changed
    ]
    lines.append(f"{len(states) - len(changed)} of {len(states)} sections are unchanged.")
    if written:
        lines.append(
            f"{written} fingerprints were written; have the answers above reviewed again, then run "
            "python train.py."
        )
    elif changed and not write:
        lines.append("Review the answers above; then the same command with --write keeps this.")
    if missing:
        lines.append(
            f"{len(missing)} sections were found in no article: put all articles into {folder}, or "
            "mend the heading's fingerprint in sources.yaml (docs/maintaining.md)."
        )
    rows = [
        {"section": s.section, "status": s.status, "text": s.text, "intents": s.intents}
        for s in states
    ]
    data = {"sections": rows, "changed": len(changed), "written": written}
    place.result(data, "\n".join(lines))
    return 1 if len(changed) > written else 0


def sections(place: Place) -> int:
    """Print the table of sections and the intents that answer them, as Markdown."""
    content = load_content(place.intents)
    rows = _answered(content)
    place.result(
        [{"section": section, "intents": intents} for section, intents in rows.items()],
        sections_table(content),
    )
    return 1 if checks.sections_without_intent(content) else 0


def sections_table(content: Content) -> str:
    """Return the Markdown of `docs/sections.md`: article, section, and the intents on it."""
    lines = [
        "# Which section is answered by which intents",
        "",
        "Made by `python train.py sections > docs/sections.md`; a test fails when it is old.",
        "",
        "| article | section | intents |",
        "|---|---|---|",
    ]
    for section, intents in _answered(content).items():
        source = content.sections[section].source
        lines.append(f"| {source.title} | {source.name} (`{section}`) | {', '.join(intents)} |")
    return "\n".join(lines)


def _answered(content: Content) -> dict[str, list[str]]:
    return {
        section: [intent.id for intent in content.intents if section in intent.sections()]
        for section in content.sections
    }
