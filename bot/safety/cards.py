"""The fixed words of the emergency cards, with the clinic's numbers put in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from bot.content.strict_yaml import Address, Document
from bot.errors import ContentError, Problem
from bot.types import Card, SafetyFlag, Tier

_PLACEHOLDERS = "{emergency_label}, {phone_label}, {crisis_label}"
_MUST_NAME = {
    "call_now": "{emergency_label}",
    "call_today": "{phone_label}",
    "crisis": "{crisis_label}",
    "emergency_line": "{emergency_label}",
}
"""What each text must hold: a card without its number sends nobody to help."""

_KINDS = {Tier.NOW: "call_now", Tier.CRISIS: "crisis", Tier.TODAY: "call_today"}


class Numbers(Protocol):
    """What the cards must know of the clinic. A `*_number` is dialled, a `*_label` is read."""

    @property
    def phone(self) -> str:
        """The clinic, to dial."""
        ...

    @property
    def phone_label(self) -> str:
        """The clinic, to read."""
        ...

    @property
    def emergency_number(self) -> str:
        """The emergency service, to dial."""
        ...

    @property
    def emergency_label(self) -> str:
        """The emergency service, to read."""
        ...

    @property
    def crisis_number(self) -> str:
        """The crisis line, to dial."""
        ...

    @property
    def crisis_label(self) -> str:
        """The crisis line, to read, such as "call or text 988"."""
        ...


_FIELDS = (
    "phone",
    "phone_label",
    "emergency_number",
    "emergency_label",
    "crisis_number",
    "crisis_label",
)


class Cards:
    """Makes cards.

    Raises ContentError when the clinic lacks a number, or a text its number or has unknown braces.
    """

    def __init__(self, document: Document, clinic: Numbers) -> None:
        missing = [name for name in _FIELDS if not getattr(clinic, name, None)]
        if missing:
            message = f"missing {', '.join(missing)}: the bot never guesses an emergency number"
            raise ContentError([Problem("intents/clinic.yaml", 0, message)])
        self._clinic = clinic
        self._texts: dict[str, str] = {}
        problems = []
        rows: list[tuple[Address, str]] = [
            (("cards", kind), text) for kind, text in document.data["cards"].items()
        ]
        rows += [
            (("matters", name), text) for name, text in document.data.get("matters", {}).items()
        ]
        rows.append((("emergency_line",), document.data["emergency_line"]))
        for address, text in rows:
            needed = _MUST_NAME.get(str(address[-1]).removesuffix("_again"), "")
            if needed not in text:
                message = f"the text lacks {needed}, the number that it is there for; put it in"
                problems.append(document.problem(address, message))
            try:
                self._texts["/".join(map(str, address))] = " ".join(self._filled(text).split())
            except (KeyError, IndexError, ValueError) as error:
                message = f"unknown placeholder {error}; known: {_PLACEHOLDERS}"
                problems.append(document.problem(address, message))
        if problems:
            raise ContentError(problems)

    def _filled(self, text: str) -> str:
        return text.format_map(
            {name: getattr(self._clinic, name) for name in _FIELDS if "label" in name}
        )

    @property
    def line(self) -> str:
        """The one emergency sentence that stands beside every refusal."""
        return self._texts["emergency_line"]

    def make(self, flags: Sequence[SafetyFlag], *, again: bool) -> Card:
        """Return the card for the worst of `flags` (the first); `again`: second wording."""
        worst = flags[0]
        kind = _KINDS[worst.tier]
        name = f"cards/{kind}_again" if again else f"cards/{kind}"
        text = self._texts.get(name) or self._texts[f"cards/{kind}"]
        text = text.replace("[matter]", self._texts.get(f"matters/{worst.category}", ""))
        clinic = self._clinic
        numbers = {
            "call_now": (clinic.emergency_number, clinic.emergency_label),
            "crisis": (clinic.crisis_number, clinic.crisis_label),
            "call_today": (clinic.phone, clinic.phone_label),
        }
        phone, label = numbers[kind]
        more: tuple[tuple[str, str], ...] = ((clinic.emergency_label, clinic.emergency_number),)
        if kind == "call_now":
            crisis = any(flag.tier is Tier.CRISIS for flag in flags)
            more = ((clinic.crisis_label, clinic.crisis_number),) if crisis else ()
        return Card(
            kind=kind,
            text=" ".join(text.split()),
            phone=phone,
            phone_label=label,
            category=worst.category,
            more=more,
        )
