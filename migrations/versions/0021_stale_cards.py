"""Which cards do not show yet all that their people told."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("alert", sa.Column("stale", ID, nullable=True))
    which = sa.text("stale IS NOT NULL")
    op.create_index("ix_alert_stale", "alert", ["stale"], sqlite_where=which, postgresql_where=which)


def downgrade() -> None:
    op.drop_index("ix_alert_stale", "alert")
    op.drop_column("alert", "stale")
