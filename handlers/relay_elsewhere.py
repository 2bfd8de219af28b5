"""An answer that cannot reach somebody in her chat goes to the newer one that she is known by, if there is one.

What came by a private messenger stays there: in a chat on another one she is only asked to write to us from it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from handlers.other_chat import newer
from handlers.reply import short, tell
from handlers.rules import Rules
from handlers.words import Plain, Text, _, _s
from models.outbox import Outbox, open_message, put
from models.person import Person
from models.relay import HERS, Relay
from models.report import Report

WAITS = _("A human of HRO wants to answer you.")
WRITE_HERE = _("If you are safe, please write to us here.")
SENT_THERE = _s("It was sent to the person's newer phone, on {messenger}.")
ASKED_THERE = _s("The person was asked on {messenger}, on a newer phone, to write to us from there.")


def slots_of(report: Report) -> str:
    """How the slots begin of what was said of this report in another chat of hers."""
    return f"e:{short(report.id)}:"


def leaves(session: Session, row: Relay, report: Report, now: datetime, rules: Rules) -> Text | None:
    """Sends it there; gives what whoever said it is told. Nothing where there is no other chat."""
    person = session.get_one(Person, report.person_id)
    other, message = newer(session, person), session.get(Outbox, row.outbox_id)
    if other is None or message is None or row.kind == HERS:
        return None
    messenger = {"messenger": Plain(other.channel.title())}
    if person.channel in rules.private and other.channel != person.channel:
        tell(session, other, [Text(WAITS, sign="🧡"), WRITE_HERE], now)
        return Text(ASKED_THERE, messenger, sign="📱")
    said = open_message(session, message.id, message.body)
    slot = f"{slots_of(report)}{short(row.id)}"
    put(session, other.id, replace(said, slot=slot, edit=False, rows=(), replies_to=""), now)
    return Text(SENT_THERE, messenger, sign="📱")
