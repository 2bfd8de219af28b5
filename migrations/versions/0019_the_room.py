"""The triage room and its cards."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
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
        sa.Column("said", sa.LargeBinary(length=32), nullable=True),
        sa.ForeignKeyConstraint(["alert_id"], ["alert.id"], name=op.f("fk_room_card_alert_id")),
        sa.PrimaryKeyConstraint("alert_id", name=op.f("pk_room_card")),
    )
    op.create_index(op.f("ix_room_card_slot"), "room_card", ["slot"])
    waits = sa.text("due_at IS NOT NULL")
    op.create_index("ix_room_card_due_at", "room_card", ["due_at"], sqlite_where=waits, postgresql_where=waits)

    op.create_table(
        "leftover",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("report_id", ID, nullable=False),
        sa.Column("since", TIME, nullable=False),
        sa.Column("ask_at", TIME, nullable=True),
        sa.Column("done_at", TIME, nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_leftover_person_id")),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_leftover_report_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leftover")),
    )
    op.create_index(op.f("ix_leftover_person_id"), "leftover", ["person_id"])
    asked = sa.text("ask_at IS NOT NULL")
    op.create_index("ix_leftover_ask_at", "leftover", ["ask_at"], sqlite_where=asked, postgresql_where=asked)
    there = sa.text("report_id IS NOT NULL AND wire_id IS NOT NULL")
    op.create_index("ix_outbox_copies", "outbox", ["sent_at"], sqlite_where=there, postgresql_where=there)

    op.create_table(
        "became",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("report_id", ID, nullable=False),
        sa.Column("what", sa.String(length=12), nullable=False),
        sa.Column("by_id", ID, nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("due_at", TIME, nullable=True),
        sa.Column("told_at", TIME, nullable=True),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_became_report_id")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_became_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_became")),
        sa.UniqueConstraint("report_id", "what", name=op.f("uq_became_report_id_what")),
    )
    due = sa.text("due_at IS NOT NULL")
    op.create_index("ix_became_due_at", "became", ["due_at"], sqlite_where=due, postgresql_where=due)
    for name in ("pin", "notes"):
        op.add_column("site", sa.Column(name, sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    for name in ("notes", "pin"):
        op.drop_column("site", name)
    op.drop_index("ix_outbox_copies", "outbox")
    op.drop_table("became")
    op.drop_table("leftover")
    op.drop_table("room_card")
    op.drop_table("room")
