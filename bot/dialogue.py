"""What a message means in its conversation: which questions it holds, each read and decided.

A question is read alone first. What came before helps where the message leans on it ("how long does
that last?"), answers our choices ("the shot one"), or says more after a first unclear try. It never
helps a message that is none of the clinic's business. Laughter, a push for a yes and a treatment
turned down are no questions and are read as what they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot import policy
from bot.content.book import Entry
from bot.text import utterance, words
from bot.types import Conversation, Decision, Outcome, Parse, Procedure
from bot.understanding import asides, context
from bot.understanding.model import Model
from bot.understanding.parser import Parser
from bot.understanding.split import MOST_PARTS, split_questions

NONE_OF_THESE = "none"
TALK_TO_STAFF = "talk_to_staff"

_CLOSER = 0.6
"""How near the second-best answer may come to the best one in a context, as a share of how near it
may come without. Of the messages of the development dialogues 1 in 100 more is answered right."""

_TREATMENTS = frozenset({Procedure.DRY_NEEDLING, Procedure.INJECTION})
_INSTEAD = {
    frozenset({Procedure.INJECTION}): ("dry-needling-what", "dry-needling-vs-injection"),
    frozenset({Procedure.DRY_NEEDLING}): ("injection-what", "dry-needling-vs-injection"),
    _TREATMENTS: ("needle-fear", "non-surgical-options"),
}
_OTHERWISE = ("other-treatments",)
"""What is offered to a patient who turns a treatment down: the other one, then anything else."""

_GIVEN = (Outcome.ANSWER, Outcome.HANDOFF)
_LAST_WORDS = ("none_of_these", "chosen", "asked_for_person")
"""Reasons that answer our choices or ask for a person: what was said before adds nothing."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One question with what was understood and decided."""

    parse: Parse
    decision: Decision

    @property
    def settled(self) -> bool:
        """Whether it ends in an answer or at a desk of its own."""
        return self.decision.outcome in _GIVEN and self.decision.intent is not None

    @property
    def chatter(self) -> bool:
        """Whether it is a greeting, thanks or the like."""
        return self.decision.outcome is Outcome.SMALL_TALK

    @property
    def outside(self) -> bool:
        """Whether it is taken for none of the clinic's business."""
        top = self.parse.ranking[0].intent if self.parse.ranking else policy.OUT_OF_SCOPE
        return top == policy.OUT_OF_SCOPE and self.decision.outcome is not Outcome.CLARIFY


@dataclass(frozen=True)
class Reader:
    """Reads messages with one model; a parser of one's own may remember what it has parsed."""

    model: Model
    own_parser: Parser | None = None

    @property
    def _parser(self) -> Parser:
        return self.own_parser or Parser(self.model)

    def read(self, text: str, conversation: Conversation) -> tuple[Reading, ...]:
        """Return what becomes of a message: one reading, or one for each of its questions.

        With several, those that are settled come first, and an unsure one may follow them.
        """
        if aside := self._aside(text, conversation) or self._follow_up(text, conversation):
            return (aside,)
        whole = self._question(text, conversation)
        pieces = self._pieces(text)
        if not pieces or whole.parse.parser in ("exact", "fuzzy"):
            return (whole,)
        if len(pieces) == 1 and words(pieces[0]) == whole.parse.utterance.tokens:
            return (whole,)
        readings = [self._question(piece, conversation) for piece in pieces]
        sure = {r.decision.intent: r for r in readings if r.settled}
        rest = [r for r in readings if not r.settled and not r.chatter]
        mine = whole.decision.intent
        if sure and (mine is None or whole.chatter or (len(sure) > 1 and mine in sure)):
            return (*list(sure.values())[:MOST_PARTS], *rest[:1])
        return (whole,)

    def clicked(self, choice: str, conversation: Conversation) -> Decision:
        """Return the decision for the button `choice`: an intent, NONE_OF_THESE or TALK_TO_STAFF.

        An unknown button counts as none of these.
        """
        if choice == TALK_TO_STAFF:
            return Decision(Outcome.HANDOFF, "asked_for_person")
        entry = self.model.book.entries.get(choice)
        if choice == NONE_OF_THESE or entry is None:
            return Decision(Outcome.HANDOFF, "none_of_these")
        decision = policy.settle(entry, "chosen")
        return replace(decision, confidence=1.0, procedure=conversation.procedure)

    def _pieces(self, text: str) -> list[str]:
        known = self.model.known
        return [
            piece.text
            for piece in split_questions(text)
            if piece.asks or known.exact(words(piece.text))
        ]

    def _aside(self, text: str, conversation: Conversation) -> Reading | None:
        """Return the reading of laughter, of "yes or no?" or of "no shots please", or None."""
        said = utterance(text)
        book, lexicon = self.model.book, self.model.lexicon
        parse = Parse(said, entities=lexicon.entities(said.tokens), parser="context")
        if conversation.intent and (
            asides.presses(text, said.tokens) or asides.asks_for_other_words(said.tokens)
        ):
            return self._once_more(parse, conversation, conversation.intent)
        if self.model.known.exact(said.tokens) in book.entries:
            return None
        if asides.is_idle(text, said.tokens) and (said.tokens or conversation.intent):
            nodded = next((e.id for e in book.entries.values() if e.action == "affirm"), None)
            return self._once_more(parse, conversation, nodded)
        if against := asides.refused(said.tokens, lexicon):
            alone = self._decided(self._parser.parse(text), conversation)
            if alone.settled and alone.decision.outcome is Outcome.HANDOFF:
                return None  # the fear of needles has a desk of its own
            offered = book.choices((*_INSTEAD[against], *_OTHERWISE))
            ids = tuple(choice.intent for choice in offered)
            left = [each for each in _TREATMENTS if each not in against] or [Procedure.ANY]
            decision = Decision(Outcome.CLARIFY, "refused", choices=ids, procedure=left[0])
            return Reading(parse, decision) if ids else None
        return None

    def _once_more(
        self, parse: Parse, conversation: Conversation, intent: str | None
    ) -> Reading | None:
        """Return the choices on offer again, or else what `intent` leads to, in this context."""
        entry = self.model.book.entries.get(intent or "")
        if conversation.choices:
            decision = Decision(Outcome.CLARIFY, "too_close", choices=conversation.choices)
        elif entry is None:
            return None
        else:
            decision = policy.settle(entry, "follow_up")
        if decision.outcome in _GIVEN:
            decision = replace(decision, reason="follow_up", confidence=1.0)
        return Reading(parse, replace(decision, procedure=conversation.procedure))

    def _follow_up(self, text: str, conversation: Conversation) -> Reading | None:
        """Return the reading of "the second one" or "and for injections?", or None."""
        said = utterance(text)
        lexicon = self.model.lexicon
        parse = Parse(said, entities=lexicon.entities(said.tokens), parser="context")
        if picked := context.chosen(said.tokens, conversation):
            return Reading(parse, self.clicked(picked, conversation))
        entry = self.model.book.entries.get(conversation.intent or "")
        if context.points(said.tokens) and entry and not conversation.choices:
            return self._which_below(parse, entry, conversation)
        procedure = context.other_procedure(said.tokens, conversation, lexicon)
        if procedure is None or entry is None:
            return None
        if about := self._of_the_open(text, procedure, conversation):
            return about
        if self.model.known.exact(said.tokens) and (entry.kind, entry.procedure) != ("faq", "both"):
            return None  # a name alone is a question of its own, unless the answer had two sides
        if procedure in entry.texts or entry.procedure in ("both", procedure):
            decision = replace(policy.settle(entry, "follow_up"), confidence=1.0)
            return Reading(parse, replace(decision, procedure=procedure))
        topic = context.about_procedure(words(entry.topic), procedure, lexicon)
        reading = self._read_as(text, topic, topic, conversation)
        return reading if reading.settled else None

    def _which_below(
        self, parse: Parse, entry: Entry, conversation: Conversation
    ) -> Reading | None:
        """Return the question back after "the second one", where no choices are on offer."""
        ids = tuple(choice.intent for choice in entry.related)
        asked_back = Decision(
            Outcome.CLARIFY, "too_close", procedure=conversation.procedure, choices=ids
        )
        return Reading(parse, asked_back) if ids else None

    def _of_the_open(
        self, text: str, procedure: Procedure, conversation: Conversation
    ) -> Reading | None:
        """Return the reading of a bare treatment as a word on the message just left open, or None.

        It picks the one choice on it, or says what the unclear words were about.
        """
        entries, said = self.model.book.entries, utterance(text)
        on_it = [c for c in conversation.choices if entries[c].procedure == procedure]
        if len(on_it) == 1:
            parse = Parse(said, entities=self.model.lexicon.entities(said.tokens), parser="context")
            clicked = replace(self.clicked(on_it[0], conversation), procedure=procedure)
            return Reading(parse, clicked)
        if not conversation.unclear:
            return None
        named = context.about_procedure(words(conversation.unclear), procedure, self.model.lexicon)
        completed = (*named, *procedure.value.split("_"))
        reading = self._read_as(text, completed, completed, conversation)
        return reading if reading.settled else None

    def _question(self, text: str, conversation: Conversation) -> Reading:
        """Return the reading of one question, alone or in its context, whichever is sure."""
        alone = self._decided(self._parser.parse(text), conversation)
        tokens = (alone.parse.corrected or alone.parse.utterance.normalised).split()
        own = context.has_own_subject(tokens)
        if alone.chatter and (own or alone.parse.parser != "classifier"):
            return alone
        asked_again = conversation.choices and alone.decision.choices == conversation.choices
        if asked_again or alone.decision.reason in _LAST_WORDS:
            return alone
        entry = self.model.book.entries.get(conversation.intent or "")
        named, lexicon = policy.named_procedure(alone.parse), self.model.lexicon
        topic = context.about_procedure(words(entry.topic), named, lexicon) if entry else ()
        person = context.means_person(tokens, topic)
        if own and alone.outside and not person:
            return alone
        if alone.settled and not (topic and (person or context.leans(tokens))):
            return alone
        if picked := self._picked(alone.parse, conversation):
            return Reading(alone.parse, picked)
        if own and alone.parse.unknown:
            return alone  # the unknown word may be the whole point
        readings = []
        if topic and len(tokens) <= context.LONGEST_FOLLOW_UP:
            completed = context.complete(tokens, topic)
            readings.append(
                self._read_as(text, completed, tokens, conversation, after=conversation.intent)
            )
        if conversation.unclear and not alone.settled:
            completed = (*words(conversation.unclear), *tokens)
            readings.append(self._read_as(text, completed, tokens, conversation))
        settled = [r for r in readings if r.settled]
        asked_back = [r for r in readings if r.decision.outcome is Outcome.CLARIFY]
        return (settled or asked_back or [alone])[0]

    def _picked(self, parse: Parse, conversation: Conversation) -> Decision | None:
        """Return the decision for the choice on offer that the words fit clearly best, if one."""
        config = self.model.config
        offered = [row for row in parse.ranking if row.intent in conversation.choices]
        if not offered or offered[0].score < config.clarify_score:
            return None
        rival = offered[1].score if len(offered) > 1 else config.clarify_score
        near_the_top = parse.ranking[0].score - offered[0].score <= config.answer_margin
        if near_the_top and offered[0].score - rival >= config.answer_margin / 2:
            return self.clicked(offered[0].intent, conversation)
        return None

    def _read_as(
        self,
        text: str,
        completed: Sequence[str],
        tokens: Sequence[str],
        conversation: Conversation,
        *,
        after: str | None = None,
    ) -> Reading:
        """Return the reading of `text`, which is `tokens`, as `completed`, after that answer."""
        parse = self._parser.parse_as(text, completed, tokens=tokens, after=after)
        config = self.model.config
        config = replace(config, answer_margin=config.answer_margin * _CLOSER)
        reading = Reading(parse, policy.decide(parse, conversation, self.model.book, config))
        if not reading.settled:
            return reading
        return replace(reading, decision=replace(reading.decision, reason="follow_up"))

    def _decided(self, parse: Parse, conversation: Conversation) -> Reading:
        decision = policy.decide(parse, conversation, self.model.book, self.model.config)
        return Reading(parse, decision)
