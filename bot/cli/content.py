"""`check`, `sources` and `sections`: is the content sound, and what does it rest on?"""

from __future__ import annotations

from pathlib import Path

from bot.assistant import load_assistant
from bot.cli.output import Place
from bot.content import checks, sources
from bot.content.load import load_content
from bot.content.records import Content
from bot.evaluation.questions import load_questions


def check(place: Place) -> int:
    """Check every file under `intents/`. Return 0; raises ContentError with all faults."""
    content = load_content(place.intents)
    asked = load_questions(place.intents, (intent.id for intent in content.intents))
    load_assistant(place.intents, None)
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
        "evaluation": len(asked),
        "drafts": drafts,
        "sections": len(content.sections),
        "sections_without_intent": bare,
    }
    text = (
        f"{counts['faq']} FAQ, {counts['staff']} staff and {counts['small_talk']} small talk "
        f"intents, {data['utterances']} utterances, {data['out_of_scope']} out of scope, "
        f"{len(asked)} evaluation questions: no fault found.\n"
        f"{drafts} of {len(content.intents)} texts are drafts. "
        f"{len(content.sections) - len(bare)} of {len(content.sections)} sections are answered."
    )
    place.result(data, text)
    return 0


def check_sources(place: Place, folder: Path, *, write: bool) -> int:
    """Compare the articles in `folder` with the fingerprints. Return 1 when a section changed."""
    content = load_content(place.intents)
    states = sources.compare_sources(content, folder)
    changed = [state for state in states if state.status != sources.SAME]
    if write:
        sources.write_fingerprints(place.intents / "sources.yaml", content, states)
    lines = [
        f"{state.section}: {state.status}; answers that rest on it: {', '.join(state.intents)}"
        for state in changed
    ]
    lines.append(f"{len(states) - len(changed)} of {len(states)} sections are unchanged.")
    if write and changed:
        lines.append("The fingerprints were written; have the answers above reviewed again.")
    rows = [
        {"section": s.section, "status": s.status, "text": s.text, "intents": s.intents}
        for s in states
    ]
    place.result({"sections": rows, "changed": len(changed)}, "\n".join(lines))
    return 1 if changed and not write else 0


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
