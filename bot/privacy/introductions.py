"""The words that introduce a name, and how far each may be trusted."""

from __future__ import annotations

import re
from enum import Enum


class Trust(Enum):
    """What must be true of the word after an introduction for it to be a name."""

    SURE = "any word that is not a common one"
    ONE_WORD = "the same, and the name ends with it"
    LIKELY = "a capital or a known first name; names that are words too need the capital"
    FIRM = "the same, or a word in small letters that no list knows, where the name may end"
    CAREFUL = "the same, and no day or month"
    TITLE = "a capital, ordinary word or not, unless every word has one"
    PAIR = "two capitals, or a known name"
    ODD = "a word that looks like no other, whatever its letters"


_KIN = (
    "mother[- ]in[- ]law|father[- ]in[- ]law|sister[- ]in[- ]law|brother[- ]in[- ]law"
    "|daughter[- ]in[- ]law|son[- ]in[- ]law|mother|mom|mum|mama|mami|mamá|dad|daddy"
    "|father|papa|papá|son|sons|daughter|daughters|wife|husband"
    "|partner|spouse|fianc[eé]e?|girlfriend|boyfriend|gf|bf|ex|brother|bro|sister|sis|cousin"
    "|nephew|niece|aunt|auntie|uncle|tia|tio|tía|tío|grandma|grandmother|granny|grandpa|grandfather"
    "|abuela|abuelo|hijo|hija|esposo|esposa|hermano|hermana|friend|buddy|roommate|roomate|flatmate"
    "|neighbou?r|boss|manager|coworker|co-worker|colleague|client|aide|caregiver|nurse|therapist"
    "|coach"
    "|trainer|teacher|accountant|lawyer|attorney|landlord|tenant|baby|twins?|kid|kids|child"
    "|children"
    "|student|guy|lady|girl|boy|man|woman|gentleman|doctor|physio|assistant|secretary|belayer"
    "|patient|pt|parent|guardian|super|rep|person|interpreter|driver|oldest"
    "|youngest|eldest|middle one|other half|better half"
    "|hubby|wifey|bestie|bff|godmother|godson|goddaughter|stepmother|stepfather|roomie|receptionist"
    "|intern|masseuse|trainee|partner|step ?dad|step ?mom|stepmom|stepdad|stepson"
    "|fiancee|pcp|surgeon|chiropractor|acupuncturist|midwife|tutor|pastor"
    "|housekeeper|helper|carer|sitter|babysitter|nanny|coworkers|teammate|training partner|one"
)
_TITLES = (
    "mr|mrs|ms|miss|mx|mister|missus|dr|doctor|prof|professor|rev|reverend|pastor|rabbi|imam|fr"
    "|father|sister|brother|coach|captain|sgt|officer|judge|sir|madam|señora?|senora?|sra|sr|srta"
    "|don|doña|monsieur|madame|aunt|auntie|uncle|tia|tio|nurse"
    "|grandma|grandpa|granny|abuela|abuelo|nonna|oma|opa|bubbe|zayde"
)
_SPACE = r"[ \t]{1,3}"


def _cue(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


INTRODUCTIONS: tuple[tuple[re.Pattern[str], Trust], ...] = (
    (
        _cue(
            r"(?<!brand )(?<!drug )(?<!medicine's )(?<!clinic )(?<!clinic's )\bnames?"
            r"(?:'s|’s|[ ]?(?:is|are|was|:|=|-))[ ]?(?:spelled |spelt |written |really |actually "
            r"|now |just |: ?|mr\.? |mrs\.? |ms\.? |dr\.? )?"
        ),
        Trust.SURE,
    ),
    (_cue(r"\bnames?\? "), Trust.LIKELY),
    (_cue(r"\b(?:soy|je suis) "), Trust.LIKELY),
    (
        _cue(
            r"(?:^|\n|[.;] )(?:patient|client|from|re|attn|caregiver|contact|guardian|for|to|pt): ?"
        ),
        Trust.LIKELY,
    ),
    (
        _cue(
            r"\b(?:first|last|middle|maiden|married|family|full|legal|given|sur) ?name"
            r"(?:[ ]?(?:is|was|:|=|,))? ?"
        ),
        Trust.LIKELY,
    ),
    (_cue(r"\b(?:first|last|family|sur) ?name ?(?:is|was|:|=)? ?"), Trust.ONE_WORD),
    (_cue(r"\bnick ?name(?:'s|’s| is| was|:)? "), Trust.FIRM),
    (
        _cue(r"\b(?:say|says|said|give my) (?:hi|hello|hey|thanks|thank you|best|love) to "),
        Trust.LIKELY,
    ),
    (_cue(r"\binitials (?:is |are |was |were |: ?)?"), Trust.LIKELY),
    (re.compile(r"(?:^|[.!?\n,] ?)[Nn]ame (?=[A-Z])"), Trust.SURE),
    (_cue(r"\b(?:my|on it|on the card|under the|by the) name (?:of )?"), Trust.LIKELY),
    (_cue(r"\b(?:i am|i'm|i’m|im|is|was|he's|she's|people|they) called (?:me )?"), Trust.LIKELY),
    (_cue(r"\b(?:call|calls|called|name[ds]?) (?:me|him|her) "), Trust.LIKELY),
    (_cue(r"\b(?:they|people|everybody|everyone|friends) calls? (?:me |him |her )?"), Trust.LIKELY),
    (
        _cue(r"\b(?:it's|its|it’s|it is|this is|only|just|remember|know|is) me,? "),
        Trust.FIRM,
    ),
    (_cue(r"\b(?:it's|its|it’s|it is|this is|this one is|that is|that's) for "), Trust.LIKELY),
    (
        _cue(r"^(?:hey|hi|hello|yo|hola|hiya)[,!]? (?:it's|its|it’s|this is|i'm|im|i’m|i am) "),
        Trust.ODD,
    ),
    (
        _cue(
            r"\b(?:booked|made|signed|filled out|recommended|referred|treated|seen|sent|done"
            r"|written"
            r"|helped|told|examined|checked|scheduled|taught|called) by "
        ),
        Trust.LIKELY,
    ),
    (
        _cue(r"\b(?:message|call|text|note|letter|voicemail|referral) (?:is |was )?(?:from|for) "),
        Trust.LIKELY,
    ),
    (
        _cue(r"(?:^|[.!?] |\n)(?:thank you|thanks|thank u|thx|bless you|hi|hello|hey|dear),? "),
        Trust.LIKELY,
    ),
    (
        _cue(
            r"\b(?:came with|come with|coming with|along with|worked with|work with|talked to"
            r"|talked with"
            r"|spoke to|spoke with|speak to|speak with|talk to|met|bring|bringing|brought|seen"
            r"|saw|see) "
        ),
        Trust.LIKELY,
    ),
    (
        _cue(
            r"\b(?:on behalf of|behalf of|instead of|in the name of|caring for|care for|aka"
            r"|a\.k\.a\.?"
            r"|formerly|née|nee|nicknamed?|alias|initials|guardian of|parent of|friend of|me and"
            r"|caregiver (?:of|for|to)|niece of|nephew of|cousin of|sister of|brother of|name of) "
        ),
        Trust.LIKELY,
    ),
    (_cue(r"\b(?:wrote|typed|misspelled) "), Trust.LIKELY),
    (_cue(r"\b(?:go|goes|went|known) (?:by|as) "), Trust.LIKELY),
    (
        _cue(
            r"\b(?:me llamo|mi nombre es|se llama|je m'appelle|mi chiamo|mein name ist"
            r"|меня зовут|mwen rele|nombre:?|apellido:?) "
        ),
        Trust.SURE,
    ),
    (_cue(r"\b(?:i am|i'm|i’m|im|i m|she is|he is|she's|he's|she’s|he’s) "), Trust.LIKELY),
    (
        _cue(
            r"\b(?:this is|it's|it’s|its|it is|that's|me,|myself|hola soy|(?:hi|hello|hey),? my"
            r" name) "
        ),
        Trust.CAREFUL,
    ),
    (_cue(rf"\b(?:{_TITLES})\b\.?,? "), Trust.LIKELY),
    (_cue(r"\b(?:mr|mrs|ms|mister|missus|señora?|sra)\b\.?,? "), Trust.ONE_WORD),
    (_cue(r"\b(?:mr|mrs|ms|mister)\b\.? "), Trust.TITLE),
    (_cue(r"\bdr\b\.? "), Trust.ODD),
    (
        _cue(
            rf"\b(?:my|his|her|our|their|your|ur|the|an?|mi|ma|mon) (?:[a-z]{{2,12}} )?(?:{_KIN})"
            r"(?:'s|’s|s)?(?:,? (?:is |are |was )?(?:named |called )|,? (?:is|are|was|were) |, "
            r"| |: "
            r"| - |, an? |'?s? names? (?:is |are )?)"
        ),
        Trust.FIRM,
    ),
    (
        _cue(
            r"\b(?:mam[aá]|pap[aá]|madre|padre|hij[oa]|espos[oa]|herman[oa]|abuel[oa]|t[ií][oa]"
            r"|amig[oa]"
            r"|mère|père|fils|fille) (?:de |du |d')"
        ),
        Trust.LIKELY,
    ),
    (
        _cue(
            r"\b(?:book|booked|put|file|filed|listed|reserved|registered|down|appointment|appt"
            r"|reservation|slot|put it) (?:[a-z]{1,9} ){0,2}under (?:the name )?(?:of )?"
        ),
        Trust.SURE,
    ),
    (
        _cue(r"\b(?:aunt|uncle|aide|mother|mom|father|dad|wife|husband|son|daughter) of "),
        Trust.PAIR,
    ),
    (_cue(r"\b(?:ask for|asked for|attn:?|attention:?|care of|c/o|contact:?) "), Trust.LIKELY),
    (
        _cue(
            r"\b(?:appointment|appt|session|visit|form|note|letter|bill|invoice|check|prescription)"
            r" (?:is )?(?:for|to|of) "
        ),
        Trust.LIKELY,
    ),
    (
        _cue(r"\b(?:make it out to|made out to|addressed to|payable to|reach|bill) "),
        Trust.PAIR,
    ),
    (
        _cue(
            r"\b(?:reschedule|cancel|rebook|move|swap|squeeze in|spelled|spelt|text|phone|email"
            r"|call|ring) "
        ),
        Trust.PAIR,
    ),
    (_cue(r"\bhubby "), Trust.FIRM),
    (
        _cue(
            r"\b(?:put down|sub (?:me )?for|swap with|(?:it's|its|it is"
            r"|might be) under) "
        ),
        Trust.FIRM,
    ),
    (_cue(rf"\b(?:{_KIN}|grandson|granddaughter|caretaker) (?:of|for) "), Trust.FIRM),
    (_cue(r"\b(?:tell|ask|remind|inform|let|put|recommended|through|me and) "), Trust.FIRM),
    (
        _cue(
            r"\b(?:i am|i'm|i’m|im|(?:is|up|here|waiting|calling|asking|booking|writing|appt"
            r"|appointment) for) (?=[^\W\d_]{6,15}[.!]?\s{0,3}$)"
        ),
        Trust.FIRM,
    ),
    (
        _cue(
            r"\b(?:regards|sincerely|cheers|best|thanks|thank you|thx|ty|gracias|yours|yours truly"
            r"|truly|signed|love|xo|xoxo|warmly|respectfully|blessings|peace),?!?\.?\s{0,3}"
            r"[\n,~–—-]\s{0,3}"
        ),
        Trust.LIKELY,
    ),
    (
        _cue(
            r"\b(?:mail|send|ship|invoice|charge|give|deliver|came|comes|go"
            r"|goes)(?: [a-z]{1,12}){0,3} to "
        ),
        Trust.PAIR,
    ),
)
