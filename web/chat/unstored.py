"""Emergencies that could not be stored: kept in the process, so that they stick all the same."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from threading import Lock

from bot.types import Conversation
from web.storage.conversations import token_hash

_MOST = 1000
"""So many conversations; beyond, the one that was silent longest is forgotten."""


class Unstored:
    """What the database does not know of conversations that showed signs of an emergency.

    It is lost with the process, and of several servers each knows its own.
    """

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._kept: OrderedDict[str, Conversation] = OrderedDict()
        self._lock = Lock()

    def keep(self, token: str | None, state: Conversation) -> None:
        """Keep the state of the conversation that `token` opens, if it ever showed such signs."""
        if not token or not state.flags:
            return
        key = token_hash(token)
        with self._lock:
            self._kept[key] = state
            self._kept.move_to_end(key)
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)

    def onto(self, token: str | None, state: Conversation) -> Conversation:
        """Return `state` with the emergency that was kept for `token`, if one was."""
        with self._lock:
            kept = self._kept.get(token_hash(token)) if token else None
        if kept is None:
            return state
        return replace(
            state,
            alarm=kept.alarm,
            alarm_repeated=kept.alarm_repeated,
            said=kept.said,
            flags=tuple(dict.fromkeys((*state.flags, *kept.flags))),
        )

    def forget(self, token: str | None) -> None:
        """Forget the conversation: it is stored now, or gone."""
        if token:
            with self._lock:
                self._kept.pop(token_hash(token), None)
