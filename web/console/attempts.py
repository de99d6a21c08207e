"""How often somebody may try a password.

Three counts in five minutes: per account and address, per account, per address. A stranger who
uses up an account's count would lock its owner out, so a browser that has signed in before carries
a signed note and is counted by itself: its owner gets in at once.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.strategies import RateLimiter

_TRIES = {"both": 10, "account": 20, "address": 60, "known": 10}
_MINUTES = 5


@dataclass(frozen=True, slots=True)
class Attempts:
    """Counts tries in the application's rate limiter, which all its processes share."""

    rates: RateLimiter
    factor: int = 1  # multiplies the counts per address, as it does the other limits

    def allow(self, username: str, *, address: str, known: str | None) -> bool:
        """Count one try and return whether it may go on. `known` is the id of a known browser."""
        account = _key(username)
        if known:
            return self.rates.hit(_limit("known"), account, known)
        return (
            self.rates.hit(_limit("address", self.factor), address)
            and self.rates.hit(_limit("both"), account, address)
            and self.rates.hit(_limit("account"), account)
        )

    def forget(self, username: str, *, address: str, known: str | None) -> None:
        """Start the person's own counts afresh, after the right password."""
        account = _key(username)
        self.rates.clear(_limit("both"), account, address)
        if known:
            self.rates.clear(_limit("known"), account, known)


def _limit(kind: str, factor: int = 1) -> RateLimitItem:
    return RateLimitItemPerMinute(_TRIES[kind] * factor, _MINUTES, namespace=f"sign-in-{kind}")


def _key(username: str) -> str:
    # Hashed, so that what people type by mistake (a password, say) does not stand in the counters.
    return hashlib.sha256(username.strip().lower().encode("utf-8", "replace")).hexdigest()[:32]
