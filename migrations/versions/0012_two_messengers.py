"""One person on two messengers: what she was told of it, and the secret number by which she is known again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("person", sa.Column("told_across_at", TIME, nullable=True))
    op.create_table(
        "secret_number",
        sa.Column("person_id", ID, autoincrement=False, nullable=False),
        sa.Column("hash", sa.LargeBinary(length=48), nullable=False),
        sa.Column("made_at", TIME, nullable=False),
        sa.Column("shown_in", ID, nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_secret_number_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_secret_number")),
    )
    op.create_table(
        "wrong_number",
        sa.Column("person_id", ID, autoincrement=False, nullable=False),
        sa.Column("tries", ID, nullable=False),
        sa.Column("since", TIME, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_wrong_number_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_wrong_number")),
    )
    op.create_table(
        "same_person",
        sa.Column("person_id", ID, autoincrement=False, nullable=False),
        sa.Column("of_id", ID, nullable=False),
        sa.Column("joined_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_same_person_person_id")),
        sa.ForeignKeyConstraint(["of_id"], ["person.id"], name=op.f("fk_same_person_of_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_same_person")),
    )


def downgrade() -> None:
    for table in ("same_person", "wrong_number", "secret_number"):
        op.drop_table(table)
    op.drop_column("person", "told_across_at")
