"""The tables of the database, once for SQLite and PostgreSQL.

Law of this folder: it is the only place that imports SQLAlchemy. Its kinds of columns stand in
`columns`.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    text,
    true,
)

from web.storage.columns import Json, UtcTime

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _one_of(column: str, *values: str) -> CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


staff = Table(
    "staff",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("username", String(254), nullable=False, unique=True),  # lower case
    Column("display_name", String(80), nullable=False),  # patients see it
    Column("role", String(16), nullable=False),
    Column("password_hash", String(200), nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("disabled_at", UtcTime),
    Column("may_reveal", Boolean(name="may_reveal"), nullable=False, server_default=true()),
    _one_of("role", "staff", "admin"),
)

staff_sessions = Table(
    "staff_sessions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("token_hash", String(64), nullable=False, unique=True),
    Column("staff_id", ForeignKey("staff.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("created_at", UtcTime, nullable=False),
    Column("seen_at", UtcTime, nullable=False),
    Column("revoked_at", UtcTime),
    Column("device", String(200), nullable=False, server_default=""),
)

setup_links = Table(
    "setup_links",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("role", String(16), nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("expires_at", UtcTime, nullable=False),
    Column("used_at", UtcTime),
    _one_of("role", "staff", "admin"),
)

conversations = Table(
    "conversations",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("token_hash", String(64), nullable=False, unique=True),
    Column("state", Json, nullable=False),  # bot.types.Conversation
    Column("status", String(16), nullable=False),
    Column("held_by", ForeignKey("staff.id")),
    Column("emergency", Boolean(name="emergency"), nullable=False),  # once true, always true
    Column("version", Integer, nullable=False),  # grows with every change that a patient could see
    Column("last_id", Integer, nullable=False),  # id of the newest message, 0 before the first
    Column("created_at", UtcTime, nullable=False),
    Column("updated_at", UtcTime, nullable=False),
    Column("deleted_at", UtcTime),  # the patient deleted it: this row is all that is left
    Column("deletion_ref", String(16)),  # the number on the patient's receipt
    _one_of("status", "bot", "waiting", "staff", "resolved"),
    Index("ix_conversations_deleted_at", "deleted_at", sqlite_where=text("deleted_at IS NOT NULL")),
)

messages = Table(
    "messages",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("conversation_id", ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False),
    Column("sender", String(16), nullable=False),
    Column("staff_id", ForeignKey("staff.id")),
    Column("sender_name", String(80)),
    Column("text", Text, nullable=False),  # private details are masked
    Column("client_message_id", String(64)),
    Column("body_hash", String(64)),  # of the request, to tell a repeat from a clash
    Column("reply_to", ForeignKey("messages.id", ondelete="CASCADE"), index=True),
    Column("outcome", String(16)),
    Column("details", Json),  # of a bot message: title, sources, choices, card and so on
    Column("created_at", UtcTime, nullable=False),
    _one_of("sender", "patient", "bot", "staff", "system"),
    Index("ix_messages_conversation_id_id", "conversation_id", "id"),
    Index("uq_messages_client_id", "conversation_id", "client_message_id", unique=True),
    sqlite_autoincrement=True,  # an id is never given twice, not even after a deletion
)

raw_texts = Table(  # as written, of messages where that says more than the masked text
    "raw_texts",
    metadata,
    Column("message_id", ForeignKey("messages.id", ondelete="CASCADE"), primary_key=True),
    Column("text", Text, nullable=False),
    Column("created_at", UtcTime, nullable=False, index=True),
)

turns = Table(
    "turns",
    metadata,
    Column(
        "message_id", ForeignKey("messages.id", ondelete="CASCADE"), primary_key=True
    ),  # the patient's message
    Column("bot_message_id", ForeignKey("messages.id", ondelete="CASCADE"), index=True),
    Column("outcome", String(16), nullable=False),
    Column("reason", String(64), nullable=False),
    Column("intent", String(64)),
    Column("confidence", Float, nullable=False),
    Column("parts", Json, nullable=False),  # each question of the message with ranking and decision
    Column("flags", Json, nullable=False),
    Column("model_version", String(64)),
    Column("unanswered", String(16)),  # why staff should look at it; null when there is no need
    Index(
        "ix_turns_unanswered",
        "message_id",
        sqlite_where=text("unanswered IS NOT NULL"),
    ),
)

handoffs = Table(
    "handoffs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column(
        "conversation_id",
        ForeignKey("conversations.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("reason", String(64), nullable=False),
    Column("urgency", String(16), nullable=False),
    Column("desk", String(32)),
    Column("status", String(16), nullable=False),
    Column("claimed_by", ForeignKey("staff.id")),
    Column("version", Integer, nullable=False),  # grows with every change that staff could see
    Column("created_at", UtcTime, nullable=False),
    Column("updated_at", UtcTime, nullable=False),
    Column("resolved_at", UtcTime),
    _one_of("urgency", "emergency", "urgent", "normal"),
    _one_of("status", "waiting", "claimed", "resolved"),
    Index(
        "uq_handoffs_open",  # a conversation waits in the queue once
        "conversation_id",
        unique=True,
        sqlite_where=text("status <> 'resolved'"),
    ),
    sqlite_autoincrement=True,
)

ratings = Table(
    "ratings",
    metadata,
    Column("message_id", ForeignKey("messages.id", ondelete="CASCADE"), primary_key=True),
    Column("rating", String(8), nullable=False),
    Column("reason", String(16)),
    Column("created_at", UtcTime, nullable=False),
    _one_of("rating", "up", "down"),
)

contacts = Table(
    "contacts",
    metadata,
    Column("conversation_id", ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True),
    Column("email", String(254)),
    Column("phone", String(40)),
    Column("created_at", UtcTime, nullable=False),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("handoff_id", ForeignKey("handoffs.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("urgency", String(16), nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("due_at", UtcTime, nullable=False, index=True),
    Column("attempts", Integer, nullable=False),
    Column("sent_at", UtcTime),
)

audit = Table(  # who saw or deleted what, and when; never a word of it
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", UtcTime, nullable=False, index=True),
    Column("action", String(16), nullable=False, index=True),
    Column("staff_id", ForeignKey("staff.id")),  # null: the patient
    Column("conversation_id", String(32)),  # of one that may be gone
    Column("message_id", Integer),
    Column("messages", Integer),  # how many a patient deleted
    Column("reference", String(16)),
    _one_of("action", "view", "reveal", "patient_deleted"),
    sqlite_autoincrement=True,
)

purge_runs = Table(  # what was deleted for its age, and what the clock said then
    "purge_runs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", UtcTime, nullable=False),
    Column("boot", String(64)),  # which start of the machine
    Column("uptime", Float),  # seconds since then
    Column("counts", Json, nullable=False),  # by kind; empty where only the clock was noted
    Column("leftovers", Integer),  # texts found in the files' bytes afterwards; null: not looked
    sqlite_autoincrement=True,
)


def as_made() -> MetaData:
    """Return the tables as they are made and compared, with what only PostgreSQL must be told.

    Naming that database loads its dialect, 3 MB that a server on SQLite goes without.
    """
    for table in metadata.tables.values():
        for index in table.indexes:
            if (where := index.dialect_options["sqlite"]["where"]) is not None:
                index.dialect_options["postgresql"]["where"] = where
    return metadata
