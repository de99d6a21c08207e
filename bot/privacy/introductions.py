"""The words that introduce a name, and how far each may be trusted."""

from __future__ import annotations

import re
from typing import NamedTuple

from bot.privacy.kin import KIN, TITLES
from bot.privacy.patterns import Pattern
from bot.privacy.said import last_words
from bot.privacy.trust import Trust


class Introduction(NamedTuple):
    """What stands before a name.

    A text that says none of `needs` holds it nowhere, nor does one that says none of `beside`.
    """

    needs: frozenset[str]  # as `bot.privacy.said` tells words and signs
    beside: frozenset[str]  # empty where `needs` is enough
    cue: Pattern
    trust: Trust


def _after(
    needs: str | frozenset[str], pattern: str, trust: Trust, *, beside: str = ""
) -> Introduction:
    words = frozenset(needs.split()) if isinstance(needs, str) else needs
    return Introduction(words, frozenset(beside.split()), Pattern(pattern, re.IGNORECASE), trust)


_KIN_WORDS = last_words(KIN)
_AND_OTHERS = _KIN_WORDS | {"grandson", "granddaughter", "caretaker"}
_KIN_AND_THEIRS = frozenset(word + s for word in _KIN_WORDS for s in ("", "s", "ss"))
_TITLE_WORDS = last_words(TITLES)

INTRODUCTIONS = (
    _after(
        "name",
        r"(?<!brand )(?<!drug )(?<!medicine's )(?<!clinic )(?<!clinic's )\bnames?"
        r"(?:'s|’s|[ ]?(?:is|are|was|:|=|-))[ ]?(?:spelled |spelt |written |really |actually "
        r"|now |just |: ?|mr\.? |mrs\.? |ms\.? |dr\.? )?",
        Trust.SURE,
    ),
    _after("name names", r"\bnames?\? ", Trust.LIKELY),
    _after("soy suis", r"\b(?:soy|je suis) ", Trust.LIKELY),
    _after(
        ":",
        r"(?:^|\n|[.;] )(?:patient|client|from|re|attn|caregiver|contact|guardian|for|to|pt): ?",
        Trust.LIKELY,
    ),
    _after(
        "name",
        r"\b(?:first|last|middle|maiden|married|family|full|legal|given|sur) ?name"
        r"(?:[ ]?(?:is|was|:|=|,))? ?",
        Trust.LIKELY,
    ),
    _after("name", r"\b(?:first|last|family|sur) ?name ?(?:is|was|:|=)? ?", Trust.ONE_WORD),
    _after("name", r"\bnick ?name(?:'s|’s| is| was|:)? ", Trust.FIRM),
    _after(
        "to",
        r"\b(?:say|says|said|give my) (?:hi|hello|hey|thanks|thank you|best|love) to ",
        Trust.LIKELY,
    ),
    _after("initials", r"\binitials (?:is |are |was |were |: ?)?", Trust.LIKELY),
    _after("name", r"(?-i:(?:^|[.!?\n,] ?)[Nn]ame (?=[A-Z]))", Trust.SURE),
    _after("name", r"\b(?:my|on it|on the card|under the|by the) name (?:of )?", Trust.LIKELY),
    _after(
        "called",
        r"\b(?:i am|i'm|i’m|im|is|was|he's|she's|people|they) called (?:me )?",
        Trust.LIKELY,
    ),
    _after("me him her", r"\b(?:call|calls|called|name[ds]?) (?:me|him|her) ", Trust.LIKELY),
    _after(
        "call calls",
        r"\b(?:they|people|everybody|everyone|friends) calls? (?:me |him |her )?",
        Trust.LIKELY,
    ),
    _after("me", r"\b(?:it's|its|it’s|it is|this is|only|just|remember|know|is) me,? ", Trust.FIRM),
    _after(
        "for",
        r"\b(?:it's|its|it’s|it is|this is|this one is|that is|that's) for ",
        Trust.LIKELY,
        beside="it its this that",
    ),
    _after(
        "hey hi hello yo hola hiya",
        r"^(?:hey|hi|hello|yo|hola|hiya)[,!]? (?:it's|its|it’s|this is|i'm|im|i’m|i am) ",
        Trust.ODD,
    ),
    _after(
        "by",
        r"\b(?:booked|made|signed|filled out|recommended|referred|treated|seen|sent|done"
        r"|written"
        r"|helped|told|examined|checked|scheduled|taught|called) by ",
        Trust.LIKELY,
    ),
    _after(
        "from for",
        r"\b(?:message|call|text|note|letter|voicemail|referral) (?:is |was )?(?:from|for) ",
        Trust.LIKELY,
        beside="message call text note letter voicemail referral",
    ),
    _after(
        "thank thanks thx bless hi hello hey dear",
        r"(?:^|[.!?] |\n)(?:thank you|thanks|thank u|thx|bless you|hi|hello|hey|dear),? ",
        Trust.LIKELY,
    ),
    _after(
        "came come coming along worked work talked spoke speak talk met bring bringing brought seen"
        " saw see",
        r"\b(?:came with|come with|coming with|along with|worked with|work with|talked to"
        r"|talked with"
        r"|spoke to|spoke with|speak to|speak with|talk to|met|bring|bringing|brought|seen"
        r"|saw|see) ",
        Trust.LIKELY,
    ),
    _after(
        "behalf instead name caring care aka k formerly née nee nickname nicknamed alias initials"
        " guardian parent friend me caregiver niece nephew cousin sister brother",
        r"\b(?:on behalf of|behalf of|instead of|in the name of|caring for|care for|aka"
        r"|a\.k\.a\.?"
        r"|formerly|née|nee|nicknamed?|alias|initials|guardian of|parent of|friend of|me and"
        r"|caregiver (?:of|for|to)|niece of|nephew of|cousin of|sister of|brother of|name of) ",
        Trust.LIKELY,
    ),
    _after("wrote typed misspelled", r"\b(?:wrote|typed|misspelled) ", Trust.LIKELY),
    _after("by as", r"\b(?:go|goes|went|known) (?:by|as) ", Trust.LIKELY),
    _after(
        "llamo nombre llama appelle chiamo name зовут rele apellido",
        r"\b(?:me llamo|mi nombre es|se llama|je m'appelle|mi chiamo|mein name ist"
        r"|меня зовут|mwen rele|nombre:?|apellido:?) ",
        Trust.SURE,
    ),
    _after(
        "i im she he",
        r"\b(?:i am|i'm|i’m|im|i m|she is|he is|she's|he's|she’s|he’s) ",
        Trust.LIKELY,
        beside="am m im is s",
    ),
    _after(
        "this it its that me myself hola my",
        r"\b(?:this is|it's|it’s|its|it is|that's|me,|myself|hola soy|(?:hi|hello|hey),? my"
        r" name) ",
        Trust.CAREFUL,
        beside="is s its me myself soy name",
    ),
    _after(_TITLE_WORDS, rf"\b(?:{TITLES})\b\.?,? ", Trust.LIKELY),
    _after(
        "mr mrs ms mister missus señor señora sra",
        r"\b(?:mr|mrs|ms|mister|missus|señora?|sra)\b\.?,? ",
        Trust.ONE_WORD,
    ),
    _after("mr mrs ms mister", r"\b(?:mr|mrs|ms|mister)\b\.? ", Trust.TITLE),
    _after("dr", r"\bdr\b\.? ", Trust.ODD),
    _after(
        _KIN_AND_THEIRS,
        rf"\b(?:my|his|her|our|their|your|ur|the|an?|mi|ma|mon) (?:[a-z]{{2,12}} )?(?:{KIN})"
        r"(?:'s|’s|s)?(?:,? (?:is |are |was )?(?:named |called )|,? (?:is|are|was|were) |, "
        r"| |: "
        r"| - |, an? |'?s? names? (?:is |are )?)",
        Trust.FIRM,
    ),
    _after(
        "de du d",
        r"\b(?:mam[aá]|pap[aá]|madre|padre|hij[oa]|espos[oa]|herman[oa]|abuel[oa]|t[ií][oa]"
        r"|amig[oa]"
        r"|mère|père|fils|fille) (?:de |du |d')",
        Trust.LIKELY,
    ),
    _after(
        "under",
        r"\b(?:book|booked|put|file|filed|listed|reserved|registered|down|appointment|appt"
        r"|reservation|slot|put it) (?:[a-z]{1,9} ){0,2}under (?:the name )?(?:of )?",
        Trust.SURE,
    ),
    _after(
        "of",
        r"\b(?:aunt|uncle|aide|mother|mom|father|dad|wife|husband|son|daughter) of ",
        Trust.PAIR,
    ),
    _after(
        "ask asked attn attention care c contact",
        r"\b(?:ask for|asked for|attn:?|attention:?|care of|c/o|contact:?) ",
        Trust.LIKELY,
    ),
    _after(
        "appointment appt session visit form note letter bill invoice check prescription",
        r"\b(?:appointment|appt|session|visit|form|note|letter|bill|invoice|check|prescription)"
        r" (?:is )?(?:for|to|of) ",
        Trust.LIKELY,
        beside="for to of",
    ),
    _after(
        "appointment appt session visit",
        r"\b(?:appointment|appt|session|visit) (?:with |w/ ?)",
        Trust.FIRM,
    ),
    _after(
        "out addressed payable reach bill",
        r"\b(?:make it out to|made out to|addressed to|payable to|reach|bill) ",
        Trust.PAIR,
    ),
    _after(
        "reschedule cancel rebook move swap squeeze spelled spelt text phone email call ring",
        r"\b(?:reschedule|cancel|rebook|move|swap|squeeze in|spelled|spelt|text|phone|email"
        r"|call|ring) ",
        Trust.PAIR,
    ),
    _after("hubby", r"\bhubby ", Trust.FIRM),
    _after(
        "down sub with under",
        r"\b(?:put down|sub (?:me )?for|swap with|(?:it's|its|it is"
        r"|might be) under) ",
        Trust.FIRM,
    ),
    _after(
        _AND_OTHERS,
        # What stands first is told by the rest, but fails at once at nearly every word.
        rf"\b(?=\w+(?:[ -]\w+){{0,2}} (?:of|for) )(?:{KIN}|grandson|granddaughter|caretaker)"
        r" (?:of|for) ",
        Trust.FIRM,
        beside="of for",
    ),
    _after(
        "tell ask remind inform let put recommended through me",
        r"\b(?:tell|ask|remind|inform|let|put|recommended|through|me and) ",
        Trust.FIRM,
    ),
    _after(
        "am m im for",
        r"\b(?:i am|i'm|i’m|im|(?:is|up|here|waiting|calling|asking|booking|writing|appt"
        r"|appointment) for) (?=[^\W\d_]{6,15}[.!]?\s{0,3}$)",
        Trust.FIRM,
    ),
    _after(
        "regards sincerely cheers best thanks thank thx tks thnx thanx ttyl ty gracias yours truly"
        " signed love xo xoxo warmly respectfully blessings peace",
        r"\b(?:regards|sincerely|cheers|best|thanks|thank you|thx|tks|thnx|thanx|ttyl|ty|gracias"
        r"|yours|yours truly|truly|signed|love|xo|xoxo|warmly|respectfully|blessings|peace)"
        r",?!?\.?\s{0,3}[\n,~–—-]\s{0,3}",
        Trust.LIKELY,
    ),
    _after(
        "to",
        r"\b(?:mail|send|ship|invoice|charge|give|deliver|came|comes|go"
        r"|goes)(?: [a-z]{1,12}){0,3} to ",
        Trust.PAIR,
        beside="mail send ship invoice charge give deliver came comes go goes",
    ),
)
