"""Staff at their desk, without the console: straight on the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select, text

from web.storage import Storage, conversations, handoffs, messages, staff
from web.storage.tables import contacts, ratings
from web.storage.tables import handoffs as handoff_rows


@dataclass
class Desk:
    """What staff do with the one conversation of a test, and what they can know."""

    storage: Storage
    conversation: str = ""
    name: str = ""

    def take(self, name: str) -> Desk:
        """Claim the waiting conversation."""
        self.name = name
        now = datetime.now(UTC)
        with self.storage.write() as connection:
            account = staff.add(
                connection,
                username=name.lower(),
                display_name=name,
                password=f"a long password of {name}",
                role="staff",
                now=now,
            )
            row = connection.execute(select(handoff_rows)).one()
            self.conversation = row.conversation_id
            line = f"{name} is now answering."
            handoffs.claim(connection, row.id, staff=account, line=line, now=now)
        return self

    def say(self, words: str) -> None:
        """Reply to the patient."""
        with self.storage.write() as connection:
            conversations.lock(connection, self.conversation)
            messages.add(
                connection,
                self.conversation,
                sender="staff",
                sender_name=self.name,
                text=words,
                now=datetime.now(UTC),
            )

    def patient_texts(self) -> list[str]:
        """Return what patients wrote, oldest first."""
        query = text("SELECT text FROM messages WHERE sender = 'patient' ORDER BY id")
        with self.storage.read() as connection:
            return [row.text for row in connection.execute(query)]

    def count(self) -> int:
        """Return how many conversations there are."""
        with self.storage.read() as connection:
            return int(connection.execute(text("SELECT count(*) FROM conversations")).scalar_one())

    def emails(self) -> list[str]:
        """Return the addresses that patients left."""
        with self.storage.read() as connection:
            return [row.email for row in connection.execute(select(contacts))]

    def ratings(self) -> list[tuple[str, str]]:
        """Return what patients thought of messages, with the reason."""
        with self.storage.read() as connection:
            return [(row.rating, row.reason) for row in connection.execute(select(ratings))]

    def forget_all(self) -> None:
        """Make every conversation unknown."""
        with self.storage.write() as connection:
            connection.execute(text("UPDATE conversations SET token_hash = 'gone' || id"))
