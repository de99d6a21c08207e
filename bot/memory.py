"""What the bot keeps in mind of a conversation after a turn. Words are kept masked and cut."""

from __future__ import annotations

from dataclasses import replace

from bot import alarm
from bot.privacy.question import without_details
from bot.safety.check import SafetyCheck
from bot.types import Conversation, Outcome, Tier, Turn

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
    """Return the conversation after a card, with the words of the worst sign, the newest of equals.

    They stay until staff write: whatever is said meanwhile takes nothing back.
    """
    again = turn.decision.reason == "still_red_flag"
    own, now = safety.check(turn.text), turn.flags[0].tier
    words, before = turn.masked[:_REMEMBERED], conversation.alarm
    if again and now is alarm.standing(conversation, safety)[0].tier:
        words = before
    elif again:
        words = f"{before}\n{words}"
    elif own and own[0].tier is Tier.TODAY and now is not Tier.TODAY:
        words = before  # this sign alone is milder than the one before
    elif not own:
        words = f"{conversation.said}\n{words}"
    seen = dict.fromkeys((*conversation.flags, *(flag.category for flag in turn.flags)))
    return replace(
        conversation,
        flags=tuple(seen),
        choices=(),
        below=(),
        waiting=True,
        alarm=words,
        alarm_repeated=again,
        said="",
    )
