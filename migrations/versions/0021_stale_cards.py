"""Which cards do not show yet what their people told since."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("alert", sa.Column("stale", sa.BigInteger(), nullable=True))
    which = sa.text("stale IS NOT NULL")
    op.create_index("ix_alert_stale", "alert", ["stale"], sqlite_where=which, postgresql_where=which)


def downgrade() -> None:
    op.drop_index("ix_alert_stale", "alert")
    op.drop_column("alert", "stale")
