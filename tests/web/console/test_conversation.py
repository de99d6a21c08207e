"""One conversation: what it shows, who may answer, and that words stay words."""

from __future__ import annotations

import threading
from datetime import datetime

import pytest
from flask.testing import FlaskClient

from bot.types import Outcome
from tests.web.console.conftest import Console
from tests.web.storage import samples
from web.console import views, words
from web.storage import Storage, conversations, messages
from web.storage.records import Contact, StoredMessage, TurnRecord

HOSTILE = [
    "<script>oracle()</script>",
    '"><img src=x onerror=oracle()>',
    "</textarea><svg onload=oracle()>",
    "{{ 7*7 }}{% raw %}",
    "javascript:oracle()",
    "'-oracle()-'",
    "<!--<template><li onclick=oracle()>",
]


@pytest.fixture(autouse=True)
def _conversation(storage: Storage, now: datetime) -> None:
    samples.waiting(storage, "c1", now)


def _said(storage: Storage) -> list[tuple[str, str]]:
    return samples.transcript(storage, "c1")[1:]


def test_it_shows_the_bots_reasons(as_ben: Console, storage: Storage, now: datetime) -> None:
    samples.answered(storage, "c1", "Is it safe?", now, Outcome.DECLINE)
    page = as_ben.get("/conversations/c1").text
    assert "Gave no answer" in page
    assert "25 % sure" in page
    assert "Soreness after" in page  # the best guess, in words although no model is loaded


def test_it_shows_who_spoke_sources_and_what_was_offered(
    as_ben: Console, storage: Storage, now: datetime
) -> None:
    source = {"title": "Relief", "name": "Article", "publisher": "A clinic", "kind": "x"}
    details = {"sources": [source], "choices": [{"intent": "a", "title": "Will I be sore?"}]}
    with storage.write() as connection:
        for sender, name in (("bot", None), ("staff", "Ines"), ("system", None)):
            messages.add(
                connection,
                "c1",
                sender=sender,
                sender_name=name,
                text=f"words of {sender}",
                details=details if sender == "bot" else None,
                now=now,
            )
    page = as_ben.get("/conversations/c1").text
    for said in ("Patient", "Assistant", "Ines", "Relief · Article (A clinic", "Will I be sore?"):
        assert said in page
    assert page.index("words of bot") < page.index("words of staff") < page.index("words of system")


def test_it_marks_emergencies_and_shows_the_way_to_reach_the_patient(
    as_ben: Console, storage: Storage, now: datetime
) -> None:
    with storage.write() as connection:
        known = conversations.lock(connection, "c1")
        assert known
        conversations.save(connection, known, emergency=True, now=now)
        contact = Contact(email="pat@example.org", phone="(212) 555-0188")
        conversations.leave_contact(connection, "c1", contact, now=now)
    page = as_ben.get("/conversations/c1").text
    assert '<section class="alarm" id="alarm" aria-label="Emergency">' in page
    assert 'href="tel:2125550188"' in page
    assert "pat@example.org" in page


def test_news_are_only_what_is_newer(as_ben: Console, storage: Storage, now: datetime) -> None:
    first = as_ben.get("/conversations/c1.json")
    last = first.json["last_id"]  # type: ignore[index]
    tag = {"If-None-Match": first.headers["ETag"]}
    assert as_ben.get(f"/conversations/c1.json?after={last}", **tag).status_code == 304
    samples.ask(storage, "c1", "and one more", now)
    news = as_ben.get(f"/conversations/c1.json?after={last}", **tag)
    assert [m["text"] for m in news.json["messages"]] == ["[and one more]"]  # type: ignore[index]


@pytest.mark.parametrize("after", ["-1", "x", "99999999999999999999", ""])
def test_a_strange_message_id_does_no_harm(as_ben: Console, after: str) -> None:
    assert as_ben.get(f"/conversations/c1.json?after={after}").status_code == 200


@pytest.mark.parametrize("name", ["nope", "%00", "é", "x" * 300, "c1%00"])
@pytest.mark.parametrize("action", ["", ".json", "/claim", "/reply", "/give-back", "/resolve"])
def test_an_unknown_conversation_is_not_there(as_ben: Console, name: str, action: str) -> None:
    path = f"/conversations/{name}{action}"
    answer = as_ben.post(path, {"text": "x"}) if action.startswith("/") else as_ben.get(path)
    follow = as_ben.client.get(answer.location) if answer.status_code == 303 else answer
    assert follow.status_code in (400, 404)


def test_claiming_silences_the_bot_and_tells_the_patient(as_ben: Console, storage: Storage) -> None:
    assert as_ben.post("/conversations/c1/claim").status_code == 303
    stored = samples.look(storage, "c1")
    assert (stored.status, stored.held_by, stored.state.held_by_staff) == ("staff", "Ben", True)
    ((sender, line),) = _said(storage)
    assert sender == "system"
    assert line.startswith("Ben from our staff")


def test_the_second_to_claim_learns_who_has_it(as_ben: Console, as_maria: Console) -> None:
    as_ben.post("/conversations/c1/claim")
    as_maria.post("/conversations/c1/claim")
    page = as_maria.get("/conversations/c1").text
    assert "Ben has it already" in page
    assert "Ben is answering" in page


@pytest.mark.parametrize("attempt", range(3))
def test_two_at_once_never_both_get_it(
    as_ben: Console, as_maria: Console, storage: Storage, attempt: int
) -> None:
    both = [(console.client, {"csrf_token": console.csrf()}) for console in (as_ben, as_maria)]
    start = threading.Barrier(2)

    def claim(client: FlaskClient, form: dict[str, str]) -> None:
        start.wait()
        client.post("/staff/conversations/c1/claim", data=form)

    threads = [threading.Thread(target=claim, args=one) for one in both]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (joined,) = [text for _, text in _said(storage)]
    assert joined.startswith(f"{samples.look(storage, 'c1').held_by} from our staff")
    pages = [console.get("/conversations/c1").text for console in (as_ben, as_maria)]
    assert sorted("You are answering" in page for page in pages) == [False, True]


def test_taking_over_names_whom_one_takes_over_from(
    as_ben: Console, as_maria: Console, storage: Storage
) -> None:
    as_ben.post("/conversations/c1/claim")
    holder = samples.look(storage, "c1").held_by_id
    as_maria.post("/conversations/c1/claim", {"instead_of": 99})
    assert samples.look(storage, "c1").held_by == "Ben"
    as_maria.post("/conversations/c1/claim", {"instead_of": holder})
    assert samples.look(storage, "c1").held_by == "Maria"
    assert "do not have this" in as_ben.post("/conversations/c1/reply", {"text": "still me"}).text


def test_a_chat_that_nobody_asked_about_can_be_claimed_too(
    as_ben: Console, storage: Storage, now: datetime
) -> None:
    samples.start(storage, "c2", now)
    as_ben.post("/conversations/c2/claim")
    assert samples.look(storage, "c2").held_by == "Ben"


def test_a_reply_reaches_the_transcript_once(as_ben: Console, storage: Storage) -> None:
    as_ben.post("/conversations/c1/claim")
    for _ in range(2):
        form = {"text": "Hello,\r\nthis \u202eis\u202c Ben.\x00 ", "key": "k1"}
        assert as_ben.post("/conversations/c1/reply", form).status_code == 303
    assert _said(storage)[1:] == [("staff", "Hello,\nthis is Ben.")]


def test_the_pages_script_gets_its_answer_as_json(as_ben: Console) -> None:
    as_ben.post("/conversations/c1/claim")
    ask = {"Accept": "application/json"}
    good = as_ben.post("/conversations/c1/reply", {"text": "hi", "key": "k"}, **ask)
    assert (good.status_code, good.json) == (200, {"problem": None})
    bad = as_ben.post("/conversations/c1/reply", {"text": "", "key": "l"}, **ask)
    assert (bad.status_code, bad.json) == (400, {"problem": "Write your reply first."})


@pytest.mark.parametrize("text", ["", "  \n ", "\x00", "x" * 4001])
def test_an_empty_or_endless_reply_is_refused_and_kept(
    as_ben: Console, storage: Storage, text: str
) -> None:
    as_ben.post("/conversations/c1/claim")
    answer = as_ben.post("/conversations/c1/reply", {"text": text, "key": "k"})
    assert answer.status_code == 400
    assert len(_said(storage)) == 1
    assert "x" * 4001 in answer.text or len(text) < 4000


def test_whoever_does_not_hold_it_cannot_reply_give_back_or_resolve(
    as_ben: Console, as_maria: Console, storage: Storage
) -> None:
    as_ben.post("/conversations/c1/claim")
    for action in ("reply", "give-back", "resolve"):
        as_maria.post(f"/conversations/c1/{action}", {"text": "hi", "key": "k"})
    assert len(_said(storage)) == 1
    assert samples.look(storage, "c1").held_by == "Ben"


def test_giving_back_lets_the_bot_answer_again(as_ben: Console, storage: Storage) -> None:
    as_ben.post("/conversations/c1/claim")
    as_ben.post("/conversations/c1/give-back")
    stored = samples.look(storage, "c1")
    assert (stored.status, stored.held_by, stored.state.held_by_staff) == ("bot", None, False)
    assert "assistant is answering" in as_ben.get("/conversations/c1").text


def test_resolving_closes_it_and_returns_to_the_inbox(as_ben: Console, storage: Storage) -> None:
    answer = as_ben.post("/conversations/c1/resolve")
    assert (answer.status_code, answer.location) == (303, "/staff/")
    assert samples.look(storage, "c1").status == "resolved"
    assert "Resolved. If the patient writes again" in as_ben.get().text
    as_ben.post("/conversations/c1/resolve")
    assert "closed already" in as_ben.get("/conversations/c1").text


@pytest.mark.parametrize("payload", HOSTILE)
def test_hostile_words_stay_words_on_every_page(
    as_maria: Console, storage: Storage, now: datetime, payload: str
) -> None:
    with storage.write() as connection:
        messages.add(connection, "c1", sender="patient", text=payload, now=now)
    samples.answered(storage, "c1", payload, now, Outcome.DECLINE, "declined")
    as_maria.post("/conversations/c1/claim")
    as_maria.post("/conversations/c1/reply", {"text": payload, "key": "k"})
    pages = ["/?show=all", "/conversations/c1", "/unanswered", f"/?q={payload}"]
    for path in pages:
        text = as_maria.get(path).text
        for tag in ("<script>o", "<img", "<svg onload", "<template", "<li onclick"):
            assert tag not in text
        if path != "/?show=all" and "{{" in payload:
            assert "{{ 7*7 }}" in text


def test_a_red_flag_is_named_once_with_what_to_do(now: datetime) -> None:
    said = [("infection", "2", "pus"), ("infection", "2", "redness"), ("crisis", "crisis", "die")]
    flags = tuple({"category": c, "tier": t, "rule": rule} for c, t, rule in said)
    turn = TurnRecord(7, 8, "emergency", "red_flag", None, 1.0, (), flags, None, None)
    asked = StoredMessage(7, "c1", "patient", None, "help", now)
    eyes = views.Eyes(1, "America/New_York", now, str)
    assert views.message(asked, {7: turn}, eyes)["flags"] == [
        "Infection: see somebody today",
        "Crisis: talk to the crisis line now",
    ]


def test_a_time_among_days_has_its_day(now: datetime) -> None:
    short = words.clock(now, timezone="UTC", now=now)
    assert words.clock(now, timezone="UTC", now=now, dated=True).endswith(f"{now.day}, {short}")
