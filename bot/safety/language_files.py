"""From `intents/safety/languages/` to compiled words and rules: every fault, with file and line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.content import schemas, strict_yaml
from bot.content.strict_yaml import Address, Document
from bot.errors import ContentError, Problem
from bot.safety.language_terms import Terms
from bot.safety.matching import Matcher
from bot.safety.rules import Line
from bot.safety.scripts import read_any
from bot.safety.terms import Lexicon, TermError
from bot.types import Tier

ENGLISH = "en"
FOLDER = "intents/safety/languages"
_MUST_NAME = {"call_now": "{emergency_label}", "crisis": "{crisis_number}"}
_WITHIN = 16
_WITH_EMERGENCIES = ("status", "reviewed_by", "reviewed_on", "says", "must_fire", "must_not_fire")


@dataclass(frozen=True, slots=True)
class ForeignRule:
    """What raises one category in one language. `within`: most words from first to last."""

    language: str
    category: str
    tier: Tier
    lines: tuple[Line, ...]
    unless: tuple[int, ...]
    within: int


@dataclass(frozen=True, slots=True)
class LanguageBook:
    """All languages: their common words, their rules, and what stands first on their card.

    `telling`: words and phrases of which one is enough where no English stands beside it.
    """

    common: Mapping[str, frozenset[str]]
    telling: Mapping[str, frozenset[str]]
    rules: tuple[ForeignRule, ...]
    matcher: Matcher
    letters: Mapping[int, str]
    says: Mapping[str, Mapping[str, str]]


def load_languages(folder: Path, *, categories: frozenset[str]) -> LanguageBook:
    """Return the languages of `folder`. Raises ContentError when it is empty or has any fault."""
    documents: list[Document] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            document = strict_yaml.read(path, root=folder.parent.parent.parent)
        except ContentError as error:
            problems += error.problems
            continue
        found = schemas.problems(document, "safety_language")
        problems += found or _faults(document, path.stem, categories)
        documents.append(document)
    ids = {document.data["id"] for document in documents} if not problems else set()
    if not problems and (ENGLISH not in ids or len(ids) == 1):
        message = "en.yaml and at least one other language are needed; the folder lacks them"
        problems.append(Problem(FOLDER, 0, message))
    if problems:
        raise ContentError(problems)
    return _compile(documents)


def _faults(document: Document, stem: str, categories: frozenset[str]) -> list[Problem]:
    data, faults = document.data, []
    if data["id"] != stem:
        message = f"id: '{data['id']}' differs from the file's name '{stem}'; make them equal"
        faults.append(document.problem(("id",), message))
    missing = [name for name in _WITH_EMERGENCIES if name not in data]
    if "emergencies" in data and missing:
        message = f"emergencies need {', '.join(missing)} beside them; see docs/safety.md"
        faults.append(document.problem(("emergencies",), message))
    for kind, text in data.get("says", {}).items():
        if _MUST_NAME[kind] not in text:
            message = f"the text lacks {_MUST_NAME[kind]}, the number that it is there for"
            faults.append(document.problem(("says", kind), f"{message}; put it in"))
    for index, rule in enumerate(data.get("emergencies", ())):
        if rule["category"] not in categories:
            message = f"category: intents/safety has no file '{rule['category']}.yaml'"
            faults.append(document.problem(("emergencies", index, "category"), message))
    return faults


def _compile(documents: list[Document]) -> LanguageBook:
    letters = {ord(a): b for d in documents for a, b in d.data.get("letters", "").split()}
    terms = {document.path: Terms(document.data, letters) for document in documents}
    lexicon = Lexicon(
        {name: words for each in terms.values() for name, words in each.lists.items()},
        glued=tuple(glued for each in terms.values() for glued in each.glued),
        rewrites={},
    )
    rules: list[ForeignRule] = []
    problems: list[Problem] = []

    def add(document: Document, address: Address, text: str) -> int:
        try:
            return lexicon.add(terms[document.path].write(text)).number
        except TermError as error:
            problems.append(document.problem(address, str(error)))
            return 0

    def line(document: Document, address: Address, text: str) -> Line:
        needs, *without = (part.split(" + ") for part in text.split(" ! "))
        return Line(
            tuple(add(document, address, term) for term in needs),
            tuple(add(document, address, term) for part in without for term in part),
        )

    for document in documents:
        data: dict[str, Any] = document.data
        always = tuple(
            add(document, ("unless", at), text) for at, text in enumerate(data.get("unless", ()))
        )
        rules += (
            ForeignRule(
                language=data["id"],
                category=row["category"],
                tier=Tier(str(row["tier"])),
                lines=tuple(
                    line(document, ("emergencies", index, "fires_on", at), text)
                    for at, text in enumerate(row["fires_on"])
                ),
                unless=always
                + tuple(
                    add(document, ("emergencies", index, "unless", at), text)
                    for at, text in enumerate(row.get("unless", ()))
                ),
                within=data.get("within", _WITHIN),
            )
            for index, row in enumerate(data.get("emergencies", ()))
        )
    if problems:
        raise ContentError(problems)
    cases = (case["text"] for d in documents for case in d.data.get("must_fire", ()))
    used = Counter(word for case in cases for word in read_any(case, letters).tokens)
    matcher = Matcher(lexicon, common=used)
    lexicon.close()
    return LanguageBook(
        common={
            d.data["id"]: frozenset(read_any(d.data["common"], letters).tokens) for d in documents
        },
        telling={
            d.data["id"]: frozenset(
                " ".join(read_any(item.replace("_", " "), letters).tokens)
                for item in d.data.get("telling", "").split()
            )
            for d in documents
        },
        rules=tuple(rules),
        matcher=matcher,
        letters=letters,
        says={d.data["id"]: d.data["says"] for d in documents if "says" in d.data},
    )
