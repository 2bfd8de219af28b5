"""Who is muted, and who ever had a name in the team, are found at once; what could not be read is read again later."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("muted_at", "first_name"):
        which = sa.text(f"{name} IS NOT NULL")
        op.create_index(f"ix_person_{name}", "person", ["id"], sqlite_where=which, postgresql_where=which)
    op.add_column("find_again", sa.Column("due_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("find_again", "due_at")
    for name in ("first_name", "muted_at"):
        op.drop_index(f"ix_person_{name}", "person")
