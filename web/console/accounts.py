"""The service for people: signing in and out, one-time links, accounts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from web.console.attempts import Attempts
from web.console.passwords import problem_with_email, problem_with_name, problem_with_password
from web.storage import ConflictError, Storage, StorageError, sessions, staff
from web.storage.records import StaffAccount, StaffSession

ROLES = {"staff": "Staff", "admin": "Administrator"}


@dataclass(frozen=True, slots=True)
class Browser:
    """What is known of the browser that asks."""

    address: str
    device: str
    known: str | None = None  # the note of a browser that has signed in before
    old_token: str | None = None  # the sign-in cookie it sent, good or not


@dataclass(frozen=True, slots=True)
class SignIn:
    """How a sign-in went: a token for the cookie, or the problem in words."""

    token: str | None = None
    problem: str | None = None
    too_many: bool = False


@dataclass(frozen=True, slots=True)
class NewAccount:
    """What a person typed on the set-up page."""

    name: str
    email: str
    password: str
    again: str

    def problems(self) -> dict[str, str]:
        """Return a sentence for each field that will not do."""
        found = {
            "name": problem_with_name(self.name),
            "email": problem_with_email(self.email),
            "password": problem_with_password(self.password, email=self.email, name=self.name),
            "again": None if self.password == self.again else "The two passwords differ.",
        }
        return {field: text for field, text in found.items() if text}


@dataclass(frozen=True, slots=True)
class Accounts:
    """Everything the console does with accounts and sessions."""

    storage: Storage
    attempts: Attempts

    def sign_in(self, username: str, password: str, *, browser: Browser, now: datetime) -> SignIn:
        """Return a fresh session's token, or why there is none. Raises StorageError.

        The same work is done for known and unknown names, and the answer is the same.
        """
        if not self.attempts.allow(username, address=browser.address, known=browser.known):
            text = "Too many tries. Wait five minutes, then try again."
            return SignIn(problem=text, too_many=True)
        with self.storage.read() as connection:
            account, stored = staff.stored_password(connection, username[:200])
        fits = staff.password_fits(stored, password[:1000])
        if account is None or not fits:
            return SignIn(problem="E-mail address and password do not fit together.")
        self.attempts.forget(username, address=browser.address, known=browser.known)
        return SignIn(token=self._start(account, browser, now=now))

    def set_up(
        self, link: str, form: NewAccount, *, browser: Browser, now: datetime
    ) -> SignIn | dict[str, str]:
        """Return the first session of a new account, or a sentence for each wrong field."""
        if problems := form.problems():
            return problems
        try:
            with self.storage.write() as connection:
                made = staff.use_setup_link(
                    connection,
                    link,
                    username=form.email,
                    display_name=form.name,
                    password=form.password,
                    now=now,
                )
        except ConflictError:
            return {"email": "This e-mail address has an account already."}
        if made is None:
            return {"link": "This link has been used or is too old."}
        return SignIn(token=self._start(made, browser, now=now))

    def link_role(self, link: str, *, now: datetime) -> str | None:
        """Return the role a one-time link gives, or None when it no longer counts."""
        with self.storage.read() as connection:
            return staff.setup_link_role(connection, link[:200], now=now)

    def invite(self, role: str, *, now: datetime) -> str | None:
        """Return the secret of a new one-time link, or None for a role that does not exist."""
        if role not in ROLES:
            return None
        with self.storage.write() as connection:
            return staff.make_setup_link(connection, role=role, now=now)

    def listing(self) -> tuple[StaffAccount, ...]:
        """Return all accounts."""
        with self.storage.read() as connection:
            return staff.listing(connection)

    def set_disabled(
        self, staff_id: int, *, disabled: bool, by: StaffAccount, now: datetime
    ) -> str | None:
        """Disable or enable an account; return its name, or None when that may not be.

        Nobody disables themselves: an administrator always remains.
        """
        with self.storage.write() as connection:
            account = staff.by_id(connection, staff_id)
            if account is None or account.id == by.id:
                return None
            staff.set_disabled(connection, account.username, disabled=disabled, now=now)
        return account.display_name

    def set_may_reveal(self, staff_id: int, *, may: bool) -> str | None:
        """Give or take the right to read private details; return the name, None without one."""
        with self.storage.write() as connection:
            account = staff.by_id(connection, staff_id)
            if account is None:
                return None
            staff.set_may_reveal(connection, staff_id, may=may)
        return account.display_name

    def session(self, token: str, *, alive: bool, now: datetime) -> StaffSession | None:
        """Return the live session behind a cookie; `alive` notes that its owner did something."""
        with self.storage.read() as connection:
            found = sessions.find(connection, token, now=now)
        if found and alive and sessions.needs_touch(found, now=now):
            try:
                with self.storage.write() as connection:
                    sessions.touch(connection, found.id, now=now)
            except StorageError:
                return found  # a full disk must not sign out the person who could help
        return found

    def sessions_of(self, account: StaffAccount, *, now: datetime) -> tuple[StaffSession, ...]:
        """Return the browsers where the account is signed in."""
        with self.storage.read() as connection:
            return sessions.listing(connection, account.id, now=now)

    def end_session(self, account: StaffAccount, session_id: int, *, now: datetime) -> bool:
        """Sign one of the account's browsers out."""
        with self.storage.write() as connection:
            return sessions.revoke(connection, session_id, staff_id=account.id, now=now)

    def sign_out_everywhere(self, account: StaffAccount, *, now: datetime) -> None:
        """Sign all of the account's browsers out."""
        with self.storage.write() as connection:
            sessions.revoke_all(connection, account.id, now=now)

    def change_password(
        self, account: StaffAccount, old: str, new: str, *, browser: Browser, now: datetime
    ) -> SignIn | dict[str, str]:
        """Return a fresh session after the change, which ends all others, or what is wrong."""
        tried = self.sign_in(account.username, old, browser=browser, now=now)
        if tried.token is None:
            wrong = "This is not your password."
            return {"old": tried.problem or wrong if tried.too_many else wrong}
        name, email = account.display_name, account.username
        if problem := problem_with_password(new, email=email, name=name):
            return {"password": problem}
        with self.storage.write() as connection:
            staff.set_password(connection, account.id, new, now=now)
        return SignIn(token=self._start(account, browser, now=now))

    def _start(self, account: StaffAccount, browser: Browser, *, now: datetime) -> str:
        with self.storage.write() as connection:
            # A cookie that was there before signing in, whoever put it there, is worth nothing now.
            if browser.old_token and (old := sessions.find(connection, browser.old_token, now=now)):
                sessions.revoke(connection, old.id, staff_id=old.staff.id, now=now)
            return sessions.start(connection, account.id, device=browser.device, now=now)
