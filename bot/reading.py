"""One question read and decided: by its own words, or with the conversation where it leans on it.

A question is read alone first. What came before helps where the message leans on it ("how long does
that last?"), answers our choices ("the shot one"), or says more after a first unclear try. What has
a subject of its own and is taken for none of the clinic's business may be led to a desk by what
came before ("fish oil?" after the medicines), never to an answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot import policy
from bot.text import words
from bot.types import Conversation, Decision, Outcome, Parse
from bot.understanding import context
from bot.understanding.model import Model
from bot.understanding.parser import Parser

NONE_OF_THESE = "none"
TALK_TO_STAFF = "talk_to_staff"

_CLOSER, _HIGHER = 0.4, 0.6
"""How near the second-best answer may come to the best one in a context, as a share of how near it
may come without; and how much higher the best must score. Of 2,048 follow-ups by three authors that
the model knew nothing of, 67.6 % got the right answer so and 6.2 % a wrong one; with 0.6 and 0.6 it
was 67.0 and 6.2, with 0.4 and 0.3 it was 67.7 and 6.5."""

_CLEAR = 1.5
"""A question that leads by so much alone is not read in its context: nothing was won by it."""

BARE = 3
"""A message of so few words without a subject stays near the last answer: "why?" leads to what that
answer names as related or what was asked after it before, not to any answer with a reason."""

GIVEN = (Outcome.ANSWER, Outcome.HANDOFF)
"""Outcomes that end a question, where an intent stands behind them."""

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
        return self.decision.outcome in GIVEN and self.decision.intent is not None

    @property
    def lead(self) -> float:
        """How far the best score is ahead of the second."""
        scores = [row.score for row in self.parse.ranking[:2]]
        return scores[0] - scores[1] if len(scores) == 2 else 0.0

    @property
    def chatter(self) -> bool:
        """Whether it is a greeting, thanks or the like."""
        return self.decision.outcome is Outcome.SMALL_TALK

    @property
    def asked_back(self) -> bool:
        """Whether it ends in choices."""
        return self.decision.outcome is Outcome.CLARIFY

    @property
    def declined(self) -> bool:
        """Whether the patient is told that it is none of the clinic's business."""
        return self.decision.reason == "out_of_scope"

    @property
    def outside(self) -> bool:
        """Whether it is taken for none of the clinic's business."""
        top = self.parse.ranking[0].intent if self.parse.ranking else policy.OUT_OF_SCOPE
        return top == policy.OUT_OF_SCOPE and not self.asked_back


@dataclass(frozen=True)
class QuestionReader:
    """Reads single questions with one model; a parser of one's own may remember what it parsed."""

    model: Model
    own_parser: Parser | None = None

    @property
    def _parser(self) -> Parser:
        return self.own_parser or Parser(self.model)

    def alone(self, text: str, conversation: Conversation) -> Reading:
        """Return the reading of a question by its own words."""
        return self._decided(self._parser.parse(text), conversation)

    def question(self, text: str, conversation: Conversation) -> Reading:
        """Return the reading of one question, alone or in its context, whichever is sure."""
        alone = self.alone(text, conversation)
        tokens = (alone.parse.corrected or alone.parse.utterance.normalised).split()
        own, known = context.has_own_subject(tokens), alone.parse.parser != "classifier"
        if alone.chatter and (own or known):
            return alone
        asked_again = conversation.choices and alone.decision.choices == conversation.choices
        if asked_again or alone.decision.reason in _LAST_WORDS:
            return alone
        topic = self._topic(alone.parse, conversation)
        person = context.means_person(tokens, topic)
        bare = bool(topic) and not own and not known and len(tokens) <= BARE
        leans = bool(topic) and (person or bare or context.leans(tokens))
        whole = alone.settled and (own or known)  # it needs no words of the one before
        says_more = bool(conversation.unclear) and not whole
        # An unknown word may be the whole point; a number or a time of day is none.
        strange = own and any(word.isalpha() for word in alone.parse.unknown)
        short = bool(topic) and len(tokens) <= context.LONGEST_FOLLOW_UP
        sure = alone.settled and not leans and not says_more
        if sure or (own and alone.outside and not person):
            if strange or known or not short or (alone.settled and alone.lead >= _CLEAR):
                return alone
            after = self._after(text, tokens, topic, conversation)
            allowed = alone.settled or after.decision.outcome is not Outcome.ANSWER
            return after if allowed and (after.settled or after.chatter) else alone
        if picked := self._picked(alone.parse, conversation):
            return Reading(alone.parse, picked)
        if strange:
            return alone
        readings = [self._after(text, tokens, topic, conversation)] if short else []
        if says_more:
            completed = (*words(conversation.unclear), *tokens)
            readings.append(self.read_as(text, completed, tokens, conversation))
        if bare and not self._follows(readings[0], conversation):
            readings[0] = self._stays(readings[0], conversation)
        if alone.settled and not bare:
            readings.append(alone)
        given = [r for r in readings if r.settled or r.chatter]
        at_last = self._stays(readings[0], conversation) if bare else alone
        return (*given, *(r for r in readings if r.asked_back), at_last)[0]

    def read_as(
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
        config = replace(
            config,
            answer_margin=config.answer_margin * _CLOSER,
            answer_score=config.answer_score + _HIGHER,
        )
        reading = Reading(parse, policy.decide(parse, conversation, self.model.book, config))
        if not reading.settled:
            return reading
        return replace(reading, decision=replace(reading.decision, reason="follow_up"))

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

    def _topic(self, parse: Parse, conversation: Conversation) -> tuple[str, ...]:
        """Return the words for what the last answer was about; none before the first answer."""
        entry = self.model.book.entries.get(conversation.intent or "")
        if entry is None:
            return ()
        named = policy.named_procedure(parse)
        return context.about_procedure(words(entry.topic), named, self.model.lexicon)

    def _after(
        self, text: str, tokens: Sequence[str], topic: Sequence[str], conversation: Conversation
    ) -> Reading:
        """Return the reading of a message with the topic of the last answer written out."""
        completed = context.complete(tokens, topic)
        return self.read_as(text, completed, tokens, conversation, after=conversation.intent)

    def _follows(self, reading: Reading, conversation: Conversation) -> bool:
        """Return whether a bare "why?" may mean what it was read as, after the last answer."""
        last, intent = conversation.intent, reading.decision.intent
        if last is None or intent is None or not reading.settled or intent == last:
            return True
        related = self.model.book.related(intent, last)
        return related or intent in self.model.known_after(last)

    def _stays(self, reading: Reading, conversation: Conversation) -> Reading:
        """Return `reading` with the last answer in the place of the one it was read as."""
        stays = policy.settle(self.model.book.entries[conversation.intent or ""], "follow_up")
        decision = replace(stays, reason="follow_up", procedure=conversation.procedure)
        return replace(reading, decision=replace(decision, confidence=reading.decision.confidence))

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

    def _decided(self, parse: Parse, conversation: Conversation) -> Reading:
        decision = policy.decide(parse, conversation, self.model.book, self.model.config)
        return Reading(parse, decision)
