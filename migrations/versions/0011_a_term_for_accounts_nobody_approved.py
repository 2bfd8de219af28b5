"""Until when what came to an account that nobody approved is kept, and whether the coordinators have heard of it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("kept_until", "warned_at"):
        op.add_column("phone", sa.Column(name, sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    for name in ("kept_until", "warned_at"):
        op.drop_column("phone", name)
