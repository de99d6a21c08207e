"""Where somebody lives: house and street, post box or residence, with town and ZIP behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.common_words import COMMON
from bot.privacy.new_york import QUARTERS, new_york_homes
from bot.privacy.patterns import Pattern
from bot.privacy.said import FIGURE, last_words, said
from bot.privacy.things import THINGS

_SUFFIX = (
    r"(?:street|stret|streat|str|st|avenue|aveneu|avenu|ave|av|road|raod|rd|boulevard|boulvard"
    r"|blvd|blv|lane|ln|drive|dr|court|ct|place|pl|terrace|ter|parkway|pkwy|way|broadway|highway|hwy"
    r"|square|sq|circle|cir|mews|alley|crescent|plaza|row|loop|trail|turnpike|tpke|concourse|walk"
    r"|heights|gardens|expressway)"
)
_RARE_SUFFIX = (
    r"(?:Hollow|Bend|Ridge|Run|Path|Glen|Knoll|Manor|Village|Landing|Cove|Crossing|Pike|Pass"
    r"|View|Hill"
    r"|Hills|Point|Estates|Commons|Green|Grove|Meadow|Meadows|Park|Quay|Wharf|Close|Oval|Slip"
    r"|Towers)"
)
_ORDINAL = r"\d{1,3}(?:st|nd|rd|th)"
_NUMBER_WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty"
)
_NUMBER_WORD = rf"(?:{_NUMBER_WORDS})"
_SPELLED = last_words(_NUMBER_WORDS)
_NUMBER = rf"(?:\d{{1,5}}(?:-\d{{1,4}})?[a-z]?(?: ?1/2)?|{_NUMBER_WORD}(?= (?-i:[A-Z])))"
_WORD = r"[^\W_][\w'’.-]{0,20}"
_CAPITAL = r"(?-i:[A-Z])[\w'’.-]{1,20}"
_DIRECTION = r"(?:(?:n|s|e|w|ne|nw|se|sw|north|south|east|west)\b\.? ?)"
_START = r"(?<![\w$€£.,:/-])"
_NUMBERED = Pattern(rf"{_START}{_NUMBER} ", re.IGNORECASE)
"""What every address but some of New York's holds where there is no figure."""
_PLACES = (
    Pattern(
        rf"{_START}({_NUMBER} {_DIRECTION}?(?:{_WORD} ){{0,3}}?{_SUFFIX}\b\.?"
        rf"(?: of the {_WORD})?(?: {_DIRECTION}(?![a-z]))?)",
        re.IGNORECASE,
    ),
    Pattern(rf"{_START}({_NUMBER} (?:{_CAPITAL} ){{1,2}}(?-i:{_RARE_SUFFIX})\b)", re.IGNORECASE),
    Pattern(
        rf"{_START}({_NUMBER} (?-i:St|Saint)\.? {_CAPITAL} {_SUFFIX}\b"
        rf"|\d{{1,4}}[a-z]? {_CAPITAL} (?-i:Hall|Houses?|Towers?|Dorm|Residences?)\b)",
        re.IGNORECASE,
    ),
    Pattern(
        rf"{_START}({_NUMBER} {_DIRECTION}{_ORDINAL}|{_NUMBER} (?-i:[NSEW]\.? ?)\d{{1,3}}\b"
        rf"|{_NUMBER} (?:ave|avenue) (?-i:[A-Z]|\d{{1,3}})\b"
        rf"|{_NUMBER} {_DIRECTION}?{_WORD}(?=,? (?:apt|apartment|unit|suite|ste|#)\b)"
        rf"|{_NUMBER} {_DIRECTION}?{_WORD}(?=,? #))",
        re.IGNORECASE,
    ),
    Pattern(
        rf"{_START}(\d{{1,5}} (?:fm|cr|sr|us|rt|rte|route|highway|hwy|county road|state road) "
        rf"\d{{1,4}}[a-z]?\b(?: {_SUFFIX}\b\.?)?(?: {_DIRECTION}(?![a-z]))?)",
        re.IGNORECASE,
    ),
    Pattern(
        r"\b((?:(?:p\.? ?o\.?|post office) ?box|(?:rr|hc|psc|cmr|rural route"
        r"|star route)) #?\d{1,6}(?:,? box \d{1,5})?)",
        re.IGNORECASE,
    ),
    Pattern(
        rf"\b((?:{_CAPITAL} ){{1,3}}(?-i:Hall|Houses|House|Towers?|Dorm|Residences?|Manor"
        rf"|Convent),?"
        r" (?:apt\.? |room |rm\.? |#)?\d{1,4}[a-z]?)\b",
        re.IGNORECASE,
    ),
    Pattern(
        r"\b((?:calle|avenida|av\.|rue|via|ulica|ul\.|carrera|cra\.?|strada) [\w .]{1,24}[ ,#]{1,3}"
        r"(?:no\.? ?)?\d{1,5}[a-z]?)\b",
        re.IGNORECASE,
    ),
    Pattern(
        rf"{_START}(\d{{1,5}}[a-z]?,? (?:calle|rue|via|avenida|carrera|ulica|strada) "
        rf"(?:(?:de|del|la|las|los|des|du|di)\b ){{0,2}}{_WORD}|{_WORD}(?:stra(?:ss|ß)e|str\.|gasse"
        r"|straat|laan) \d{1,4}[a-z]?\b)",
        re.IGNORECASE,
    ),
    Pattern(  # a town with its ZIP code, without a street
        rf"(?<![\w])((?:{_CAPITAL} ){{0,2}}{_CAPITAL},? (?-i:[A-Z]{{2}}),? \d{{5}}(?:-\d{{4}})?"
        rf"|{_WORD},? (?:ny|nj|ct|pa|fl|ca|tx|il),? \d{{5}}"
        rf"|\b(?:brooklyn|manhattan|bronx|queens|staten island|nyc|{QUARTERS}),? \d{{5}})(?!\d)",
        re.IGNORECASE,
    ),
)
_AT_HOME = Pattern(
    r"\b(?:live at|living at|lives at|stay(?:ing|s)? (?:at|on)|resid\w{1,3} (?:at|on)|add?ress?e?s?"
    r"(?: is| was| to| now| still|:)*|home is|home:?|house (?:is|number)(?: is)?|moved? (?:to|into)"
    r"|mail(?:ed)? (?:it |this |that |them )?to|(?:i am|i'm|im|i’m) (?:at|on)|place(?: is|:)"
    r"|building is"
    r"|deliver(?:y|ed|s)? (?:it )?to|drop (?:it|them|off) at|(?:bill|invoice|package"
    r"|letter) (?:goes )?to"
    r"|ship (?:it |them )?to|send (?:it |them |the \w+ )?to|pick (?:me|her|him|us) up (?:at"
    r"|from)|its"
    r"|it's|lives? on|now) "
    rf"({_NUMBER} {_DIRECTION}?(?:{_CAPITAL}(?: {_CAPITAL}){{0,2}}|{_WORD}(?: {_WORD}){{0,2}}?"
    rf"(?=,|\.|;|\n|\?|$| (?:apt|unit|#|right\b)| [a-z]{{1,9}} (?:door|house))))",
    re.IGNORECASE,
)
_ZIP = r"\d{5}(?:-\d{4})?(?!\d)"
_ALONE = Pattern(
    rf"\b(?:zip|zip ?code|postal code|postcode)\b[^\d\n]{{0,14}}({_ZIP})"
    rf"|\b(?-i:[A-Z]{{2}}),? ({_ZIP})|\b((?-i:[A-Z]{{1,2}}\d[A-Z\d]? ?\d[A-Z]{{2}}))\b",
    re.IGNORECASE,
)
_BEFORE = Pattern(
    r"\b(?:slip|space|trailer|site|flat|apt|apartment|unit|suite|ste|room|rm|house|lot|bldg"
    r"|building)\b\.? ?#?(?=\w{0,4}\d|[a-z]\b)\w{1,5},? ?$",
    re.IGNORECASE,
)
_GAP = r"[ ,.\n–-]{0,3}"
_UNIT = Pattern(
    rf"{_GAP}(?:(?:apt|apartment|aptm|appt|unit|suite|ste|fl|floor|lot|box|bed|rm|room|bldg"
    rf"|building|no|ph"
    r"|penthouse|buzzer|bell|tower|wing|block)\b[.:]? ?(?:no\.? |number )?#? ?[\w-]{1,8}\b"
    r"|(?:garden|basement|parlou?r|rear|front|attic) (?:apt|apartment|unit|floor|fl|house)\b"
    r"|\d{1,2} ?(?:fl|flr|floor)\b|ph ?\d{1,3}\b|#[\w-]{1,8}|\d{1,3}(?:st|nd|rd|th) fl(?:oor|r)?\b"
    r"|(?:ground|first|second|third|top|upper|lower) fl(?:oor)?\b|\d{1,3}[ -]?[a-z]\b|basement\b)",
    re.IGNORECASE,
)
_STATE = Pattern(
    rf"{_GAP}(?:n\. ?y\.?|n\. ?j\.?|(?-i:[A-Z]{{2}})\b|(?:ny|nyc|nj|ct|az|ca|fl|ga|il|ks|ky|mi"
    rf"|mn|mt|nc|nh"
    r"|nm|nv|ri|sc|sd|tn|tx|va|vt|wa|wi|wv|wy|dc)\b|(?:new york|new jersey|connecticut|pennsylvania"
    r"|massachusetts|florida|georgia|texas|california|illinois|ohio|virginia|maryland|usa"
    r"|england|uk"
    r"|ireland|canada|north carolina|south carolina|michigan|arizona|colorado|ontario)\b)",
    re.IGNORECASE,
)
_CODE = Pattern(rf"{_GAP}(?:{_ZIP}|(?-i:[A-Z]{{1,2}}\d[A-Z\d]?(?: ?\d[A-Z]{{2}})?)\b)")
_TOWN = Pattern(
    rf"{_GAP}(?:new york(?: city)?|nyc|manhattan|brooklyn|bklyn|bk|bx|qns|(?:the )?bronx"
    rf"|queens|staten island|harlem"
    r"|yonkers|astoria|flushing|jamaica|long island city|lic|ridgewood|bushwick|hempstead|hoboken"
    r"|jersey city|newark|elmhurst|corona|jackson heights|forest hills|far rockaway|chicago|boston"
    r"|philadelphia|los angeles|miami|houston|great neck|white plains"
    rf"|{QUARTERS})\b",
    re.IGNORECASE,
)
_TOWN_WORDS = Pattern(rf"(?:,[ \n]?|\n| ){_WORD}(?: {_WORD}){{0,3}}")
_MOST_PIECES = 8
_NOT_STREET = Pattern(
    r"\b(?:days?|weeks?|wks?|months?|years?|yrs?|hours?|hrs?|minutes?|mins?|times?|mg|ml|mm|cm"
    r"|am|pm"
    r"|blocks?|sessions?|shots?|needles?|degrees|reps|sets|visits?|percent|people|more|the|a"
    r"|an|is|are|i"
    r"|my|in|on|at|to|for|and|or|out|miles?|o'clock|dollars|bucks|kids|inch|inches|per|each"
    r"|with|from|if"
    r"|it|you|do|does|can|gauge|lbs?|pounds|steps|seconds?|guys|adults|cards?|no|not|so|minute"
    r"|stops?"
    r"|train|bus|same|hour|day|week|month|year|mile|block|flights?|bathrooms?|of(?! the))\b",
    re.IGNORECASE,
)
_OURS = Pattern(
    r"\b(?:are you(?: guys)?(?: still)?|is your|is the|your (?:office|clinic|address|place"
    r"|location)"
    r"|the clinic|entrance|u guys|located|next to|corner of|between)\b[^.?!\n]{0,24}$",
    re.IGNORECASE,
)
_BARE = frozenset("way place pl st dr close row walk heights ct av court square drive".split())


def addresses(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of home and mail addresses; not those that ask where the clinic is."""
    if _may_hold_a_number(text):
        yield from _with_number(text)
    for start, end in new_york_homes(text):
        yield _with_unit_before(text, start), _to_the_end(text, end)


def _may_hold_a_number(text: str) -> bool:
    there = said(text)
    return FIGURE in there or bool(_SPELLED & there and _NUMBERED.search(text))


def _with_number(text: str) -> Iterator[tuple[int, int]]:
    for pattern in _PLACES:
        for match in pattern.finditer(text):
            if _is_street(match[1]) and not _OURS.search(
                text, max(0, match.start() - 50), match.start()
            ):
                yield _with_unit_before(text, match.start(1)), _to_the_end(text, match.end(1))
    for match in _AT_HOME.finditer(text):
        if _is_street(match[1]) and not set(match[1].lower().split()[1:]) & COMMON:
            yield match.start(1), _to_the_end(text, match.end(1))
    for match in _ALONE.finditer(text):
        yield match.span(match.lastindex or 0)


def _is_street(found: str) -> bool:
    _, _, middle = found.replace(" of the ", " ").partition(" ")
    return not _NOT_STREET.search(middle) and middle.strip(". ").lower() not in _BARE


def _with_unit_before(text: str, start: int) -> int:
    """Return where it begins with the flat before the house, as in "Flat 3, 27 Abbey Road"."""
    unit = _BEFORE.search(text, max(0, start - 20), start)
    return unit.start() if unit else start


def _to_the_end(text: str, end: int) -> int:
    """Return where the address ends: behind flat, town, state and ZIP code."""
    for _ in range(_MOST_PIECES):
        for piece in (_UNIT, _TOWN, _STATE, _CODE):
            if match := piece.match(text, end):
                end = match.end()
                break
        else:
            town = _town_end(text, end)
            if town is None:
                return end
            end = town
    return end


def _town_end(text: str, end: int) -> int | None:
    """Return where a town of any name ends, or None where ordinary words go on."""
    match = _TOWN_WORDS.match(text, end)
    if match is None:
        return None
    stops = [found.end() for found in re.finditer(_WORD, match[0])]
    behind_comma = match[0][0] in ",\n"
    for length in reversed(stops):
        words = match[0][:length].strip(", \n").split()
        at = end + length
        ends_in_state = _STATE.match(text, at) or _CODE.match(text, at)
        if ends_in_state and behind_comma:
            return at
        if any(word.lower().strip(".'’") in COMMON and word.islower() for word in words):
            continue
        if ends_in_state:
            return at
        capitals = all(word[0].isupper() for word in words)
        closes = at == len(text) or text[at] in ".,;\n)]"
        if closes and not _ordinary(words) and (behind_comma or len(words) < 3):
            return at
        if behind_comma and closes and capitals:
            return at
        if behind_comma and capitals and len(words) < 3 and not _ordinary(words):
            return at
    return None


def _ordinary(words: list[str]) -> bool:
    return any(word.lower() in COMMON or word.lower() in THINGS for word in words)
