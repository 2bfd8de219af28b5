"""What a person says outside the questions reaches a human too."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from handlers import engine
from handlers.alert import WROTE_AGAIN, alert_of, ask_for_human, wrote_again
from handlers.earlier import last_report
from handlers.flows import FLOWS
from handlers.report import answers_of, belongs_to, change_answers, file_report, open_report
from handlers.rules import Rules
from handlers.said import said
from handlers.talk import Talk
from handlers.words import _s
from models.report import Report

HUMAN = _s("The person asks for a human.")
LATELY = timedelta(days=3)
"""What is said so long after a report was touched last belongs to it."""


def give_to_team(talk: Talk, files: tuple[tuple[str, int], ...]) -> bool:
    """What is said outside a report reaches a human too: with her last report, or by itself. False: it says nothing."""
    report = report_for(talk, files)
    if report is not None:
        wrote_again(talk.session, report, talk.now, talk.rules)
    return report is not None


def report_for(talk: Talk, files: tuple[tuple[str, int], ...]) -> Report | None:
    """The report that what is said outside of one belongs to from now on; nothing when it says nothing."""
    if talk.message.text.startswith("/") or not (talk.message.text or files or talk.message.pin):
        return None
    report = last_or_new(talk)
    belongs_to(talk.session, talk.person, report, talk.inbox_id)
    if talk.message.pin is not None:
        place = engine.unasked_place(FLOWS[report.flow], answers_of(talk.session, report.id), said(talk, report, ()))
        if place:
            change_answers(talk.session, report, place, talk.inbox_id, talk.now)
    return report


def last_or_new(talk: Talk) -> Report:
    """Her last report, if it is of these days; else one that only holds what she says now."""
    report = last_report(talk.session, talk.person, talk.now - LATELY)
    if report is None:
        report = open_report(talk.session, talk.person, FLOWS["talk"], talk.now, talk.rules.earlier_words)
        file_report(talk.person, report, talk.now)
    return report


def insist(session: Session, report: Report, now: datetime, rules: Rules) -> None:
    """She wrote to a human of ours who has gone: it rings, also where it rang before and nobody took it."""
    alert = alert_of(session, report.id)
    if alert is not None and alert.taken_by is not None:
        wrote_again(session, report, now, rules)
    else:
        ask_for_human(session, report, WROTE_AGAIN, now, rules)
