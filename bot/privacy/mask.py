"""Which personal details a text holds, and the text with placeholders in their place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.privacy.names import names


@dataclass(frozen=True, slots=True)
class Detail:
    """A personal detail of `kind` at `text[start:end]`, `end` exclusive."""

    # phone | email | birth_date | ssn | record | insurance | licence | card | address | name
    kind: str
    start: int
    end: int


# Every pattern has bounded repeats and no repeat inside a repeat, so that no text makes it slow.
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,24}){1,3}")
_EMAIL_SPOKEN = re.compile(
    r"\b[\w.+-]{2,40} ?(?:\(at\)|\[at\]| at ) ?[\w-]{2,30} ?"
    r"(?:\(dot\)|\[dot\]| dot |\.) ?(?:com|org|net|edu|gov)\b",
    re.IGNORECASE,
)
_SSN = re.compile(r"(?<![\d-])\d{3}[- ]\d{2}[- ]\d{4}(?![\d-])")
_SSN_CUE = re.compile(
    r"\b(?:ssn|social security|social)\b[^\d\n]{0,20}(\d[\d -]{2,11}\d)", re.IGNORECASE
)
_CARD = re.compile(r"(?<![\d-])\d(?:[ -]?\d){12,18}(?![\d-])")
_PHONE = re.compile(
    r"(?<![\w.])(?:\+?\d{1,3}[ .-]?)?(?:\(\d{3}\)|\d{3})[ .-]?\d{3}[ .-]?\d{4}"
    r"(?:,? ?(?:x|ext\.?) ?\d{1,5})?(?!\w)"
)
_PHONE_ABROAD = re.compile(r"(?<![\w.])\+\d(?:[ .-]?\d){7,14}(?!\w)")
_PHONE_CUE = re.compile(
    r"\b(?:call|text|phone|cell|mobile|number|reach|tel|whatsapp)\b"
    r"[^\d\n]{0,24}(\d{3}[ .-]?\d{4})(?!\d)",
    re.IGNORECASE,
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]{0,6}"
_DATE = (
    rf"(?:\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:19|20)?\d{{2}}|(?:19|20)\d{{2}}-\d{{2}}-\d{{2}}"
    rf"|{_MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?,? (?:19|20)?\d{{2}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}\.?,? (?:19|20)?\d{{2}})"
)
_BIRTH_CUE = re.compile(
    rf"\b(?:born|birth ?date|birthday|date of birth|d\.?o\.?b\.?|bday|b-day)\b"
    rf"[^\d\n]{{0,16}}?({_DATE})(?!\d)",
    re.IGNORECASE,
)
_FULL_DATE = re.compile(
    r"(?<![\d/.-])(?:\d{1,2}[/.-]\d{1,2}[/.-]19\d{2}|19\d{2}-\d{2}-\d{2})(?![\d/-])"
)
_CODE = r"((?:[a-z]{1,4}-?)?\d[a-z0-9-]{3,18})"
_FILLER = r"(?: ?(?:number|no\.?|num|id|#|is|:|=|-)){0,4} ?#?"
_RECORD = re.compile(
    rf"\b(?:mrn|medical record|chart|patient id|patient number|patient no"
    rf"|record|case|file|account|acct|claim)\b{_FILLER}{_CODE}\b",
    re.IGNORECASE,
)
_INSURANCE = re.compile(
    rf"\b(?:member|insurance|policy|group|subscriber|medicare|medicaid|aetna|cigna"
    rf"|humana|anthem|blue cross|bcbs|plan){_FILLER}{_CODE}\b",
    re.IGNORECASE,
)
_LICENCE = re.compile(
    rf"\b(?:driver'?s? licen[cs]e|licen[cs]e|passport|dl){_FILLER}{_CODE}\b", re.IGNORECASE
)
_STREET = (
    r"(?:street|st|avenue|ave|road|rd|boulevard|blvd|lane|ln|drive|dr|court|ct"
    r"|place|pl|terrace|parkway|pkwy|way|broadway|highway|hwy|square|sq)"
)
_ADDRESS = re.compile(
    rf"\b\d{{1,5}}[a-z]? (?:[nsew]\.? |north |south |east |west )?"
    rf"(?:[a-z0-9'.]{{1,20}} ){{0,3}}?{_STREET}\b\.?"
    r"(?:,? ?(?:apt|apartment|unit|suite|ste|#|fl|floor)\.? ?#?[a-z0-9-]{1,6})?"
    r"(?:,? [a-z ]{2,24},? [a-z]{2} \d{5}(?:-\d{4})?)?",
    re.IGNORECASE,
)
_NOT_STREET = re.compile(
    r"\b(?:days?|weeks?|months?|years?|hours?|minutes?|mins?|times?|mg|ml|mm|cm|am|pm|sessions?|shots?|"
    r"needles?|degrees|reps|sets|visits?|percent|people|more|the|a|an|is|are|i|my|in|on|at|to|for|and|or|out|of)\b",
    re.IGNORECASE,
)


_DIGIT = re.compile(r"\d")


def _luhn(digits: str) -> bool:
    total = 0
    for index, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if index % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _is_card(found: str) -> bool:
    digits = re.sub(r"\D", "", found)
    return 13 <= len(digits) <= 19 and len(set(digits)) > 1 and _luhn(digits)


def _is_ssn(found: str) -> bool:
    return len(re.sub(r"\D", "", found)) in (4, 9)


def _is_address(found: str) -> bool:
    middle = re.sub(r"^\d+[a-z]? ", "", found, flags=re.IGNORECASE)
    return not _NOT_STREET.search(middle) and middle.strip(". ").lower() not in (
        "way",
        "place",
        "pl",
    )


def _any(_: str) -> bool:
    return True


_Kind = tuple[str, re.Pattern[str], Callable[[str], bool]]

# In order: an earlier kind wins where two overlap.
_MAIL: tuple[_Kind, ...] = (
    ("email", _EMAIL, _any),
    ("email", _EMAIL_SPOKEN, _any),
)
_NUMBERS: tuple[_Kind, ...] = (  # none of them holds in a text without a digit
    ("card", _CARD, _is_card),
    ("ssn", _SSN_CUE, _is_ssn),
    ("ssn", _SSN, _any),
    ("birth_date", _BIRTH_CUE, _any),
    ("birth_date", _FULL_DATE, _any),
    ("record", _RECORD, _any),
    ("insurance", _INSURANCE, _any),
    ("licence", _LICENCE, _any),
    ("phone", _PHONE, _any),
    ("phone", _PHONE_ABROAD, _any),
    ("phone", _PHONE_CUE, _any),
    ("address", _ADDRESS, _is_address),
)


def _all(text: str) -> Iterator[Detail]:
    for kind, pattern, holds in (*_MAIL, *_NUMBERS) if _DIGIT.search(text) else _MAIL:
        for match in pattern.finditer(text):
            start, end = match.span(match.lastindex or 0)
            if holds(text[start:end]):
                yield Detail(kind, start, end)
    for start, end in names(text):
        yield Detail("name", start, end)


def find(text: str) -> tuple[Detail, ...]:
    """Return the personal details of `text`, in order, none overlapping another."""
    kept: list[Detail] = []
    for detail in _all(text):
        if all(detail.end <= other.start or detail.start >= other.end for other in kept):
            kept.append(detail)
    return tuple(sorted(kept, key=lambda detail: detail.start))


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
