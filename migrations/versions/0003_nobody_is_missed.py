"""When somebody falls silent: what is due then, what was heard, what is not finished."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

TIMES = (("report", "silent_at"), ("person", "listen_at"), ("person", "quiet_at"))
OLD = timedelta(days=1)
REPORT = sa.table(
    "report",
    sa.column("id", sa.BigInteger()),
    sa.column("pressed", sa.Boolean()),
    *(sa.column(name, sa.DateTime(timezone=True)) for name in ("touched_at", "filed_at", "hidden_at", "silent_at")),
)
ANSWER = sa.table("answer", sa.column("report_id", sa.BigInteger()))


def upgrade() -> None:
    op.add_column("report", sa.Column("unfinished_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("report", sa.Column("pressed", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("report", sa.Column("unheard", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("report", sa.Column("dangers", sa.String(length=32), nullable=False, server_default=""))
    for table, column in TIMES:
        op.add_column(table, sa.Column(column, sa.DateTime(timezone=True), nullable=True))
        op.create_index(f"ix_{table}_{column}", table, [column])
    _look_back(datetime.now(UTC) - OLD)


def _look_back(old: datetime) -> None:
    """Who has answered had pressed. What lies open is shown to the team; what is old is filed, and wakes nobody."""
    op.execute(REPORT.update().where(sa.exists().where(ANSWER.c.report_id == REPORT.c.id)).values(pressed=sa.true()))
    is_open = (REPORT.c.filed_at.is_(None), REPORT.c.hidden_at.is_(None))
    op.execute(REPORT.update().where(*is_open, REPORT.c.touched_at < old).values(filed_at=REPORT.c.touched_at))
    op.execute(REPORT.update().where(*is_open).values(silent_at=REPORT.c.touched_at))


def downgrade() -> None:
    for table, column in reversed(TIMES):
        op.drop_index(f"ix_{table}_{column}", table_name=table)
        op.drop_column(table, column)
    for column in ("dangers", "unheard", "pressed", "unfinished_at"):
        op.drop_column("report", column)
