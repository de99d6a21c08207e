"""Which passwords and names a new account may have. Each rule says what to do instead."""

from __future__ import annotations

import re
import unicodedata

SHORTEST, LONGEST = 12, 200
_EMAIL = re.compile(r"[\w.!#$%&*+/=?^{|}~-]{1,64}@[\w.-]+\.[a-zA-Z]{2,24}")
# What people reach for when twelve characters are asked; compared without digits and signs.
_COMMON = frozenset(
    """
    password passwordpassword mypassword thepassword passw pword pass passpass qwerty qwertyuiop
    qwertyqwerty qwertyuiopasdfghjkl asdfghjkl asdfasdf zxcvbnm letmein letmeinletmein letmeinnow
    welcome welcomewelcome welcomehome iloveyou iloveyouiloveyou sunshine princess football baseball
    basketball monkey monkeymonkey dragon superman batman starwars trustno administrator admin
    adminadmin changeme changemenow changeit secret secretsecret supersecret master default
    temporary temppassword hospital hospitalhospital doctor nurse clinic clinicclinic reception
    receptionist frontdesk medical physio physiotherapy therapy needling dryneedling
    triggerpoint patient patients healthcare summer winter spring autumn summertime wintertime
    january february march april may june july august september october november december monday
    abc abcd abcdefg abcdefgh abcdefghijkl abcabcabc test testtest testing testtesttest computer
    internet google facebook samsung whatever freedom jesus jesuschrist correcthorsebatterystaple
    """.split()
)


def problem_with_password(password: str, *, email: str, name: str = "") -> str | None:
    """Return why the password will not do, in one sentence, or None."""
    if len(password) < SHORTEST:
        return f"Use at least {SHORTEST} characters. A few unrelated words are easy to remember."
    if len(password) > LONGEST:
        return f"Use at most {LONGEST} characters."
    plain = password.casefold()
    own = {email.casefold(), email.casefold().partition("@")[0], name.casefold()}
    if plain.strip("0123456789!?.-_ ") in own or plain in own:
        return "Do not use your e-mail address or name as the password."
    letters = "".join(c for c in plain if c.isalpha())
    if len(set(plain)) < 5 or letters in _COMMON or not letters:
        return "This password is too easy to guess. Try a few unrelated words."
    return None


def problem_with_email(email: str) -> str | None:
    """Return why this is no e-mail address to sign in with, or None."""
    if len(email) > 254:
        return "Use an e-mail address of at most 254 characters."
    if not _EMAIL.fullmatch(email):
        return "Enter an e-mail address, such as maria@example.org."
    return None


def problem_with_name(name: str) -> str | None:
    """Return why this name cannot be shown to patients, or None."""
    if not name:
        return "Enter the name that patients will see."
    if len(name) > 80:
        return "Use at most 80 characters."
    if "<" in name or ">" in name:
        return "Use no < or >: patients see the name exactly as it is typed."
    # Invisible and direction-changing characters could make one person look like another.
    if any(unicodedata.category(c) in ("Cc", "Cf", "Co", "Cs", "Zl", "Zp") for c in name):
        return "The name has a character that cannot be shown. Please type it again."
    return None
