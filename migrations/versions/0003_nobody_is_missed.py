"""When somebody falls silent: what is due then, what was heard, what is not finished."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

TIMES = (("report", "silent_at"), ("person", "listen_at"), ("person", "quiet_at"))


def upgrade() -> None:
    op.add_column("report", sa.Column("unfinished_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("report", sa.Column("pressed", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("report", sa.Column("unheard", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("report", sa.Column("dangers", sa.String(length=32), nullable=False, server_default=""))
    for table, column in TIMES:
        op.add_column(table, sa.Column(column, sa.DateTime(timezone=True), nullable=True))
        op.create_index(f"ix_{table}_{column}", table, [column])
    # Reports that lie open since before: they are shown to the team at once.
    op.execute("UPDATE report SET silent_at = touched_at WHERE filed_at IS NULL AND hidden_at IS NULL")


def downgrade() -> None:
    for table, column in reversed(TIMES):
        op.drop_index(f"ix_{table}_{column}", table_name=table)
        op.drop_column(table, column)
    for column in ("dangers", "unheard", "pressed", "unfinished_at"):
        op.drop_column("report", column)
