"""From a decision to the words that go back; each stands in the book or in the fixed lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.content.book import Book, Entry
from bot.content.lines import Lines
from bot.policy import stands_above
from bot.types import Conversation, Decision, Outcome, Procedure, Reply

ALL_OFFERS = ("staff", "phone", "topics")

_WHY_HANDED_OFF = {
    "not_understood": "handoff_unsure",
    "unknown_words": "handoff_unsure",
    "second_miss": "miss_again",
    "asks_more": "handoff_unsure",
}


def render(
    decision: Decision,
    *,
    book: Book | None,
    lines: Lines,
    conversation: Conversation,
    deferral: str,
    now: datetime,
) -> Reply:
    """Return the reply for `decision`. `deferral` is added where a personal decision is deferred.

    `book` may be None when no model is loaded; then no decision names an intent.
    """
    entry = book.entries[decision.intent] if book and decision.intent else None
    if decision.outcome is Outcome.ANSWER and entry:
        reply = answer(entry, decision.procedure, lines)
        if stands_above(entry, decision, conversation):
            first = entry.texts[entry.variant(decision.procedure)]
            text = reply.text.replace(first, lines.line("nothing_to_add"), 1)
            reply = replace(reply, text=text, offers=("staff",))
    elif decision.outcome is Outcome.CLARIFY and book:
        line = lines.line("instead" if decision.reason == "refused" else "clarify")
        reply = Reply(line, choices=book.choices(decision.choices), offers=("staff",))
    elif decision.outcome is Outcome.SMALL_TALK and entry:
        quiet = conversation.alarm and entry.id == "thanks"
        text = lines.line("thanks_after_card") if quiet else lines.fill(entry.texts[Procedure.ANY])
        reply = Reply(text, offers=_small_talk_offers(entry))
    elif decision.outcome is Outcome.HANDOFF:
        reply = handed_off(entry, decision, lines, conversation, now)
    elif decision.outcome is Outcome.SILENT:
        return Reply("")
    else:
        reply = Reply(lines.line(_decline_line(decision.reason)), offers=ALL_OFFERS)
    if decision.deferred:
        reply = replace(reply, text=f"{reply.text}\n\n{deferral}")
    return reply


def answer(entry: Entry, procedure: Procedure, lines: Lines) -> Reply:
    """Return the approved answer of `entry` for the procedure the patient named."""
    variant = entry.variant(procedure)
    paragraphs = [entry.texts[variant]]
    if entry.safety_net:
        paragraphs.append(lines.fill(entry.safety_net))
    return Reply(
        text="\n\n".join(paragraphs),
        title=entry.title,
        sources=entry.sources[variant],
        related=entry.related,
        reviewed_on=entry.reviewed_on,
        draft=entry.draft,
    )


def handed_off(
    entry: Entry | None,
    decision: Decision,
    lines: Lines,
    conversation: Conversation,
    now: datetime,
) -> Reply:
    """Return what a patient is told when a question goes to staff: by whom, and when."""
    said = entry and conversation.waiting and stands_above(entry, decision, conversation)
    own = entry is not None and entry.kind != "faq"  # an answer is no word on who takes over
    first = lines.fill(entry.texts[Procedure.ANY]) if entry and own and not said else ""
    if not first and decision.reason in _WHY_HANDED_OFF:
        first = lines.line(_WHY_HANDED_OFF[decision.reason])
    # Who was told while we were open, or only saw a card, must still read that we are closed.
    told = conversation.waiting and (conversation.told_closed or lines.clinic.is_open(now))
    then = lines.line("already_waiting") if told else lines.handed_off(now)
    paragraphs = [first, then]
    if entry and entry.safety_net:
        paragraphs.append(lines.fill(entry.safety_net))
    return Reply(
        text="\n\n".join(p for p in paragraphs if p),
        title=entry.title if entry and entry.kind == "staff" else None,
        related=entry.related if entry else (),
        draft=bool(entry and entry.draft),
        offers=("phone",),
        desk="clinical" if entry and not own else (entry and entry.desk) or "front_desk",
    )


def join(replies: Sequence[Reply]) -> Reply:
    """Return the replies to the parts of one message as one, in order, nothing said twice."""
    said: list[str] = []
    for reply in replies:
        said += [p for p in reply.text.split("\n\n") if p and p not in said]
    first = replies[0]
    return Reply(
        text="\n\n".join(said),
        title=" · ".join(dict.fromkeys(r.title for r in replies if r.title)) or None,
        choices=tuple(dict.fromkeys(c for r in replies for c in r.choices)),
        sources=tuple(dict.fromkeys(s for r in replies for s in r.sources)),
        related=tuple(dict.fromkeys(c for r in replies for c in r.related))[:3],
        reviewed_on=min((r.reviewed_on for r in replies if r.reviewed_on), default=None),
        draft=any(r.draft for r in replies),
        offers=tuple(dict.fromkeys(o for r in replies for o in r.offers)),
        desk=next((r.desk for r in replies if r.desk), first.desk),
    )


def _small_talk_offers(entry: Entry) -> tuple[str, ...]:
    return ("staff", "topics") if entry.id in ("frustration", "what-can-you-do") else ()


def _decline_line(reason: str) -> str:
    own = ("out_of_scope", "no_subject", "empty", "language")
    return reason if reason in own else "fallback"
