"""The nouns of the house, as frozen dataclasses. Values go in and out; nothing here does work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Outcome(StrEnum):
    """What the bot does with one message."""

    ANSWER = "answer"  # an approved answer is given
    CLARIFY = "clarify"  # two or three choices are offered
    HANDOFF = "handoff"  # a person of the clinic takes over this question
    DECLINE = "decline"  # none of the clinic's business here; the ways on are named
    SMALL_TALK = "small_talk"
    EMERGENCY = "emergency"  # a fixed card, above everything else
    SILENT = "silent"  # a person holds the conversation


class Procedure(StrEnum):
    """What an answer is about; ANY when the patient named neither."""

    ANY = "any"
    DRY_NEEDLING = "dry_needling"
    INJECTION = "injection"


class Tier(StrEnum):
    """How fast help is needed: 1 = emergency number now, 2 = clinic or doctor today."""

    NOW = "1"
    TODAY = "2"
    CRISIS = "crisis"


@dataclass(frozen=True, slots=True)
class Utterance:
    """One thing a patient wrote: untouched, normalised, and as words."""

    text: str
    normalised: str
    tokens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IntentScore:
    """How well one intent fits: `confidence` (0 to 1) is for display, `score` is the raw score."""

    intent: str
    confidence: float
    score: float


@dataclass(frozen=True, slots=True)
class Entity:
    """A known value found in `normalised[start:end]`, `end` exclusive."""

    entity: str
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Parse:
    """What was understood of one question: intents best first, entities, and which parser spoke."""

    utterance: Utterance
    ranking: tuple[IntentScore, ...] = ()
    entities: tuple[Entity, ...] = ()
    parser: str = "none"  # exact | fuzzy | classifier | context | choice | none
    unknown: tuple[str, ...] = ()  # words that carry meaning and stand in no utterance
    unknown_share: float = 0.0  # of the words that carry the meaning, 0 to 1
    outside_share: float = 0.0  # of the same words: unknown, or at home in other matters than ours
    corrected: str | None = None  # the text as it was read, where it differs: spelling, context


@dataclass(frozen=True, slots=True)
class SafetyFlag:
    """One red flag found in `normalised[start:end]` of the message."""

    rule: str
    category: str
    tier: Tier
    start: int
    end: int
    language: str = ""  # two letters where the words are not English


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do with a parse, and why. Kept apart from the ranking so that staff see both."""

    outcome: Outcome
    reason: str  # a code of bot.policy.REASONS
    intent: str | None = None
    confidence: float = 0.0
    procedure: Procedure = Procedure.ANY
    choices: tuple[str, ...] = ()  # intent ids, best first, for CLARIFY
    deferred: bool = False  # a personal decision is left to the care team


@dataclass(frozen=True, slots=True)
class Source:
    """A section that an answer rests on, as shown to the patient."""

    section: str
    title: str
    publisher: str
    name: str
    kind: str  # clinic_article | patient_account


@dataclass(frozen=True, slots=True)
class Choice:
    """A button: the intent behind it and the words on it."""

    intent: str
    title: str


@dataclass(frozen=True, slots=True)
class Card:
    """The fixed emergency card: what to do first, with the number to call."""

    kind: str  # call_now | call_today | crisis
    text: str
    phone: str
    phone_label: str
    category: str
    more: tuple[tuple[str, str], ...] = ()  # further (label, phone) pairs, such as a crisis line


@dataclass(frozen=True, slots=True)
class Reply:
    """Every word that goes back to the patient, and what is shown beside the words."""

    text: str
    title: str | None = None  # the question that was matched
    choices: tuple[Choice, ...] = ()
    sources: tuple[Source, ...] = ()
    related: tuple[Choice, ...] = ()
    reviewed_on: str | None = None  # None while the answer is a draft
    draft: bool = False
    offers: tuple[str, ...] = ()  # of: staff, phone, topics
    desk: str | None = None
    card: Card | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One question of a message with what became of it. Most messages have one part."""

    parse: Parse
    decision: Decision
    reply: Reply


@dataclass(frozen=True, slots=True)
class Turn:
    """One message of the patient and the bot's reply to it."""

    text: str
    masked: str
    decision: Decision  # the part that decides what happens next
    reply: Reply
    parts: tuple[Part, ...] = ()
    flags: tuple[SafetyFlag, ...] = ()


@dataclass(frozen=True, slots=True)
class Conversation:
    """What the bot must remember of one conversation between two messages."""

    id: str
    held_by_staff: bool = False
    intent: str | None = None  # the last intent that was answered or routed
    procedure: Procedure = Procedure.ANY  # the last procedure that was named
    choices: tuple[str, ...] = ()  # intents on offer since the last CLARIFY
    below: tuple[str, ...] = ()  # intents on the buttons below the last answer, in their order
    misses: int = 0  # messages in a row that got no answer
    alarm: str = ""  # the message behind the worst card, masked; kept until staff write
    alarm_repeated: bool = False  # the card for `alarm` was shown again
    said: str = ""  # the last message, masked, when it raised no red flag
    unclear: str = ""  # the last message, masked, when it was not understood
    waiting: bool = False  # a question of this conversation waits for staff
    told_closed: bool = False  # the patient has read that staff answer after we open
    personal: bool = False  # the last question asked for a decision about one person
    flags: tuple[str, ...] = ()  # categories of red flags seen so far; they stick


@dataclass(frozen=True, slots=True)
class Welcome:
    """What a patient sees before typing anything."""

    title: str
    text: str
    limits: str
    emergency: str
    draft_notice: str | None
    topics: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Handoff:
    """A question that waits for a person."""

    id: int
    conversation_id: str
    reason: str
    urgency: str  # emergency | urgent | normal
    status: str  # waiting | claimed | resolved
    desk: str | None = None
    claimed_by: str | None = None
    created_at: str = ""
    updated_at: str = ""


@dataclass(frozen=True, slots=True)
class ModelCard:
    """What a model is, was made from, and scored. Same content, code and seed: same card."""

    version: str
    content_hash: str
    code_hash: str
    content_policy: str  # demo | approved
    seed: int
    intents: int
    utterances: int
    scores: Mapping[str, float] = field(default_factory=dict)
    thresholds: Mapping[str, float] = field(default_factory=dict)
