"""The triage room and its cards."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0012"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "room",
        sa.Column("person_id", ID, autoincrement=False, nullable=False),
        sa.Column("named", sa.LargeBinary(length=32), nullable=False),
        sa.Column("next_at", TIME, nullable=False),
        sa.Column("lost_at", TIME, nullable=True),
        sa.Column("members", ID, nullable=True),
        sa.Column("told", ID, nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_room_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_room")),
        sa.UniqueConstraint("named", name=op.f("uq_room_named")),
    )
    op.create_table(
        "room_card",
        sa.Column("alert_id", ID, autoincrement=False, nullable=False),
        sa.Column("due_at", TIME, nullable=True),
        sa.Column("anew", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("slot", sa.String(length=24), server_default="", nullable=False),
        sa.Column("older", sa.String(length=24), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["alert_id"], ["alert.id"], name=op.f("fk_room_card_alert_id")),
        sa.PrimaryKeyConstraint("alert_id", name=op.f("pk_room_card")),
    )
    op.create_index(op.f("ix_room_card_slot"), "room_card", ["slot"])
    waits = sa.text("due_at IS NOT NULL")
    op.create_index("ix_room_card_due_at", "room_card", ["due_at"], sqlite_where=waits, postgresql_where=waits)


def downgrade() -> None:
    op.drop_table("room_card")
    op.drop_table("room")
