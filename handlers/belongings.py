"""What belongs to a report, wherever the bot has put it, and what belongs to a person and to no report. Only reads."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from handlers.alert import alert_of
from handlers.card import slot_of
from handlers.relay_elsewhere import slots_of
from models.alert import Alert
from models.evidence import Evidence
from models.forget import Erasure
from models.inbox import DONE, KEPT, Inbox
from models.messages import Kind
from models.outbox import SENT, WAITING, Outbox
from models.report import Answer, Report, Testimony
from models.secret_number import SamePerson
from models.settle import Settlement

Scope = tuple[ColumnElement[bool], ColumnElement[bool], ColumnElement[bool], ColumnElement[bool]]
"""Which testimony, which files, which raw messages, which texts of ours."""


def of_report(session: Session, report: Report, erasure: Erasure) -> Scope:
    """What belongs to a report, in our tables and in those of the team's chats."""
    alert = alert_of(session, report.id)
    shown = Outbox.report_id == report.id
    cards = and_(Outbox.slot == slot_of(alert), Outbox.state == SENT, Outbox.id < erasure.id) if alert else shown
    texts = or_(shown, cards, and_(_to_her(erasure), Outbox.id > report.id), _elsewhere(session, report))
    raw = _raw_of(report, erasure)
    return Testimony.report_id == report.id, Evidence.report_id == report.id, raw, texts


def _elsewhere(session: Session, report: Report) -> ColumnElement[bool]:
    """What our team said of it in another chat of hers."""
    same = session.get(SamePerson, report.person_id)
    first = same.of_id if same is not None else report.person_id
    chats = select(SamePerson.person_id).where(SamePerson.of_id == first)
    return and_(or_(Outbox.person_id == first, Outbox.person_id.in_(chats)), Outbox.slot.like(f"{slots_of(report)}%"))


def _raw_of(report: Report, erasure: Erasure) -> ColumnElement[bool]:
    """The raw messages that made the report, and those since then that quote it.

    A messenger sends the text of a message along with every press of its buttons and every reply to it: her summary
    comes back with the next press on the menu, her words with a volunteer's reply to what Show has shown.
    """
    told = and_(Inbox.handled_at >= report.opened_at, Inbox.handled_at <= (report.filed_at or erasure.asked_at))
    replies = select(Testimony.inbox_id).where(Testimony.person_id == report.person_id, Testimony.target != "")
    quotes = or_(Inbox.kind.in_((Kind.PRESS.value, Kind.MEDIA.value)), Inbox.id.in_(replies))
    since = and_(Inbox.state == DONE, Inbox.id > report.id)
    readers = select(Outbox.person_id).where(Outbox.report_id == report.id)
    theirs = and_(Inbox.person_id.in_(readers), Inbox.report_id.is_(None), Inbox.kind != Kind.CONTACT.value)
    # Why no rescue was needed is about her too; a volunteer wrote it.
    why = select(Settlement.inbox_id).join(Alert, Alert.id == Settlement.alert_id).where(Alert.report_id == report.id)
    return or_(
        Inbox.id.in_(why.where(Settlement.inbox_id.is_not(None))),
        and_(Inbox.person_id == report.person_id, or_(Inbox.report_id == report.id, told, and_(since, quotes))),
        and_(since, theirs),
        *(
            Inbox.id.in_(select(table.inbox_id).where(table.report_id == report.id, table.inbox_id.is_not(None)))
            for table in (Answer, Testimony, Evidence)
        ),
    )


def of_no_report(erasure: Erasure) -> Scope:
    """All that she sent before she deleted, whichever report it belongs to: those are deleted as well."""
    said = and_(Testimony.person_id == erasure.person_id, Testimony.id < erasure.id)
    sent = and_(Evidence.person_id == erasure.person_id, Evidence.id < erasure.id)
    raw = and_(Inbox.person_id == erasure.person_id, Inbox.id < erasure.id, Inbox.state != KEPT)
    return said, sent, raw, _to_her(erasure)


def _to_her(erasure: Erasure) -> ColumnElement[bool]:
    """What we wrote to her until she deleted: questions and her answers read back. A ring to the team is none of it."""
    mine = and_(Outbox.person_id == erasure.person_id, Outbox.id < erasure.id, Outbox.report_id.is_(None))
    return and_(mine, Outbox.urgent.is_(False), Outbox.slot.not_like("a:%"))


def of_message(erasure: Erasure, report: Report | None) -> Scope:
    """What belongs to one message of hers: what was made of it, what quotes it, what was shown to whom since."""
    one = erasure.inbox_id or 0
    here = (Testimony.inbox_id == one, Evidence.inbox_id == one)
    replies = select(Testimony.inbox_id).where(Testimony.person_id == erasure.person_id, Testimony.target != "")
    quotes = or_(Inbox.kind.in_((Kind.PRESS.value, Kind.MEDIA.value)), Inbox.id.in_(replies))
    since = and_(Inbox.state == DONE, Inbox.id > one)
    raw = or_(Inbox.id == one, and_(Inbox.person_id == erasure.person_id, since, quotes))
    to_her = and_(Outbox.person_id == erasure.person_id, Outbox.report_id.is_(None), Outbox.state != WAITING)
    texts = and_(to_her, Outbox.urgent.is_(False), Outbox.slot.not_like("a:%"))
    if report is not None:
        shown = Outbox.report_id == report.id
        readers = select(Outbox.person_id).where(shown)
        theirs = and_(Inbox.person_id.in_(readers), Inbox.report_id.is_(None), Inbox.kind != Kind.CONTACT.value)
        raw, texts = or_(raw, and_(since, theirs)), or_(texts, and_(shown, Outbox.state != WAITING))
    return *here, raw, and_(texts, Outbox.id > one)


def report_of(session: Session, inbox_id: int) -> Report | None:
    """The report a message belongs to by now: what was said before a report was opened may have joined it since."""
    for table in (Testimony, Evidence):
        row = session.scalar(select(table.report_id).where(table.inbox_id == inbox_id, table.report_id.is_not(None)))
        if row is not None:
            return session.get(Report, row)
    return None
