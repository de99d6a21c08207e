"""A clock that jumped deletes nothing until somebody says that it is right."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tests.web.retention.canaries import fill, kept
from web.retention import clock
from web.retention.clock import ClockJumpError, Machine, this_machine
from web.retention.purge import purge
from web.retention.rules import Retention
from web.storage import Storage
from web.storage.records import PurgeRun

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("told", "really", "fits"),
    [
        (DAY, DAY, True),
        (10 * DAY, 10 * DAY, True),  # it ran all the time, and nobody purged
        (DAY + 23 * HOUR, DAY, True),
        (DAY + 25 * HOUR, DAY, False),
        (365 * DAY, DAY, False),
        (-2 * DAY, HOUR, False),
        (-2 * HOUR, HOUR, True),
        (DAY, None, True),  # after another start of the machine
        (2 * DAY, None, True),
        (2 * DAY + HOUR, None, False),
        (365 * DAY, None, False),
        (-DAY - HOUR, None, False),
    ],
)
def test_which_clocks_are_believed(
    now: datetime, told: timedelta, really: timedelta | None, fits: bool
) -> None:
    last = PurgeRun(now, "one", 500.0, {}, None)
    machine = Machine("two", 5.0)
    if really is not None:
        machine = Machine("one", 500.0 + really.total_seconds())
    assert (clock.problem(last, now + told, machine) is None) is fits


def test_an_uptime_that_went_back_tells_nothing(now: datetime) -> None:
    last = PurgeRun(now, "one", 500.0, {}, None)
    assert clock.problem(last, now + DAY, Machine("one", 5.0)) is None
    assert clock.problem(last, now + 9 * DAY, Machine("one", 5.0)) is not None


def test_without_an_earlier_purge_every_clock_is_believed(now: datetime) -> None:
    assert clock.problem(None, now, Machine()) is None


def test_this_machine_tells_its_start_and_its_seconds() -> None:
    first, second = this_machine(), this_machine()
    assert first.boot == second.boot
    assert first.uptime is not None
    assert second.uptime is not None
    assert 0 <= second.uptime - first.uptime < 60


def test_a_purge_after_a_jump_is_refused_until_somebody_says_so(
    storage: Storage, now: datetime
) -> None:
    fill(storage, now)
    rules, later = Retention(), now + 365 * DAY
    purge(storage, rules, now=now, machine=Machine("one", 0.0))
    before = kept(storage)
    with pytest.raises(ClockJumpError, match=r"365 days after .*24 hours went by.*clock-is-right"):
        purge(storage, rules, now=later, machine=Machine("one", 86_400.0))
    assert kept(storage) == before
    dry = purge(storage, rules, now=later, machine=Machine("one", 86_400.0), dry_run=True)
    assert "365 days" in (dry.warning or "")
    machine = Machine("one", 86_400.0)
    done = purge(storage, rules, now=later, machine=machine, clock_is_right=True)
    assert done.database.counts["chats"] > 0
    purge(storage, rules, now=later + DAY, machine=Machine("one", 2 * 86_400.0))  # right since then
