"""The content as values: what the files under `intents/` say, checked and sorted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from bot.types import Procedure, Source

Kind = Literal["faq", "staff", "small_talk"]
Action = Literal["say", "hand_off", "affirm", "deny"]
Policy = Literal["demo", "approved"]


@dataclass(frozen=True, slots=True)
class Review:
    """Who answers for a text. `reviewed_by` and the days are None until a clinician signed."""

    status: Literal["draft", "approved"]
    reviewed_by: str | None = None
    reviewed_on: str | None = None
    review_by: str | None = None

    @property
    def approved(self) -> bool:
        """Whether a named clinician has approved the text."""
        return self.status == "approved"


@dataclass(frozen=True, slots=True)
class Answer:
    """An approved text with the ids of the sections it rests on."""

    text: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Intent:
    """One thing patients want, with how they say it and what the clinic says to it.

    `answers` always has `Procedure.ANY`; staff and small talk intents have nothing else. `topic` is
    what "that" means in the patient's next message: "the soreness afterwards". `follow_ups` are
    such messages, by the intent that each of them leads to.
    """

    id: str
    kind: Kind
    path: str
    title: str
    review: Review
    answers: Mapping[Procedure, Answer]
    utterances: tuple[str, ...]
    not_utterances: tuple[str, ...] = ()
    procedure: str = "both"
    topic: str = ""
    follow_ups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    safety_net: str | None = None
    related: tuple[str, ...] = ()
    desk: str | None = None
    action: Action = "say"

    def sections(self) -> tuple[str, ...]:
        """Return the ids of all sections that any of the answers cites, sorted."""
        return tuple(sorted({s for answer in self.answers.values() for s in answer.sources}))


@dataclass(frozen=True, slots=True)
class EntityValue:
    """A value and the words patients use for it."""

    entity: str
    value: str
    synonyms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A section of an article; the fingerprints are SHA-256 in hex, None before the first run."""

    source: Source
    heading: str | None
    text: str | None


@dataclass(frozen=True, slots=True)
class Content:
    """Everything under `intents/` but the safety rules and the evaluation questions."""

    intents: tuple[Intent, ...]  # sorted by id
    near: tuple[str, ...]  # out of scope, but about bodies, clinics or needles
    far: tuple[str, ...]  # out of scope altogether
    lines: Mapping[str, str]
    lines_review: Review
    safety_nets: Mapping[str, str]
    entities: tuple[EntityValue, ...]
    sections: Mapping[str, Section]  # by section id, in the order of the articles
    fingerprint: str  # SHA-256 over all files read, in hex

    def intent(self, intent_id: str) -> Intent:
        """Return the intent of that id. Raises KeyError."""
        return next(i for i in self.intents if i.id == intent_id)

    def served(self, policy: Policy) -> tuple[Intent, ...]:
        """Return the intents that may reach a patient: with "approved", drafts stay out."""
        return tuple(i for i in self.intents if policy == "demo" or i.review.approved)
