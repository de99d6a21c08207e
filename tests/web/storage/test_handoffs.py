import threading
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.web.storage.samples import ask, look, person, start, transcript, waiting
from web.storage import Storage, conversations, handoffs, outbox, queue
from web.storage.records import Claim

MINUTE = timedelta(minutes=1)


def test_the_queue_has_emergencies_first_and_of_the_rest_the_longest_wait(
    storage: Storage, now: datetime
) -> None:
    for n, urgency in enumerate(("normal", "urgent", "normal", "emergency", "emergency")):
        waiting(storage, f"c{n}", now + n * MINUTE, urgency)
    with storage.read() as connection:
        found = queue.items(connection)
    assert [item.conversation_id for item in found] == ["c4", "c3", "c1", "c0", "c2"]
    assert found[0].last_text == "[help c4]"
    assert found[0].created_at == now + 4 * MINUTE


def test_a_conversation_waits_once_and_rises_to_the_greater_urgency(
    storage: Storage, now: datetime
) -> None:
    first = waiting(storage, "c1", now)
    with storage.write() as connection:
        for urgency in ("emergency", "normal"):
            again = handoffs.open_handoff(
                connection, "c1", reason=urgency, urgency=urgency, desk="billing", now=now
            )
        told = outbox.take_due(connection, now=now)
    assert again.id == first.id
    assert (again.urgency, again.reason, again.desk) == ("emergency", "emergency", "billing")
    assert [notice.urgency for notice in told] == ["normal", "emergency"]


def test_the_winner_of_a_claim_speaks_and_the_bot_falls_silent(
    storage: Storage, now: datetime
) -> None:
    handoff = waiting(storage, "c1", now)
    ana, ben = person(storage, "ana", now), person(storage, "ben", now)
    with storage.write() as connection:
        won = handoffs.claim(connection, handoff.id, staff=ana, line="Ana is here", now=now)
        lost = handoffs.claim(connection, handoff.id, staff=ben, line="Ben is here", now=now)
        again = handoffs.claim(connection, handoff.id, staff=ana, line="Ana is here", now=now)
    assert (won, lost, again) == (Claim(True, "Ana"), Claim(False, "Ana"), Claim(True, "Ana"))
    conversation = look(storage, "c1")
    assert (conversation.status, conversation.held_by) == ("staff", "Ana")
    assert conversation.state.held_by_staff
    assert transcript(storage, "c1") == [("patient", "help c1"), ("system", "Ana is here")]


def test_two_people_who_claim_at_once_never_both_win(storage: Storage, now: datetime) -> None:
    people = [person(storage, name, now) for name in ("ana", "ben", "cem", "dora")]
    for round_ in range(5):
        handoff = waiting(storage, f"c{round_}", now)
        claims: list[Claim] = []
        start_line = threading.Barrier(len(people))

        def work(index: int) -> None:
            start_line.wait()  # noqa: B023
            with storage.write() as connection:
                claims.append(  # noqa: B023
                    handoffs.claim(
                        connection,
                        handoff.id,  # noqa: B023
                        staff=people[index],
                        line="here",
                        now=now,
                    )
                )

        threads = [threading.Thread(target=work, args=(n,)) for n in range(len(people))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(claim.won for claim in claims) == [False, False, False, True]
        assert len({claim.holder for claim in claims}) == 1


def test_a_colleague_may_take_over_from_the_one_they_saw(storage: Storage, now: datetime) -> None:
    handoff = waiting(storage, "c1", now)
    ana, ben, cem = (person(storage, name, now) for name in ("ana", "ben", "cem"))
    with storage.write() as connection:
        handoffs.claim(connection, handoff.id, staff=ana, line="Ana", now=now)
        first = handoffs.claim(
            connection, handoff.id, staff=ben, line="Ben", now=now, instead_of=ana.id
        )
        second = handoffs.claim(
            connection, handoff.id, staff=cem, line="Cem", now=now, instead_of=ana.id
        )
    assert first == Claim(True, "Ben")
    assert second == Claim(False, "Ben")
    assert look(storage, "c1").held_by == "Ben"


def test_only_the_holder_replies_and_a_double_click_sends_once(
    storage: Storage, now: datetime
) -> None:
    handoff = waiting(storage, "c1", now)
    ana, ben = person(storage, "ana", now), person(storage, "ben", now)
    with storage.write() as connection:
        early = handoffs.reply(connection, handoff.id, staff=ana, text="hi", now=now)
        handoffs.claim(connection, handoff.id, staff=ana, line="Ana", now=now)
        sent = [
            handoffs.reply(
                connection, handoff.id, staff=ana, text="hi", now=now, client_message_id="r1"
            )
            for _ in range(2)
        ]
        other = handoffs.reply(connection, handoff.id, staff=ben, text="hi", now=now)
    assert early is None
    assert other is None
    assert sent[0] == sent[1]
    assert transcript(storage, "c1")[-1] == ("staff", "hi")
    assert len(transcript(storage, "c1")) == 3


@pytest.mark.parametrize(("verb", "status"), [("release", "bot"), ("resolve", "resolved")])
def test_giving_back_lets_the_bot_speak_again(
    storage: Storage, now: datetime, verb: str, status: str
) -> None:
    handoff = waiting(storage, "c1", now)
    ana, ben = person(storage, "ana", now), person(storage, "ben", now)
    act = getattr(handoffs, verb)
    with storage.write() as connection:
        handoffs.claim(connection, handoff.id, staff=ana, line="Ana", now=now)
        refused = act(connection, handoff.id, staff=ben, line="bye", now=now)
        done = act(connection, handoff.id, staff=ana, line="bye", now=now)
        twice = act(connection, handoff.id, staff=ana, line="bye", now=now)
        left = queue.items(connection)
    assert (refused, done, twice, left) == (False, True, False, ())
    conversation = look(storage, "c1")
    assert (conversation.status, conversation.held_by) == (status, None)
    assert not conversation.state.held_by_staff
    assert transcript(storage, "c1")[-1] == ("system", "bye")


def test_one_that_nobody_holds_can_be_resolved_but_not_given_back(
    storage: Storage, now: datetime
) -> None:
    handoff = waiting(storage, "c1", now)
    ana = person(storage, "ana", now)
    with storage.write() as connection:
        assert not handoffs.release(connection, handoff.id, staff=ana, line="x", now=now)
        assert handoffs.resolve(connection, handoff.id, staff=ana, line="x", now=now)


def test_after_a_resolution_the_conversation_can_wait_again(
    storage: Storage, now: datetime
) -> None:
    handoff = waiting(storage, "c1", now)
    ana = person(storage, "ana", now)
    with storage.write() as connection:
        handoffs.resolve(connection, handoff.id, staff=ana, line="x", now=now)
        again = handoffs.open_handoff(
            connection, "c1", reason="asked", urgency="normal", desk=None, now=now
        )
    assert again.id > handoff.id
    assert again.status == "waiting"


def test_unknown_hand_offs_are_refused_calmly(storage: Storage, now: datetime) -> None:
    ana = person(storage, "ana", now)
    with storage.write() as connection:
        assert handoffs.claim(connection, 99, staff=ana, line="x", now=now) == Claim(False, None)
        assert handoffs.reply(connection, 99, staff=ana, text="x", now=now) is None
        assert not handoffs.release(connection, 99, staff=ana, line="x", now=now)
        assert not handoffs.resolve(connection, 99, staff=ana, line="x", now=now)
        assert handoffs.by_id(connection, 99) is None


def test_the_version_of_the_queue_changes_with_everything_shown(
    storage: Storage, now: datetime
) -> None:
    seen: list[str] = []

    def note() -> None:
        with storage.read() as connection:
            seen.append(queue.version(connection))

    note()
    handoff = waiting(storage, "c1", now)
    note()
    ana = person(storage, "ana", now)
    ask(storage, "c1", "hello?", now)
    with storage.write() as connection:
        handoffs.touch(connection, "c1", now=now)
    note()
    with storage.write() as connection:
        handoffs.claim(connection, handoff.id, staff=ana, line="x", now=now)
    note()
    with storage.write() as connection:
        handoffs.resolve(connection, handoff.id, staff=ana, line="x", now=now)
    waiting(storage, "c2", now)
    note()
    assert len(set(seen)) == len(seen)


def test_touching_a_conversation_that_does_not_wait_does_nothing(
    storage: Storage, now: datetime
) -> None:
    start(storage, "c1", now)
    with storage.write() as connection:
        handoffs.touch(connection, "c1", now=now)
        assert queue.items(connection) == ()


def test_a_notice_is_taken_once_and_comes_back_when_it_was_not_sent(
    storage: Storage, now: datetime
) -> None:
    waiting(storage, "c1", now)
    with storage.write() as connection:
        (notice,) = outbox.take_due(connection, now=now)
        assert outbox.take_due(connection, now=now) == ()
        (again,) = outbox.take_due(connection, now=now + MINUTE)
        assert (again.id, again.attempts) == (notice.id, 2)
        assert outbox.late(connection, now=now) == 1
        outbox.mark_sent(connection, notice.id, now=now)
        assert outbox.late(connection, now=now) == 0
        assert outbox.take_due(connection, now=now + 99 * MINUTE) == ()


def test_closed_ones_are_listed_newest_first_with_who_held_them(
    storage: Storage, now: datetime
) -> None:
    ana = person(storage, "ana", now)
    for n in range(3):
        handoff = waiting(storage, f"c{n}", now)
        with storage.write() as connection:
            if n == 1:
                handoffs.claim(connection, handoff.id, staff=ana, line="x", now=now)
            handoffs.resolve(connection, handoff.id, staff=ana, line="x", now=now + n * MINUTE)
    with storage.read() as connection:
        found = queue.resolved(connection, limit=2)
    assert [(item.conversation_id, item.claimed_by) for item in found] == [
        ("c2", None),
        ("c1", "Ana"),
    ]


def test_an_alarm_stands_until_staff_write(storage: Storage, now: datetime) -> None:
    handoff = waiting(storage, "c1", now)
    ana = person(storage, "ana", now)
    before = look(storage, "c1")
    with storage.write() as connection:
        state = replace(before.state, alarm="it hurts to breathe", flags=("collapsed-lung",))
        conversations.save(connection, before, state=state, emergency=True, now=now)
        handoffs.claim(connection, handoff.id, staff=ana, line="Ana is here", now=now)
    assert look(storage, "c1").state.alarm
    with storage.write() as connection:
        handoffs.reply(connection, handoff.id, staff=ana, text="an ambulance comes", now=now)
    after = look(storage, "c1")
    assert (after.state.alarm, after.state.flags) == ("", ("collapsed-lung",))
    assert (after.status, after.emergency) == ("staff", True)
