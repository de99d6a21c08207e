"""Naming a browser for its owner, and knowing one again that has signed in before."""

from __future__ import annotations

import hashlib
import secrets

from itsdangerous import BadSignature, URLSafeSerializer

# Order counts: Edge and Opera also say Chrome, Chrome also says Safari, Android also says Linux.
_PROGRAMS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("CriOS/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)


def device_of(user_agent: str) -> str:
    """Return a browser in the owner's words: "Chrome on Windows"."""
    program = next((name for mark, name in _PROGRAMS if mark in user_agent), "Browser")
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), "unknown device")
    return f"{program} on {system}"


def make_note(secret_key: str, username: str) -> str:
    """Return a signed note for a browser whose owner gave the right password."""
    return str(_signer(secret_key).dumps([_whose(username), secrets.token_urlsafe(12)]))


def read_note(secret_key: str, note: str | None, username: str) -> str | None:
    """Return the id in a note that we signed for this very account, else None."""
    if not note or len(note) > 200:
        return None
    try:
        found = _signer(secret_key).loads(note)
    except BadSignature:
        return None
    whose, browser = found if isinstance(found, list) and len(found) == 2 else (None, None)
    return browser if whose == _whose(username) and isinstance(browser, str) else None


def _whose(username: str) -> str:
    name = username.strip().lower().encode("utf-8", "replace")
    return hashlib.sha256(name).hexdigest()[:16]


def _signer(secret_key: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret_key, salt="known-browser")
