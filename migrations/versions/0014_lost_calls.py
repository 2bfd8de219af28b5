"""Calls that never arrived; what somebody answers hours later is kept with her words alone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)
NEW = (("ring", "lost_at"), ("alert", "phone_at"))
"""Times that are empty in every row there is."""
CARE = sa.table("care", sa.column("answer", sa.String()), sa.column("stopped", sa.Boolean()))


def upgrade() -> None:
    for table, name in NEW:
        op.add_column(table, sa.Column(name, TIME, nullable=True))
    op.add_column("settlement", sa.Column("inbox_id", ID, nullable=True))
    op.add_column("care", sa.Column("stopped", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute(sa.update(CARE).where(CARE.c.answer == "stop").values(stopped=sa.true()))
    op.drop_column("care", "answer")


def downgrade() -> None:
    op.add_column("care", sa.Column("answer", sa.String(length=8), nullable=False, server_default=""))
    op.execute(sa.update(CARE).where(CARE.c.stopped).values(answer="stop"))
    op.drop_column("care", "stopped")
    op.drop_column("settlement", "inbox_id")
    for table, name in reversed(NEW):
        op.drop_column(table, name)
