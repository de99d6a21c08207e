"""The book of answers: what a model may say, frozen into it word for word when it was trained."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from bot.content.records import Content, Intent, Policy
from bot.types import Choice, Procedure, Source


@dataclass(frozen=True, slots=True)
class Entry:
    """One intent as the patient meets it. `texts` and `sources` always have Procedure.ANY."""

    id: str
    kind: str  # faq | staff | small_talk
    title: str
    texts: Mapping[Procedure, str]
    sources: Mapping[Procedure, tuple[Source, ...]]
    procedure: str
    safety_net: str | None
    related: tuple[Choice, ...]
    desk: str | None
    action: str
    reviewed_on: str | None
    draft: bool
    topic: str = ""  # what "that" means after this answer

    @property
    def at_a_desk(self) -> bool:
        """Whether it is a matter for the front desk or billing, not for who treats the patient."""
        return self.kind == "staff" and self.desk in ("front_desk", "billing")

    def variant(self, procedure: Procedure) -> Procedure:
        """Return the procedure whose text is given to a patient who named `procedure`."""
        return procedure if procedure in self.texts else Procedure.ANY


@dataclass(frozen=True, slots=True)
class Book:
    """All entries by intent id, and whether drafts are among them."""

    entries: Mapping[str, Entry]
    policy: Policy

    def related(self, one: str, other: str) -> bool:
        """Return whether the answer of either intent names the other as related."""
        pairs = ((one, other), (other, one))
        return any(
            b in {choice.intent for choice in self.entries[a].related}
            for a, b in pairs
            if a in self.entries
        )

    def choices(self, ids: tuple[str, ...]) -> tuple[Choice, ...]:
        """Return the intents of `ids` that are in the book as buttons, in that order."""
        return tuple(Choice(i, self.entries[i].title) for i in ids if i in self.entries)

    def to_json(self) -> dict[str, Any]:
        """Return the book as a JSON object."""
        return {"policy": self.policy, "entries": [asdict(e) for e in self.entries.values()]}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Book:
        """Return the book that `to_json` wrote. Raises KeyError or TypeError for another shape."""
        entries = [_entry_from_json(row) for row in data["entries"]]
        return cls({entry.id: entry for entry in entries}, data["policy"])


def make_book(content: Content, policy: Policy) -> Book:
    """Return the book of `content`; with "approved", drafts are left out, also as related."""
    served = {intent.id: intent for intent in content.served(policy)}
    return Book({i.id: _entry(i, content, served) for i in served.values()}, policy)


def _entry(intent: Intent, content: Content, served: Mapping[str, Intent]) -> Entry:
    return Entry(
        id=intent.id,
        kind=intent.kind,
        title=intent.title,
        texts={procedure: answer.text for procedure, answer in intent.answers.items()},
        sources={
            procedure: tuple(content.sections[s].source for s in answer.sources)
            for procedure, answer in intent.answers.items()
        },
        procedure=intent.procedure,
        safety_net=content.safety_nets[intent.safety_net] if intent.safety_net else None,
        related=tuple(Choice(r, served[r].title) for r in intent.related if r in served),
        desk=intent.desk,
        action=intent.action,
        reviewed_on=intent.review.reviewed_on,
        draft=not intent.review.approved,
        topic=intent.topic,
    )


def _entry_from_json(row: dict[str, Any]) -> Entry:
    return Entry(
        **{
            **row,
            "texts": {Procedure(p): text for p, text in row["texts"].items()},
            "sources": {
                Procedure(p): tuple(Source(**source) for source in sources)
                for p, sources in row["sources"].items()
            },
            "related": tuple(Choice(**choice) for choice in row["related"]),
        }
    )
