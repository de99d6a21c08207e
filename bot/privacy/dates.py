"""Dates of birth: any date beside words of birth, and any full date so long ago that it is one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from bot.privacy.patterns import Pattern
from bot.privacy.said import FIGURE, said

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
    r"|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
    r"|janvier|f[eé]vrier|mars|avril|mai|juin|juillet|ao[uû]t|septembre|octobre|novembre"
    r"|d[eé]cembre|januar|februar|märz|juni|juli|oktober|dezember|gennaio|febbraio|aprile|maggio"
    r"|giugno|luglio|settembre|ottobre|dicembre|fevereiro|março|maio|junho|julho|setembro|outubro"
    r"|dezembro"
    r"|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
    r"|stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada"
    r"|grudnia)(?![^\W\d_])\.?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th|er|\.|º)?"
_YEAR = r"(?:(?:19|20)\d{2}|['’]?\d{2})"
_IN_WORDS = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
    r"|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth"
    r"|twenty[- ](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|thirtieth"
    r"|thirty[- ]first)"
)
_TENS = r"(?:twenty|thirty|forty|fourty|fifty|sixty|seventy|eighty|ninety)"
_ONES = r"(?:one|two|three|four|five|six|seven|eight|nine)"
_YEAR_IN_WORDS = (
    rf"(?:nineteen|twenty)[ -](?:hundred[ -](?:and[ -])?)?"
    rf"(?:{_TENS}(?:[ -]{_ONES})?|(?:oh|o)[ -]{_ONES}|ten|eleven|twelve|[a-z]{{3,5}}teen)"
    rf"|two thousand(?: and)?(?: {_ONES}| ten| eleven| twelve)?"
)
_FEAST = (
    r"(?:christmas|new year['’]?s?|halloween|valentine['’]?s|thanksgiving|easter|independence"
    r"|boxing"
    r"|leap|labor|memorial|columbus|mother['’]s|father['’]s|st\.? patrick['’]s|all saints['’]?"
    r"|may|bastille"
    r"|canada|victory|women['’]s|groundhog|flag|earth|cinco de mayo|epiphany|three kings['’]?"
    r"|veterans['’]?|lunar new year|eid|diwali)(?: (?:day|eve|sunday))?"
)
_SEPARATOR = r" ?[/.\-–,|\\] ?"
_DATE = (
    rf"(?:(?:19|20)\d{{2}}{_SEPARATOR}\d{{1,2}}{_SEPARATOR}\d{{1,2}}"
    rf"|[o\d]?\d{_SEPARATOR}[o\d]?\d{_SEPARATOR}{_YEAR}"
    rf"|\d{{1,2}} \d{{1,2}} {_YEAR}"
    rf"|{_DAY}(?: of| de| day of)?[ /-]?{_MONTH},?(?: of| del?|[/-])? ?{_YEAR}"
    rf"|{_MONTH}[ /-]?(?:the )?{_DAY},?(?: of|[/-])? ?{_YEAR}"
    rf"|(?:19|20)\d{{2}} ?[ ,-] ?{_MONTH} ?{_DAY}"
    rf"|(?:the )?(?:{_IN_WORDS}|{_DAY}) (?:day )?(?:of )?{_MONTH},? (?:of |in )?"
    rf"(?:{_YEAR_IN_WORDS}|{_YEAR})"
    rf"|{_MONTH} (?:the )?(?:{_IN_WORDS}|{_DAY}),? (?:of |in )?(?:{_YEAR_IN_WORDS}|{_YEAR})"
    rf"|(?:the )?(?:day (?:before|after) )?{_FEAST},? (?:of |in |day )?(?:(?:19|20)\d{{2}}"
    rf"|['’]\d{{2}})"
    rf"|\d{{1,2}}[. /-]{{1,2}}[ivx]{{1,4}}[. /-]{{1,2}}(?:19|20)\d{{2}}"
    rf"|(?:the )?(?:last|first) day of (?:the year )?(?:{_MONTH},? )?(?:of |in )?(?:19|20)\d{{2}}"
    rf"|(?:19|20)\d{{2}}年\d{{1,2}}月\d{{1,2}}[日号號]?"
    r"|\d{1,2}(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:19|20)?\d{2}"
    r"|\d{8}|\d{6})"
)
_DAY_OF_MONTH = (
    rf"{_MONTH} (?:the )?(?:{_IN_WORDS}|{_DAY})"
    rf"|(?:the )?(?:{_IN_WORDS}|{_DAY}) (?:of |de )?{_MONTH}"
)
_DAY_ALONE = rf"(?:{_DAY_OF_MONTH}|\d{{1,2}}[/-]\d{{1,2}})"
_MISTYPED = r"b(?:rith|itrh|irht|rth|ith|irh|irt|urth|erth|irf)h?[ -]?d(?:ay|ate|y)"
_BIRTHDAY = (
    r"(?:birthday|b['’ -]?day\b|cumplea[nñ]os|anniversaire|compleanno|день рождения"
    rf"|{_MISTYPED})"
)
_BIRTH = (
    r"(?:born|birth\w{0,3}(?: ?-?(?:date|day|year))?|(?:date|day) of b[irth]{2,5}\b"
    r"|d[./]? ?o[./]? ?b\b\.?"
    rf"|b['’ -]?(?:day|date)\b|b\.(?= ?\w)|bd\b|b/d\b|{_MISTYPED}|geburtstag"
    r"|geburtsdatum|出生|生日|생년월일"
    r"|fecha de nacimiento|nac[ií](?:do|da)?|cumplea[nñ]os|n[eé]e? le|date de naissance"
    r"|data urodzenia|geboren|дата рождения|родил(?:ся|ась)|doba?)"
)
_CUE_FIRST = Pattern(rf"\b{_BIRTH}(?:[^\d\n]{{0,30}}?[^\w\n])??({_DATE})(?!\d)", re.IGNORECASE)
_CUE_LAST = Pattern(
    rf"(?<![\w/.-])({_DATE})(?!\d)[^\d.?!\n]{{0,24}}\b(?:born|birth|b-?day|dob|baby|{_MISTYPED})",
    re.IGNORECASE,
)
_DAY_LAST = Pattern(
    rf"(?<![\w/.-])(?:({_DAY_OF_MONTH}),|({_DAY_ALONE})(?: is| was|['’]s))"  # "pain 8/10, my b-day"
    rf"[^\d.?!\n]{{0,16}}\b{_BIRTHDAY}",
    re.IGNORECASE,
)
_DAY_CUED = Pattern(
    rf"\b(?:born|date of birth|d\.?o\.?b\.?|birth ?date|{_BIRTHDAY}|nac[ií](?:do|da)?"
    rf"|(?:turn(?:ed|ing|s)?|bec[ao]me) (?:\d{{1,3}}|[a-z]{{3,5}}teen|{_TENS}(?:[- ]{_ONES})?"
    rf"|{_ONES})(?= on| this| {_MONTH}))"
    r"(?:['’]s)?(?: (?:is|was|on (?:my|the) (?:file|record|form|card|portal)|on|this|the|as|its"
    r"|it's|should|says?|be|actually|really|(?:last|next) (?:week|month)|es|el|est|le)){0,5}"
    r"[ :,=?-]{1,3}"
    rf"({_DAY_ALONE}|\d{{1,2}}(?:st|nd|rd|th)\b)(?![\d/])",
    re.IGNORECASE,
)
_YEAR_CUED = Pattern(
    r"\b(?:born|birth ?year|year of birth|yob)(?: (?:in|is|year|the|of|was)){0,3}[ :,=]{1,3}"
    r"((?:19|20)\d{2}|['’]\d{2}|[2-9]\d(?=[,.;)!?\n]|$))(?!\d)|\bb\. ?((?:19|20)\d{2})(?!\d)"
    r"|\ban? ((?:19|20)\d{2}|['’]\d{2}) (?:baby|child|vintage)\b",
    re.IGNORECASE,
)
_OLD_YEAR = r"(?:19\d{2}|200\d|201[0-2])"
_LONG_AGO = Pattern(
    rf"(?<![\d/.-])(?:\d{{1,2}}[/.-]\d{{1,2}}[/.-]{_OLD_YEAR}"
    rf"|{_OLD_YEAR}[/.-]\d{{1,2}}[/.-]\d{{1,2}}"
    rf"|{_OLD_YEAR}[年년] ?\d{{1,2}}[月월] ?\d{{1,2}}[日号號일]?"
    rf"|{_OLD_YEAR},? {_MONTH} (?:the )?{_DAY}"
    rf"|{_DAY}(?: of)? {_MONTH},? (?:of )?(?:{_OLD_YEAR}|[4-9]\d(?=\W{{0,3}}$))"
    rf"|\b{_MONTH} (?:the )?{_DAY},? (?:of )?(?:{_OLD_YEAR}|['’][4-9]\d|[4-9]\d(?=\W{{0,3}}$))"
    rf"|\d{{1,2}}[./-]?{_MONTH}[/-]?(?:{_OLD_YEAR}|[4-9]\d)"
    rf"|(?:0?[1-9]|[12]\d|3[01]) (?:0?[1-9]|[12]\d|3[01]) (?:19[2-9]\d|200\d)"
    rf"|(?:0?[1-9]|[12]\d|3[01])([/.-])(?:0?[1-9]|[12]\d|3[01])\1[4-9]\d"
    rf"|\d{{1,2}}/\d{{1,2}}/3\d)(?![\d/-])",
    re.IGNORECASE,
)
_LONG_AGO_HOLDS = re.compile(r"\d\d")
"""What every match of _LONG_AGO holds, found fifty times as fast."""
_CARDINAL = rf"(?:(?:twenty|thirty)[- ]?{_ONES}|{_ONES}|ten|eleven|twelve|[a-z]{{3,5}}teen|twenty)"
_DICTATED = Pattern(
    rf"(?:\b{_MONTH} (?:the )?(?:{_IN_WORDS}|{_CARDINAL}|{_DAY})"
    rf"|\b(?:{_IN_WORDS}|{_DAY}) (?:of )?{_MONTH}),? (?!twenty)(?:{_YEAR_IN_WORDS})\b",
    re.IGNORECASE,
)
_TO_COME = Pattern(
    rf"\b(?:will|ll|ill|gonna|going to) be \d{{2}} (?:years old )?(?:on |this |in )?(?:the )?"
    rf"({_DAY_ALONE})(?![\d/])",
    re.IGNORECASE,
)
_EVENT = Pattern(
    r"\b(?:surger|accident|injur|fusion|repair|replace|since|mri|x-?ray|scan|fell|fall|operat|start"
    r"|visit|appointment|seen|crash|diagnos|report|dated|session|needl|shot)\w{0,6}[^.?!\n]{0,14}$",
    re.IGNORECASE,
)
_RUN_CUE = Pattern(rf"\b{_BIRTH}", re.IGNORECASE)
_RUN_WORD = Pattern(
    rf"[ ,./\-–:='’()]{{0,4}}(?:(?P<month>{_MONTH})|(?P<number>\d{{1,8}}(?:st|nd|rd|th)?\b)"
    rf"|(?P<word>(?:{_IN_WORDS}|{_TENS}|{_ONES}|zero|oh|nineteen|twenty|ten|eleven|twelve"
    rf"|thirteen|fourteen"
    r"|fifteen|sixteen|seventeen|eighteen|hundred|thousand|two)\b)"
    r"|(?P<glue>(?:of|the|day|month|year|in|de|on|is|was|and|my|date)\b))",
    re.IGNORECASE,
)
_MOST_RUN, _WHOLE_DATE = 14, 3
_ANY = Pattern(_DATE, re.IGNORECASE)
_CUE_WORDS = frozenset("b bd ob né ne née nee".split())
_OF_BIRTH, _LIKE_BIRTH = frozenset(("date", "day")), ("bi", "br", "bt", "bh")
_CUE_BEGINS = tuple(
    "born birt birh birf brith brth bith bitrh burth berth bday bdate dob geburts geboren 出生 生日"
    " 생년월일 nac cumplea anniversaire compleanno родил рожд yob baby child vintage turn become"
    " became naiss urodz".split()
)
"""Without a word of these nothing above matches but _LONG_AGO, _TO_COME and _DICTATED."""


def birth_dates(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of dates of birth."""
    there = said(text)
    if _may_tell_of_birth(there):
        for pattern in (_CUE_FIRST, _CUE_LAST, _DAY_CUED, _DAY_LAST, _YEAR_CUED):
            yield from (match.span(match.lastindex or 1) for match in pattern.finditer(text))
        yield from _runs(text)
    if "be" in there and FIGURE in there:
        yield from (match.span(1) for match in _TO_COME.finditer(text))
    if FIGURE in there and _LONG_AGO_HOLDS.search(text):
        yield from _unless_event(_LONG_AGO, text)
    if "nineteen" in there or "thousand" in there:
        yield from _unless_event(_DICTATED, text)


def _unless_event(pattern: Pattern, text: str) -> Iterator[tuple[int, int]]:
    """Yield what `pattern` finds where no words tell of an accident, a visit or the like."""
    for match in pattern.finditer(text):
        if not _EVENT.search(text, max(0, match.start() - 30), match.start()):
            yield match.span()


def _may_tell_of_birth(there: frozenset[str]) -> bool:
    if not _CUE_WORDS.isdisjoint(there) or any(word.startswith(_CUE_BEGINS) for word in there):
        return True
    dated = not _OF_BIRTH.isdisjoint(there)  # "date of birth", mistyped in any way
    return dated and any(word.startswith(_LIKE_BIRTH) for word in there)


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """Yield what stands behind a word of birth as day, month and year in any order or spelling."""
    for cue in _RUN_CUE.finditer(text):
        at, start, end = cue.end(), -1, -1
        said: list[str] = []
        for _ in range(_MOST_RUN):
            match = _RUN_WORD.match(text, at)
            if match is None:
                break
            at = match.end()
            if match.lastgroup != "glue" and match.lastgroup is not None:
                said.append(match.lastgroup)
                start, end = (start if start >= 0 else match.start(match.lastgroup)), at
            if said.count("month") + said.count("number") == _WHOLE_DATE:
                break  # "born 5/3/15, is 9 too young"
        if len(said) > 2 or ("month" in said and len(said) > 1):
            yield start, end


def is_date(text: str) -> bool:
    """Return whether `text` is a date with its year, not digits alone, whatever happened on it.

    >>> is_date("3/14/24"), is_date("48-29-13")
    (True, False)
    """
    if text.isdigit() or _ANY.fullmatch(text) is None:
        return False
    parts = [int(part) for part in re.findall(r"\d+", text)]
    near = pairwise(parts) if len(parts) == 3 else ()
    return len(parts) < 3 or any(min(pair) <= 12 and max(pair) <= 31 for pair in near)
