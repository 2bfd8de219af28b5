"""Answers of humans through the bot; helpers who read a language; who was asked after an eviction."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("person", sa.Column("relay_id", ID, nullable=True))
    op.add_column("phone_chat", sa.Column("waits_at", TIME, nullable=True))
    op.create_index("ix_phone_chat_waits_at", "phone_chat", ["waits_at"])
    _answers()
    _interpreter()
    op.create_table(
        "care",
        sa.Column("report_id", ID, autoincrement=False, nullable=False),
        sa.Column("looked_at", TIME, nullable=False),
        sa.Column("asked_at", TIME, nullable=True),
        sa.Column("answer", sa.String(length=8), nullable=False),
        sa.Column("answered_at", TIME, nullable=True),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_care_report_id")),
        sa.PrimaryKeyConstraint("report_id", name=op.f("pk_care")),
    )


def _answers() -> None:
    op.create_table(
        "relay",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("report_id", ID, nullable=False),
        sa.Column("by_id", ID, nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("inbox_id", ID, nullable=False),
        sa.Column("wire_id", sa.String(length=64), nullable=False),
        sa.Column("evidence_id", ID, nullable=True),
        sa.Column("outbox_id", ID, nullable=True),
        sa.Column("said_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_relay_report_id")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_relay_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_relay")),
    )
    for column in ("report_id", "by_id", "state"):
        op.create_index(f"ix_relay_{column}", "relay", [column])
    op.create_table(
        "dialogue",
        sa.Column("person_id", ID, autoincrement=False, nullable=False),
        sa.Column("report_id", ID, nullable=False),
        sa.Column("answered_at", TIME, nullable=False),
        sa.Column("waits_at", TIME, nullable=True),
        sa.Column("ended_at", TIME, nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_dialogue_person_id")),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_dialogue_report_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_dialogue")),
    )
    op.create_index("ix_dialogue_waits_at", "dialogue", ["waits_at"])


def _interpreter() -> None:
    op.create_table(
        "helper",
        sa.Column("person_id", ID, autoincrement=False, nullable=False),
        sa.Column("languages", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_helper_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_helper")),
    )
    op.create_table(
        "vetting",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("helper_id", ID, nullable=False),
        sa.Column("by_id", ID, nullable=False),
        sa.Column("vetted_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(["helper_id"], ["person.id"], name=op.f("fk_vetting_helper_id")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_vetting_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vetting")),
        sa.UniqueConstraint("helper_id", "by_id", name=op.f("uq_vetting_helper_id_by_id")),
    )
    op.create_table(
        "interpreter_call",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("report_id", ID, nullable=False),
        sa.Column("asked_by", ID, nullable=False),
        sa.Column("asked_at", TIME, nullable=False),
        sa.Column("agreed_at", TIME, nullable=True),
        sa.Column("helper_id", ID, nullable=True),
        sa.Column("accepted_at", TIME, nullable=True),
        sa.Column("ended_at", TIME, nullable=True),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_interpreter_call_report_id")),
        sa.ForeignKeyConstraint(["asked_by"], ["person.id"], name=op.f("fk_interpreter_call_asked_by")),
        sa.ForeignKeyConstraint(["helper_id"], ["person.id"], name=op.f("fk_interpreter_call_helper_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interpreter_call")),
    )
    for column in ("report_id", "helper_id", "ended_at"):
        op.create_index(f"ix_interpreter_call_{column}", "interpreter_call", [column])


def downgrade() -> None:
    for table in ("care", "interpreter_call", "vetting", "helper", "dialogue", "relay"):
        op.drop_table(table)
    op.drop_index("ix_phone_chat_waits_at", "phone_chat")
    op.drop_column("phone_chat", "waits_at")
    op.drop_column("person", "relay_id")
