"""The rota: shifts, and who can be woken."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "shift",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("starts_at", TIME, nullable=False),
        sa.Column("ends_at", TIME, nullable=False),
        sa.Column("rank", ID, nullable=False),
        sa.Column("step", sa.String(length=8), nullable=False),
        sa.Column("due_at", TIME, nullable=True),
        sa.Column("here_at", TIME, nullable=True),
        sa.Column("swap_with", ID, nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_shift_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shift")),
    )
    for column in ("person_id", "due_at", "ends_at"):
        op.create_index(f"ix_shift_{column}", "shift", [column])
    op.create_table(
        "wake",
        sa.Column("person_id", ID, autoincrement=False, nullable=False),
        sa.Column("step", sa.String(length=8), nullable=False),
        sa.Column("due_at", TIME, nullable=True),
        sa.Column("heard_at", TIME, nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_wake_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_wake")),
    )
    op.create_index("ix_wake_due_at", "wake", ["due_at"])


def downgrade() -> None:
    op.drop_table("wake")
    op.drop_table("shift")
