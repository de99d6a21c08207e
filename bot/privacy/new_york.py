"""Homes as New Yorkers tell them: a house on a well-known street, a crossing, one to live on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.common_words import COMMON
from bot.privacy.patterns import Pattern
from bot.privacy.said import FIGURE, said
from bot.privacy.things import THINGS

_STREETS = (
    "amsterdam astoria atlantic audubon baychester beach bedford bergen bleecker bowery broadway"
    " bruckner bushwick bowne castle christopher chrystie classon clinton columbus convent"
    " cortelyou"
    " cropsey cypress dekalb delancey dean ditmars driggs dumont dyckman eastchester essex flatbush"
    " fordham franklin fulton greene greenpoint greenwich gun havemeyer henry hillside houston"
    " hylan"
    " jamaica jerome junction kent kings kingston kissena knickerbocker lafayette lefferts lenox"
    " lex"
    " lexington liberty linden livonia ludlow macdougal macombs madison marcy melrose merrick"
    " metropolitan morris mott mulberry myrtle nagle newkirk northern nostrand orchard parsons"
    " pelham"
    " pitkin prospect putnam ralph rivington riverside rockaway rogers roosevelt schermerhorn"
    " sedgwick"
    " seaman skillman soundview southern steinway sterling stuyvesant sullivan sutphin sutter"
    " throop tompkins tremont troy utica vanderbilt varick vernon wadsworth washington webster"
    " westchester willoughby woodhaven wyckoff wythe york"
)
_NAMED = rf"(?:{'|'.join(_STREETS.split())})"
_SUFFIX = (
    r"(?:street|st|avenue|ave|av|road|rd|boulevard|blvd|lane|ln|drive|place|pl|terrace|parkway|pkwy"
    r"|highway|hwy|concourse|turnpike|tpke|square|court|ct)"
)
QUARTERS = (
    "bay ridge|bensonhurst|sunset park|park slope|williamsburg|greenpoint|crown heights|bed[ -]stuy"
    "|bedford[ -]stuyvesant|canarsie|sheepshead bay|brighton beach|coney island|boro(?:ugh)? park"
    "|midwood|east new york|brownsville|red hook|dumbo|fort greene|clinton hill|prospect heights"
    "|washington heights|wash heights|inwood|upper (?:east|west) side|ues|uws|lower east side"
    "|(?:east|west) village|chinatown|soho|tribeca|murray hill|hell'?s kitchen|gramercy|riverdale"
    "|morrisania|mott haven|hunts point|soundview|parkchester|throgs neck|pelham bay|co-op city"
    "|kingsbridge|norwood|sunnyside|woodside|rego park|kew gardens|fresh meadows|bayside|whitestone"
    "|college point|ozone park|howard beach|richmond hill|queens village|saint albans|st albans"
    "|jackson hts|tottenville|great kills|new dorp|gravesend|dyker heights|flatlands|marine park"
    "|cambria heights"
)
"""The parts of town that people write where others write a town."""
_SIDE = r"(?:(?:n|s|e|w|north|south|east|west)\b\.? )?"
_ORDINAL = r"\d{1,3}(?:st|nd|rd|th)"
_CAPITAL = r"(?-i:[A-Z])[\w'’.-]{1,20}"
_ROAD_NAME = (
    rf"(?:{_ORDINAL}|{_CAPITAL}(?: {_CAPITAL})?|{_NAMED}|(?:avenue|ave) [a-z]\b)"  # "Avenue U"
)
_ROAD = rf"{_SIDE}{_ROAD_NAME}(?: {_SUFFIX}\b\.?)?"
_HOME = (
    r"\b(?:liv(?:e|es|ing)|stay(?:s|ing)?|resid\w{1,3}"
    r"|(?:home|house|apartment|apt|place|building) is)"
    r" (?:(?:right |just |over )?(?:on|at|near|by|off|around|@) |(?<=is ))(?:the )?(?:corner of )?"
)
_AND = r" ?(?:\band\b|&|@|/|\bn\b) ?"
_CROSSING = rf"(?:{_ROAD}{_AND}{_ROAD}|{_NAMED}{_AND}\d{{2,3}}\b)"
_HOME_WORDS = (
    "liv",
    "stay",
    "resid",
    "home",
    "house",
    "apartment",
    "apt",
    "place",
    "building",
    "corner",
)
"""How a word begins without which none of the patterns below matches."""
_CALLED_HOME = (
    Pattern(rf"{_HOME}({_CROSSING})", re.IGNORECASE),
    Pattern(
        rf"\b({_CROSSING})(?=,? (?:is )?(?:(?:that['’]?s )?where (?:i|we) live|is (?:my"
        rf"|our) (?:home|house|corner)|that['’]?s home|(?:i |we )?live (?:there|here|by)\b))",
        re.IGNORECASE,
    ),
    Pattern(
        rf"{_HOME}((?:{_SIDE}(?:{_ORDINAL}|{_NAMED})|[nsew]\.? \d{{1,3}}"
        rf"|{_SIDE}{_CAPITAL}(?: {_CAPITAL})?) {_SUFFIX}\b|avenue [a-z]\b)",
        re.IGNORECASE,
    ),
)
_NUMBERED = Pattern(  # "3415 Steinway", "180 Riverside"
    rf"(?<![\w$€£.,:/#-])(\d{{2,5}}(?:-\d{{2,3}})?[a-z]? {_SIDE}{_NAMED})\b"
    r"(?! (?:train|line|bus|station|stop|exit|mg|ml|entrance|people|office|branch|location))",
    re.IGNORECASE,
)
_MONTHS = frozenset(
    "january february march april may june july august september october november december".split()
)
_BARE = Pattern(  # a street of any name without its suffix, where a place is told
    rf"\b(?:at|from|to|is|address|near|house|home|in|on|now)[ :]{{1,2}}"
    rf"(\d{{2,5}}(?:-\d{{2,3}})? (?:[NSEW]\.? )?({_CAPITAL}(?: {_CAPITAL})?))"
    r"(?=[,;]|\.?$| (?:apt|unit|#))",
    re.IGNORECASE,
)


def new_york_homes(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of streets and crossings that somebody calls home."""
    there = said(text)
    figure = FIGURE in there
    for pattern in (
        *(_CALLED_HOME if _may_tell_of_home(there) else ()),
        *((_NUMBERED,) if figure else ()),
    ):
        for match in pattern.finditer(text):
            if not _is_ordinary(match[1]):
                yield match.span(1)
    for match in _BARE.finditer(text) if figure else ():
        words = match[2].lower().split()
        if all(known.isdisjoint(words) for known in (COMMON, THINGS, _MONTHS)):
            yield match.span(1)


def _may_tell_of_home(there: frozenset[str]) -> bool:
    return any(word.startswith(_HOME_WORDS) for word in there)


def _is_ordinary(found: str) -> bool:
    """Return whether nothing in it is a street: "live in Queens and Work"."""
    words = re.sub(r"\b(?:and|n)\b|[&@/]", " ", found.lower()).split()
    return all(word in COMMON and not re.search(r"\d", word) for word in words)
