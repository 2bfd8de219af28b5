"""Hers to take back: erasures, hidden and erased reports, what was shown to whom."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)
ADDED = (
    ("report", "hidden_at", TIME, True),
    ("report", "erased_at", TIME, True),
    ("report", "consent", sa.String(length=8), True),
    ("report", "site", sa.String(length=16), False),
    ("evidence", "wire_id", sa.String(length=64), False),
    ("outbox", "report_id", ID, True),
)
INDEXED = ("person_id", "report_id", "due_at")
SEARCHED = (
    ("ix_outbox_report_id", "outbox", ["report_id"]),
    ("ix_inbox_person_id", "inbox", ["person_id"]),
    ("ix_report_consent_touched_at", "report", ["consent", "touched_at"]),
)


def upgrade() -> None:
    for table, name, kind, nullable in ADDED:
        default = None if nullable else ""
        op.add_column(table, sa.Column(name, kind, nullable=nullable, server_default=default))
    for name, table, columns in SEARCHED:
        op.create_index(name, table, columns)
    op.create_table(
        "erasure",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("report_id", ID, nullable=True),
        sa.Column("code", sa.LargeBinary(length=32), nullable=True),
        sa.Column("why", sa.String(length=8), nullable=False),
        sa.Column("asked_at", TIME, nullable=False),
        sa.Column("due_at", TIME, nullable=False),
        sa.Column("taken_back_at", TIME, nullable=True),
        sa.Column("words_at", TIME, nullable=True),
        sa.Column("erased_at", TIME, nullable=True),
        sa.Column("counts", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_erasure_person_id")),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_erasure_report_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure")),
    )
    for column in INDEXED:
        op.create_index(f"ix_erasure_{column}", "erasure", [column])


def downgrade() -> None:
    for column in INDEXED:
        op.drop_index(f"ix_erasure_{column}", table_name="erasure")
    op.drop_table("erasure")
    for name, table, _columns in SEARCHED:
        op.drop_index(name, table_name=table)
    for table, name, _kind, _nullable in reversed(ADDED):
        op.drop_column(table, name)
