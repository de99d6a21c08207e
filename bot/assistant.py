"""One whole turn on one page: the safety check, then understanding, decision and reply."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from bot import policy, replies
from bot.content.clinic import Clinic
from bot.content.lines import Lines, load_lines
from bot.privacy.mask import mask
from bot.safety.advice import PersonalAdvice
from bot.safety.check import SafetyCheck
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
)
from bot.understanding import context
from bot.understanding.model import Model
from bot.understanding.parser import Parser
from bot.understanding.split import MOST_PARTS, asks, split_questions

TALK_TO_STAFF = "talk_to_staff"
NONE_OF_THESE = "none"
_ANSWERED = (Outcome.ANSWER, Outcome.HANDOFF)
_TOPICS = ("dry-needling-what", "pain-during", "procedure-risks", "relief-how-soon", "cost")


@dataclass(frozen=True, slots=True)
class Welcome:
    """What a patient sees before typing anything."""

    title: str
    text: str
    limits: str
    emergency: str
    draft_notice: str | None
    topics: tuple[Choice, ...]


@dataclass(frozen=True)
class Assistant:
    """The bot as the outside world meets it. Knows no clock, network or database.

    Without a model the safety check still stands, and every question goes to staff.
    """

    lines: Lines
    safety: SafetyCheck
    advice: PersonalAdvice
    model: Model | None = None

    @property
    def clinic(self) -> Clinic:
        """The clinic whose numbers and hours the replies name."""
        return self.lines.clinic

    def reply_to(
        self, text: str, conversation: Conversation, *, now: datetime, choice: str | None = None
    ) -> Turn:
        """Return the turn for one message. `choice` is the id behind a clicked button, if any."""
        flags = self.safety.check(text) if choice is None else ()
        if flags:
            return self._emergency(text, flags, conversation)
        if conversation.held_by_staff:
            silent = Decision(Outcome.SILENT, "held_by_staff")
            return Turn(text, mask(text), silent, Reply(""))
        parts = self._parts(text, conversation, choice, now)
        reply = replies.join([part.reply for part in parts]) if len(parts) > 1 else parts[0].reply
        return Turn(text, mask(text), parts[0].decision, reply, parts)

    def remember(self, conversation: Conversation, turn: Turn) -> Conversation:
        """Return the conversation as it stands after `turn`."""
        decision = turn.decision
        outcomes = {part.decision.outcome for part in turn.parts} or {decision.outcome}
        if decision.outcome is Outcome.EMERGENCY:
            seen = dict.fromkeys((*conversation.flags, *(flag.category for flag in turn.flags)))
            return replace(conversation, flags=tuple(seen), choices=(), waiting=True)
        if decision.outcome is Outcome.SILENT:
            return conversation
        missed = decision.intent is None and outcomes.isdisjoint({Outcome.SMALL_TALK})
        answered = [p.decision for p in turn.parts if p.decision.outcome in _ANSWERED]
        topics = [d.intent for d in answered if d.intent]
        return replace(
            conversation,
            intent=topics[-1] if topics else conversation.intent,
            procedure=decision.procedure,
            choices=decision.choices if decision.outcome is Outcome.CLARIFY else (),
            misses=conversation.misses + 1 if missed else 0,
            waiting=conversation.waiting or Outcome.HANDOFF in outcomes,
        )

    def emergency(self, text: str) -> Reply | None:
        """Return the emergency card for `text`, or None. Needs no model and no conversation."""
        flags = self.safety.check(text)
        if not flags:
            return None
        card = self.safety.card(flags)
        return Reply(card.text, card=card)

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

    def _emergency(
        self, text: str, flags: Sequence[SafetyFlag], conversation: Conversation
    ) -> Turn:
        again = flags[0].category in conversation.flags
        card = self.safety.card(flags, again=again)
        decision = Decision(Outcome.EMERGENCY, "red_flag", confidence=1.0)
        return Turn(text, mask(text), decision, Reply(card.text, card=card), flags=tuple(flags))

    def _parts(
        self, text: str, conversation: Conversation, choice: str | None, now: datetime
    ) -> tuple[Part, ...]:
        if self.model is None:
            decision = Decision(Outcome.HANDOFF, "no_model")
            return (self._part(Parse(utterance(text)), decision, conversation, now),)
        if choice is not None:
            decision = self._clicked(choice, conversation, self.model)
            return (
                self._part(Parse(utterance(text), parser="choice"), decision, conversation, now),
            )
        known = self.model.known.exact(utterance(text).tokens)
        if not known and (decision_made := self._follow_up(text, conversation, self.model)):
            parse, decision = decision_made
            return (self._part(parse, decision, conversation, now),)
        return self._understand(text, conversation, now, self.model)

    def _clicked(self, choice: str, conversation: Conversation, model: Model) -> Decision:
        if choice == TALK_TO_STAFF:
            return Decision(Outcome.HANDOFF, "asked_for_person")
        entry = model.book.entries.get(choice)
        if choice == NONE_OF_THESE or entry is None:
            return Decision(Outcome.HANDOFF, "none_of_these")
        decision = policy.settle(entry, "chosen")
        return replace(decision, confidence=1.0, procedure=conversation.procedure)

    def _follow_up(
        self, text: str, conversation: Conversation, model: Model
    ) -> tuple[Parse, Decision] | None:
        said = utterance(text)
        parse = Parse(said, entities=model.lexicon.entities(said.tokens), parser="context")
        if picked := context.chosen(said.tokens, conversation):
            return parse, self._clicked(picked, conversation, model)
        procedure = context.other_procedure(said.tokens, conversation, model.lexicon)
        entry = model.book.entries.get(conversation.intent or "")
        if procedure and entry and procedure in entry.texts:
            decision = policy.settle(entry, "follow_up")
            return parse, replace(decision, confidence=1.0, procedure=procedure)
        return None

    def _understand(
        self, text: str, conversation: Conversation, now: datetime, model: Model
    ) -> tuple[Part, ...]:
        parser, deferred = Parser(model), self.advice.asks(text)

        def ask(question: str) -> Part:
            parse = parser.parse(question)
            decision = policy.decide(parse, conversation, model.book, model.config)
            return self._part(parse, replace(decision, deferred=deferred), conversation, now)

        whole = ask(text)
        questions = [piece for piece in split_questions(text) if asks(piece)]
        if not questions or whole.parse.parser in ("exact", "fuzzy"):
            return (whole,)
        parts = [ask(question) for question in questions]
        sure = {
            part.decision.intent: part
            for part in parts
            if part.decision.outcome in _ANSWERED and part.decision.intent
        }
        if len(sure) >= 2 and (whole.decision.intent is None or whole.decision.intent in sure):
            return tuple(sure.values())[:MOST_PARTS]
        if len(sure) == 1 and whole.decision.intent is None:
            (only,) = sure.values()
            return (self._with_unsure_part(only) if len(parts) > 1 else only,)
        return (whole,)

    def _with_unsure_part(self, part: Part) -> Part:
        text = f"{part.reply.text}\n\n{self.line('part_unsure')}"
        offers = tuple(dict.fromkeys((*part.reply.offers, "staff")))
        return replace(part, reply=replace(part.reply, text=text, offers=offers))

    def _part(
        self, parse: Parse, decision: Decision, conversation: Conversation, now: datetime
    ) -> Part:
        reply = replies.render(
            decision,
            book=self.model.book if self.model else None,
            lines=self.lines,
            conversation=conversation,
            deferral=self.lines.fill(self.advice.line),
            now=now,
        )
        return Part(parse, decision, reply)


def load_assistant(intents: Path, model: Model | None) -> Assistant:
    """Return the assistant over `model` with the safety rules and lines of the folder `intents`.

    Raises ContentError when safety rules, emergency numbers or fixed lines are missing or broken.
    """
    lines = load_lines(intents)
    return Assistant(
        lines=lines,
        safety=SafetyCheck.from_folder(intents / "safety", lines.clinic),
        advice=PersonalAdvice.from_file(intents / "personal_advice.yaml"),
        model=model,
    )
