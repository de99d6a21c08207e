"""From the folder `intents/safety/` to compiled rules: every fault at once, with file and line."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.content import schemas, strict_yaml
from bot.content.strict_yaml import Address, Document
from bot.errors import ContentError, Problem
from bot.safety.context import Mark, Words
from bot.safety.matching import Matcher
from bot.safety.repair import Speller
from bot.safety.rules import Line, Rule
from bot.safety.terms import Lexicon, TermError, parts
from bot.text import words
from bot.types import Tier

_SHARED = {"words": "safety_words", "cards": "safety_cards"}
_WITHIN = 16
"""Words from the first to the last word of a flag, unless the rule says otherwise."""


@dataclass(frozen=True, slots=True)
class Book:
    """The compiled rules with all that is needed to apply them."""

    rules: tuple[Rule, ...]
    cues: dict[str, tuple[int, ...]]
    guides: Words
    matcher: Matcher
    speller: Speller
    cards: Document
    categories: dict[str, str]  # id to title


def load_book(folder: Path) -> Book:
    """Return the rules of `folder`. Raises ContentError when it is empty or has any fault."""
    problems: list[Problem] = []
    categories: list[Document] = []
    shared: dict[str, Document] = {}
    for path in sorted({*folder.glob("*.yaml"), *(folder / f"{name}.yaml" for name in _SHARED)}):
        try:
            document = strict_yaml.read(path, root=folder.parent.parent)
        except ContentError as error:
            problems += error.problems
            continue
        found = schemas.problems(document, _SHARED.get(path.stem, "safety"))
        problems += found
        if path.stem in _SHARED:
            shared[path.stem] = document
        elif not found:
            problems += _own_faults(document, path.stem)
            categories.append(document)
    if not categories:
        problems.append(
            Problem(folder.as_posix(), 0, "no red-flag category found; at least one needed")
        )
    if problems:
        raise ContentError(problems)
    return _compile(categories, shared)


def _own_faults(document: Document, stem: str) -> list[Problem]:
    faults = []
    if document.data["id"] != stem:
        message = (
            f"id: '{document.data['id']}' differs from the file's name '{stem}'; make them equal"
        )
        faults.append(document.problem(("id",), message))
    seen: set[str] = set()
    for index, rule in enumerate(document.data["rules"]):
        if rule["id"] in seen:
            message = f"the rule '{rule['id']}' stands twice; give each rule its own id"
            faults.append(document.problem(("rules", index, "id"), message))
        seen.add(rule["id"])
    return faults


def cases(document: Document) -> list[str]:
    """Return every case of a category, those that must fire and those that must not."""
    rules = document.data["rules"]
    lists = [rule[key] for rule in rules for key in ("must_fire", "must_not_fire") if key in rule]
    return [case for group in (*lists, document.data["must_not_fire"]) for case in group]


def _compile(categories: list[Document], shared: dict[str, Document]) -> Book:
    settings: dict[str, Any] = shared["words"].data
    lexicon = Lexicon({name: parts(entries) for name, entries in settings["lists"].items()})
    problems: list[Problem] = []

    def add(document: Document, address: Address, text: str) -> int:
        try:
            return lexicon.add(text).number
        except TermError as error:
            problems.append(document.problem(address, str(error)))
            return 0

    cues = {
        kind: tuple(add(shared["words"], ("cues", kind, i), t) for i, t in enumerate(entries))
        for kind, entries in settings["cues"].items()
    }
    rules = []
    for document in categories:
        for index, row in enumerate(document.data["rules"]):
            lines = []
            for at, text in enumerate(row["fires_on"]):
                address: Address = ("rules", index, "fires_on", at)
                needs, *without = (part.split(" + ") for part in text.split(" ! "))
                lines.append(
                    Line(
                        tuple(add(document, address, term) for term in needs),
                        tuple(add(document, address, term) for part in without for term in part),
                    )
                )
            unless = (
                add(document, ("rules", index, "unless", at), text)
                for at, text in enumerate(row.get("unless", ()))
            )
            rules.append(
                Rule(
                    id=row["id"],
                    category=document.data["id"],
                    tier=Tier(str(row["tier"])),
                    lines=tuple(lines),
                    unless=tuple(unless),
                    within=row.get("within", _WITHIN),
                    even_if=frozenset(map(Mark, row.get("even_if", ()))),
                )
            )
    if problems:
        raise ContentError(problems)
    common = Counter(w for d in categories for case in cases(d) for w in words(case))
    guides = Words(**{name: frozenset(text.split()) for name, text in settings["guides"].items()})
    book = Book(
        rules=tuple(rules),
        cues=cues,
        guides=guides,
        matcher=Matcher(lexicon, common=common),
        speller=_speller(lexicon, common, settings),
        cards=shared["cards"],
        categories={d.data["id"]: d.data["title"] for d in categories},
    )
    lexicon.close()
    return book


def _speller(lexicon: Lexicon, common: Counter[str], settings: dict[str, Any]) -> Speller:
    """A word that several cases use is spelled as people spell it; a rarer one may be a slip."""
    used = {w for w, count in common.items() if count > 1 and w not in settings["spelling"]}
    targets = lexicon.literals | {word for word in used if lexicon.classes_of(word)}
    return Speller(
        targets=targets | set(settings["forms"].split()),
        known=used | set(settings["ordinary"].split()),
        spelling=settings["spelling"],
    )
