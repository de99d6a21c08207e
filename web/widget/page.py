"""What the frame page and the demo page show."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.content.clinic import Clinic, OpenHours

if TYPE_CHECKING:
    from bot.assistant import Assistant

_MODULES = Path(__file__).parents[1] / "static" / "widget" / "frame"
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def frame(assistant: Assistant, origins: Sequence[str]) -> dict[str, Any]:
    """Return what the template of the frame shows; only pages of `origins` may talk to it."""
    clinic, welcome = assistant.clinic, assistant.welcome()
    emergency = {"number": clinic.emergency_number, "label": clinic.emergency_label}
    before, _, after = welcome.emergency.partition(clinic.emergency_label)
    return {
        "clinic": clinic,
        "welcome": welcome,
        "modules": sorted(file.name for file in _MODULES.glob("*.js")),  # all at once, not in turn
        "emergency_around": (before, after),  # the words around the number, which is a link
        "boot": {
            "origins": list(origins),
            "emergency": {"text": welcome.emergency, **emergency},
            "crisis": {"number": clinic.crisis_number, "label": clinic.crisis_label},
            "phone": {"number": clinic.phone, "label": clinic.phone_label},
            "none_of_these": assistant.line("none_of_these"),
        },
    }


def demo(clinic: Clinic) -> dict[str, Any]:
    """Return what the template of the demo page shows."""
    return {"clinic": clinic, "hours": [told_hours(stretch) for stretch in clinic.hours]}


def told_hours(stretch: OpenHours) -> tuple[str, str]:
    """Return days and times in words.

    >>> told_hours(OpenHours(frozenset({0, 1, 2}), time(8), time(18)))
    ('Monday to Wednesday', '8:00 AM to 6:00 PM')
    """
    days = sorted(stretch.days)
    names = [_DAYS[day] for day in days]
    run = len(days) > 2 and days[-1] - days[0] == len(days) - 1
    told = f"{names[0]} to {names[-1]}" if run else ", ".join(names)
    opens, closes = (f"{at:%I:%M %p}".lstrip("0") for at in (stretch.opens, stretch.closes))
    return told, f"{opens} to {closes}"
