"""The phone's own account: connected accounts, their connections and chats; erasing a single message."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)
RIGHTS = ("enabled", "can_reply", "can_read", "can_delete_sent", "can_delete_all")


def upgrade() -> None:
    op.create_table(
        "phone",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("user", sa.LargeBinary(length=32), nullable=False),
        sa.Column("number", sa.LargeBinary(), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("connection", sa.LargeBinary(), nullable=False),
        *(sa.Column(right, sa.Boolean(), nullable=False) for right in RIGHTS),
        sa.Column("seen_at", TIME, nullable=False),
        sa.Column("approved_by", ID, nullable=True),
        sa.Column("approved_at", TIME, nullable=True),
        sa.ForeignKeyConstraint(["approved_by"], ["person.id"], name=op.f("fk_phone_approved_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phone")),
        sa.UniqueConstraint("user", name=op.f("uq_phone_user")),
    )
    op.create_table(
        "phone_link",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("wire", sa.LargeBinary(length=32), nullable=False),
        sa.Column("phone_id", ID, nullable=False),
        sa.ForeignKeyConstraint(["phone_id"], ["phone.id"], name=op.f("fk_phone_link_phone_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phone_link")),
        sa.UniqueConstraint("wire", name=op.f("uq_phone_link_wire")),
    )
    op.create_table(
        "phone_chat",
        sa.Column("person_id", ID, autoincrement=False, nullable=False),
        sa.Column("phone_id", ID, nullable=False),
        sa.Column("heard_at", TIME, nullable=True),
        sa.Column("paused_until", TIME, nullable=True),
        sa.Column("cleaned_at", TIME, nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_phone_chat_person_id")),
        sa.ForeignKeyConstraint(["phone_id"], ["phone.id"], name=op.f("fk_phone_chat_phone_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_phone_chat")),
    )
    op.add_column("erasure", sa.Column("inbox_id", ID, nullable=True))
    op.create_index("ix_erasure_inbox_id", "erasure", ["inbox_id"])


def downgrade() -> None:
    op.drop_index("ix_erasure_inbox_id", table_name="erasure")
    op.drop_column("erasure", "inbox_id")
    for table in ("phone_chat", "phone_link", "phone"):
        op.drop_table(table)
