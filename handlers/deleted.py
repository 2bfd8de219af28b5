"""A message that was deleted in the messenger: nobody of the team sees it any more, and she is asked.

Telegram tells of it in chats of the phone's own account only, and not who deleted it; Signal in every chat.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers import clean, forget
from handlers.alert import alert_of
from handlers.card import ON_CARD
from handlers.not_deleted import deleted_messages, made_of
from handlers.reply import tell
from handlers.ring import refresh
from handlers.rules import Rules
from handlers.staff_copies import TASK_ONE, take_back_copies
from handlers.talk import Talk, ask_again
from handlers.words import Line, Text, _
from models.asked import given_by
from models.evidence import Evidence
from models.messages import Inbound, Kind
from models.person import Person
from models.phone import PhoneChat
from models.report import HUMAN, Report, Testimony

GONE = _("A message was deleted in this chat. Our team cannot see it now.")
ERASE_IT = _("Shall we erase it for ever?")
IN_A_WEEK = _("Without an answer, we erase it after 7 days.")
YES_ERASE = _("Yes, erase it")
NO_KEEP = _("No, keep it")
ERASED = _("We erased it.")
KEPT = _("We keep it. Our team can see it again.")
NOTHING = _("There is nothing to erase.")
WEEK = timedelta(days=7)


def hide(
    session: Session,
    person: Person,
    chat: PhoneChat | None,
    message: Inbound,
    now: datetime,
    rules: Rules,
    *,
    ask: bool,
) -> None:
    """Hides what she said in these messages; asks her once, however many they are, where the bot may `ask`."""
    found: dict[int, int | None] = {}
    ours_until = clean.ours_until(session, chat) if chat is not None else None
    names = _revisions(session, person, set(message.text.split()))
    for table, ours, at in (
        (Testimony, Testimony.kind != HUMAN, Testimony.said_at),
        (Evidence, Evidence.step != HUMAN, Evidence.received_at),
    ):
        query = select(table.inbox_id, table.report_id).where(
            table.person_id == person.id, table.wire_id.in_(names), ours
        )
        if ours_until is not None:
            query = query.where(at > ours_until)
        found.update((row.inbox_id, row.report_id) for row in session.execute(query))
    # A number that was typed is kept as the answer it means.
    found.update((row.inbox_id, row.report_id) for row in given_by(session, person.id, message, names))
    hidden: list[Report | None] = []
    for inbox_id, report_id in found.items():
        report = session.get(Report, report_id) if report_id else None
        if forget.hide_message(session, person, inbox_id, report, now, now + WEEK):
            hidden.append(report)
    for report in dict.fromkeys(hidden):
        if report is not None:
            take_back_copies(session, report, now, TASK_ONE)
            _refresh(session, report, frozenset(found), now, rules)
    if hidden and ask:
        lines: list[Line] = [Text(GONE, sign="🗑️"), ERASE_IT, Text(IN_A_WEEK, sign="⏳")]
        rows = [[("✅", YES_ERASE, "f:gone:yes"), ("❌", NO_KEEP, "f:gone:no")]]
        tell(session, person, lines, now, rows=rows, language=person.language or "en", slot="gone")


def _revisions(session: Session, person: Person, names: set[str]) -> set[str]:
    """Every state of what was edited: the messenger names the deleted message by one of them (Signal)."""
    changed = session.execute(
        select(Testimony.wire_id, Testimony.target)
        .where(Testimony.person_id == person.id, Testimony.kind == Kind.EDIT.value, Testimony.target != "")
        .order_by(Testimony.id)
    ).all()
    # There and back: each names the one before it, or the first.
    for wire_id, target in [*changed, *reversed(changed)]:
        if {wire_id, target} & names:
            names = names | {wire_id, target}
    return names


def _refresh(session: Session, report: Report, messages: frozenset[int], now: datetime, rules: Rules) -> None:
    """The cards of its alert say no more, or say again, what these messages told."""
    alert = alert_of(session, report.id)
    if alert is not None and ON_CARD & {one.step for one in made_of(session, report.id, messages)}:
        refresh(session, alert, now, rules)


def answer(talk: Talk, word: str) -> None:
    """What she says to that: it is erased now, or shown to the team again."""
    yes = word == "yes"
    gone = deleted_messages(talk.session, talk.person.id)
    reports = forget.answer_deleted(talk.session, talk.person, talk.now, keep=not yes)
    if not reports:
        talk.tell([Text(NOTHING, sign="📄")])
        return
    for row in dict.fromkeys(one for one in reports if one is not None and not yes):
        _refresh(talk.session, talk.session.get_one(Report, row), gone, talk.now, talk.rules)
    talk.tell([Text(ERASED, sign="🗑️") if yes else Text(KEPT, sign="👌")])
    ask_again(talk)
