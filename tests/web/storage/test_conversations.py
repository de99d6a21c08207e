import dataclasses
import threading
from datetime import datetime, timedelta

import pytest
from sqlalchemy import text

from bot.types import Conversation, Procedure
from web.storage import ConflictError, Storage, StorageError, conversations, messages
from web.storage.records import Contact

STATE = Conversation(
    id="c1",
    intent="pain-during",
    procedure=Procedure.DRY_NEEDLING,
    choices=("a", "b"),
    misses=1,
    flags=("bleeding",),
)


def _start(storage: Storage, now: datetime, state: Conversation = STATE, key: str = "t1") -> None:
    with storage.write() as connection:
        conversations.start(connection, state=state, token=key, now=now)


def test_a_conversation_comes_back_as_it_was_stored(storage: Storage, now: datetime) -> None:
    _start(storage, now)
    with storage.read() as connection:
        found = conversations.by_token(connection, "t1")
    assert found is not None
    assert found.state == STATE
    assert (found.status, found.held_by, found.emergency, found.last_id) == ("bot", None, False, 0)
    assert found.created_at == now


def test_another_token_opens_nothing(storage: Storage, now: datetime) -> None:
    _start(storage, now)
    with storage.read() as connection:
        assert conversations.by_token(connection, "t2") is None
        assert conversations.by_token(connection, "\ud800") is None


def test_the_token_itself_is_not_stored(storage: Storage, now: datetime) -> None:
    _start(storage, now, key="very-secret-token")
    with storage.read() as connection:
        row = connection.execute(text("SELECT * FROM conversations")).one()
    assert "very-secret-token" not in str(row)


def test_an_emergency_sticks(storage: Storage, now: datetime) -> None:
    _start(storage, now)
    for emergency in (True, False):
        with storage.write() as connection:
            found = conversations.lock(connection, "c1")
            assert found is not None
            conversations.save(connection, found, emergency=emergency, now=now)
    with storage.read() as connection:
        found = conversations.by_id(connection, "c1")
    assert found is not None
    assert found.emergency


def test_messages_keep_every_character_on_both_databases(storage: Storage, now: datetime) -> None:
    written = "naïve 🩹 \u202e \u200b <b>&amp;</b> 'quote\" \\ %s :x \n\t end"
    _start(storage, now)
    with storage.write() as connection:
        message_id = messages.add(connection, "c1", sender="patient", text=written, now=now)
    with storage.read() as connection:
        (found,) = messages.with_ids(connection, message_id)
    assert (found.text, found.apart) == (written, False)


def test_messages_after_an_id_come_in_order(storage: Storage, now: datetime) -> None:
    _start(storage, now)
    with storage.write() as connection:
        ids = [messages.add(connection, "c1", sender="bot", text=str(n), now=now) for n in range(5)]
    with storage.read() as connection:
        found = messages.after(connection, "c1", ids[2])
        conversation = conversations.by_id(connection, "c1")
    assert [message.text for message in found] == ["3", "4"]
    assert conversation is not None
    assert conversation.last_id == ids[-1]


def test_an_exchange_is_the_message_and_its_answers(storage: Storage, now: datetime) -> None:
    _start(storage, now)
    with storage.write() as connection:
        asked = messages.add(
            connection, "c1", sender="patient", text="q", client_message_id="m1", now=now
        )
        messages.add(connection, "c1", sender="staff", text="meanwhile", now=now)
        messages.add(connection, "c1", sender="bot", text="a", reply_to=asked, now=now)
    with storage.read() as connection:
        found = messages.exchange(connection, "c1", "m1")
        assert messages.exchange(connection, "c1", "m2") == ()
        assert messages.exchange(connection, "c2", "m1") == ()
    assert [message.text for message in found] == ["q", "a"]


def test_a_client_id_is_stored_once(storage: Storage, now: datetime) -> None:
    _start(storage, now)

    def add() -> None:
        with storage.write() as connection:
            messages.add(
                connection, "c1", sender="patient", text="q", client_message_id="m1", now=now
            )

    add()
    with pytest.raises(ConflictError):
        add()


def test_the_newest_rating_counts_and_only_on_answers(storage: Storage, now: datetime) -> None:
    _start(storage, now)
    _start(storage, now, dataclasses.replace(STATE, id="c2"), "t2")
    with storage.write() as connection:
        own = messages.add(connection, "c1", sender="patient", text="q", now=now)
        bot = messages.add(connection, "c1", sender="bot", text="a", now=now)
        for rating, reason in (("up", None), ("down", "wrong")):
            messages.rate(connection, "c1", bot, rating=rating, reason=reason, now=now)
        of_patient = messages.rate(connection, "c1", own, rating="up", reason=None, now=now)
        of_other = messages.rate(connection, "c2", bot, rating="up", reason=None, now=now)
        (found,) = messages.with_ids(connection, bot)
    assert (found.rating, found.rating_reason) == ("down", "wrong")
    assert of_patient is None
    assert of_other is None


def test_contact_details_are_kept_and_replaced(storage: Storage, now: datetime) -> None:
    _start(storage, now)
    with storage.write() as connection:
        assert conversations.contact_of(connection, "c1") is None
        for contact in (Contact(email="a@example.org"), Contact(phone="212-555-0100")):
            conversations.leave_contact(connection, "c1", contact, now=now)
    with storage.read() as connection:
        assert conversations.contact_of(connection, "c1") == Contact(phone="212-555-0100")


def test_a_transaction_that_raises_leaves_nothing(storage: Storage, now: datetime) -> None:
    def fail() -> None:
        with storage.write() as connection:
            conversations.start(connection, state=STATE, token="t1", now=now)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with storage.read() as connection:
        assert conversations.by_id(connection, "c1") is None


def test_writers_in_many_threads_lose_nothing(storage: Storage, now: datetime) -> None:
    _start(storage, now)
    faults: list[Exception] = []

    def work(name: int) -> None:
        try:
            for number in range(20):
                with storage.write() as connection:
                    conversations.lock(connection, "c1")
                    text_ = f"{name}-{number}"
                    messages.add(connection, "c1", sender="patient", text=text_, now=now)
        except StorageError as error:
            faults.append(error)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with storage.read() as connection:
        found = messages.after(connection, "c1")
        conversation = conversations.by_id(connection, "c1")
    assert not faults
    assert len({message.text for message in found}) == 160
    assert conversation is not None
    assert conversation.last_id == found[-1].id


def test_an_error_of_the_database_does_not_quote_the_patient(
    storage: Storage, now: datetime
) -> None:
    _start(storage, now)
    with pytest.raises(ConflictError) as caught, storage.write() as connection:
        messages.add(connection, "nobody", sender="patient", text="my secret", now=now)
    assert "secret" not in repr(caught.value)
    assert caught.value.__suppress_context__


def test_a_time_without_a_zone_is_refused(storage: Storage) -> None:
    with pytest.raises(StorageError):
        _start(storage, datetime(2026, 1, 1))


def test_times_keep_their_instant(storage: Storage, now: datetime) -> None:
    later = now + timedelta(microseconds=1)
    _start(storage, later.astimezone())
    with storage.read() as connection:
        found = conversations.by_id(connection, "c1")
    assert found is not None
    assert found.created_at == later
