"""Private text apart: raw texts in a table of their own, deletions, and who looked at what."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Move what was written out of the messages, which keep the masked text."""
    op.create_table(
        "raw_texts",
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", sa.String(27), nullable=False),
        sa.ForeignKeyConstraint(
            ["message_id"],
            ["messages.id"],
            name=op.f("fk_raw_texts_message_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("message_id", name=op.f("pk_raw_texts")),
    )
    op.create_index(op.f("ix_raw_texts_created_at"), "raw_texts", ["created_at"], unique=False)
    op.execute(
        "INSERT INTO raw_texts (message_id, text, created_at) "
        "SELECT id, text, created_at FROM messages WHERE text <> masked"
    )
    op.execute("UPDATE messages SET text = masked WHERE text <> masked")
    # Not as a batch: that would make the table anew, and dropping the old one deletes, by their
    # foreign keys, the turns and ratings that belong to its rows.
    op.execute("ALTER TABLE messages DROP COLUMN masked")
    op.execute("ALTER TABLE conversations ADD COLUMN deleted_at VARCHAR(27)")
    op.execute("ALTER TABLE conversations ADD COLUMN deletion_ref VARCHAR(16)")
    op.create_index(
        "ix_conversations_deleted_at",
        "conversations",
        ["deleted_at"],
        unique=False,
        sqlite_where=sa.text("deleted_at IS NOT NULL"),
        postgresql_where=sa.text("deleted_at IS NOT NULL"),
    )
    op.create_index(
        op.f("ix_handoffs_conversation_id"), "handoffs", ["conversation_id"], unique=False
    )
    op.add_column(
        "staff", sa.Column("may_reveal", sa.Boolean(), server_default=sa.true(), nullable=False)
    )
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(27), nullable=False),
        sa.Column("action", sa.String(length=16), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("conversation_id", sa.String(length=32), nullable=True),
        sa.Column("message_id", sa.Integer(), nullable=True),
        sa.Column("messages", sa.Integer(), nullable=True),
        sa.Column("reference", sa.String(length=16), nullable=True),
        sa.CheckConstraint(
            "action IN ('view', 'reveal', 'patient_deleted')", name=op.f("ck_audit_action")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_audit_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_audit_at"), "audit", ["at"], unique=False)
    op.create_index(op.f("ix_audit_action"), "audit", ["action"], unique=False)
    op.create_table(
        "purge_runs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(27), nullable=False),
        sa.Column("boot", sa.String(length=64), nullable=True),
        sa.Column("uptime", sa.Float(), nullable=True),
        sa.Column("counts", sa.Text(), nullable=False),
        sa.Column("leftovers", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purge_runs")),
        sqlite_autoincrement=True,
    )
