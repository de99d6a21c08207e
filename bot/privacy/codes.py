"""Numbers that stand for a person: records, insurance, licences, cards, social security."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.dates import is_date
from bot.privacy.patterns import Pattern

Found = tuple[str, int, int]  # kind, start, end

_SSN_CUE = (
    r"(?:ssn|ss ?#|ss(?= ?(?:number|num|no\b|:))|s\.s\.n?\.?|soc\.? ?sec|social security"
    r"|seguro social"
    r"|social(?! (?:media|work|anxiety|club|event|life|distanc|dance|worker|network))|itin|tax ?id"
    r"|taxpayer)"
)
_NINE = r"\d{3}[ .\-–]{0,3}\d{2}[ .\-–]{0,3}\d{4}"
_SSN = Pattern(r"(?<![\w.-])\d{3} ?([-–. ]) ?\d{2} ?\1 ?\d{4}(?![\w-])")
_SSN_HIDDEN = Pattern(r"(?<!\w)[x*#•]{2,3}[ -]?[x*#•]{2}[ -]?(\d{4})(?!\d)", re.IGNORECASE)
_SSN_AFTER = Pattern(
    rf"\b{_SSN_CUE}[^\d\n]{{0,40}}(\d(?:[ .\-–]{{0,3}}\d){{8}}|\d{{7,9}}"
    rf"|\d{{3}}-?\d{{2}}-?\d{{3,4}}"
    rf"|(?:last )?(?<!\d)4\b[^\d\n]{{0,20}}\d{{4}}|\d{{4}})(?!\d)",
    re.IGNORECASE,
)
_SSN_BEFORE = re.compile(
    rf"(?<![\w-])({_NINE}|\d{{9}}|\d{{4}})(?!\d)[^\d\n]{{0,14}}\b(?:of|is|for|as|on|my)"
    rf"[^\d\n.?!]{{0,14}}\b{_SSN_CUE}",
    re.IGNORECASE,
)
_CARD = Pattern(r"(?<![\w-])\d(?:[ .\-–]{0,2}\d){12,18}(?![\d])")
_CARD_GROUPS = ([4, 4, 4, 4], [4, 6, 5], [4, 6, 4], [4, 4, 4, 4, 3])
_CARD_CUE = (
    r"(?:card|visa|master ?card|amex|american express|discover|diners|debit|credit|hsa|fsa|cc"
    r"|tarjeta|carte|maestro)"
)
_CARD_CUED = Pattern(
    rf"\b{_CARD_CUE}\b[^\d\n]{{0,30}}(\d(?:[ .\-–]{{0,2}}\d){{11,18}})(?!\d)", re.IGNORECASE
)
_CARD_END = Pattern(
    rf"\b{_CARD_CUE}\b[^\d\n]{{0,20}}\b(?:ends?|ending|last (?:four|4))\b[^\d\n]{{0,12}}(\d{{4}})\b"
    r"|\b(?:cvv|cvc|security code)\b[^\d\n]{0,8}(\d{3,4})\b",
    re.IGNORECASE,
)

_PREFIX = r"(?-i:(?!(?:ID|DL|NO|SS|SSN|MRN|ITIN|HSA|FSA|DOB|PO|IS|AND|MY)\b)[A-Z]{1,4})"
_GROUP = r"[a-z]{0,8}\d[a-z0-9]{0,20}"
_CODE = Pattern(
    rf"(?:(?<![\w$€£.,/@-])#? ?|(?<=[a-z])# ?)(?:[a-z]{{1,6}}[-/]|{_PREFIX} (?=\d))?{_GROUP}"
    rf"(?:[ ./–-]{_GROUP}|[-/][a-z]{{1,6}}\b){{0,5}}(?![\w%])",
    re.IGNORECASE,
)
_CUES = {
    "licence": "license licence licencia licenses dl dl# passport pasaporte permit idnyc plate "
    "driver drivers driver's driving learner green cdl lic lic. plates registration alien uscis "
    "ead vin medallion hack tlc dmv cedula cédula dni curp aadhaar",
    "insurance": "member insurance ins policy group subscriber medicare medicaid tricare benefits "
    "benefit claim plan aetna cigna humana anthem bcbs uhc united oxford emblem emblemhealth "
    "healthfirst fidelis metroplus oscar kaiser seguro poliza póliza id insurer payer comp carrier "
    "healthcare coverage dependent geico progressive allstate superbill",
    "record": "mrn record records chart charts patient file folder case account acct visit "
    "reference ref bracelet hospital expediente confirmation booking number no no. invoice "
    "dossier #",
}
_KIND_OF = {word: kind for kind, words in _CUES.items() for word in words.split()}
_EXPLICIT = frozenset(
    "number numbers num no no. nr # id id# ids mrn dl dl# code número numero".split()
)
_BEFORE = re.compile(r"#|[^\W\d_][\w'’.#]*")
_WINDOW = 48
_UNIT = Pattern(
    r" ?(?:mg|mcg|ml|mm|cm|kg|lbs?|iu|units?|dollars?|bucks|usd|percent|%|days?|weeks?|wks?|months?"
    r"|years?|yrs?|hours?|hrs?|minutes?|mins?|times|visits?|sessions?|needles?|steps|miles|people"
    r"|am\b|pm\b|x\b|gauge|g\b|degrees|sets|reps|shots|blocks|calories|bpm|followers)",
    re.IGNORECASE,
)
_CLINICAL = Pattern(
    r"[ctls]\d{1,2}(?:[-/ ][ctls]?\d{1,2})*|[a-tv-z]\d{2}(?:\.\w{1,4})?|[a-z]{1,3}\d{1,2}"
    r"|j\d{4}|(?:205[56]\d|7694\d|97[0-7]\d\d|64\d{3}|99\d{3})(?:[ ,/-]\d{5})*|\d{1,3}/\d{1,3}",
    re.IGNORECASE,
)
_NUMBER_ALONE = Pattern(r"(?<![\w.,$€£-])(?:\d{7,12}(?![\w,.]\d|\w)|\d{13,4000})")
_TOKEN_ALONE = Pattern(
    r"(?<![\w.$@/-])(?=[a-z]{0,6}-?\d)(?:[a-z]{1,6}-?\d{5,14}[a-z0-9]{0,6})(?!\w)", re.I
)


def social_security(text: str) -> Iterator[Found]:
    """Yield social security and taxpayer numbers, and their last four digits beside the words."""
    for pattern, group in ((_SSN, 0), (_SSN_HIDDEN, 1), (_SSN_AFTER, 1), (_SSN_BEFORE, 1)):
        yield from (("ssn", *match.span(group)) for match in pattern.finditer(text))


def cards(text: str) -> Iterator[Found]:
    """Yield payment cards. A mistyped one is as private: grouping counts as the checksum does."""
    for match in _CARD.finditer(text):
        groups = re.findall(r"\d+", match[0])
        if len(groups) == 1 or [len(group) for group in groups] in _CARD_GROUPS or luhn(match[0]):
            yield ("card", *match.span())
    yield from (("card", *match.span(1)) for match in _CARD_CUED.finditer(text))
    for match in _CARD_END.finditer(text):
        yield ("card", *match.span(1 if match[1] else 2))


def codes(text: str) -> Iterator[Found]:
    """Yield numbers that the words before them call a record, an insurance or a licence.

    A number too long for anything else is one without such words.
    """
    for match in _CODE.finditer(text):
        start = match.start() + len(match[0]) - len(match[0].lstrip("# "))
        if kind := _kind(text, start, match.end(), marked="#" in match[0][:2]):
            yield kind, start, match.end()
    for pattern in (_NUMBER_ALONE, _TOKEN_ALONE):
        for match in pattern.finditer(text):
            if not match[0].endswith("000") and not _CLINICAL.fullmatch(match[0]):
                yield ("record", *match.span())


def luhn(number: str) -> bool:
    """Return whether the digits of `number` carry the check digit of payment cards (ISO 7812).

    >>> luhn("4111 1111 1111 1111"), luhn("4111 1111 1111 1112")
    (True, False)
    """
    total = 0
    for index, digit in enumerate(reversed(re.sub(r"\D", "", number))):
        value = int(digit) * (2 if index % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _kind(text: str, start: int, end: int, *, marked: bool) -> str | None:
    """Return the kind of the code at `text[start:end]` by the words before it, or None."""
    code = text[start:end]
    digits = sum(map(str.isdigit, code))
    if digits < 3 or _CLINICAL.fullmatch(code) or is_date(code) or _UNIT.match(text, end):
        return None
    window = text[max(0, start - _WINDOW) : start].lower()
    words = [word.rstrip(".#") or word for word in _BEFORE.findall(window)]
    if re.search(r"[a-z]$", window):
        return None
    near = [(len(words) - at, _KIND_OF[word]) for at, word in enumerate(words) if word in _KIND_OF]
    if not near:
        return None
    explicit = marked or not _EXPLICIT.isdisjoint(words[-4:])
    named = [(far, kind) for far, kind in near if words[-far] not in _EXPLICIT] or near
    far, kind = min(named)
    year = digits == 4 and code[:2] in ("19", "20") and code.isdigit()
    if explicit and far <= 6:
        return kind
    if year or code.endswith("000"):
        return None
    if far <= 2 and digits >= 4:
        return kind
    longest = max(len(run) for run in re.findall(r"\d+", code))
    if far <= 8 and (longest >= 5 or (digits >= 4 and not code.replace(" ", "").isdigit())):
        return kind
    return None
