"""Reports are found, listed, and grouped by the event they tell of."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"))


def upgrade() -> None:
    op.create_table(
        "find_token",
        sa.Column("token", sa.LargeBinary(length=16), nullable=False),
        sa.Column("report_id", ID, autoincrement=False, nullable=False),
        sa.Column("source_id", ID, autoincrement=False, nullable=False),
        _refers("find_token", "report_id", "report"),
        sa.PrimaryKeyConstraint("token", "report_id", "source_id", name=op.f("pk_find_token")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_find_token_report_id_source_id", "find_token", ["report_id", "source_id"])
    op.create_table(
        "find_again",
        sa.Column("report_id", ID, autoincrement=False, nullable=False),
        _refers("find_again", "report_id", "report"),
        sa.PrimaryKeyConstraint("report_id", name=op.f("pk_find_again")),
    )
    op.create_table(
        "search",
        sa.Column("person_id", ID, autoincrement=False, nullable=False),
        sa.Column("wanted", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", TIME, nullable=False),
        _refers("search", "person_id", "person"),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_search")),
    )
    op.create_table(
        "same_event",
        sa.Column("report_id", ID, autoincrement=False, nullable=False),
        sa.Column("event_id", ID, nullable=False),
        sa.Column("counts", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("joined_by", ID, nullable=True),
        sa.Column("joined_at", TIME, nullable=False),
        _refers("same_event", "report_id", "report"),
        _refers("same_event", "joined_by", "person"),
        sa.PrimaryKeyConstraint("report_id", name=op.f("pk_same_event")),
    )
    op.create_index(op.f("ix_same_event_event_id"), "same_event", ["event_id"])
    op.create_table(
        "report_pair",
        sa.Column("report_id", ID, autoincrement=False, nullable=False),
        sa.Column("other_id", ID, autoincrement=False, nullable=False),
        sa.Column("how", sa.String(length=12), nullable=False),
        sa.Column("said_by", ID, nullable=True),
        sa.Column("said_at", TIME, nullable=False),
        _refers("report_pair", "report_id", "report"),
        _refers("report_pair", "other_id", "report"),
        _refers("report_pair", "said_by", "person"),
        sa.PrimaryKeyConstraint("report_id", "other_id", name=op.f("pk_report_pair")),
    )
    op.create_index(op.f("ix_report_pair_other_id"), "report_pair", ["other_id"])
    op.add_column("alert", sa.Column("closed_at", TIME, nullable=True))
    waits = sa.text("closed_at IS NULL")
    op.create_index("ix_alert_open", "alert", ["urgency", "report_id"], sqlite_where=waits, postgresql_where=waits)
    team = sa.text("role != 'reporter'")
    op.create_index("ix_person_team", "person", ["role"], sqlite_where=team, postgresql_where=team)


def downgrade() -> None:
    op.drop_index("ix_person_team", "person")
    op.drop_index("ix_alert_open", "alert")
    op.drop_column("alert", "closed_at")
    for table in ("report_pair", "same_event", "search", "find_again", "find_token"):
        op.drop_table(table)
