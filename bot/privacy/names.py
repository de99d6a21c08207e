"""Names of people, found by the words that introduce them; words that are no names end a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NAME_WORD = re.compile(r"[ ]?([A-Za-zÀ-ÖØ-öø-ÿ][A-Za-zÀ-ÖØ-öø-ÿ'’-]{0,24}\.?)")
_TWO = r"(?=[A-Z][a-z]+ [A-Z][a-z]+)"
_CUES = (
    # (cue, whether the name must begin with a capital letter, most words of the name)
    (re.compile(r"\bmy (?:full |first |last |legal )?names? (?:is|are|was|:) ?", re.I), False, 3),
    (re.compile(r"\bmy name'?s ", re.I), False, 3),
    (re.compile(r"\bname ?: ?", re.I), False, 3),
    (re.compile(r"\b(?:i am|i'm|im) called ", re.I), False, 3),
    (re.compile(r"\bcall me (?=[A-Z])"), True, 2),
    (re.compile(r"\bthis is (?=[A-Z])", re.I), True, 3),
    (re.compile(r"\b(?:it's|its) (?=[A-Z][a-z]+ (?:here|from|again)\b)"), True, 2),
    (re.compile(r"\bI(?: am|'m|’m) (?=[A-Z][a-z]+)"), True, 3),
    (re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Doctor|Prof)\b\.? (?=[A-Z])"), True, 3),
    (re.compile(r"\b(?:mr|mrs|ms|dr)\.? (?=[a-z])"), False, 1),
    (re.compile(r"\b(?:regards|sincerely|cheers|best|thanks),? ?\n ?(?=[A-Z])", re.I), True, 3),
    (re.compile(r"\bpatient (?:named |name is |called )", re.I), False, 3),
    (re.compile(r"\b(?:ask(?:ed)? for|(?:speak|talk) to|see|saw|with|by) " + _TWO), True, 3),
)  # fmt: skip
_HERE = re.compile(
    r"^(?:[Hh]i|[Hh]ello|[Hh]ey)?,? ?([A-Z][a-z]{2,20}(?: [A-Z][a-z]{2,20})?) here\b"
)
_SPEAKING = re.compile(r"\bthis is ([a-z]{2,20}(?: [a-z]{2,20})?) speaking\b", re.IGNORECASE)
_NO_NAME = frozenset(
    """
    a about after again all also am an and any are as at back bad because been being better but
    by called came can cannot changed clinic confused correct could curious day dear did do does
    doctor doctors dry due during each ever feeling fine for from get getting given going gone
    good had has have having he hello help her here hey hi him his hope how hurt hurting i if in
    is it its just know late like listed looking lost me misspelled missing mr mrs my needle
    needling nervous new nice no not now of off office ok okay old on only or our out over pain
    patient please pregnant private put really right said scared see she short sick so some sore
    sorry sure taking terrible than thank thanks that the their them then there these they this
    those time tired to today too trigger trying under up urgent us very waiting wanted wanting
    was we well were what when where which while who why will with wondering worried would
    writing wrong yes you your allergic anxious diabetic afraid booked spelled spelt hard
    important unusual difficult everything great awful unacceptable ridiculous monday tuesday
    wednesday thursday friday saturday sunday january february march april june july august
    september october november december injection injections shot physical therapy therapist
    american english spanish chinese russian nurse nhs er mri emg prp ultrasound medicare
    medicaid first second third absolutely actually always already almost never still ready
    happy glad irish jewish muslim christian catholic italian german french polish korean indian
    mexican canadian british african asian greek turkish dominican haitian jamaican free able
    interested unable unsure unhappy upset angry busy done calling emailing asking hoping
    thinking planning experiencing suffering struggling seeing using told tested treated
    """.split()
)


def names(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of names in `text`: after "my name is", "this is", titles and the like."""
    for cue, capital, most in _CUES:
        for match in cue.finditer(text):
            if span := _name_after(text, match.end(), capital=capital, most=most):
                yield span
    for pattern in (_HERE, _SPEAKING):
        for match in pattern.finditer(text):
            if not set(match[1].lower().split()) & _NO_NAME:
                yield match.span(1)


def _name_after(text: str, start: int, *, capital: bool, most: int) -> tuple[int, int] | None:
    """Return the span of up to `most` words of a name that begins at `start`, or None."""
    position, first, end = start, None, start
    for count in range(most):
        match = _NAME_WORD.match(text, position)
        if match is None or (match.start(1) == position and count):
            break
        word = match[1]
        bare = word.rstrip(".").removesuffix("'s").lower()
        if bare in _NO_NAME or (capital and not word[0].isupper()):
            break
        if count and not word[0].isupper() and text[start:position].strip()[:1].isupper():
            break
        if first is None:
            first = match.start(1)
        end = match.end(1)
        position = end
        if word.endswith(".") and len(bare) > 2:
            end -= 1
            break
    if first is None:
        return None
    if text[first:end].endswith(("'s", "’s")):
        end -= 2
    return (first, end) if _likely(text[first:end]) else None


def _likely(name: str) -> bool:
    return len(name) > 1 and not (
        len(name) > 3 and name.isupper() and " " not in name and len(name) > 12
    )
