"""Who is on duty first, and who behind her."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "duty",
        sa.Column("rank", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False, server_default="1"),
    )


def downgrade() -> None:
    op.drop_column("duty", "rank")
