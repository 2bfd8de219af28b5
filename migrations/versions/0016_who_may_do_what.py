"""Who may do what: the audit is a chain that only grows, accounts are suspended, a second one taps."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)
REFUSED = "the audit is only ever added to"
SQLITE = [
    f"CREATE TRIGGER audit_no_{word} BEFORE {word.upper()} ON audit BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
    for word in ("update", "delete")
]
POSTGRESQL = [
    f"CREATE FUNCTION audit_only_grows() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION '{REFUSED}'; END $$"
    " LANGUAGE plpgsql",
    "CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit"
    " FOR EACH STATEMENT EXECUTE FUNCTION audit_only_grows()",
]
SQLITE_DOWN = ["DROP TRIGGER audit_no_update", "DROP TRIGGER audit_no_delete"]
POSTGRESQL_DOWN = ["DROP TRIGGER audit_no_change ON audit", "DROP FUNCTION audit_only_grows()"]


def upgrade() -> None:
    op.add_column("audit", sa.Column("number", ID, nullable=True))
    op.add_column("audit", sa.Column("hash", sa.LargeBinary(length=32), nullable=True))
    op.create_index(op.f("ix_audit_number"), "audit", ["number"], unique=True)
    op.create_index(op.f("ix_audit_about"), "audit", ["about"])
    for name in ("suspended_at", "muted_at"):
        op.add_column("person", sa.Column(name, TIME, nullable=True))
    op.add_column("person", sa.Column("was_role", sa.String(length=12), nullable=True))
    op.create_table(
        "second_tap",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("action", sa.String(length=32), nullable=False),
        sa.Column("about", sa.LargeBinary(), nullable=False),
        sa.Column("asked_by", ID, nullable=False),
        sa.Column("asked_at", TIME, nullable=False),
        sa.Column("due_at", TIME, nullable=False),
        sa.Column("alone", sa.Boolean(), nullable=False),
        sa.Column("decided_by", ID, nullable=True),
        sa.Column("decided_at", TIME, nullable=True),
        sa.ForeignKeyConstraint(["asked_by"], ["person.id"], name=op.f("fk_second_tap_asked_by")),
        sa.ForeignKeyConstraint(["decided_by"], ["person.id"], name=op.f("fk_second_tap_decided_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_second_tap")),
    )
    open_ = sa.text("decided_at IS NULL")
    op.create_index("ix_second_tap_open", "second_tap", ["due_at"], sqlite_where=open_, postgresql_where=open_)
    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    for statement in SQLITE_DOWN if op.get_bind().dialect.name == "sqlite" else POSTGRESQL_DOWN:
        op.execute(statement)
    op.drop_table("second_tap")
    for name in ("was_role", "muted_at", "suspended_at"):
        op.drop_column("person", name)
    op.drop_index(op.f("ix_audit_about"), "audit")
    op.drop_index(op.f("ix_audit_number"), "audit")
    op.drop_column("audit", "hash")
    op.drop_column("audit", "number")
