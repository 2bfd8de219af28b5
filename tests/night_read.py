"""What the database holds after a night: everybody's reports, every ring, and words that belong to no report."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from handlers import menu, my_reports
from handlers.buttons_in_words import word_for_everywhere
from handlers.words_everywhere import is_greeting
from models.alert import Alert
from models.evidence import Evidence
from models.forget import Erasure
from models.messages import Kind
from models.person import Person
from models.report import Report, Testimony
from models.ring import Ring
from models.secret import unseal


def reports(session: Session) -> dict[str, list[Any]]:
    """Everybody's reports with the urgency of their alerts."""
    columns = (Person.id.label("person"), Person.address, Report.id, Report.filed_at, Report.hidden_at)
    query = select(*columns, Report.silent_at, Alert.urgency)
    query = query.join(Report, Report.person_id == Person.id).outerjoin(Alert, Alert.report_id == Report.id)
    found: dict[str, list[Any]] = {}
    for row in session.execute(query):
        found.setdefault(unseal(session, "person.address", row.person, row.address), []).append(row)
    return found


def rung(session: Session) -> Counter[tuple[int, datetime]]:
    """How many rings there were for a report at a moment."""
    query = select(Alert.report_id, Ring.rung_at, func.count()).join(Ring, Ring.alert_id == Alert.id)
    return Counter({(row[0], row[1]): row[2] for row in session.execute(query.group_by(Alert.report_id, Ring.rung_at))})


def in_no_report(session: Session) -> dict[str, list[str]]:
    """What was said and belongs to no report, unless it was deleted or only asked for something of the menu."""
    gone: dict[int, int] = {}
    for row in session.execute(select(Erasure.person_id, Erasure.id).where(Erasure.report_id.is_(None))):
        gone[row.person_id] = max(row.id, gone.get(row.person_id, 0))
    left: dict[str, list[str]] = {}
    silent = (Kind.BLOCKED, Kind.UNBLOCKED)
    said = select(Testimony).where(Testimony.report_id.is_(None), Testimony.kind.not_in(silent))
    for one in [*session.scalars(said), *session.scalars(select(Evidence).where(Evidence.report_id.is_(None)))]:
        words = unseal(session, "testimony.words", one.id, one.words) if isinstance(one, Testimony) else one.kind
        if one.id > gone.get(one.person_id, 0) and not (isinstance(one, Testimony) and _only_asks(words)):
            person = session.get_one(Person, one.person_id)
            left.setdefault(unseal(session, "person.address", person.id, person.address), []).append(words)
    return left


def _only_asks(words: str) -> bool:
    """Whether these words are only about the menu: nothing is told by them."""
    return bool(word_for_everywhere(words) or menu.named(words) or my_reports.word(words) or is_greeting(words))
