"""What a message means in its conversation: which questions it holds, each read and decided.

Laughter, a push for a yes and a treatment turned down are no questions and are read as what they
are; so are "the second one" and "and for injections?". Everything else is read question by
question (`bot/reading.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from bot import beyond, policy
from bot.reading import BARE, GIVEN, NONE_OF_THESE, TALK_TO_STAFF, QuestionReader, Reading
from bot.text import utterance, words
from bot.types import Conversation, Decision, Outcome, Parse, Procedure
from bot.understanding import asides, context
from bot.understanding.model import Model
from bot.understanding.parser import Parser
from bot.understanding.split import MOST_PARTS, split_questions

__all__ = ["NONE_OF_THESE", "TALK_TO_STAFF", "Reader", "Reading"]

_TREATMENTS = frozenset({Procedure.DRY_NEEDLING, Procedure.INJECTION})
_INSTEAD = {
    frozenset({Procedure.INJECTION}): ("dry-needling-what", "dry-needling-vs-injection"),
    frozenset({Procedure.DRY_NEEDLING}): ("injection-what", "dry-needling-vs-injection"),
    _TREATMENTS: ("needle-fear", "non-surgical-options"),
}
_OTHERWISE = ("other-treatments",)
"""What is offered to a patient who turns a treatment down: the other one, then anything else."""


@dataclass(frozen=True)
class Reader:
    """Reads messages with one model; a parser of one's own may remember what it has parsed."""

    model: Model
    own_parser: Parser | None = None

    @cached_property
    def _questions(self) -> QuestionReader:
        return QuestionReader(self.model, self.own_parser)

    def read(self, text: str, conversation: Conversation) -> tuple[Reading, ...]:
        """Return what becomes of a message: one reading, or one for each of its questions.

        With several, those that are settled come first, and one that stays open may follow them.
        """
        if aside := self._aside(text, conversation) or self._follow_up(text, conversation):
            return (aside,)
        readings = self._by_question(text, conversation)
        if len(readings) == 1 and _lacks_subject(readings[0], conversation):
            asked = policy.without_subject(conversation, self.model.config)
            return (replace(readings[0], decision=asked),)
        readings = tuple(beyond.or_to_staff(r, conversation, self.model) for r in readings)
        declined = len(readings) == 1 and readings[0].declined
        if declined and asides.tells_of_condition(text, utterance(text).tokens):
            return (replace(readings[0], decision=Decision(Outcome.HANDOFF, "not_understood")),)
        return readings

    def _by_question(self, text: str, conversation: Conversation) -> tuple[Reading, ...]:
        """Return one reading of the whole message, or one for each of its questions."""
        whole = self._questions.question(text, conversation)
        pieces = self._pieces(text)
        if not pieces or whole.parse.parser in ("exact", "fuzzy"):
            return (whole,)
        if len(pieces) == 1 and words(pieces[0]) == whole.parse.utterance.tokens:
            return (whole,)
        mine = whole.decision.intent
        if len(pieces) == 1 and mine is not None and not whole.chatter:
            return (whole,)  # a part alone never takes the place of what is known of the whole
        readings = [self._questions.question(piece, conversation) for piece in pieces]
        sure = {r.decision.intent: r for r in readings if r.settled}
        rest = [r for r in readings if not r.settled and not r.chatter]
        named = len(sure) > 1 or any(r.declined for r in rest)
        if sure and (mine is None or whole.chatter or (named and mine in sure)):
            answered, more = list(sure.values())[:MOST_PARTS], list(sure.values())[MOST_PARTS:]
            return (*answered, *([_offered(more)] if more else rest[:1]))
        return (whole,)

    def clicked(self, choice: str, conversation: Conversation) -> Decision:
        """Return the decision for the button `choice`: an intent, NONE_OF_THESE or TALK_TO_STAFF.

        An unknown button counts as none of these.
        """
        return self._questions.clicked(choice, conversation)

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
        if conversation.waiting and asides.awaits_staff(said.tokens):
            return Reading(parse, Decision(Outcome.HANDOFF, "waiting"))
        if "wait" in book.entries and asides.lets_it_be(said.tokens):
            return Reading(parse, policy.settle(book.entries["wait"], "small_talk"))
        if self.model.known.exact(said.tokens) in book.entries:
            return None
        if "greet" in book.entries and asides.excuses_english(said.tokens):
            return Reading(parse, policy.settle(book.entries["greet"], "small_talk"))
        if asides.is_idle(text, said.tokens) and (said.tokens or conversation.intent):
            nodded = next((e.id for e in book.entries.values() if e.action == "affirm"), None)
            return self._once_more(parse, conversation, nodded)
        if against := asides.refused(said.tokens, lexicon):
            alone = self._questions.alone(text, conversation)
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
        if decision.outcome in GIVEN:
            decision = replace(decision, reason="follow_up", confidence=1.0)
        return Reading(parse, replace(decision, procedure=conversation.procedure))

    def _follow_up(self, text: str, conversation: Conversation) -> Reading | None:
        """Return the reading of "the second one" or "and for injections?", or None."""
        said = utterance(text)
        lexicon = self.model.lexicon
        parse = Parse(said, entities=lexicon.entities(said.tokens), parser="context")
        if picked := context.picked(said.tokens, conversation.choices):
            return Reading(parse, self.clicked(picked, conversation))
        below = context.picked(said.tokens, conversation.below)
        if below and context.plainly(said.tokens):
            return Reading(parse, self.clicked(below, conversation))
        if context.points(said.tokens) and (below or not self.model.known.exact(said.tokens)):
            return self._points_nowhere(parse, conversation)
        entry = self.model.book.entries.get(conversation.intent or "")
        procedure = context.other_procedure(said.tokens, conversation, lexicon)
        if procedure is None or entry is None:
            return None
        if about := self._of_the_open(text, procedure, conversation):
            return about
        if self.model.known.exact(said.tokens) and entry.procedure != "both":
            return None  # a name alone is a question of its own, unless the answer had two sides
        if procedure in entry.texts or entry.procedure in ("both", procedure):
            decision = replace(policy.settle(entry, "follow_up"), confidence=1.0)
            return Reading(parse, replace(decision, procedure=procedure))
        return None

    def _points_nowhere(self, parse: Parse, conversation: Conversation) -> Reading:
        """Return the question back with what is in sight, or else the ways on."""
        if ids := conversation.choices or conversation.below:
            asked_back = Decision(Outcome.CLARIFY, "too_close", choices=ids)
            return Reading(parse, replace(asked_back, procedure=conversation.procedure))
        return Reading(parse, Decision(Outcome.DECLINE, "unknown_words"))

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
        reading = self._questions.read_as(text, completed, completed, conversation)
        return reading if reading.settled else None


def _lacks_subject(reading: Reading, conversation: Conversation) -> bool:
    """Return whether a message is as bare as "why?" or "he", with nothing before to be about.

    "Will it work?" has no subject either, but "it" is the treatment where the meaning is sure.
    """
    parse = reading.parse
    tokens = (parse.corrected or parse.utterance.normalised).split()
    bare = 0 < len(tokens) <= BARE and not context.has_own_subject(tokens)
    before = conversation.intent or conversation.choices or conversation.unclear
    if before or not bare or parse.parser != "classifier" or reading.chatter:
        return False
    return len(tokens) == 1 or not reading.settled or context.points_back(tokens)


def _offered(more: Sequence[Reading]) -> Reading:
    """Return the questions beyond those that are answered at once, as choices."""
    ids = tuple(reading.decision.intent for reading in more if reading.decision.intent)
    return replace(more[0], decision=Decision(Outcome.CLARIFY, "more_questions", choices=ids))
