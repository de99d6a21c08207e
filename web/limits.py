"""How often one address may do what. The numbers stand here, not at the routes."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import time
from collections.abc import Callable
from typing import Any

from flask import Flask, current_app, request
from flask_limiter import Limiter
from limits.storage import MemoryStorage

from web.settings import Settings

# A clinic's waiting room shares one address, so these are for many patients at once. A widget
# asks for news every 2 s, which is 30 a minute.
LIMITS = {
    "chat.start": 30,
    "chat.send": 120,
    "chat.handoff": 30,
    "chat.rate": 120,
    "chat.read": 1200,
    "chat.show": 300,
    "chat.remove": 30,
}
PER_CONVERSATION = {"chat.send": 30, "chat.read": 120}  # a minute, by the token that is sent


def make_limiter(app: Flask, settings: Settings) -> Limiter:
    """Return the limiter of the app; rooms find it in `app.extensions["limits"]`.

    With a shared store away, each process counts for itself until it is back.
    """
    return Limiter(
        address,
        app=app,
        storage_uri=settings.limits_storage,
        strategy="moving-window" if settings.limits_storage == "memory://" else "fixed-window",
        in_memory_fallback_enabled=True,
        headers_enabled=False,
    )


def apply(app: Flask, limiter: Limiter) -> None:
    """Limit the routes that the tables above name."""
    for endpoint, number in LIMITS.items():
        view: Callable[..., Any] = app.view_functions[endpoint]
        if own := PER_CONVERSATION.get(endpoint):
            view = limiter.limit(_rule(app, own), key_func=conversation)(view)
        app.view_functions[endpoint] = limiter.limit(_rule(app, number))(view)


def address() -> str:
    """Return a name for who sends the request; of IPv6 for the /64 that one household holds.

    It is a keyed hash: the address itself stands nowhere. The counters under this name, in memory
    or in a shared store, count for five minutes at most and are removed soon after.
    """
    key = current_app.extensions["settings"].secret_key.encode()
    return hmac.new(key, _network().encode(), hashlib.sha256).hexdigest()[:32]


def _network() -> str:
    given = request.remote_addr or "unknown"
    try:
        parsed = ipaddress.ip_address(given)
    except ValueError:
        return given
    if parsed.version == 4:
        return given
    return str(ipaddress.ip_network((parsed, 64), strict=False))


def conversation() -> str:
    """Return the conversation that the request claims to be of, or its address."""
    given = request.headers.get("Authorization", "")
    # Hashed: counters may stand in a shared store, and a token opens somebody's conversation.
    return hashlib.sha256(given.encode("utf-8", "replace")).hexdigest() if given else address()


def forget_idle(limiter: Limiter) -> None:
    """Remove the names of those who have sent nothing lately; the library keeps them for ever.

    A shared store does this by itself.
    """
    store = limiter.storage
    if not isinstance(store, MemoryStorage):
        return
    now = time.time()
    for key in list(store.events):
        with store.locks[key]:
            if all(event.expiry <= now for event in store.events.get(key, ())):
                store.events.pop(key, None)
                store.locks.pop(key, None)


def _rule(app: Flask, number: int) -> str:
    return f"{number * app.extensions['settings'].limits_factor} per minute"
