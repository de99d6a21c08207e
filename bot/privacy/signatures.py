"""What shows a name without introducing it: a signature, a heading, what only people do."""

from __future__ import annotations

import re

from bot.privacy.patterns import Pattern
from bot.privacy.trust import Trust

_CAPITAL = r"[^\W\d_a-zß-ÿ][\w'’.-]{1,20}"
_FULL = rf"({_CAPITAL}(?: {_CAPITAL}){{0,2}}|[^\W\d_]{{3,20}}(?: [a-z]\b)?)"
_GREETING = (
    r"(?i:(?:hi|hello|hey|good (?:morning|afternoon|evening)|yo)"
    r"(?: (?:there|guys|all|team|everyone|folks|again))?[,.!]{0,2} )?"
)
_SMALL = r"[a-z]{3,15}"
_WORD = r"[^\W\d_][\w'’-]{1,20}"


def _shown(needs: str, pattern: str, trust: Trust) -> tuple[frozenset[str], Pattern, Trust]:
    return frozenset(needs.split(" ")), Pattern(pattern), trust


SIGNED = (
    _shown("speaking", r"\b(?i:this is) ([^\W\d_]{2,20}) (?i:speaking)\b", Trust.ODD),
    _shown(
        "here again speaking checking calling writing asking side from",
        rf"^{_GREETING}{_FULL},? (?i:here\b|again\b|speaking\b|checking in|calling\b|writing\b"
        r"|asking\b|this side\b|from (?:the|next|unit|apt|apartment|room|work|yesterday"
        r"|last)\b)",
        Trust.ODD,
    ),
    _shown(
        "\n - – — ~",
        rf"(?:\n|[.?!)] ?(?:--?|–|—|~) ?|\s(?:--?|–|—|~) ?){_FULL}[.!]?\s{{0,3}}$",
        Trust.ODD,
    ),
    _shown(
        "xo xox xoxo xx xxx xxxx hugs cheers regards best sincerely respectfully gracias yours"
        " thanks thank ty thx tks thnx thanx ttyl love",
        r"(?i:\b(?:xo|xoxo?|xx{1,3}|hugs|cheers|regards|best|sincerely|respectfully|gracias"
        r"|yours"
        rf"|thanks|thank you|thank u|ty|thx|tks|thnx|thanx|ttyl"
        rf"|love)[,.!]{{0,2}} )({_WORD}(?: {_CAPITAL}){{0,2}})[.!]?\s{{0,3}}$",
        Trust.ODD,
    ),
    _shown(
        "(",  # "my trainer at the gym (Dontae)"
        rf"\b(?i:my|his|her|our|the"
        rf"|your) (?:[\w'’]{{1,15}} ){{1,5}}\(({_WORD}(?: {_CAPITAL})?)\)",
        Trust.ODD,
    ),
    _shown(
        "0",
        rf"(?:^{_GREETING}|[.!?\n] ?)({_CAPITAL}(?: {_CAPITAL}){{0,2}}),? (?:aged? )?\d{{2}}"
        r"(?=[,.; ]|$)",
        Trust.ODD,
    ),
    _shown(". : (", rf"^{_GREETING}([A-Z][\w'’-]{{3,20}})(?:[.:] | \()", Trust.ODD),
    _shown(
        "said says told called asked wants",
        rf"(?:^|[.,;!?] |\b(?:and|but|because|cause|since|as) )({_SMALL}) "
        r"(?:said|says|told|called|asked|wants)\b",
        Trust.FIRM,
    ),
    _shown(
        "here from again", rf"^{_GREETING}([A-Z]\.? ?[A-Z])\.? (?i:here|from|again)\b", Trust.SURE
    ),
    _shown(". ? ! )", rf"(?<=\w)[.?!)] {{1,2}}({_SMALL})\s{{0,3}}$", Trust.FIRM),
    _shown(
        "do treat see come take sit wait go drive work working bring call look check in there free"
        " back still",  # "can Ottavio treat both knees"
        rf"\b(?i:can|could|will|would|does|did|should|is(?= (?-i:[A-Z]))"
        rf"|was(?= (?-i:[A-Z]))) ({_WORD}) "
        r"(?i:do|treat|see|come|take|sit|wait|go|drive|work|working|bring|call|look|check|in"
        r"|there"
        r"|free|back|still)\b",
        Trust.ODD,
    ),
    _shown(". ? !", rf"[.?!] {{1,2}}({_CAPITAL}(?: {_CAPITAL}){{0,2}})[.!]?\s{{0,3}}$", Trust.PAIR),
)
"""Patterns whose first group is the name, and the trust in a name of one word.

Before each stand words and signs one of which it needs, as `bot.privacy.said` tells them.
"""

HEADING = Pattern(
    rf"{_GREETING}(?i:(?:for|new patient|patient|reach|bill to|bill) )?"
    rf"({_CAPITAL}(?: {_CAPITAL}){{0,3}})[ ,/;:|–-]{{1,3}}(?i:(?:on|at|dob|tel|phone|born"
    rf"|b\.)\W{{1,2}})?$"
)
"""What may stand before the first number of a message such as "Ann Lee, 212 555 0147, knee"."""

PERSON_AFTER = Pattern(
    r"(?:['’]s)? (?:(?:said|says|told|asked|called|calls|wants|wanted|works|working|worked"
    r"|drives?|drove)\b|be free|be there|be in|free (?:on|to|for|at|this|next|tomorrow)|in (?:today"
    r"|tomorrow|on)"
    r"|off (?:today|on)|did my|does my|do my|treated|saw me|seen me|was (?:so|very|great|rude"
    r"|kind|nice)"
    r"|is (?:my|so (?:nice|kind|sweet)|working|in (?:today|the lobby|the car)|free|off|outside"
    r"|late|here"
    r"|shy|away|with me|coming|on (?:his|her)|the best)|and (?:me|i)\b|from (?:the )?(?:front"
    r"|desk|gym"
    r"|church|work|reception)|at (?:the|your) (?:front|desk)|who\b|sent me|(?:again|instead)[,.?!]"
    r"|(?:to|for|from) (?:mon|tues|wednes|thurs|fri|satur|sun)day|sit with|come (?:too|with|along)"
    r"|please\b|is (?:my|his|her|our|\d)|,? aged? \d|or something\b|or whatever\b|at \(?\d{3})"
    r"|['’]s (?:mom|mother|mum|dad|father|wife|husband|son|daughter|sister|brother|aunt|uncle"
    r"|cousin|aide"
    r"|nurse|boss|appointment|appt|visit|session|slot|chart|file|number|phone|email|birthday"
    r"|form|bill"
    r"|husband|kid|kids|friend|hip|knee|neck|back|shoulder|elbow|foot|ankle|wrist|name|turn"
    r"|room)\b",
    re.IGNORECASE,
)
"""What only people do, right behind a capitalised word that no list knows."""

ORDINARY_ENDING = Pattern(
    r"(?:ing|ed|ous|ful|ive|ible|able|ish|less|ly|ic|ant|ent|some|ward|wise|ness|tion|ment|ies"
    r"|weight|ates|izes|ists?)$"
)
"""How ordinary words end that describe somebody: "hi im overweight"."""

IS_KIN = Pattern(
    r" (?:is|was) (?:my|our|his|her) (?:son|daughter|mom|mother|dad|father|wife|husband|sister"
    r"|brother"
    r"|kid|friend|cousin|aunt|uncle|nephew|niece|partner)\b",
    re.IGNORECASE,
)
"""What makes a person even of a word that is a place: "Brooklyn is my daughter"."""

AND_ME = Pattern(r" (?:and|&|n) (?:i|me)\b", re.IGNORECASE)
"""Who else comes, at the beginning: "Max and I"."""

MEDICINE_ENDING = Pattern(
    r"(?:mab|nib|pril|statin|sartan|olol|azole|idine|amine|mycin|cillin|oxacin|zepam|zolam|gliptin"
    r"|flozin|glutide|triptan|caine|sone|lone|profen|coxib|parin|xaban|oxetine|apine|epine|idone"
    r"|itis"
    r"|osis|algia|pathy|ectomy|plasty|oma|emia|ology|ologist|speaking|like)$"
)
"""How medicines, illnesses and operations end, which some write with a capital."""
