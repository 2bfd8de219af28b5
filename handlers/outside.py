"""What a person says outside the questions reaches a human too."""

from __future__ import annotations

from datetime import timedelta

from handlers.alert import ask_for_human, wrote_again
from handlers.flows import FLOWS
from handlers.phone import OVER
from handlers.report import belongs_to, file_report, last_report, open_report
from handlers.talk import Talk, ask_again
from handlers.words import Text, _s
from models.report import Report

HUMAN = _s("The person asks for a human.")
LATELY = timedelta(days=3)
"""What is said so long after a report was touched last belongs to it."""


def give_to_team(talk: Talk, files: tuple[tuple[str, int], ...]) -> None:
    """What is said outside a report reaches a human too: with her last report, or by itself."""
    if talk.message.text.startswith("/") or not (talk.message.text or files or talk.message.pin):
        return
    report = last_or_new(talk)
    belongs_to(talk.session, talk.person, report, talk.inbox_id)
    wrote_again(talk.session, report, talk.now, talk.rules)


def last_or_new(talk: Talk) -> Report:
    """Her last report, if it is of these days; else one that only holds what she says now."""
    report = last_report(talk.session, talk.person, talk.now - LATELY)
    if report is None:
        report = open_report(talk.session, talk.person, FLOWS["talk"], talk.now, talk.rules.earlier_words)
        file_report(talk.person, report, talk.now)
    return report


def overheard(talk: Talk, report: Report | None, files: tuple[tuple[str, int], ...], word: str | None) -> None:
    """What she says while a human of ours writes to her too, or first after that: kept, and no answer to the bot.

    It was said to the human: "no" is not the answer to a question of the bot that she saw an hour ago. Nothing that is
    told to her here leaves while the human is there; afterwards the open question is asked again.
    """
    if report is None:
        give_to_team(talk, files)
    elif word == "person":
        ask_for_human(talk.session, report, Text(HUMAN, sign="💬"), talk.now, talk.rules)
    elif talk.message.text or files or talk.message.pin:
        wrote_again(talk.session, report, talk.now, talk.rules)
    if talk.pause == OVER:
        ask_again(talk)
