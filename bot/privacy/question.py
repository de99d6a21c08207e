"""The question in a message without the details of the person who asks."""

from __future__ import annotations

import re

from bot.privacy.mask import KINDS, find

# Stand for what is taken out: one character for any number, one for each name.
_NUMBER = "\ufffc"
_FIRST_NAME = 0xE000
_NAME = "[\ue000-\ue0ff]"
_PLACEHOLDER = re.compile(rf"\[(?:{'|'.join(KINDS)})\]")
_ABOUT = (
    r"(?:name|names|number|num|no|phone|cell|cellphone|mobile|tel|telephone|fax|e-?mail|address"
    r"|dob|d\.o\.b\.?|date of birth|birth ?date|birthday|bday|born|ssn|social security|social|mrn"
    r"|record|chart|patient|member|policy|insurance|group|claim|licen[cs]e|passport|card|zip|id)"
)
_LEAD = (
    r"(?:\b(?:and|also|plus)[ ,]{1,2})?(?:\b(?:my|his|her|the|our|their|your|i was|i live|live|call"
    r"|text|reach|contact)[ ]{1,2}(?:me |us |at |on |back )?)?"
    r"(?:\b(?:first|last|full|legal|home|work|cell|new|medical|driver'?s?|credit|debit) )?"
    rf"(?:\b{_ABOUT}\b[ ]?){{0,3}}(?:#|\b(?:is|are|was|at|on|in|no)\b|:|=)?[ :#.]{{0,2}}"
)
_INTRODUCED_NAME = re.compile(
    r"(?:\b(?:my|his|her|the|patient) )?(?:\b(?:first|last|full|legal) )?"
    r"(?:\bnames?(?: is| was|:|=)?|\b(?:this is|i am|i'm|im|it's|its|it is|call me|me llamo|soy)) "
    rf"?{_NAME}(?: {_NAME})?(?: (?:here|speaking|again|checking in|calling)\b)?[ ,.;:!/-]{{0,3}}"
    rf"|(?:^|(?<=[,.;:!?\n-])) ?{_NAME}(?: (?:here|again)\b)?[ ]?(?:[,.;:!?\n/-]|$)",
    re.IGNORECASE,
)
_KIN_NAME = re.compile(
    r"\b(mother|mom|mum|dad|father|son|daughter|wife|husband|partner|sister|brother|friend|aunt"
    r"|uncle|cousin|nephew|niece|grandma|grandpa|client|patient|boyfriend|girlfriend)"
    rf"(?: named| called)?,? {_NAME},?",
    re.IGNORECASE,
)
_TITLE = re.compile(r"\b(?:dr|doctor|prof|professor|mr|mrs|ms|miss)\b\.? $", re.IGNORECASE)
_INTRODUCED_NUMBER = re.compile(rf"{_LEAD}{_NUMBER}[ ,.;:!/-]{{0,3}}", re.IGNORECASE)


def without_details(text: str) -> str:
    """Return `text` without its private details and the words that only lead to them.

    A phone number is no part of the question, yet makes it look foreign. A name stays where the
    question is about it. What holds nothing else stays as it is: "my name is Ann".

    >>> without_details("my name is Ann Lee, phone 212 555 0147, can I get dry needling")
    'can I get dry needling'
    >>> without_details("who is Dr. Lee")
    'who is Dr. Lee'
    """
    rest = _rest(text)
    return rest if re.search(r"[^\W_]", rest) else text


def is_only_details(text: str) -> bool:
    """Return whether `text` holds private details and nothing else but words that lead to them.

    >>> [is_only_details(t) for t in ("Ann Lee, 212 555 0147", "is 212 555 0147 yours", "hello")]
    [True, False, False]
    """
    rest = _rest(text)
    return rest != text and not re.search(r"[^\W_]", rest)


def _rest(text: str) -> str:
    """Return what of `text` is neither a private detail nor leads to one."""
    pieces: list[str] = []
    kept: list[str] = []
    end = 0
    for detail in find(text):
        gone = _NUMBER
        if detail.kind == "name" and _TITLE.search(text, max(0, detail.start - 12), detail.start):
            continue  # "who is Dr. Lee" asks about somebody else
        if detail.kind == "name" and len(kept) < 0x100:
            gone = chr(_FIRST_NAME + len(kept))
            kept.append(text[detail.start : detail.end])
        pieces += [text[end : detail.start], gone]
        end = detail.end
    bare = _PLACEHOLDER.sub(_NUMBER, "".join([*pieces, text[end:]]))
    if not kept and _NUMBER not in bare:
        return text
    bare = _INTRODUCED_NUMBER.sub(" ", _KIN_NAME.sub(r"\1", _INTRODUCED_NAME.sub(" ", bare)))
    for number, name in enumerate(kept):
        bare = bare.replace(chr(_FIRST_NAME + number), name)
    return " ".join(bare.split())
