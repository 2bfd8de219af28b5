"""The way of an alert as a plan: where it is, when its taker is asked, how it was settled, what belongs together."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)
INDEXES = (
    ("alert", "ix_alert_ask_at", ["ask_at"]),
    ("alert", "ix_alert_with_id", ["with_id"]),
    ("alert", "ix_alert_place_raised_at", ["place", "raised_at"]),
    ("ring", "ix_ring_again_at", ["again_at"]),
)


def _columns() -> list[tuple[str, sa.Column[Any]]]:
    """New each time: a column belongs to one table."""
    return [
        ("alert", sa.Column("round", ID, nullable=False, server_default="1")),
        ("alert", sa.Column("ask_at", TIME, nullable=True)),
        ("alert", sa.Column("asked_at", TIME, nullable=True)),
        ("alert", sa.Column("settled_at", TIME, nullable=True)),
        ("alert", sa.Column("with_id", ID, nullable=True)),
        ("alert", sa.Column("joined", ID, nullable=False, server_default="0")),
        ("alert", sa.Column("place", sa.LargeBinary(length=32), nullable=True)),
        ("ring", sa.Column("why", sa.String(length=12), nullable=False, server_default="")),
        ("ring", sa.Column("time", ID, nullable=False, server_default="1")),
        ("ring", sa.Column("again_at", TIME, nullable=True)),
    ]


def upgrade() -> None:
    for table, column in _columns():
        op.add_column(table, column)
    for table, name, columns in INDEXES:
        op.create_index(name, table, columns)
    _rename("duty", "primary")
    alert = sa.table("alert", sa.column("taken_by", ID), sa.column("settled_at", TIME))
    # What was taken before anybody was asked about it is not asked about now.
    op.execute(alert.update().where(alert.c.taken_by.is_not(None)).values(settled_at=datetime.now(UTC)))
    op.create_table(
        "settlement",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("alert_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("how", sa.String(length=12), nullable=False),
        sa.Column("why", sa.LargeBinary(), nullable=True),
        sa.Column("asked_at", TIME, nullable=False),
        sa.Column("settled_at", TIME, nullable=True),
        sa.ForeignKeyConstraint(["alert_id"], ["alert.id"], name=op.f("fk_settlement_alert_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_settlement_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_settlement")),
    )
    op.create_index("ix_settlement_alert_id", "settlement", ["alert_id"])
    op.create_index("ix_settlement_person_id", "settlement", ["person_id"])
    op.create_table(
        "available",
        sa.Column("person_id", ID, autoincrement=False, nullable=False),
        sa.Column("yes", sa.Boolean(), nullable=False),
        sa.Column("until", TIME, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_available_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_available")),
    )


def _rename(old: str, new: str) -> None:
    """A step of the plan has another name from now on."""
    for name in ("alert", "ring"):
        table = sa.table(name, sa.column("step", sa.String()))
        op.execute(table.update().where(table.c.step == old).values(step=new))


def downgrade() -> None:
    op.drop_table("available")
    op.drop_table("settlement")
    for later in ("backup", "today", "late"):
        _rename(later, "coordinators")
    _rename("primary", "duty")
    for table, name, _of in INDEXES:
        op.drop_index(name, table_name=table)
    for table, added in reversed(_columns()):
        op.drop_column(table, added.name)
