"""What the bot keeps in mind of a conversation after a turn. Words are kept masked and cut."""

from __future__ import annotations

from dataclasses import replace

from bot.privacy.question import without_details
from bot.safety.check import SafetyCheck
from bot.types import Conversation, Outcome, Turn

_REMEMBERED = 300
"""So many characters of a message are kept until the next one is read."""

_MAY_SAY_MORE = ("too_low", "too_close", "other_treatment", "unknown_words", "not_understood")
_ANSWERED = (Outcome.ANSWER, Outcome.HANDOFF)


def after(
    turn: Turn, conversation: Conversation, *, safety: SafetyCheck, closed: str
) -> Conversation:
    """Return `conversation` as it stands after `turn`; `closed` is the line for "we are closed"."""
    if turn.decision.outcome is Outcome.EMERGENCY:
        return _after_card(turn, conversation, safety)
    if turn.decision.outcome is Outcome.SILENT:
        return replace(conversation, said=turn.masked[:_REMEMBERED])
    decision = turn.decision
    outcomes = {part.decision.outcome for part in turn.parts} or {decision.outcome}
    asked_back = [p.decision for p in turn.parts if p.decision.outcome is Outcome.CLARIFY]
    unclear = decision.intent is None and decision.reason not in ("refused", "waiting")
    unclear = unclear and outcomes.isdisjoint({Outcome.SMALL_TALK})
    answered = [p.decision for p in turn.parts if p.decision.outcome in _ANSWERED]
    topics = [d.intent for d in answered if d.intent]
    says_more = decision.reason in _MAY_SAY_MORE
    only_polite = outcomes == {Outcome.SMALL_TALK}
    related = tuple(choice.intent for choice in turn.reply.related)
    return replace(
        conversation,
        intent=topics[-1] if topics else conversation.intent,
        procedure=decision.procedure,
        choices=asked_back[0].choices if asked_back else (),
        below=conversation.below if only_polite else related,
        misses=conversation.misses + 1 if unclear else 0,
        alarm=conversation.alarm if only_polite else "",
        unclear=without_details(turn.masked)[:_REMEMBERED] if says_more else "",
        said=turn.masked[:_REMEMBERED],
        waiting=conversation.waiting or Outcome.HANDOFF in outcomes,
        told_closed=(conversation.waiting and conversation.told_closed)
        or closed in turn.reply.text,
        personal=conversation.personal
        if only_polite
        else any(part.decision.deferred for part in turn.parts),
    )


def _after_card(turn: Turn, conversation: Conversation, safety: SafetyCheck) -> Conversation:
    """Return the conversation after a card, with the words that raised it."""
    if safety.check(turn.text):
        words, repeated = turn.masked[:_REMEMBERED], False
    elif conversation.alarm:
        words, repeated = conversation.alarm, True
    else:
        words, repeated = f"{conversation.said}\n{turn.masked[:_REMEMBERED]}", False
    seen = dict.fromkeys((*conversation.flags, *(flag.category for flag in turn.flags)))
    return replace(
        conversation,
        flags=tuple(seen),
        choices=(),
        below=(),
        waiting=True,
        alarm=words,
        alarm_repeated=repeated,
        said="",
    )
