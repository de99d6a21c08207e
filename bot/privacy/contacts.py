"""Phone numbers and e-mail addresses, as people type them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.dates import is_date
from bot.privacy.patterns import Pattern
from bot.privacy.said import said

Span = tuple[int, int]

# Every pattern of this package has bounded repeats, so that no text makes it slow.
_EMAIL = Pattern(r"[\w.+'%-]{1,64}@[\w-]{2,63}(?:\.[\w-]{2,24}){0,4}")
_EMAIL_SPACED = Pattern(
    r"[\w.+'%-]{1,64} ?@ ?[\w-]{2,63} ?\. ?(?:[a-z]{2,7}\.)?[a-z]{2,7}\b", re.IGNORECASE
)
_LOCAL = r"[\w+-]{1,30}(?:(?: ?\. ?| dot | underscore | dash )[\w+-]{1,30}){0,3}"
_DOT = r"(?: ?(?:\.|\bdot\b|\(dot\)|\[dot\]) ?)"
_PROVIDERS = (
    r"(?:gmail|googlemail|yahoo|hotmail|outlook|icloud|aol|proton|protonmail|live|msn|verizon"
    r"|comcast"
    r"|optonline|yandex|mail|qq|163|gmx)"
)
_EMAIL_SPOKEN = Pattern(
    rf"\b{_LOCAL} ?(?:\(at\)|\[at\]"
    rf"|\{{at\}}) ?[\w-]{{2,30}}{_DOT}[a-z]{{2,7}}(?:{_DOT}[a-z]{{2,3}}\b)?"
    rf"|\b{_LOCAL} at [\w-]{{2,30}}(?: dot |\(dot\)|\[dot\])[a-z]{{2,7}}\b(?: dot [a-z]{{2,3}}\b)?"
    rf"|\b{_LOCAL} at {_PROVIDERS}\b(?:{_DOT}[a-z]{{2,3}}\b){{0,2}}",
    re.IGNORECASE,
)
_EMAIL_CUED = Pattern(
    rf"\be-?mail\b[^\n@]{{0,20}}?\b({_LOCAL} at [\w-]{{2,30}}\.[a-z]{{2,7}})\b", re.IGNORECASE
)

_BETWEEN = r"[ .\-–/]{0,3}"
_EXTENSION = r"(?:,? ?(?:x|ext\.?|extension|#) ?\d{1,6})?"
_PHONE = Pattern(
    rf"(?<![\w.$])(?:\+? ?1{_BETWEEN})?(?:\( ?\d{{3}} ?\)|\d{{3}}){_BETWEEN}\d{{3}}{_BETWEEN}"
    rf"\d{{2}} ?\d{{2}}(?!\d){_EXTENSION}",
    re.IGNORECASE,
)
_PHONE_ABROAD = Pattern(
    rf"(?<!\w)(?:\+|00|011 ?) ?\(?\d(?:[ .\-()/]{{0,3}}\d){{7,14}}{_EXTENSION}", re.IGNORECASE
)
_PHONE_TRUNK = Pattern(r"(?<![\w.$])0\d{1,4}(?:[ .\-]\d{2,5}){2,4}(?!\w)|(?<![\w.$])0\d{9,10}\b")
_PHONE_GROUPS = Pattern(  # but not two codes of treatments: "97110 97140"
    r"(?<![\w.$/-])(?!(?:97[0-7]\d\d|205[56]\d)[ -])\d(?:[ .\-]{0,2}\d){9}(?![\d/]|[.-]\d)"
)
_PHONE_LOCAL = Pattern(
    r"(?<![\w.$/-])(?:\d{3}[-.–]\d{4}|555 \d{4})(?![\w/%-])"
    r"(?! ?(?:mg|ml|mm|dollars|bucks|steps|calories|people|usd|kcal))"
)
_PHONE_CUED = Pattern(
    r"\b(?:call|text|txt|phone|fone|cell|cellphone|celular|m[oó]vil|mobile|number|n[uú]mero|reach"
    r"|tel|telephone|tel[eé]fono|whatsapp|fax|ring|ph|voicemail|contact|sms|landline|line)\b"
    r"[^\d\n]{0,24}(\d(?:[ .\-()]{0,3}\d){6,11})(?!\d)",
    re.IGNORECASE,
)
_SPOKEN_DIGIT = "zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple"
_SPOKEN = frozenset(_SPOKEN_DIGIT.split("|"))
_PHONE_SPOKEN = Pattern(
    rf"\b(?:{_SPOKEN_DIGIT})(?:[ ,.-]{{1,3}}(?:{_SPOKEN_DIGIT}|\d{{1,4}})){{6,13}}\b", re.IGNORECASE
)


def emails(text: str) -> Iterator[Span]:
    """Yield the spans of e-mail addresses, written or spelled out."""
    if "@" in text:
        for pattern in (_EMAIL, _EMAIL_SPACED):
            yield from (match.span() for match in pattern.finditer(text))
    lowered = text.lower()
    if " at " in lowered or "at)" in lowered or "at]" in lowered or "at}" in lowered:
        yield from (match.span() for match in _EMAIL_SPOKEN.finditer(text))
        yield from (match.span(1) for match in _EMAIL_CUED.finditer(text))


def phones(text: str) -> Iterator[Span]:
    """Yield the spans of phone numbers that are written with digits."""
    for pattern in (_PHONE, _PHONE_ABROAD, _PHONE_LOCAL):
        yield from (match.span() for match in pattern.finditer(text))
    for match in _PHONE_TRUNK.finditer(text):
        if not is_date(match[0]):  # "since 03.05.2024"
            yield match.span()
    for match in _PHONE_GROUPS.finditer(text):
        groups = re.findall(r"\d+", match[0])
        if len(groups) <= 4 or len(groups) == 10:
            yield match.span()
    yield from (match.span(1) for match in _PHONE_CUED.finditer(text))


def spoken_phones(text: str) -> Iterator[Span]:
    """Yield the spans of phone numbers that are written with words."""
    if not _SPOKEN.isdisjoint(said(text)):
        yield from (match.span() for match in _PHONE_SPOKEN.finditer(text))
