"""From what a patient typed to words. Pure, total and fast: any string in, never an exception."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from bot.types import Utterance

MAX_CHARACTERS = 1000
"""A longer message is cut here; a question for a FAQ fits, and work per message stays bounded."""

# Look-alikes that people paste and attackers type. NFKC already folds width, ligatures and styles.
_LOOKALIKES = str.maketrans(
    "’‘ʼ`´“”„–—−‑…аеорсухіјѕԁһӏ",
    "'''''\"\"\"----.aeopcyxijsdhl",
)
# The same for plain ASCII, in one pass: a control character becomes a space.
_ASCII = str.maketrans({chr(n): " " for n in (*range(32), 127)} | {"`": "'"})
_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
_LONG_RUN = re.compile(r"([a-z])\1{2,}")

# Contractions and phone spelling. A word that says "no" is never lost: "cant" must stay "cannot",
# for dropping it once turns "no pain" into "pain".
REWRITES = {
    "can't": "can not", "cant": "can not", "cannot": "can not",
    "won't": "will not", "wont": "will not",
    "don't": "do not", "dont": "do not", "doesn't": "does not", "doesnt": "does not",
    "didn't": "did not", "didnt": "did not", "isn't": "is not", "isnt": "is not",
    "aren't": "are not", "arent": "are not", "wasn't": "was not", "wasnt": "was not",
    "weren't": "were not", "haven't": "have not", "havent": "have not",
    "hasn't": "has not", "hasnt": "has not", "hadn't": "had not",
    "couldn't": "could not", "couldnt": "could not", "wouldn't": "would not",
    "wouldnt": "would not", "shouldn't": "should not", "shouldnt": "should not",
    "doesn": "does not", "didn": "did not", "isn": "is not", "wasn": "was not",
    "couldn": "could not", "wouldn": "would not", "shouldn": "should not", "hasn": "has not",
    "hadn": "had not", "aren": "are not", "weren": "were not",
    "i'm": "i am", "im": "i am", "i've": "i have", "ive": "i have", "i'd": "i would",
    "i'll": "i will", "you're": "you are", "youre": "you are", "they're": "they are",
    "it's": "it is", "that's": "that is", "thats": "that is", "what's": "what is",
    "whats": "what is", "who's": "who is", "whos": "who is", "where's": "where is",
    "wheres": "where is", "how's": "how is", "hows": "how is", "there's": "there is",
    "he's": "he is", "she's": "she is", "let's": "let us",
    "u": "you", "ur": "your", "r": "are", "pls": "please", "plz": "please", "thx": "thanks",
    "b4": "before", "bc": "because", "cuz": "because", "wat": "what", "wut": "what",
    "wht": "what", "gonna": "going to", "wanna": "want to", "gotta": "got to",
    "abt": "about", "w": "with", "w/o": "without", "dr": "doctor", "doc": "doctor",
    "docs": "doctors", "appt": "appointment", "pt": "physical therapy", "tp": "trigger point",
    "tps": "trigger points", "tpi": "trigger point injection",
    "tpis": "trigger point injections", "dn": "dry needling", "tdn": "dry needling",
    "rx": "medicine", "meds": "medicines", "med": "medicine",
}  # fmt: skip

_SUFFIXES = ("ingly", "edly", "ness", "ment", "able", "ing", "ies", "ied", "ly", "ed", "es", "s")

NEGATIONS = frozenset(
    {"no", "not", "never", "none", "without", "nor", "neither", "nothing", "stop"}
)


def fold(text: str) -> str:
    """Return `text` lower-case and free of tricks: width, style, look-alikes, accents, invisibles.

    >>> fold("Ｄry\\u200b NEEDLING — naïve")
    'dry needling - naive'
    """
    if text.isascii():  # nearly every message, and thirty times quicker
        return text.lower().translate(_ASCII)
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_LOOKALIKES)
    decomposed = unicodedata.normalize("NFD", folded)
    kept = (c for c in decomposed if unicodedata.category(c) not in ("Mn", "Cf", "Me"))
    return "".join(c if c.isprintable() else " " for c in kept)


def words(text: str) -> tuple[str, ...]:
    """Return the words of `text`, folded, with contractions and phone spelling written out.

    >>> words("Can't sleep, im SOOOO sore b4 PT")
    ('can', 'not', 'sleep', 'i', 'am', 'soo', 'sore', 'before', 'physical', 'therapy')
    """
    found = _WORD.findall(_LONG_RUN.sub(r"\1\1", fold(text)))
    if REWRITES.keys().isdisjoint(found):
        return tuple(found)
    return tuple(part for word in found for part in REWRITES.get(word, word).split())


@lru_cache(maxsize=4)  # each step of a turn asks about the same text
def utterance(text: str) -> Utterance:
    """Return what the patient wrote together with its normalised form and words."""
    tokens = words(text[:MAX_CHARACTERS])
    return Utterance(text=text, normalised=" ".join(tokens), tokens=tokens)


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """Return `word` without a common ending, at least three letters long.

    >>> [stem(w) for w in ("injections", "needling", "bruised", "knots", "is")]
    ['injection', 'needl', 'bruis', 'knot', 'is']
    """
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            return word[: -len(suffix)]
    return word
