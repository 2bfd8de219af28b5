"""What a person says outside the questions reaches a human too."""

from __future__ import annotations

from datetime import timedelta

from handlers.alert import wrote_again
from handlers.earlier import last_report
from handlers.flows import FLOWS
from handlers.report import belongs_to, file_report, open_report
from handlers.talk import Talk
from models.report import Report

LATELY = timedelta(days=3)
"""What is said so long after a report was touched last belongs to it."""


def give_to_team(talk: Talk, files: tuple[tuple[str, int], ...]) -> bool:
    """What is said outside a report reaches a human too: with her last report, or by itself. False: it says nothing."""
    if talk.message.text.startswith("/") or not (talk.message.text or files or talk.message.pin):
        return False
    report = last_or_new(talk)
    belongs_to(talk.session, talk.person, report, talk.inbox_id)
    wrote_again(talk.session, report, talk.now, talk.rules)
    return True


def last_or_new(talk: Talk) -> Report:
    """Her last report, if it is of these days; else one that only holds what she says now."""
    report = last_report(talk.session, talk.person, talk.now - LATELY)
    if report is None:
        report = open_report(talk.session, talk.person, FLOWS["talk"], talk.now, talk.rules.earlier_words)
        file_report(talk.person, report, talk.now)
    return report
