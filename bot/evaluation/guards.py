"""The guards of the policy, each with what it saw and what it asks for.

The policy stops at the first guard that objects; whoever wants to understand a decision needs to
see all of them. A test holds the two to the same verdicts.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.config import BotConfig
from bot.content.book import Book
from bot.policy import procedures
from bot.text import NEGATIONS
from bot.types import Parse
from bot.understanding.classifier import OUT_OF_SCOPE


@dataclass(frozen=True, slots=True)
class Guard:
    """One condition on giving the best intent as the answer. `name` is a reason of the policy."""

    name: str
    holds: bool
    sentence: str  # what was seen and what is asked for


def check_guards(parse: Parse, book: Book, config: BotConfig) -> tuple[Guard, ...]:
    """Return all guards in the order the policy asks them; none when nothing was understood."""
    if not parse.ranking:
        return ()
    best = parse.ranking[0]
    second = parse.ranking[1] if len(parse.ranking) > 1 else None
    lead = best.score - (second.score if second else -9.0)
    related = second is not None and book.related(best.intent, second.intent)
    margin = config.margin(related=related)
    rival = f" over {'the related ' if related else ''}'{second.intent}'" if second else ""
    if best.intent == OUT_OF_SCOPE:
        sentence = (
            f"it fits none of the clinic's topics, with a score of {best.score:.2f} and a lead of "
            f"{lead:.2f}; from a score of {config.decline_score:.2f} or a lead of "
            f"{config.answer_margin:.2f} on the bot says so"
        )
        return (Guard("out_of_scope", False, sentence),)
    return (
        Guard(
            "too_low",
            best.score >= config.answer_score,
            f"its score is {best.score:.2f}; an answer needs {config.answer_score:.2f}",
        ),
        Guard(
            "too_close",
            lead >= margin,
            f"its lead{rival} is {lead:.2f}; an answer needs {margin:.2f}",
        ),
        _treatment(parse, book),
        _negated(parse, lead, config),
        _unknown_words(parse, config),
        _outside_words(parse, lead, book, config),
    )


def _treatment(parse: Parse, book: Book) -> Guard:
    entry = book.entries[parse.ranking[0].intent]
    named = procedures(parse)
    holds = entry.procedure == "both" or not named or entry.procedure in named
    about = "both treatments" if entry.procedure == "both" else entry.procedure.replace("_", " ")
    said = " and ".join(named).replace("_", " ") or "neither treatment"
    return Guard("other_treatment", holds, f"it is about {about}; the message names {said}")


def _negated(parse: Parse, lead: float, config: BotConfig) -> Guard:
    says = sorted(NEGATIONS.intersection(parse.utterance.tokens))
    if not says:
        return Guard("negated", True, "the message holds no “no” or “not”")
    said = f"the message says “{', '.join(says)}”"
    if parse.ranking[0].intent not in config.rarely_negated:
        sentence = f"{said}; its utterances sometimes do too, so no wider lead is asked for"
        return Guard("negated", True, sentence)
    return Guard(
        "negated",
        lead >= config.negated_margin,
        f"{said}; its utterances hardly ever do, so it must lead by {config.negated_margin:.2f}, "
        f"and it leads by {lead:.2f}",
    )


def _unknown_words(parse: Parse, config: BotConfig) -> Guard:
    return Guard(
        "unknown_words",
        parse.unknown_share <= config.largest_unknown_share,
        f"{parse.unknown_share:.0%} of the words that carry the meaning are unknown; "
        f"at most {config.largest_unknown_share:.0%} may be",
    )


def _outside_words(parse: Parse, lead: float, book: Book, config: BotConfig) -> Guard:
    said = (
        f"{parse.outside_share:.0%} of these words are unknown or belong to matters that are none "
        "of ours"
    )
    if parse.outside_share <= config.largest_outside_share:
        sentence = f"{said}; up to {config.largest_outside_share:.0%} may be"
        return Guard("outside_words", True, sentence)
    if book.entries[parse.ranking[0].intent].kind != "faq":
        return Guard("outside_words", True, f"{said}; staff may be asked all the same")
    return Guard(
        "outside_words",
        lead >= config.outside_margin,
        f"{said}, so it must lead by {config.outside_margin:.2f}, and it leads by {lead:.2f}",
    )
