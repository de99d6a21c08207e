"""Stored records as the console shows them: the same dictionaries feed templates and scripts.

Every word a person wrote stays plain text here; templates and scripts write it as text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from web.console import words
from web.storage.records import Alarm, QueueItem, StoredMessage, TurnRecord, UnansweredItem

if TYPE_CHECKING:
    from bot.assistant import Assistant

_SNIPPET = 180
_RANKING = 3
_GIVEN = ("answer", "small_talk")  # outcomes that say the best guess to the patient


@dataclass(frozen=True, slots=True)
class Eyes:
    """For whom and when something is shown."""

    staff_id: int
    timezone: str
    now: datetime
    title: Callable[[str], str]  # an intent's id to the patient's words for it

    def clock(self, at: datetime) -> str:
        """Return a time on the clinic's wall."""
        return words.clock(at, timezone=self.timezone, now=self.now)


def eyes_of(assistant: Assistant, staff_id: int, *, now: datetime) -> Eyes:
    """Return the eyes of a staff member of this assistant's clinic."""
    book = assistant.model.book.entries if assistant.model else {}

    def title(intent: str) -> str:
        entry = book.get(intent)
        return entry.title if entry else words.plain(intent).capitalize()

    return Eyes(staff_id, assistant.clinic.timezone, now, title)


def queue_row(item: QueueItem, eyes: Eyes) -> dict[str, Any]:
    """Return one line of the inbox. The text is masked."""
    mine = item.claimed_by_id == eyes.staff_id
    if item.status == "resolved":
        held = "Resolved"
    elif item.status == "waiting":
        held = "Waiting"
    else:
        held = "You have it" if mine else f"{item.claimed_by} has it"
    # Thanks come after an emergency: what is listed are the words that alarm.
    said = item.alarm.text if item.alarm else item.last_text
    snippet = "Deleted by the patient" if item.deleted else cut(said)
    return {
        "id": item.handoff_id,
        "conversation": item.conversation_id,
        "short": words.short(item.conversation_id),
        "urgency": item.urgency,
        "urgency_label": words.urgency(item.urgency, item.alarm.kind if item.alarm else ""),
        "status": item.status,
        "held": held,
        "mine": mine and item.status == "claimed",
        "snippet": snippet or "No words yet",
        "reason": words.reason(item.reason),
        "desk": words.desk(item.desk),
        "since": item.created_at.isoformat(),
        "age": words.age(item.created_at, now=eyes.now),  # as of now; the page counts on
        "new": item.status == "claimed" and item.last_sender == "patient",
        "newer": words.newer(item.alarm.newer) if item.alarm else "",
    }


def alarm(found: Alarm | None) -> dict[str, str]:
    """Return the words of an emergency and what was shown then; `at` leads to the message."""
    if found is None:
        shown = "The patient was shown the emergency card with the number to call."
        return {"at": "", "words": "", "shown": shown}
    return {
        "at": f"#m{found.message_id}",
        "words": f"“{found.text}”",
        "shown": f"The patient was shown: “{found.shown}”",
    }


def message(stored: StoredMessage, turns: Mapping[int, TurnRecord], eyes: Eyes) -> dict[str, Any]:
    """Return one message of a conversation, with the bot's reasons beside what the bot said."""
    details = stored.details
    record = turns.get(stored.reply_to or 0) if stored.sender == "bot" else None
    own_record = turns.get(stored.id) if stored.sender == "patient" else None
    rated = ""
    if stored.rating:
        rated = "Patient: helpful" if stored.rating == "up" else "Patient: not helpful"
        because = words.RATINGS.get(stored.rating_reason or "")
        rated += f" ({because})" if because else ""
    return {
        "id": stored.id,
        "from": stored.sender,
        "who": _who(stored),
        "text": stored.text,
        "apart": stored.apart,
        "at": stored.created_at.isoformat(),
        "at_label": eyes.clock(stored.created_at),
        "card": bool(details.get("card")),
        "draft": bool(details.get("draft")),
        "question": details.get("title"),
        "sources": [_source(source) for source in details.get("sources", ())],
        "choices": [str(choice["title"]) for choice in details.get("choices", ())],
        "rated": rated,
        "flags": _flags(own_record.flags) if own_record else [],
        "why": _why(record, eyes) if record else None,
    }


def unanswered_group(items: list[UnansweredItem], eyes: Eyes) -> dict[str, Any]:
    """Return equal questions as one line; `items` is not empty, newest first."""
    newest = items[0]
    why = words.WHY_UNANSWERED.get(newest.why, words.plain(newest.why))
    because = words.RATINGS.get(newest.rating_reason or "")
    return {
        "text": newest.text,
        "count": len(items),
        "why": f"{why} ({because})" if because else why,
        "reason": words.reason(newest.reason),
        "guess": eyes.title(newest.intent) if newest.intent else None,
        "percent": words.percent(newest.confidence),
        "conversation": newest.conversation_id,
        "message": newest.message_id,
        "at": newest.created_at.isoformat(),
        "at_label": eyes.clock(newest.created_at),
    }


def cut(text: str, length: int = _SNIPPET) -> str:
    """Return a text on one line, shortened at a word."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    return line[:length].rsplit(" ", 1)[0].rstrip(",.;:") + " …"


def _who(stored: StoredMessage) -> str:
    names = {"patient": "Patient", "bot": "Assistant", "system": "Note"}
    return names.get(stored.sender) or stored.sender_name or "Staff"


def _source(source: Mapping[str, Any]) -> str:
    account = source.get("kind") == "patient_account"
    kind = "one patient’s account" if account else "a clinic’s article"
    return f"{source['title']} · {source['name']} ({source['publisher']}, {kind})"


def _flags(flags: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return red flags as words, each once: two rules may have found the same."""
    rows = [(words.plain(str(flag["category"])), str(flag["tier"])) for flag in flags]
    said = (f"{name.capitalize()}: {words.TIERS.get(tier, tier)}" for name, tier in rows)
    return list(dict.fromkeys(said))


def _why(record: TurnRecord, eyes: Eyes) -> dict[str, Any]:
    parts = [_question(part, eyes) for part in record.parts]
    if not parts:
        whole = {"outcome": record.outcome, "reason": record.reason, "confidence": 0.0}
        parts = [_question({**whole, "intent": record.intent, "ranking": ()}, eyes)]
    return {"questions": parts, "flags": _flags(record.flags)}


def _question(part: Mapping[str, Any], eyes: Eyes) -> dict[str, Any]:
    ranking = [
        {"title": eyes.title(score["intent"]), "percent": words.percent(score["confidence"])}
        for score in part["ranking"][:_RANKING]
    ]
    guess = "" if part["outcome"] in _GIVEN else "best guess "
    return {
        "outcome": part["outcome"],
        "label": words.OUTCOMES.get(part["outcome"], part["outcome"]),
        "sentence": words.reason(part["reason"]),
        "sure": f"{guess}{words.percent(part['confidence'])} % sure" if ranking else "",
        "ranking": ranking,
    }
