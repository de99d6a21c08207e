"""Which personal details a text holds, and the text with placeholders in their place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from bot.privacy.addresses import addresses
from bot.privacy.codes import cards, codes, social_security
from bot.privacy.contacts import emails, phones, spoken_phones
from bot.privacy.dates import birth_dates
from bot.privacy.names import names

KINDS = (
    "phone", "email", "birth_date", "ssn", "record", "insurance", "licence", "card", "address",
    "name",
)  # fmt: skip

_REMEMBERED = 4
"""The last few texts are not searched twice: a turn masks its message, and reads it without."""

_DIGIT = re.compile(r"\d")
_FEWEST_DIGITS, _FEWEST_OF_A_PHONE = 3, 6
"""A text with fewer digits holds no number of a person but a date, and no phone number."""


@dataclass(frozen=True, slots=True)
class Detail:
    """A personal detail of `kind` (one of KINDS) at `text[start:end]`, `end` exclusive."""

    kind: str
    start: int
    end: int


@lru_cache(maxsize=_REMEMBERED)
def find(text: str) -> tuple[Detail, ...]:
    """Return the personal details of `text`, in order, none overlapping another."""
    found = list(_all(text))
    number_at = min((detail.start for detail in found), default=0)
    found += [Detail("name", start, end) for start, end in names(text, number_at=number_at)]
    found.sort(key=lambda detail: detail.start)  # stable: the surer kind first
    joined: list[Detail] = []
    for detail in found:
        if joined and detail.start < joined[-1].end:
            last = joined[-1]
            joined[-1] = Detail(last.kind, last.start, max(last.end, detail.end))
        else:
            joined.append(detail)
    return tuple(joined)


def mask(text: str) -> str:
    """Return `text` with a placeholder for each personal detail.

    >>> mask("I'm at 212-555-0199, pain 8/10 at L4-L5")
    "I'm at [phone], pain 8/10 at L4-L5"
    """
    pieces, end = [], 0
    for detail in find(text):
        pieces += [text[end : detail.start], f"[{detail.kind}]"]
        end = detail.end
    return "".join([*pieces, text[end:]])


def _all(text: str) -> Iterator[Detail]:
    """Yield every detail but names, the surer kinds first; they may overlap."""
    for start, end in emails(text):
        yield Detail("email", start, end)
    digits = len(_DIGIT.findall(text))
    if digits >= _FEWEST_DIGITS:
        yield from _numbers(text, phone=digits >= _FEWEST_OF_A_PHONE)
    else:
        for start, end in birth_dates(text):
            yield Detail("birth_date", start, end)
    for start, end in addresses(text):
        yield Detail("address", start, end)
    for start, end in spoken_phones(text):
        yield Detail("phone", start, end)


def _numbers(text: str, *, phone: bool) -> Iterator[Detail]:
    for find_codes in (cards, social_security):
        for kind, start, end in find_codes(text):
            yield Detail(kind, start, end)
    for start, end in birth_dates(text):
        yield Detail("birth_date", start, end)
    for start, end in phones(text) if phone else ():
        yield Detail("phone", start, end)
    for kind, start, end in codes(text):
        yield Detail(kind, start, end)
