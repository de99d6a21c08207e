"""Checks across files: what no schema can see. Each fault points at its file and line."""

from __future__ import annotations

import difflib
import string
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.content.records import Content, Intent
from bot.content.strict_yaml import Address, Document
from bot.errors import Problem
from bot.text import NEGATIONS, words

REQUIRED_LINES = frozenset(
    {
        *("welcome_title", "welcome_text", "welcome_limits", "emergency_line", "draft_notice"),
        *(
            "fallback",
            "out_of_scope",
            "clarify",
            "clarify_part",
            "instead",
            "nothing_to_add",
            "no_subject",
            "none_of_these",
            "part_outside",
            "part_unsure",
            "talk_to_staff",
        ),
        *("handed_off_open", "handed_off_closed", "handoff_unsure", "miss_again"),
        *(
            "already_waiting",
            "thanks_after_card",
            "staff_joined",
            "staff_left",
            "resolved",
            "rate_limited",
        ),
        *("too_long", "not_saved", "error", "empty", "language"),
        *("desk_front_desk", "desk_billing", "desk_clinical"),
    }
)
"""The fixed lines that the code says by name."""

PLACEHOLDERS = frozenset(
    {
        *("clinic_name", "phone_label", "emergency_label", "crisis_label"),
        *("hours_label", "answers_within", "name"),
    }
)
"""What may stand in braces in a fixed line."""


_NEAREST, _ALIKE = 3, 0.5
"""How many names are offered for one that is not there, and how alike they must be (0 to 1)."""

_LONGEST_TWIN = 40
"""Letters. Nobody writes two longer utterances that differ in one, and looking takes seconds."""


@dataclass(frozen=True, slots=True)
class Place:
    """One utterance and where it stands."""

    owner: str
    path: str
    address: Address


def problems(content: Content, documents: Mapping[str, Document]) -> list[Problem]:
    """Return every cross-file fault of `content`; `documents` are its files by path."""
    return [
        *_ids_stand_once(content, documents),
        *_references(content, documents),
        *_reviews(content, documents),
        *_sections_stand_once(documents),
        *_fixed_lines(content, documents),
        *_braces(content, documents),
        *_spoken(content, documents),
    ]


def sections_without_intent(content: Content) -> list[str]:
    """Return the ids of the sections that no FAQ answer cites, in the order of the articles."""
    cited = {section for intent in content.intents for section in intent.sections()}
    return [section for section in content.sections if section not in cited]


def _ids_stand_once(content: Content, documents: Mapping[str, Document]) -> Iterator[Problem]:
    seen: dict[str, Intent] = {}
    for intent in content.intents:
        if first := seen.get(intent.id):
            message = f"id: '{intent.id}' is the id of {first.path} too; give one another name"
            yield documents[intent.path].problem(("id",), message)
        seen[intent.id] = intent


def _references(content: Content, documents: Mapping[str, Document]) -> Iterator[Problem]:
    known = {intent.id for intent in content.intents}
    ids = {intent.id for intent in content.intents if intent.kind != "small_talk"}
    for intent in content.intents:
        document = documents[intent.path]
        for index, related in enumerate(intent.related):
            if related not in ids or related == intent.id:
                message = f"related: there is no other intent '{related}'{_meant(related, ids)}"
                yield document.problem(("related", index), message)
        for target in sorted(set(intent.follow_ups) - known):
            message = f"follow_ups: there is no intent '{target}'{_meant(target, known)}"
            yield document.problem(("follow_ups", target), message)
        for procedure, answer in intent.answers.items():
            for index, section in enumerate(answer.sources):
                if section not in content.sections:
                    hint = _meant(section, content.sections)
                    message = f"sources: sources.yaml has no section '{section}'{hint}"
                    address = ("answers", procedure.value, "sources", index)
                    yield document.problem(address, message)
        if intent.safety_net and intent.safety_net not in content.safety_nets:
            hint = _meant(intent.safety_net, content.safety_nets)
            message = f"safety_net: replies.yaml has no safety net '{intent.safety_net}'{hint}"
            yield document.problem(("safety_net",), message)


def no_such_intent(name: str, known: Iterable[str]) -> str:
    """Return a sentence that says so and names the nearest intents, those that hold the name first.

    >>> no_such_intent("pain", ["cost", "pain-during"])
    "there is no intent 'pain'. Did you mean 'pain-during'?"
    """
    ids = sorted(known)
    within = [each for each in ids if name and name in each]
    close = difflib.get_close_matches(name, ids, n=_NEAREST, cutoff=_ALIKE)
    near = list(dict.fromkeys([*within, *close]))[:_NEAREST]
    if not near:
        return f"there is no intent '{name}'. python train.py coverage lists all of them."
    named = " or ".join(f"'{each}'" for each in near)
    return f"there is no intent '{name}'. Did you mean {named}?"


def _meant(word: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(word, list(known), n=1)
    return f". Did you mean '{close[0]}'?" if close else ""


def _reviews(content: Content, documents: Mapping[str, Document]) -> Iterator[Problem]:
    reviews = [(intent.review, documents[intent.path]) for intent in content.intents]
    reviews += [
        (content.lines_review, d) for d in documents.values() if d.path.endswith("/replies.yaml")
    ]
    for review, document in reviews:
        days = (review.reviewed_by, review.reviewed_on, review.review_by)
        if review.approved and not all(day and day.strip() for day in days):
            message = "status: approved needs reviewed_by, reviewed_on and review_by"
            yield document.problem(("status",), message)
        elif review.approved and str(review.review_by) <= str(review.reviewed_on):
            message = f"review_by: {review.review_by} must lie after reviewed_on, {days[1]}"
            yield document.problem(("review_by",), message)
        if not review.approved and (review.reviewed_by or review.reviewed_on):
            message = "status: a draft names no reviewer; approve it, or empty reviewed_by and _on"
            yield document.problem(("status",), message)


def _sections_stand_once(documents: Mapping[str, Document]) -> Iterator[Problem]:
    document = next(d for d in documents.values() if d.path.endswith("/sources.yaml"))
    seen: dict[str, int] = {}
    for at, source in enumerate(document.data["sources"]):
        for index, section in enumerate(source["sections"]):
            address = ("sources", at, "sections", index, "id")
            if first := seen.get(section["id"]):
                message = f"id: the section '{section['id']}' stands on line {first} too"
                yield document.problem(address, f"{message}; give one another id")
            seen.setdefault(section["id"], document.line(address))


def _fixed_lines(content: Content, documents: Mapping[str, Document]) -> Iterator[Problem]:
    document = next(d for d in documents.values() if d.path.endswith("/replies.yaml"))
    for name in sorted(REQUIRED_LINES - set(content.lines)):
        yield document.problem(("lines",), f"lines: the line '{name}' is missing")
    for group, texts in (("lines", content.lines), ("safety_nets", content.safety_nets)):
        for name, text in texts.items():
            for message in _brace_faults(text, PLACEHOLDERS):
                yield document.problem((group, name), f"{name}: {message}")


def _braces(content: Content, documents: Mapping[str, Document]) -> Iterator[Problem]:
    """A reply to small talk or for staff is filled like a fixed line; an FAQ answer is not."""
    for intent in content.intents:
        document = documents[intent.path]
        for procedure, answer in intent.answers.items():
            if intent.kind != "faq":
                for message in _brace_faults(answer.text, PLACEHOLDERS - {"name"}):
                    yield document.problem(("reply",), f"reply: {message}")
            elif "{" in answer.text or "}" in answer.text:
                message = "text: braces are not filled in an answer and would be shown as they are"
                yield document.problem(("answers", procedure.value, "text"), message)


def _brace_faults(text: str, known: frozenset[str]) -> Iterator[str]:
    try:
        fields = {field for _, field, _, _ in string.Formatter().parse(text) if field is not None}
        if fields <= known:
            text.format(**dict.fromkeys(known, ""))
    except (ValueError, KeyError, IndexError) as error:
        yield f"braces do not match: {error}"
        return
    for field in sorted(fields - known):
        guess = _meant(field, known) or "."
        yield f"'{{{field}}}' is unknown{guess} Known: {', '.join(sorted(known))}"


def _spoken(content: Content, documents: Mapping[str, Document]) -> Iterator[Problem]:
    """Find utterances without a word, or that stand twice, in other order, or one letter apart."""
    by_key: dict[str, Place] = {}
    for place, text in utterances(content):
        tokens = words(text)
        if not tokens:
            message = f"“{text}” holds no word that could be learned; delete it"
            yield documents[place.path].problem(place.address, message)
            continue
        for key, relation in _keys(tokens):
            first = by_key.setdefault(key, place)
            if first is not place and (first.owner != place.owner or relation == "the same as"):
                where = documents[first.path].line(first.address)
                message = f"“{text}” is {relation} {first.path}:{where}; keep it in one place"
                yield documents[place.path].problem(place.address, message)
                break


def _keys(tokens: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield keys that two utterances share when they are too alike, each with how alike."""
    yield " ".join(tokens), "the same as"
    yield f"{sorted(tokens)}", "the same words as"
    joined = "".join(tokens)
    if 12 <= len(joined) <= _LONGEST_TWIN:
        # "no" decides the meaning, so a pair that differs in it alone is two utterances.
        marks = " ".join(sorted(NEGATIONS.intersection(tokens)))
        for i in range(len(joined)):
            yield f"~{marks}~{joined[:i]}{joined[i + 1 :]}", "one letter away from"


def utterances(content: Content) -> Iterator[tuple[Place, str]]:
    """Yield every utterance and every message that is out of scope, each with its place."""
    for intent in content.intents:
        for index, text in enumerate(intent.utterances):
            yield Place(intent.id, intent.path, ("utterances", index)), text
    folder = content.intents[0].path.split("/")[0]
    for group, texts in (("near", content.near), ("far", content.far)):
        for index, text in enumerate(texts):
            yield Place("out_of_scope", f"{folder}/out_of_scope.yaml", (group, index)), text
