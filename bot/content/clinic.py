"""The clinic that runs the bot: its name, numbers and hours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.content import schemas, strict_yaml
from bot.errors import ContentError

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class OpenHours:
    """One stretch of opening hours; `days` are Monday = 0 to Sunday = 6, `closes` is exclusive."""

    days: frozenset[int]
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class Clinic:
    """What the bot says of the clinic. A `*_number` is dialled, a `*_label` is read."""

    name: str
    phone: str
    phone_label: str
    locale: str
    timezone: str
    country: str
    emergency_number: str
    emergency_label: str
    crisis_number: str
    crisis_label: str
    hours: tuple[OpenHours, ...]
    hours_label: str
    answers_within: str

    def is_open(self, now: datetime) -> bool:
        """Return whether the clinic is open at `now` (with a time zone)."""
        here = now.astimezone(ZoneInfo(self.timezone))
        return any(
            here.weekday() in stretch.days and stretch.opens <= here.time() < stretch.closes
            for stretch in self.hours
        )

    def placeholders(self) -> dict[str, str]:
        """Return the values that fixed lines may hold in braces."""
        return {
            "clinic_name": self.name,
            "phone_label": self.phone_label,
            "emergency_label": self.emergency_label,
            "crisis_label": self.crisis_label,
            "hours_label": self.hours_label,
            "answers_within": self.answers_within,
        }


def load_clinic(intents: Path) -> Clinic:
    """Return the clinic of `intents/clinic.yaml`. Raises ContentError, with lines."""
    document = strict_yaml.read(intents / "clinic.yaml", root=intents.parent)
    if found := schemas.problems(document, "clinic"):
        raise ContentError(found)
    data = document.data
    try:
        ZoneInfo(data["timezone"])
    except ZoneInfoNotFoundError:
        message = f"timezone: '{data['timezone']}' is not a known time zone; try America/New_York"
        raise ContentError([document.problem(("timezone",), message)]) from None
    return Clinic(
        name=data["name"],
        phone=data["phone"],
        phone_label=data["phone_label"],
        locale=data["locale"],
        timezone=data["timezone"],
        country=data["country"],
        emergency_number=data["emergency"]["number"],
        emergency_label=data["emergency"]["label"],
        crisis_number=data["emergency"]["crisis_number"],
        crisis_label=data["emergency"]["crisis_label"],
        hours=tuple(
            OpenHours(
                days=frozenset(_DAYS.index(day) for day in row["days"]),
                opens=time.fromisoformat(row["opens"]),
                closes=time.fromisoformat(row["closes"]),
            )
            for row in data["hours"]
        ),
        hours_label=data["hours_label"],
        answers_within=data["answers_within"],
    )
