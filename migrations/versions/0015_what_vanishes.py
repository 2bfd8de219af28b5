"""Whose messages disappear in her chat: without her yes they are kept for a shorter time."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "vanishing",
        sa.Column("person_id", ID, autoincrement=False, nullable=False),
        sa.Column("seconds", ID, nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_vanishing_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_vanishing")),
    )


def downgrade() -> None:
    op.drop_table("vanishing")
