"""The desk's work on a report: state, priority, tags, texts, tasks and translations."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)


def reference(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"))


def some(name: str, table: str, columns: list[str], which: str) -> None:
    op.create_index(name, table, columns, sqlite_where=sa.text(which), postgresql_where=sa.text(which))


def ids(*names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, ID, nullable=True) for name in names]


def times(*names: str) -> list[sa.Column[object]]:
    return [sa.Column(name, TIME, nullable=True) for name in names]


def upgrade() -> None:
    _casework()
    _texts()
    op.create_table(
        "case_task",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("report_id", ID, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("due_at", TIME, nullable=False),
        *times("remind_at"),
        sa.Column("reminded", ID, server_default="0", nullable=False),
        *ids("made_by"),
        sa.Column("made_at", TIME, nullable=False),
        *ids("done_by"),
        *times("done_at"),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        reference("case_task", "report_id", "report"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_task")),
    )
    op.create_index("ix_case_task_report_id_kind", "case_task", ["report_id", "kind"])
    some("ix_case_task_open", "case_task", ["due_at"], "done_at IS NULL")
    some("ix_case_task_remind_at", "case_task", ["remind_at"], "remind_at IS NOT NULL")
    op.create_table(
        "expected",
        sa.Column("person_id", ID, autoincrement=False, nullable=False),
        sa.Column("what", sa.String(12), nullable=False),
        sa.Column("report_id", ID, nullable=False),
        *ids("about"),
        sa.Column("step", sa.String(32), nullable=False),
        sa.Column("draft", sa.LargeBinary(), nullable=True),
        sa.Column("asked_at", TIME, nullable=False),
        reference("expected", "person_id", "person"),
        reference("expected", "report_id", "report"),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_expected")),
    )
    op.create_index(op.f("ix_expected_report_id"), "expected", ["report_id"])
    some("ix_report_filed_at", "report", ["filed_at"], "filed_at IS NOT NULL")


def _casework() -> None:
    op.create_table(
        "casework",
        sa.Column("report_id", ID, autoincrement=False, nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("state_at", TIME, nullable=False),
        sa.Column("priority", ID, nullable=False),
        *ids("priority_by", "assigned_to"),
        *times("looked_at"),
        *ids("documented_by", "edited_by"),
        *times("edited_at"),
        *ids("verified_by"),
        *times("verified_at"),
        *ids("claimed_by"),
        *times("claimed_until"),
        sa.Column("flags", sa.String(120), server_default="", nullable=False),
        reference("casework", "report_id", "report"),
        reference("casework", "assigned_to", "person"),
        sa.PrimaryKeyConstraint("report_id", name=op.f("pk_casework")),
    )
    some("ix_casework_open", "casework", ["priority", "report_id"], "state NOT IN ('closed', 'no_action')")
    some("ix_casework_documented", "casework", ["priority", "report_id"], "state = 'documented'")
    some("ix_casework_assigned_to", "casework", ["assigned_to"], "assigned_to IS NOT NULL")
    op.create_table(
        "case_tag",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("report_id", ID, nullable=False),
        sa.Column("by_id", ID, nullable=False),
        sa.Column("tag", sa.LargeBinary(), nullable=False),
        sa.Column("key", sa.LargeBinary(32), nullable=False),
        sa.Column("tagged_at", TIME, nullable=False),
        reference("case_tag", "report_id", "report"),
        reference("case_tag", "by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_tag")),
    )
    op.create_index(op.f("ix_case_tag_report_id"), "case_tag", ["report_id"])
    op.create_index(op.f("ix_case_tag_key"), "case_tag", ["key"])


def _texts() -> None:
    op.create_table(
        "case_text",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("report_id", ID, nullable=False),
        sa.Column("by_id", ID, nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        *ids("about"),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("written_at", TIME, nullable=False),
        reference("case_text", "report_id", "report"),
        reference("case_text", "by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_text")),
    )
    op.create_index(op.f("ix_case_text_report_id"), "case_text", ["report_id"])
    op.create_table(
        "translation",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("report_id", ID, nullable=False),
        sa.Column("of_id", ID, nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("queued_by", ID, nullable=False),
        sa.Column("queued_at", TIME, nullable=False),
        *ids("claimed_by"),
        *times("claimed_until"),
        *ids("translator_id", "text_id", "reader_id"),
        *times("read_at", "ended_at"),
        reference("translation", "report_id", "report"),
        reference("translation", "queued_by", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_translation")),
    )
    op.create_index(op.f("ix_translation_report_id"), "translation", ["report_id"])
    op.create_index(op.f("ix_translation_of_id"), "translation", ["of_id"])
    some("ix_translation_open", "translation", ["language", "id"], "read_at IS NULL AND ended_at IS NULL")


def downgrade() -> None:
    op.drop_index("ix_report_filed_at", "report")
    for table in ("expected", "case_task", "translation", "case_text", "case_tag", "casework"):
        op.drop_table(table)
