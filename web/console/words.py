"""Codes turned into words that a receptionist understands."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.policy import REASONS

OUTCOMES = {
    "answer": "Answered",
    "clarify": "Asked back",
    "handoff": "Passed to staff",
    "decline": "Gave no answer",
    "small_talk": "Small talk",
    "emergency": "Emergency card",
    "silent": "Stayed silent",
}
URGENCIES = {"emergency": "Emergency", "urgent": "Urgent", "normal": "Question"}
ALARMS = {"call_now": "call now", "crisis": "crisis", "call_today": "call today"}
DESKS = {"front_desk": "Front desk", "billing": "Billing", "clinical": "Clinical team"}
WHY_UNANSWERED = {
    "declined": "No answer fitted",
    "handed_off": "Passed to staff",
    "none_of_these": "“None of these”",
    "rated_down": "Thumbs down",
}
RATINGS = {
    "wrong": "wrong",
    "unclear": "unclear",
    "incomplete": "incomplete",
    "other": "another reason",
}
TIERS = {
    "1": "call the emergency number now",
    "2": "see somebody today",
    "crisis": "talk to the crisis line now",
}
_MORE_REASONS = {
    "error": "The bot failed on this message, so staff should look.",
    "unsaved_red_flag": "This conversation showed signs of an emergency while nothing could be "
    "saved, so the words are not here.",
    "staff_took_over": "A person of the clinic took the conversation.",
    "rated_down": "The patient said that the answer did not help.",
    "deleted_by_patient": "This conversation showed signs of an emergency. Its patient has deleted "
    "it, and nothing of it is left.",
}


def reason(code: str) -> str:
    """Return a reason code as a sentence; one that is new to us as its own words."""
    known = REASONS.get(code) or _MORE_REASONS.get(code)
    return known or f"{plain(code).capitalize()}."


def plain(code: str) -> str:
    """Return a code as words: `chest_pain` as "chest pain"."""
    return code.replace("_", " ").replace("-", " ")


def desk(code: str | None) -> str:
    """Return the name of a desk, empty for none."""
    return DESKS.get(code, plain(code).capitalize()) if code else ""


def percent(confidence: float) -> int:
    """Return a confidence of 0 to 1 as a whole percentage."""
    return round(max(0.0, min(1.0, confidence)) * 100)


def short(conversation_id: str) -> str:
    """Return how staff call a conversation aloud."""
    return conversation_id.replace("-", "").replace("_", "")[:5].upper()


def clock(at: datetime, *, timezone: str, now: datetime, dated: bool = False) -> str:
    """Return a time as the clinic's wall shows it, with the day unless it is today's.

    Where it stands among days, `dated` gives today's too.
    """
    zone = ZoneInfo(timezone)
    here, today = at.astimezone(zone), now.astimezone(zone).date()
    time = f"{here.hour % 12 or 12}:{here.minute:02d} {'am' if here.hour < 12 else 'pm'}"
    if here.date() == today and not dated:
        return time
    year = f" {here.year}" if here.year != today.year else ""
    return f"{here:%b} {here.day}{year}, {time}"


def urgency(code: str, alarm: str = "") -> str:
    """Return how urgent a conversation is, and which card its patient was shown, if one."""
    known = URGENCIES.get(code, code)
    return f"{known}: {ALARMS[alarm]}" if alarm in ALARMS and code != "normal" else known


def newer(count: int) -> str:
    """Return how many messages came after one, empty for none."""
    return f"{count} newer message{'' if count == 1 else 's'}" if count else ""


def age(since: datetime, *, now: datetime) -> str:
    """Return how long ago `since` was: "4 min", "2 h 5 min", "3 days"."""
    minutes = max(0, int((now - since).total_seconds() // 60))
    if minutes < 1:
        return "just now"
    if minutes < 60:
        return f"{minutes} min"
    hours, rest = divmod(minutes, 60)
    if hours < 24:
        return f"{hours} h {rest} min" if rest else f"{hours} h"
    days = hours // 24
    return f"{days} day" if days == 1 else f"{days} days"
