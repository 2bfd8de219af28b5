"""Ready sentences: the team's own, and what was sent for a case with the answer."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "phrase",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("texts", sa.LargeBinary(), nullable=False),
        sa.Column("changed_at", TIME, nullable=False),
        sa.Column("removed_at", TIME, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phrase")),
        sa.UniqueConstraint("name", name=op.f("uq_phrase_name")),
    )
    op.create_table(
        "phrase_sent",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("report_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("sent_by", ID, nullable=False),
        sa.Column("phrase", sa.String(length=24), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("sent_at", TIME, nullable=False),
        sa.Column("answer", sa.LargeBinary(), nullable=True),
        sa.Column("answered_at", TIME, nullable=True),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_phrase_sent_report_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_phrase_sent_person_id")),
        sa.ForeignKeyConstraint(["sent_by"], ["person.id"], name=op.f("fk_phrase_sent_sent_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phrase_sent")),
    )
    op.create_index("ix_phrase_sent_person_id", "phrase_sent", ["person_id"])
    op.create_index("ix_phrase_sent_report_id", "phrase_sent", ["report_id"])


def downgrade() -> None:
    op.drop_table("phrase_sent")
    op.drop_table("phrase")
