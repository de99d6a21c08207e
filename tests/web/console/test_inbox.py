"""The inbox: order, filters, what it shows, and news for a page that is open."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from bot.types import Outcome
from tests.web.conftest import Patient
from tests.web.console.conftest import Clock, Console
from tests.web.storage import samples
from web.console import words
from web.storage import Storage, handoffs, messages
from web.storage.alarms import worst
from web.storage.records import Alarm, StaffAccount


def _claim(storage: Storage, number: int, who: StaffAccount, now: datetime) -> None:
    with storage.write() as connection:
        assert handoffs.claim(connection, number, staff=who, line="here", now=now).won


@pytest.fixture
def queue(storage: Storage, now: datetime) -> None:
    ages = {"calm": (9, "normal"), "new": (1, "normal"), "soon": (5, "urgent")}
    ages |= {"alarm": (2, "emergency")}
    for name, (minutes, urgency) in ages.items():
        samples.waiting(storage, name, now - timedelta(minutes=minutes), urgency)


def _order(console: Console, query: str = "") -> list[str]:
    rows = console.get(f"/queue.json{query}").json["rows"]  # type: ignore[index]
    return [row["conversation"] for row in rows]


@pytest.mark.usefixtures("queue")
def test_emergencies_come_first_then_urgent_ones_then_the_longest_wait(as_ben: Console) -> None:
    assert _order(as_ben) == ["alarm", "soon", "calm", "new"]
    page = as_ben.get().text
    places = [page.index(f"/staff/conversations/{name}") for name in _order(as_ben)]
    assert places == sorted(places)


@pytest.mark.usefixtures("queue")
def test_each_line_says_how_long_the_patient_waits(as_ben: Console, clock: Clock) -> None:
    clock.forward(minutes=9)
    assert "18 min" in as_ben.get().text


@pytest.mark.usefixtures("queue")
def test_filters_show_mine_resolved_and_all(
    as_ben: Console, as_maria: Console, storage: Storage, ben: StaffAccount, now: datetime
) -> None:
    _claim(storage, 1, ben, now)
    with storage.write() as connection:
        handoffs.resolve(connection, 2, staff=ben, line="done", now=now)
    assert _order(as_ben) == ["alarm", "soon"]
    assert _order(as_ben, "?show=mine") == ["calm"]
    assert _order(as_maria, "?show=mine") == []
    assert _order(as_ben, "?show=resolved") == ["new"]
    assert _order(as_ben, "?show=all") == ["alarm", "soon", "calm", "new"]
    assert _order(as_ben, "?show=nonsense") == ["alarm", "soon"]
    assert "Ben has it" in as_maria.get("/?show=all").text
    assert "You have it" in as_ben.get("/?show=all").text


def test_only_masked_words_are_listed(as_ben: Console, storage: Storage, now: datetime) -> None:
    samples.start(storage, "c1", now)
    with storage.write() as connection:
        secret, masked = "call me on 212 555 0199", "call me on [phone]"
        messages.add(connection, "c1", sender="patient", text=secret, masked=masked, now=now)
        handoffs.open_handoff(connection, "c1", reason="sure", urgency="normal", desk=None, now=now)
    for path in ("/", "/queue.json"):
        assert "[phone]" in as_ben.get(path).text
        assert "0199" not in as_ben.get(path).text


def test_a_button_is_not_shown_as_the_patients_words(
    as_ben: Console, storage: Storage, now: datetime
) -> None:
    samples.waiting(storage, "c1", now)
    samples.ask(storage, "c1", "none of it", now)
    with storage.write() as connection:
        messages.add(connection, "c1", sender="patient", text="Talk to staff", now=now)
    assert as_ben.get("/queue.json").json["rows"][0]["snippet"] == "[none of it]"  # type: ignore[index]


def _row(console: Console) -> dict[str, Any]:
    (row,) = console.get("/queue.json").json["rows"]  # type: ignore[index]
    return dict(row)


def test_an_emergency_is_listed_with_the_words_that_alarm_and_the_number_of_newer_ones(
    app: Flask, as_ben: Console
) -> None:
    patient = Patient(app.test_client()).start()
    patient.say("I can't breathe, call 212 555 0199")
    assert _row(as_ben)["newer"] == ""
    for said in ("thanks", "where do I park"):
        patient.say(said)
    row = _row(as_ben)
    assert row["snippet"] == "I can't breathe, call [phone]"
    assert row["newer"] == "2 newer messages"
    page = as_ben.get().text
    assert "2 newer messages" in page
    assert "Emergency: call now" in page
    assert "0199" not in page


def test_a_search_finds_an_emergency_by_either_words(app: Flask, as_ben: Console) -> None:
    patient = Patient(app.test_client()).start()
    patient.say("I can't breathe")
    patient.say("thanks")
    assert len(_order(as_ben, "?q=breathe")) == len(_order(as_ben, "?q=thanks")) == 1


def test_the_words_of_an_emergency_that_was_dealt_with_do_not_come_back(
    app: Flask, as_ben: Console, storage: Storage, ben: StaffAccount, clock: Clock
) -> None:
    patient = Patient(app.test_client()).start()
    patient.say("I can't breathe")
    number = _row(as_ben)["id"]
    clock.forward(minutes=1)
    _claim(storage, number, ben, clock())
    with storage.write() as connection:
        handoffs.resolve(connection, number, staff=ben, line="done", now=clock())
    clock.forward(minutes=1)
    patient.say("where do I park?")
    patient.click("talk_to_staff")
    row = _row(as_ben)
    assert row["urgency"] == "normal"
    assert row["snippet"] == "where do I park?"
    over = as_ben.get("/queue.json?show=resolved").json["rows"]  # type: ignore[index]
    assert over[0]["snippet"] == "I can't breathe"


NOW_CARD, CRISIS, TODAY = (("call_now", False), ("crisis", False), ("call_today", False))
ASKS_ON = ("call_now", True)


@pytest.mark.parametrize(
    ("said", "quoted"),
    [
        ([TODAY, NOW_CARD, TODAY], 1),
        ([NOW_CARD, NOW_CARD], 1),
        ([NOW_CARD, CRISIS], 1),
        ([CRISIS, NOW_CARD, ASKS_ON], 1),
        ([TODAY, ASKS_ON], 1),  # what was added made it worse
        ([ASKS_ON], 0),
    ],
)
def test_the_worst_words_are_quoted_and_of_equal_ones_the_newest(
    said: list[tuple[str, bool]], quoted: int, now: datetime
) -> None:
    alarms = [
        Alarm(number, "words", "card", kind=kind, again=again, newer=0, created_at=now)
        for number, (kind, again) in enumerate(said)
    ]
    assert worst(alarms) == alarms[quoted]
    assert worst(()) is None


@pytest.mark.parametrize(
    ("urgency", "kind", "said"),
    [
        ("emergency", "call_now", "Emergency: call now"),
        ("emergency", "crisis", "Emergency: crisis"),
        ("urgent", "call_today", "Urgent: call today"),
        ("emergency", "", "Emergency"),
        ("normal", "call_now", "Question"),
    ],
)
def test_the_line_says_which_card_was_shown(urgency: str, kind: str, said: str) -> None:
    assert words.urgency(urgency, kind) == said


def test_of_emergencies_the_one_that_moved_last_stands_first_and_taken_ones_below(
    as_ben: Console, storage: Storage, ben: StaffAccount, now: datetime
) -> None:
    for minutes, name in enumerate(("first", "second", "taken")):
        samples.waiting(storage, name, now + timedelta(minutes=minutes), "emergency")
    assert _order(as_ben) == ["taken", "second", "first"]
    later = now + timedelta(minutes=5)
    _claim(storage, 3, ben, later)
    with storage.write() as connection:
        handoffs.touch(connection, "first", now=later)
    assert _order(as_ben) == ["first", "second", "taken"]


@pytest.mark.usefixtures("queue")
@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("HELP SOON", ["soon"]),
        ("help", ["alarm", "soon", "calm", "new"]),
        ("calm", ["calm"]),
        ("nothing", []),
        ("%", []),
        ("x" * 5000, []),
    ],
)
def test_search_looks_in_the_latest_words(as_ben: Console, search: str, found: list[str]) -> None:
    assert _order(as_ben, f"?q={search.replace('%', '%25')}") == found
    assert as_ben.get(f"/?q={search.replace('%', '%25')}").status_code == 200


@pytest.mark.usefixtures("queue")
def test_an_unchanged_list_costs_nothing(
    as_ben: Console, storage: Storage, ben: StaffAccount, now: datetime
) -> None:
    first = as_ben.get("/queue.json")
    tag = {"If-None-Match": first.headers["ETag"]}
    again = as_ben.get("/queue.json", **tag)
    assert (again.status_code, again.data) == (304, b"")
    assert as_ben.get("/queue.json?show=all", **tag).status_code == 200
    _claim(storage, 1, ben, now)
    assert as_ben.get("/queue.json", **tag).status_code == 200


@pytest.mark.parametrize("tag", ["*", "W/", '"', "x" * 3000, '"a", "b"'])
def test_a_strange_tag_does_no_harm(as_ben: Console, tag: str) -> None:
    assert as_ben.get("/queue.json", **{"If-None-Match": tag}).status_code == 200


@pytest.mark.usefixtures("queue")
def test_the_navigation_and_the_title_count_who_waits(as_ben: Console) -> None:
    page = as_ben.get("/me").text
    assert "<title>(4) Your account" in page
    assert "count--alarm" in page


def test_equal_questions_without_an_answer_are_counted_together(
    as_ben: Console, storage: Storage, now: datetime
) -> None:
    samples.start(storage, "c1", now)
    for text in ("Is it safe?", "is it  SAFE", "Can I fly?"):
        samples.answered(storage, "c1", text, now, Outcome.DECLINE, "declined")
    samples.answered(storage, "c1", "Will I be sore?", now)
    page = as_ben.get("/unanswered").text
    assert page.count("Open chat") == 2
    assert page.index("Can I fly?") < page.index("is it  SAFE")
    assert "<strong>2</strong> times" in page
    assert "Will I be sore?" not in page


def test_an_answer_that_was_rated_down_is_listed_with_the_reason(
    as_ben: Console, storage: Storage, now: datetime
) -> None:
    samples.start(storage, "c1", now)
    _, bot = samples.answered(storage, "c1", "Will I be sore?", now)
    with storage.write() as connection:
        messages.rate(connection, "c1", bot, rating="down", reason="unclear", now=now)
    page = as_ben.get("/unanswered").text
    assert "Will I be sore?" in page
    assert "Thumbs down (unclear)" in page
