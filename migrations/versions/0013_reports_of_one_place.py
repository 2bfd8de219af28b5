"""Alerts of one place: none stands for the others any more, each goes its own way."""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    alert = sa.table(
        "alert",
        *(sa.column(name, ID) for name in ("id", "with_id", "joined", "taken_by")),
        *(sa.column(name, TIME) for name in ("next_at", "ask_at", "settled_at")),
    )
    now = datetime.now(UTC)
    op.execute(alert.update().where(alert.c.joined > 0).values(with_id=alert.c.id))
    # What went with another has no time of its own yet: it looks at once.
    open_ = (alert.c.with_id.is_not(None), alert.c.taken_by.is_(None), alert.c.next_at.is_(None))
    op.execute(alert.update().where(*open_).values(next_at=now))
    hers = (alert.c.with_id != alert.c.id, alert.c.taken_by.is_not(None), alert.c.settled_at.is_(None))
    op.execute(alert.update().where(*hers).values(ask_at=now))
    op.drop_column("alert", "joined")


def downgrade() -> None:
    op.add_column("alert", sa.Column("joined", ID, nullable=False, server_default="0"))
    op.execute("UPDATE alert SET with_id = NULL")
