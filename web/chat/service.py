"""What happens with a patient's request. The one place that catches what went wrong inside."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.assistant import Assistant
from bot.types import Conversation
from web import logs
from web.assistants import Assistants
from web.chat import exchange as exchanges
from web.chat import fallback, present, removal
from web.chat.exchange import Exchange
from web.chat.incoming import Incoming, label
from web.chat.unstored import Unstored
from web.errors import ApiError
from web.storage import (
    Connection,
    Storage,
    StorageError,
    conversations,
    handoffs,
    messages,
)
from web.storage.records import StoredConversation, StoredMessage

RESCUED = "rescued"  # stands for the body of a message that was stored although it was refused


class ChatService:
    """Serves conversations. A `token` opens one; ApiError 401 says that it opens none."""

    def __init__(
        self,
        storage: Storage,
        assistants: Assistants,
        *,
        clock: Callable[[], datetime],
        staff_news: Callable[[], None],
    ) -> None:
        self._storage = storage
        self._assistants = assistants
        self._clock = clock
        self._staff_news = staff_news
        self._unstored = Unstored()

    def start(self) -> dict[str, Any]:
        """Return a new conversation with its token and the first view. Raises StorageError."""
        state, token = Conversation(id=secrets.token_hex(16)), secrets.token_urlsafe(32)
        with self._storage.write() as connection:
            conversations.start(connection, state=state, token=token, now=self._clock())
        welcome = present.welcome(self._assistants.current())
        return {"conversation_id": state.id, "token": token, "welcome": welcome}

    def show(self, token: str | None) -> dict[str, Any]:
        """Return the state of the conversation and the first view."""
        with self._storage.read() as connection:
            conversation = self._seen(connection, token)
        welcome = present.welcome(self._assistants.current())
        return {"conversation": present.state(conversation), "welcome": welcome}

    def read(self, token: str | None, after: int, known: str | None) -> tuple[str, Any]:
        """Return the tag of what is stored now, and what is newer than `after`.

        The second is None when `known` is that tag: one look-up in an index, nothing else.
        """
        with self._storage.read() as connection:
            conversation = self._seen(connection, token)
            tag = f"{conversation.version}-{after}"
            if tag == known:
                return tag, None
            found = messages.after(connection, conversation.id, after, as_written=True)
        return tag, present.shown(found, conversation)

    def send(self, token: str | None, incoming: Incoming) -> dict[str, Any]:
        """Return the patient's message and the answer to it.

        The same message again returns the stored answer. With the database away the answer comes
        all the same and says `saved: false`. Raises ApiError 401, and 409 for an id used before.
        """
        assistant = self._assistants.current()
        try:
            with self._storage.read() as connection:
                seen = self._seen(connection, token)
                if found := _repeat(connection, seen.id, incoming):
                    return present.shown(found, seen) | {"saved": True}
        except StorageError:
            logs.fault("conversation_unreadable")
            state = self._unstored.onto(token, Conversation(id=""))
            exchange = self._exchange(assistant, incoming, state)
            self._unstored.keep(token, exchange.state)
            return self._unsaved(assistant, exchange)
        exchange = self._exchange(assistant, incoming, seen.state)
        try:
            return self._saved(assistant, token, seen, exchange)
        except StorageError:
            logs.fault("message_not_saved", conversation=seen.id)
            self._unstored.keep(token, exchange.state)
            return self._unsaved(assistant, exchange)

    def ask_for_staff(self, token: str | None, incoming: Incoming) -> dict[str, Any]:
        """Return the exchange that hands the conversation to staff, with the contact kept.

        When staff have it already, only the contact is stored. Raises ApiError, StorageError:
        nobody is told that staff know when they do not.
        """
        with self._storage.write() as connection:
            conversation = self._seen(connection, token)
            if conversation.status in ("waiting", "staff"):
                if incoming.contact:
                    now = self._clock()
                    conversations.leave_contact(
                        connection, conversation.id, incoming.contact, now=now
                    )
                    handoffs.touch(connection, conversation.id, now=now)
                known = _repeat(connection, conversation.id, incoming)
                return present.shown(known, conversation) | {"saved": True}
        assistant = self._assistants.current()
        exchange = self._exchange(assistant, incoming, conversation.state)
        return self._saved(assistant, token, conversation, exchange)

    def rate(
        self, token: str | None, message_id: int, *, rating: str, reason: str | None
    ) -> dict[str, Any]:
        """Return the rated message. Raises ApiError 404 for one of another conversation."""
        with self._storage.write() as connection:
            conversation = _opened(conversations.by_token(connection, token or ""))
            found = messages.rate(
                connection,
                conversation.id,
                message_id,
                rating=rating,
                reason=reason,
                now=self._clock(),
            )
        if found is None:
            raise ApiError(404)
        return {"message": present.message(found)}

    def remove(self, token: str | None) -> dict[str, Any]:
        """Return the receipt of the conversation, deleted now or before. Raises StorageError."""
        receipt = removal.remove(self._storage, token or "", now=self._clock())
        if receipt is None:
            raise ApiError(401)
        self._unstored.forget(token)
        return present.receipt(receipt)

    def rescue(self, token: str | None, text: str, client_message_id: str) -> dict[str, Any] | None:
        """Return the emergency card for a message that is being refused, None when it needs none.

        The first emergency of a conversation is stored even now, so that staff see it; later ones
        are only answered, which bounds what a flood can write.
        """
        assistant = self._assistants.current()
        try:
            flagged = bool(text.strip()) and assistant.emergency(text) is not None
        except Exception:
            logs.fault("safety_check_failed")
            return None
        if not flagged:
            return None
        incoming = Incoming(client_message_id, body_hash=RESCUED, text=text)
        state = self._unstored.onto(token, Conversation(id=""))
        try:
            with self._storage.read() as connection:
                seen = conversations.by_token(connection, token or "")
            if seen is not None and not seen.emergency:
                state = self._unstored.onto(token, seen.state)
                exchange = self._exchange(assistant, incoming, state)
                return self._saved(assistant, token, seen, exchange)
            state = seen.state if seen is not None else state
        except (StorageError, ApiError):
            logs.fault("rescue_not_saved")
        return self._unsaved(assistant, self._exchange(assistant, incoming, state))

    def _seen(self, connection: Connection, token: str | None) -> StoredConversation:
        """Return the conversation as stored, and with an emergency that could not be stored."""
        stored = _opened(conversations.by_token(connection, token or ""))
        state = self._unstored.onto(token, stored.state)
        return replace(stored, state=state, emergency=stored.emergency or bool(state.flags))

    def _exchange(self, assistant: Assistant, incoming: Incoming, state: Conversation) -> Exchange:
        now = self._clock()
        text = incoming.text if incoming.choice is None else label(assistant, incoming.choice)
        try:
            turn = assistant.reply_to(text, state, now=now, choice=incoming.choice)
            after = assistant.remember(state, turn)
        except Exception:  # the patient gets an answer whatever broke, and staff get the question
            logs.fault("turn_failed", conversation=state.id)
            turn, after = fallback.broken_turn(assistant, text), state
        return Exchange(incoming, turn, after, self._assistants.version, now)

    def _saved(
        self,
        assistant: Assistant,
        token: str | None,
        seen: StoredConversation,
        exchange: Exchange,
    ) -> dict[str, Any]:
        with self._storage.write() as connection:
            before = _opened(conversations.lock(connection, seen.id))
            news = False
            if not _repeat(connection, seen.id, exchange.incoming):
                if before.version != seen.version:  # somebody spoke meanwhile: think again
                    state = self._unstored.onto(token, before.state)
                    exchange = self._exchange(assistant, exchange.incoming, state)
                news = exchanges.store(connection, before, exchange)
            stored = _repeat(connection, seen.id, exchange.incoming)
            after = _opened(conversations.by_id(connection, seen.id))
        self._unstored.forget(token)
        if news:
            self._staff_news()
        decision = exchange.turn.decision
        logs.event(
            "turn",
            conversation=seen.id,
            message=stored[0].id,
            outcome=decision.outcome.value,
            reason=decision.reason,
            intent=decision.intent,
        )
        return present.shown(stored, after) | {"saved": True}

    def _unsaved(self, assistant: Assistant, exchange: Exchange) -> dict[str, Any]:
        return fallback.unsaved(
            assistant,
            exchange.incoming,
            exchange.turn,
            flagged=bool(exchange.state.flags),
            now=exchange.now,
        )


def _opened(conversation: StoredConversation | None) -> StoredConversation:
    if conversation is None or conversation.deleted_at:
        raise ApiError(401)
    return conversation


def _repeat(
    connection: Connection, conversation_id: str, incoming: Incoming
) -> tuple[StoredMessage, ...]:
    """Return what is stored under the message's id. Raises ApiError 409 for other content."""
    found = messages.exchange(
        connection, conversation_id, incoming.client_message_id, as_written=True
    )
    # The hash goes with the text as written: of a message that old, the id alone must do.
    if found and found[0].body_hash not in (incoming.body_hash, RESCUED, None):
        raise ApiError(409)
    return found
