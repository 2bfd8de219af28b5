"""Overwrites what belongs to an erasure, table by table, each through the file that owns it."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.belongings import made_of, of_message, of_no_report, of_report, report_of
from handlers.evidence import erase_files
from handlers.report import erase_answers, erase_some, erase_testimony
from models import keeping, outbox
from models.forget import Erasure
from models.outbox import SENDING, Outbox
from models.report import Report


def overwrite(session: Session, erasure: Erasure, report: Report | None) -> tuple[str, bool]:
    """Gives how much of what was overwritten, and whether something of it is just being sent: that is left alone."""
    answers = 0
    if erasure.inbox_id:
        report = report_of(session, erasure.inbox_id)
        said, sent, raw, texts = of_message(erasure, report)
        made = made_of(session, report.id, [erasure.inbox_id]) if report else []
        erase_some(session, made)
        answers = len(made)
    elif report is not None:
        said, sent, raw, texts = of_report(session, report, erasure)
        answers = erase_answers(session, report.id)
    else:
        said, sent, raw, texts = of_no_report(erasure)
    counts = {
        # The raw messages first: they are found through what was made of them.
        "messages": keeping.overwrite(session, raw),
        "answers": answers,
        "words": erase_testimony(session, said),
        "files": erase_files(session, sent),
        "texts": outbox.overwrite(session, texts),
    }
    leaving = session.scalar(select(Outbox.id).where(texts, Outbox.state == SENDING).limit(1))
    return " ".join(f"{name}={count}" for name, count in counts.items()), leaving is not None
