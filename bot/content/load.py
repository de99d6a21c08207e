"""From the files under `intents/` to Content: every fault of every file at once, or none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.content import checks, schemas, strict_yaml, synonyms
from bot.content.files import hash_of
from bot.content.records import Answer, Content, EntityValue, Intent, Kind, Review, Section
from bot.content.strict_yaml import Document
from bot.errors import ContentError, Problem
from bot.types import Procedure, Source

_PATTERNS: dict[Kind, str] = {
    "faq": "faq/*/*.yaml",
    "staff": "staff/*.yaml",
    "small_talk": "small_talk/*.yaml",
}


_OTHERS = (
    *("entities/*.yaml", "safety/**/*.yaml", "evaluation/**/*.yaml"),
    *("clinic.yaml", "out_of_scope.yaml", "personal_advice.yaml", "replies.yaml", "sources.yaml"),
)
"""All other files under `intents/`."""


@dataclass(frozen=True, slots=True)
class _Files:
    """The documents of one content folder that fit their schemas, by schema name."""

    intents: dict[Kind, list[Document]]
    entities: list[Document]
    single: dict[str, Document]


def load_content(intents: Path) -> Content:
    """Return the content of the folder `intents`.

    Raises ContentError with every fault found: unreadable files, schema faults and, once all files
    fit their schemas, the cross-file checks.
    """
    content, _ = load_with_documents(intents)
    return content


def load_with_documents(intents: Path) -> tuple[Content, dict[str, Document]]:
    """Return the content and its files by path, which tell on which line a thing stands.

    Raises ContentError as `load_content` does.
    """
    files, problems = _read_all(intents)
    if problems:
        raise ContentError(problems)
    content = _build(intents, files)
    documents = {d.path: d for kind in files.intents.values() for d in kind}
    documents |= {d.path: d for d in files.single.values()}
    problems = [*checks.problems(content, documents), *synonyms.problems(files.entities)]
    if problems:
        raise ContentError(problems)
    return content, documents


def _read_all(intents: Path) -> tuple[_Files, list[Problem]]:
    problems: list[Problem] = []

    def read(path: Path, schema: str) -> Document | None:
        try:
            document = strict_yaml.read(path, root=intents.parent)
        except ContentError as error:
            problems.extend(error.problems)
            return None
        if found := schemas.problems(document, schema):
            problems.extend(found)
            return None
        if schema not in ("out_of_scope", "replies", "sources", "entity"):
            problems.extend(_name_differs(path, document))
        return document

    def read_each(paths: Iterable[Path], schema: str) -> list[Document]:
        return [document for path in sorted(paths) if (document := read(path, schema))]

    by_kind = {kind: read_each(intents.glob(glob), kind) for kind, glob in _PATTERNS.items()}
    for kind, documents in by_kind.items():
        if not documents and not problems:
            folder = (intents / _PATTERNS[kind]).relative_to(intents.parent).as_posix()
            problems.append(Problem(folder, 0, "no file found; the bot needs at least one intent"))
    entities = read_each(intents.glob("entities/*.yaml"), "entity")
    problems += _read_by_nobody(intents)
    single = {
        name: document
        for name in ("out_of_scope", "replies", "sources")
        if (document := read(intents / f"{name}.yaml", name))
    }
    return _Files(by_kind, entities, single), problems


def _read_by_nobody(intents: Path) -> list[Problem]:
    """A file in the wrong folder would be passed over in silence, its answer never given."""
    known = {path for pattern in (*_PATTERNS.values(), *_OTHERS) for path in intents.glob(pattern)}
    message = (
        "no part of the bot reads a file of this name in this place; expected one of "
        "faq/<topic>/<id>.yaml, staff/<id>.yaml, small_talk/<id>.yaml, entities/<id>.yaml, "
        f"safety/, evaluation/, {', '.join(o for o in _OTHERS if '/' not in o)}"
    )
    return [
        Problem(path.relative_to(intents.parent).as_posix(), 0, message)
        for ending in ("yaml", "yml")
        for path in sorted(intents.rglob(f"*.{ending}"))
        if path not in known
    ]


def _name_differs(path: Path, document: Document) -> list[Problem]:
    if document.data["id"] == path.stem:
        return []
    message = (
        f"id: '{document.data['id']}' differs from the file's name '{path.stem}'; make them equal"
    )
    return [document.problem(("id",), message)]


def _build(intents: Path, files: _Files) -> Content:
    rows = [
        _intent(kind, document)
        for kind, documents in files.intents.items()
        for document in documents
    ]
    replies = files.single["replies"].data
    out_of_scope = files.single["out_of_scope"].data
    return Content(
        intents=tuple(sorted(rows, key=lambda intent: intent.id)),
        near=tuple(out_of_scope["near"]),
        far=tuple(out_of_scope["far"]),
        lines=replies["lines"],
        lines_review=_review(replies),
        safety_nets=replies["safety_nets"],
        entities=tuple(
            EntityValue(document.data["id"], row["value"], tuple(row["synonyms"]))
            for document in files.entities
            for row in document.data["values"]
        ),
        sections=_sections(files.single["sources"].data),
        fingerprint=fingerprint(intents),
    )


def _intent(kind: Kind, document: Document) -> Intent:
    data: dict[str, Any] = document.data
    answers = data.get("answers") or {"any": {"text": data.get("reply"), "sources": []}}
    return Intent(
        id=data["id"],
        kind=kind,
        path=document.path,
        title=data["title"],
        review=_review(data),
        answers={
            Procedure(name): Answer(" ".join(answer["text"].split()), tuple(answer["sources"]))
            for name, answer in answers.items()
        },
        utterances=tuple(data["utterances"]),
        not_utterances=tuple(data.get("not_utterances", ())),
        procedure=data.get("procedure", "both"),
        topic=data.get("topic", data["title"]),
        follow_ups={
            intent: tuple(said) for intent, said in sorted(data.get("follow_ups", {}).items())
        },
        safety_net=data.get("safety_net"),
        related=tuple(data.get("related", ())),
        desk=data.get("desk"),
        action=data.get("action", "say"),
    )


def _review(data: dict[str, Any]) -> Review:
    return Review(data["status"], data["reviewed_by"], data["reviewed_on"], data["review_by"])


def _sections(data: dict[str, Any]) -> dict[str, Section]:
    return {
        section["id"]: Section(
            source=Source(
                section=section["id"],
                title=source["title"],
                publisher=source["publisher"],
                name=section["name"],
                kind=source["kind"],
            ),
            heading=section["heading"],
            text=section["text"],
        )
        for source in data["sources"]
        for section in source["sections"]
    }


def fingerprint(intents: Path) -> str:
    """Return the SHA-256 (hex) over the names and bytes of all content files a model is made of."""
    apart = (intents / "evaluation", intents / "safety")
    files = (path for path in intents.rglob("*.yaml") if not set(apart) & set(path.parents))
    return hash_of(files, intents)
