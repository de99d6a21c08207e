"""What to do with a parse: the ranking says what was understood, the decision stands apart."""

from __future__ import annotations

from dataclasses import replace

from bot.config import BotConfig
from bot.content.book import Book, Entry
from bot.text import NEGATIONS
from bot.types import Conversation, Decision, Outcome, Parse, Procedure

OUT_OF_SCOPE = "out_of_scope"

REASONS = {
    "known_question": "The message is a question we know word for word.",
    "misspelled_question": "The message is a question we know, but for misspelled words.",
    "sure": "One answer fits clearly better than all others.",
    "chosen": "The patient picked this from the choices.",
    "follow_up": "The message was read together with what was said before it.",
    "asks_more": "The patient asks for something that the answer above does not hold.",
    "too_close": "Two or more answers fit about equally well.",
    "too_low": "No answer fits well enough to be given without asking.",
    "other_treatment": "The best answer is about another treatment than the one named.",
    "no_subject": "The message does not say what it is about, and nothing was said before it.",
    "negated": "The message says no, and the best answer is for people who do not.",
    "refused": "The patient turns a treatment down, so others are offered.",
    "unknown_words": "The message holds too many words we do not know.",
    "outside_words": "The message holds words of matters that are none of the clinic's business.",
    "staff_topic": "A question for staff: the articles do not answer it.",
    "asked_for_person": "The patient asked for a person.",
    "waiting": "The patient waits for staff, and says nothing else that could be answered.",
    "none_of_these": "The patient said that none of the choices fits.",
    "not_understood": "Nothing we know fits, so staff should look.",
    "more_questions": "The message asks more than is answered at once, so the rest is offered.",
    "second_miss": "The bot had no answer twice in a row.",
    "out_of_scope": "The message is not about the clinic's treatments.",
    "empty": "The message holds no words.",
    "small_talk": "A greeting, thanks or the like.",
    "red_flag": "The message shows signs of an emergency.",
    "still_red_flag": "The patient writes on after signs of an emergency.",
    "held_by_staff": "A person of the clinic holds the conversation.",
    "no_model": "No model is loaded, so every question goes to staff.",
    "language": "The message is not in English.",
    "error": "The bot failed on this message, so staff should look.",
}
"""Every reason code with a sentence that a receptionist understands."""


def decide(parse: Parse, conversation: Conversation, book: Book, config: BotConfig) -> Decision:
    """Return what to do with one question. Looks at nothing but its arguments."""
    decision = _decide(parse, conversation, book, config)
    confidence = parse.ranking[0].confidence if parse.ranking else 0.0
    procedure = named_procedure(parse, otherwise=conversation.procedure)
    return replace(decision, confidence=confidence, procedure=procedure)


def settle(entry: Entry, reason: str) -> Decision:
    """Return the decision for an intent that is sure: its answer, its desk or its small talk."""
    if entry.kind == "faq":
        return Decision(Outcome.ANSWER, reason, entry.id)
    if entry.kind == "staff":
        return Decision(Outcome.HANDOFF, "staff_topic", entry.id)
    if entry.action == "hand_off":
        return Decision(Outcome.HANDOFF, "asked_for_person", entry.id)
    return Decision(Outcome.SMALL_TALK, "small_talk", entry.id)


def without_subject(conversation: Conversation, config: BotConfig) -> Decision:
    """Return the decision for "why?" or "he" where nothing came before that it could be about."""
    return _miss(Outcome.DECLINE, "no_subject", conversation, config)


def stands_above(entry: Entry, decision: Decision, conversation: Conversation) -> bool:
    """Return whether a follow-up would only get the very text of the answer before it again."""
    same = entry.variant(decision.procedure) is entry.variant(conversation.procedure)
    just_now = (
        entry.id == conversation.intent and not conversation.misses and not conversation.alarm
    )
    return decision.reason == "follow_up" and just_now and same


def procedures(parse: Parse) -> list[str]:
    """Return the values of all procedures the message names, sorted, each once."""
    return sorted({e.value for e in parse.entities if e.entity == "procedure"})


def named_procedure(parse: Parse, *, otherwise: Procedure = Procedure.ANY) -> Procedure:
    """Return the one procedure the message names; ANY for several, and `otherwise` for none."""
    named = procedures(parse)
    if len(named) == 1:
        return Procedure(named[0])
    return Procedure.ANY if named else otherwise


def _decide(parse: Parse, conversation: Conversation, book: Book, config: BotConfig) -> Decision:
    if not parse.utterance.tokens:
        return Decision(Outcome.DECLINE, "empty")
    if not parse.ranking:
        return _miss(Outcome.DECLINE, "unknown_words", conversation, config)
    best = parse.ranking[0]
    if parse.parser in ("exact", "fuzzy"):
        if best.intent == OUT_OF_SCOPE:
            return Decision(Outcome.DECLINE, "out_of_scope")  # a known joke is nothing for staff
        if best.intent in book.entries:
            known = "known_question" if parse.parser == "exact" else "misspelled_question"
            return _answer_to_choices(book.entries[best.intent], known, conversation, book)
    doubt = _doubt(parse, book, config)
    if best.intent == OUT_OF_SCOPE:
        ours = parse.ranking[1].score if len(parse.ranking) > 1 else -9.0
        clear = best.score >= config.decline_score or best.score - ours >= config.answer_margin
        if clear or ours < config.clarify_score:
            return _miss(Outcome.DECLINE, "out_of_scope", conversation, config)
    elif doubt is None:
        return _answer_to_choices(book.entries[best.intent], "sure", conversation, book)
    return _clarify(parse, doubt or "too_low", conversation, book, config)


def _answer_to_choices(
    entry: Entry, reason: str, conversation: Conversation, book: Book
) -> Decision:
    """Return the decision for a sure intent, where a bare yes or no may answer our choices."""
    if entry.action == "affirm" and len(conversation.choices) == 1:
        return settle(book.entries[conversation.choices[0]], "chosen")
    if entry.action == "deny" and conversation.choices:
        return Decision(Outcome.HANDOFF, "none_of_these")
    if entry.action == "deny" and conversation.waiting:
        return Decision(Outcome.HANDOFF, "waiting")
    if entry.action == "affirm" and conversation.choices:
        return Decision(Outcome.CLARIFY, "too_close", choices=conversation.choices)
    return settle(entry, reason)


def _doubt(parse: Parse, book: Book, config: BotConfig) -> str | None:
    """Return why the best intent must not be given as it stands, or None when it is sure."""
    best = parse.ranking[0]
    if best.score < config.answer_score:
        return "too_low"
    lead = 9.0
    if len(parse.ranking) > 1:
        second = parse.ranking[1]
        lead = best.score - second.score
        if lead < config.margin(related=book.related(best.intent, second.intent)):
            return "too_close"
    entry = book.entries.get(best.intent)
    named = procedures(parse)
    if entry and entry.procedure != "both" and named and entry.procedure not in named:
        return "other_treatment"
    negated = not NEGATIONS.isdisjoint(parse.utterance.tokens)
    if negated and best.intent in config.rarely_negated and lead < config.negated_margin:
        return "negated"
    if parse.unknown_share > config.largest_unknown_share:
        return "unknown_words"
    strange = parse.outside_share > config.largest_outside_share and lead < config.outside_margin
    if strange and entry and entry.kind == "faq":
        return "outside_words"
    return None


def _clarify(
    parse: Parse, doubt: str, conversation: Conversation, book: Book, config: BotConfig
) -> Decision:
    offered = [
        row
        for row in parse.ranking
        if row.intent in book.entries and book.entries[row.intent].kind != "small_talk"
    ][: config.most_choices]
    if not offered or offered[0].score < config.clarify_score:
        return _miss(Outcome.HANDOFF, "not_understood", conversation, config)
    # The third is worth a tap only when it is about as likely as the second.
    if len(offered) == 3 and offered[1].score - offered[2].score > 2 * config.answer_margin:
        offered.pop()
    return Decision(Outcome.CLARIFY, doubt, choices=tuple(row.intent for row in offered))


def _miss(outcome: Outcome, reason: str, conversation: Conversation, config: BotConfig) -> Decision:
    if conversation.misses + 1 >= config.misses_before_handoff:
        return Decision(Outcome.HANDOFF, "second_miss")
    return Decision(outcome, reason)
