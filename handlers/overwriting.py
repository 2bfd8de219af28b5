"""Overwrites what belongs to an erasure, table by table, each through the file that owns it."""

from __future__ import annotations

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from handlers import case_forget, finding, settle
from handlers.belongings import of_message, of_no_report, of_report, report_of
from handlers.evidence import erase_files
from handlers.not_deleted import made_of
from handlers.phrase import erase_sent
from handlers.report import erase_answers, erase_some, erase_testimony
from models import keeping, outbox
from models.forget import Erasure
from models.inbox import Inbox
from models.memory import memory_of
from models.outbox import SENDING, Outbox
from models.person import Person
from models.prepared import ONE, Prepared
from models.report import Report

ERASED = Prepared(
    select(Erasure.id).where(Erasure.person_id == bindparam("person"), Erasure.taken_back_at.is_(None)).limit(ONE)
)

ERASED_SOMETHING = "erased something"
"""Under this name it is remembered who has erased something; whoever changes `erasure` has it forgotten."""


def overwrite(session: Session, erasure: Erasure, report: Report | None) -> tuple[str, bool]:
    """Gives how much of what was overwritten, and whether something of it is just being sent: that is left alone."""
    answers = 0
    if erasure.inbox_id:
        report = report_of(session, erasure.inbox_id)
        said, sent, raw, texts = of_message(erasure, report)
        made = made_of(session, report.id, [erasure.inbox_id]) if report else []
        erase_some(session, made)
        if report is not None:
            case_forget.erase_of_message(session, report.id, erasure.inbox_id, erasure.asked_at)
        answers = len(made)
    elif report is not None:
        said, sent, raw, texts = of_report(session, report, erasure)
        answers = erase_answers(session, report.id)
        settle.erase(session, report.id)
        case_forget.erase(session, report.id, erasure.asked_at)
        erase_sent(session, report.id)
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
    if report is not None:
        finding.forget(session, report.id)
    leaving = session.scalar(select(Outbox.id).where(texts, Outbox.state == SENDING).limit(1))
    return " ".join(f"{name}={count}" for name, count in counts.items()), leaving is not None


def forget_quote(session: Session, person: Person, inbox_id: int) -> None:
    """A press or a reply brings along the text it stands under, which may be what she erased: it is not kept raw."""
    known = memory_of(session, ERASED_SOMETHING)
    if person.id not in known:
        known[person.id] = ERASED.first(session, person=person.id) is not None
    if known[person.id]:
        keeping.overwrite(session, Inbox.id == inbox_id)
