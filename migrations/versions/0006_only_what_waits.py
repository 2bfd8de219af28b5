"""Indexes of only what waits: what is handled, sent or answered leaves them and costs nothing any more."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

BEFORE = (
    ("ix_inbox_chat_state", "inbox", ["chat", "state"]),
    ("ix_inbox_state_due_at", "inbox", ["state", "due_at"]),
    ("ix_outbox_state_due_at", "outbox", ["state", "due_at"]),
    ("ix_outbox_person_id_state", "outbox", ["person_id", "state"]),
    ("ix_outbox_report_id", "outbox", ["report_id"]),
    ("ix_report_consent_touched_at", "report", ["consent", "touched_at"]),
    ("ix_report_silent_at", "report", ["silent_at"]),
)
AFTER = (
    ("ix_inbox_kept", "inbox", ["chat"], "state = 'kept'"),
    ("ix_inbox_lost", "inbox", ["state"], "state IN ('failed', 'unreadable')"),
    ("ix_outbox_live", "outbox", ["person_id", "urgent"], "state IN ('waiting', 'sending')"),
    ("ix_outbox_dead", "outbox", ["person_id"], "state = 'dead'"),
    ("ix_outbox_person_id", "outbox", ["person_id"], None),
    ("ix_outbox_report_id", "outbox", ["report_id"], "report_id IS NOT NULL"),
    ("ix_report_unanswered", "report", ["opened_at"],
     "(consent IS NULL OR consent IN ('', 'dk')) AND erased_at IS NULL AND hidden_at IS NULL"),
    ("ix_report_silent_at", "report", ["silent_at"], "silent_at IS NOT NULL"),
)  # fmt: skip


def upgrade() -> None:
    for name, table, _columns in BEFORE:
        op.drop_index(name, table_name=table)
    for name, table, columns, which in AFTER:
        where = sa.text(which) if which else None
        op.create_index(name, table, columns, sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    for name, table, _columns, _which in AFTER:
        op.drop_index(name, table_name=table)
    for name, table, columns in BEFORE:
        op.create_index(name, table, columns)
