"""The patient deletes the chat: gone from the server, the staff's screen and the browser."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import text

from tests.browser.chat import Chat
from tests.browser.console_fixtures import StaffPage, patient_asks
from tests.browser.pages import HostPages
from tests.shipped import Serve
from web.storage import Storage, conversations, erase, messages
from web.storage.tables import metadata

RECEIPT = re.compile(r"Your chat is deleted: .+\. Number of this receipt: \d{3}-\d{3}-\d{3}\.")
SECRET = "Does it hurt? My number is 212 555 0199"


def _tell(chat: Chat) -> None:
    chat.ask(SECRET)
    expect(chat.messages).to_have_count(2)


def _delete(chat: Chat) -> None:
    chat.button("Delete my chat").click()
    tray = chat.frame.get_by_role("region", name="Delete this chat?")
    expect(tray.get_by_role("button", name="Keep it")).to_be_focused()
    tray.get_by_role("button", name="Delete my chat").click()


def test_keeping_is_the_calm_way_and_deleting_is_marked(chat: Chat) -> None:
    chat.ask("Does it hurt?").button("Delete my chat").click()
    tray = chat.frame.locator("#tray")
    expect(tray.get_by_role("button")).to_have_text(["Keep it", "Delete my chat"])
    keep, delete = tray.get_by_role("button").all()
    expect(keep).to_be_focused()
    send = chat.button("Send").evaluate("node => getComputedStyle(node).backgroundColor")
    expect(keep).to_have_css("background-color", send)
    expect(delete).not_to_have_css("background-color", send)
    expect(delete).to_have_css("color", "rgb(163, 22, 28)")  # the red of an alarm


def _kept(chat: Chat) -> str:
    return str(chat.evaluate("() => JSON.stringify({...localStorage, ...sessionStorage})"))


def _words(storage: Storage) -> str:
    with storage.read() as connection:
        return str([connection.execute(t.select()).all() for t in metadata.sorted_tables])


def test_it_is_gone_from_server_and_browser_at_once_and_the_patient_is_told(
    chat: Chat, storage: Storage, hosts: HostPages
) -> None:
    expect(chat.button("Delete my chat")).to_be_hidden()  # there is nothing yet
    _tell(chat)
    assert "0199" in _words(storage)
    assert "token" in _kept(chat)
    _delete(chat)
    expect(chat.messages).to_have_count(1)
    expect(chat.log).to_contain_text(RECEIPT)
    expect(chat.box).to_be_focused()
    assert "0199" not in _words(storage)
    assert "0199" not in chat.frame.locator("body").inner_text()
    assert "token" not in _kept(chat)
    expect(chat.button("Delete my chat")).to_be_hidden()
    again = Chat.on(chat.page.context.new_page(), hosts.url("bare")).open()
    expect(again.messages).to_have_count(0)


def test_what_is_written_afterwards_is_a_new_chat(chat: Chat, storage: Storage) -> None:
    _tell(chat)
    _delete(chat)
    expect(chat.messages).to_have_count(1)
    chat.ask("Will I be sore?")
    with storage.read() as connection:
        query = text("SELECT count(*) FROM conversations WHERE deleted_at IS NULL")
        assert connection.execute(query).scalar_one() == 1
    _delete(chat)
    expect(chat.messages).to_have_count(1)
    expect(chat.log).to_contain_text(RECEIPT)


def test_one_may_think_again(chat: Chat) -> None:
    chat.ask("Does it hurt?")
    chat.button("Delete my chat").click()
    chat.button("Keep it").click()
    expect(chat.button("Delete my chat")).to_be_focused()
    expect(chat.messages).to_have_count(2)


def test_starting_over_says_that_the_clinic_keeps_its_copy(chat: Chat) -> None:
    chat.ask("Does it hurt?")
    chat.button("Start over").click()
    tray = chat.frame.get_by_role("region", name="Start over?")
    expect(tray).to_contain_text("The clinic keeps its copy")
    expect(chat.button("Delete my chat")).to_be_visible()  # what it points to is in sight


def test_without_a_connection_nothing_is_said_to_be_deleted(chat: Chat, storage: Storage) -> None:
    _tell(chat)
    chat.page.context.set_offline(True)
    _delete(chat)
    expect(chat.frame.locator("#tray").get_by_role("alert")).to_contain_text("This is not deleted")
    expect(chat.messages).to_have_count(2)
    chat.page.context.set_offline(False)
    chat.frame.locator("#tray").get_by_role("button", name="Delete my chat").click()
    expect(chat.log).to_contain_text(RECEIPT)
    assert "0199" not in _words(storage)


def test_a_chat_that_the_server_has_not_any_more_leaves_the_screen_too(
    chat: Chat, storage: Storage
) -> None:
    _tell(chat)
    chat.page.route("**/api/v1/conversation/messages*", lambda route: route.abort())
    with storage.write() as connection:
        connection.execute(text("DELETE FROM messages"))
        connection.execute(text("DELETE FROM conversations"))
    _delete(chat)
    expect(chat.log).to_contain_text("There was nothing of it left on our server.")
    expect(chat.messages).to_have_count(1)


def test_the_other_tab_is_emptied_too(chat: Chat, hosts: HostPages) -> None:
    _tell(chat)
    other = Chat.on(chat.page.context.new_page(), hosts.url("bare")).open()
    expect(other.messages).to_have_count(2)
    _delete(chat)
    expect(other.messages).to_have_count(0)


def test_what_stands_unsent_in_the_other_tab_goes_too(chat: Chat, hosts: HostPages) -> None:
    _tell(chat)
    other = Chat.on(chat.page.context.new_page(), hosts.url("bare")).open()
    expect(other.messages).to_have_count(2)
    other.box.fill("call my wife on 212 555 0177")
    _delete(chat)
    expect(other.messages).to_have_count(0)
    expect(other.box).to_have_value("")
    expect(other.frame.locator("#hint")).to_be_empty()
    assert "0177" not in other.frame.locator("body").inner_text()


def test_an_address_that_stands_unsent_in_the_other_tab_goes_too(
    chat: Chat, hosts: HostPages
) -> None:
    _tell(chat)
    chat.button("Talk to staff").click()
    other = Chat.on(chat.page.context.new_page(), hosts.url("bare")).open()
    other.button("Leave contact").click()
    other.frame.get_by_label("Phone").fill("212 555 0166")
    _delete(chat)
    expect(other.messages).to_have_count(0)
    expect(other.frame.get_by_label("Phone")).to_have_count(0)


def test_what_is_typed_stays_when_the_other_tab_only_begins(chat: Chat, hosts: HostPages) -> None:
    other = Chat.on(chat.page.context.new_page(), hosts.url("bare")).open()
    other.box.fill("I am still thinking")
    _tell(chat)
    expect(other.messages).to_have_count(2)
    expect(other.box).to_have_value("I am still thinking")


def test_staff_who_have_it_open_see_that_the_patient_deleted_it(
    app: Flask, storage: Storage, server: str, page: Page
) -> None:
    asked = patient_asks(app, storage, SECRET, "I can't breathe")
    staff = StaffPage(page, server).sign_in(storage, "Maria Lopez").go(f"/conversations/{asked}")
    staff.claim()
    staff.box.fill("We call 212 555 0199")
    with storage.write() as connection:
        locked = conversations.lock(connection, asked)
        assert locked
        erase.erase(connection, locked, reference="123-456-789", now=locked.updated_at)
    expect(staff.status).to_contain_text("Deleted by the patient")
    expect(staff.log.get_by_role("listitem")).to_have_count(0)
    expect(page.get_by_text("The patient deleted this conversation.")).to_be_visible()
    expect(staff.box).to_be_hidden()
    assert staff.box.input_value() == ""
    assert "0199" not in page.content()
    staff.go("/?show=mine")
    expect(staff.rows).to_have_count(1)
    expect(staff.rows.first).to_contain_text("Deleted by the patient")
    expect(staff.rows.first).to_contain_text("signs of an emergency")
    staff.link("Chat").first.click()
    staff.submit("Take it off the list")
    expect(staff.rows).to_have_count(0)


def test_on_the_shipped_server_the_files_hold_nothing_of_it(tmp_path: Path, page: Page) -> None:
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "promoted").write_text("torn")  # it starts at once, and asks staff
    serve = Serve(tmp_path)
    try:
        chat = Chat.on(page, f"{serve.address}/").open()
        chat.ask("My name is Ada Heronsgate and I like pelicans")
        files = [tmp_path / "app.db", tmp_path / "app.db-wal"]
        assert any(b"pelicans" in file.read_bytes() for file in files)
        _delete(chat)
        expect(chat.log).to_contain_text(RECEIPT)
        assert not any(b"pelicans" in file.read_bytes() for file in files if file.exists())
    finally:
        _, _, log = serve.end()
    assert "deleted_by_patient" in log
    assert "pelicans" not in log


def test_who_may_not_reveal_reads_so(app: Flask, storage: Storage, server: str, page: Page) -> None:
    asked = patient_asks(app, storage, SECRET)
    staff = StaffPage(page, server).sign_in(storage, "Maria Lopez").go(f"/conversations/{asked}")
    with storage.write() as connection:
        connection.execute(text("UPDATE staff SET may_reveal = false"))
    staff.button("Reveal").click()
    expect(page.get_by_text("Not revealed. Not for this account.")).to_be_visible()
    page.reload()
    expect(staff.button("Reveal")).to_have_count(0)
    expect(page.get_by_text("your account may not reveal them")).to_be_visible()
    assert "0199" not in page.content()


@pytest.mark.parametrize("name", ["staff", "admin"])
def test_staff_reveal_with_one_press(
    app: Flask, storage: Storage, server: str, page: Page, name: str
) -> None:
    asked = patient_asks(app, storage, SECRET)
    staff = StaffPage(page, server).sign_in(storage, "Maria Lopez", name)
    staff.go(f"/conversations/{asked}")
    expect(staff.log).to_contain_text("My number is [phone]")
    assert "0199" not in page.content()
    staff.button("Reveal").click()
    expect(staff.log).to_contain_text("My number is 212 555 0199")
    expect(staff.button("Reveal")).to_be_hidden()
    with storage.read() as connection:
        rows = connection.execute(text("SELECT action FROM audit ORDER BY id")).scalars()
        assert list(rows) == ["view", "reveal"]
    with storage.write() as connection:
        locked = conversations.lock(connection, asked)
        assert locked
        messages.add(
            connection, asked, sender="patient", text="or 212 555 0188", masked="or [phone]",
            now=datetime.now(UTC),
        )  # fmt: skip
    expect(staff.log).to_contain_text("or [phone]")
    staff.button("Reveal").click()
    expect(staff.log).to_contain_text("or 212 555 0188")
    page.reload()
    expect(staff.log).to_contain_text("My number is [phone]")
