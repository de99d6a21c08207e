"""One whole turn on one page: the safety check, then understanding, decision and reply."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from bot import alarm, memory, replies
from bot.content.clinic import Clinic
from bot.content.lines import Lines, load_lines
from bot.dialogue import Reader, Reading
from bot.errors import ClinicBotError
from bot.privacy.mask import mask
from bot.privacy.question import is_only_details, without_details
from bot.safety.check import SafetyCheck
from bot.safety.deferral import Deferral, load_deferral
from bot.safety.scorer import Scorer
from bot.safety.scorer_files import read_scorer
from bot.text import utterance
from bot.types import (
    Choice,
    Conversation,
    Decision,
    Outcome,
    Parse,
    Part,
    Reply,
    SafetyFlag,
    Turn,
    Welcome,
)
from bot.understanding.model import Model

_ASKS_ON = ("follow_up", "asks_more", "chosen", "none_of_these", "asked_for_person")

_TOPICS = ("dry-needling-what", "pain-during", "procedure-risks", "relief-how-soon", "cost")


@dataclass(frozen=True)
class Assistant:
    """The bot as the outside world meets it. Knows no clock, network or database.

    Without a model the safety check still stands, and every question goes to staff.
    """

    lines: Lines
    safety: SafetyCheck
    advice: Deferral
    model: Model | None = None

    @property
    def clinic(self) -> Clinic:
        """The clinic whose numbers and hours the replies name."""
        return self.lines.clinic

    def reply_to(
        self, text: str, conversation: Conversation, *, now: datetime, choice: str | None = None
    ) -> Turn:
        """Return the turn for one message. `choice` is the id behind a clicked button, if any."""
        flags = alarm.raised(text, conversation, self.safety) if choice is None else ()
        if flags:
            return self._emergency(text, flags, conversation)
        if choice is None and alarm.stands(text, conversation, self.model):
            return self._still(text, conversation)
        if conversation.held_by_staff:
            silent = Decision(Outcome.SILENT, "held_by_staff")
            return Turn(text, mask(text), silent, Reply(""))
        if choice is None and self.safety.is_foreign(text) and not self._knows(text):
            return self._not_english(text, conversation, now)
        parts = self._parts(text, conversation, choice, now)
        if conversation.alarm and not alarm.may_be_said(parts, self.model):
            return self._still(text, conversation)
        reply = replies.join([part.reply for part in parts]) if len(parts) > 1 else parts[0].reply
        return Turn(text, mask(text), parts[0].decision, reply, parts)

    def remember(self, conversation: Conversation, turn: Turn) -> Conversation:
        """Return the conversation as it stands after `turn`."""
        closed = self.line("handed_off_closed")
        return memory.after(turn, conversation, safety=self.safety, closed=closed)

    def emergency(self, text: str) -> Reply | None:
        """Return the emergency card for `text`, or None. Needs no model and no conversation."""
        flags = self.safety.check(text)
        if not flags:
            return None
        card = self.safety.card(flags)
        return Reply(card.text, card=card)

    def masked(self, text: str) -> str:
        """Return `text` with placeholders for private details."""
        return mask(text)

    def line(self, name: str, /, **values: str) -> str:
        """Return a fixed line with its placeholders filled. KeyError for an unknown name."""
        return self.lines.line(name, **values)

    def welcome(self) -> Welcome:
        """Return what the patient reads first: what this is, what it is not, the emergency line."""
        book = self.model.book if self.model else None
        drafts = book is None or any(entry.draft for entry in book.entries.values())
        return Welcome(
            title=self.line("welcome_title"),
            text=self.line("welcome_text"),
            limits=self.line("welcome_limits"),
            emergency=self.line("emergency_line"),
            draft_notice=self.line("draft_notice") if book and drafts else None,
            topics=book.choices(_TOPICS) if book else (),
        )

    def titles(self) -> tuple[Choice, ...]:
        """Return every question the bot answers or routes, as buttons."""
        return self.model.titles() if self.model else ()

    # The steps of a turn, in the order they happen.

    def _still(self, text: str, conversation: Conversation) -> Turn:
        flags = alarm.standing(conversation, self.safety, with_text=text)
        return self._emergency(text, flags, conversation, reason="still_red_flag")

    def _knows(self, text: str) -> bool:
        """Return whether a message is known word for word, as some greetings from abroad are."""
        known = self.model.known.exact(utterance(text).tokens) if self.model else None
        return known is not None

    def _emergency(
        self,
        text: str,
        flags: Sequence[SafetyFlag],
        conversation: Conversation,
        *,
        reason: str = "red_flag",
    ) -> Turn:
        again = reason == "still_red_flag" or flags[0].category in conversation.flags
        card = self.safety.card(flags, again=again)
        decision = Decision(Outcome.EMERGENCY, reason, confidence=1.0)
        return Turn(text, mask(text), decision, Reply(card.text, card=card), flags=tuple(flags))

    def _not_english(self, text: str, conversation: Conversation, now: datetime) -> Turn:
        decision = Decision(Outcome.DECLINE, "language", confidence=1.0)
        part = self._part(Parse(utterance(text)), decision, conversation, now)
        return Turn(text, mask(text), decision, part.reply, (part,))

    def _parts(
        self, text: str, conversation: Conversation, choice: str | None, now: datetime
    ) -> tuple[Part, ...]:
        question = without_details(text)
        readings = self._readings(text, question, conversation, choice)
        deferred = any(self._deferred(question, each, conversation, choice) for each in readings)
        return tuple(
            self._rest(reading)
            if number and not reading.settled
            else self._part(
                reading.parse, replace(reading.decision, deferred=deferred), conversation, now
            )
            for number, reading in enumerate(readings)
        )

    def _readings(
        self, text: str, question: str, conversation: Conversation, choice: str | None
    ) -> tuple[Reading, ...]:
        if self.model is None:
            return (Reading(Parse(utterance(text)), Decision(Outcome.HANDOFF, "no_model")),)
        if choice is None and conversation.waiting and is_only_details(text):
            return (Reading(Parse(utterance(text)), Decision(Outcome.HANDOFF, "waiting")),)
        if choice is None:
            return Reader(self.model).read(question, conversation)
        clicked = Reader(self.model).clicked(choice, conversation)
        return (Reading(Parse(utterance(text), parser="choice"), clicked),)

    def _deferred(
        self, question: str, reading: Reading, conversation: Conversation, choice: str | None
    ) -> bool:
        """Return whether the care team must decide what this reading asks.

        A click, or words that lean on the question before, ask on about the same person; not so
        where the front desk or billing answers, unless the message asks for advice itself.
        """
        decision = reading.decision
        asks_on = choice is not None or decision.reason in _ASKS_ON
        if asks_on and conversation.personal and not self._at_a_desk(decision):
            return True
        answered = decision.outcome is Outcome.ANSWER or (
            decision.outcome is Outcome.CLARIFY and decision.reason != "refused"
        )
        asked = {question, reading.parse.utterance.text} if choice is None else set()
        return any(self.advice.needed(each, answered=answered) for each in asked)

    def _at_a_desk(self, decision: Decision) -> bool:
        book = self.model.book if self.model else None
        entry = book.entries.get(decision.intent or "") if book else None
        return entry is not None and entry.at_a_desk

    def _rest(self, reading: Reading) -> Part:
        """Return the part of a message that stays open beside the parts that were answered."""
        if reading.decision.outcome is Outcome.CLARIFY and self.model:
            choices = self.model.book.choices(reading.decision.choices)
            reply = Reply(self.line("clarify_part"), choices=choices, offers=("staff",))
        else:
            line = "part_outside" if reading.declined else "part_unsure"
            reply = Reply(self.line(line), offers=("staff",))
        return Part(reading.parse, reading.decision, reply)

    def _part(
        self, parse: Parse, decision: Decision, conversation: Conversation, now: datetime
    ) -> Part:
        reply = replies.render(
            decision,
            book=self.model.book if self.model else None,
            lines=self.lines,
            conversation=conversation,
            deferral=self.lines.fill(self.advice.line) if decision.deferred else "",
            now=now,
        )
        return Part(parse, decision, reply)


def load_assistant(intents: Path, model: Model | None, *, scorer: Path | None = None) -> Assistant:
    """Return the assistant over `model` with the safety rules and lines of the folder `intents`.

    `scorer` is the folder of the second voice of the emergency check; where there is none, or its
    file is damaged or older than its words, the rules stand alone. Raises ContentError when safety
    rules, emergency numbers or fixed lines are missing or broken.
    """
    lines = load_lines(intents)
    safety = intents / "safety"
    return Assistant(
        lines=lines,
        safety=SafetyCheck.from_folder(safety, lines.clinic, second=_second(scorer, safety)),
        advice=load_deferral(intents),
        model=model,
    )


def _second(folder: Path | None, safety: Path) -> Scorer | None:
    try:
        return read_scorer(folder, safety) if folder else None
    except ClinicBotError:
        return None  # `SafetyCheck.voices` tells; the health page shows it
