"""A member of the team answers somebody by replying to her card, or hands the case over."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import literal, select
from sqlalchemy.orm import Session

from handlers import alert as alerts
from handlers import audit, relay, way
from handlers.at_desk import NOT_HERS, Desk, may_see
from handlers.card import slot_of
from handlers.duty import coordinators, on_duty
from handlers.evidence import erase_files
from handlers.person import first_name_of, is_active, ours
from handlers.relay_back import card_of
from handlers.reply import Rows, long, short, tell
from handlers.report import is_taken_back
from handlers.ring import refresh, ring
from handlers.rules import Rules
from handlers.staff_copies import take_back_from
from handlers.words import Line, Plain, Text, _s
from models.alert import Alert
from models.evidence import Evidence
from models.messages import OWN, Inbound, Kind
from models.outbox import OF_SEVERAL, SENT, Outbox
from models.person import Person
from models.relay import HELD, VOICE, Relay
from models.report import Report

ANSWERABLE = timedelta(days=3)
"""So long a message of a case can be replied to."""
TAKEN_BACK = _s("The person took report {code} back. Nothing can be sent any more.")
OTHER_HAS_IT = _s("{name} has this case: only one of us talks with the person. You can ask to take it over.")
FIRST_TAKE = _s("Please press “I take it” on the card first. Then reply to it again.")
SEVERAL = _s("This message shows several reports. Please reply to the card of one of them.")
EDIT_STAYS = _s("The person does not see this change. Please write what is right as a new reply.")
ONLY_THESE = _s("Only words, voice and pictures are sent. A place, film or contact could show who and where you are.")
VOICE_IS_HEARD = _s("The person will hear your voice. Shall we send it? We ask this only once.")
SEND_IT = _s("Send my voice")
DO_NOT = _s("Do not send")
NOT_SENT = _s("It is not sent.")
HOW = _s("Reply to this message with words, voice or a picture. The person reads it as coming from HRO.")
TO_WHOM = _s("Who shall have report {code}? It stays yours until the other accepts.")
NOBODY_ELSE = _s("Nobody else is on duty or coordinating now.")
ASKED = _s("We asked {name}.")
WILL_YOU = _s("{name} asks you to take over report {code}.")
I_WILL = _s("I take it over")
I_CANNOT = _s("I cannot")
YOU_HAVE_IT = _s("You have it now, from {name}.")
HAS_IT_NOW = _s("{name} has it now. What you were shown of it is taken out of this chat.")
SAID_NO = _s("{name} cannot take it over. It is still yours.")
NOT_OPEN = _s("This can no longer be answered.")
SAID = (Kind.TEXT, Kind.MEDIA, Kind.PLACE, Kind.CONTACT, Kind.UNKNOWN)


def answers(session: Session, person: Person, message: Inbound, inbox_id: int, now: datetime, rules: Rules) -> bool:
    """A reply to something the bot has shown of a case; false when it is none. Who replies has the case or takes it."""
    desk = Desk(session, person, now, rules)
    if message.kind is Kind.EDIT:
        return _edits(desk, message)
    if not message.target or message.kind not in SAID or message.text.startswith("/"):
        return False
    found = cases(session, person, message.target, now)
    if len(found) > 1:
        desk.tell(Text(SEVERAL, sign="📄"))
        for row in found:
            if (alert := alerts.alert_of(session, row)) is not None:
                refresh(session, alert, now, rules)
        return True
    report = session.get(Report, found[0]) if found else None
    if report is None:
        return False
    if (alert := may_speak(desk, report)) is not None:
        way.touched(session, alert, person, now, rules)
        _send(desk, report, message, inbox_id)
    return True


def is_of_case(session: Session, person: Person, message: Inbound, now: datetime) -> bool:
    """Whether it is a reply to something the bot has shown her of a case."""
    return message.kind in SAID and bool(cases(session, person, message.target, now))


def may_speak(desk: Desk, report: Report) -> Alert | None:
    """The alert of a report whose person this member may talk with: she has it, or takes it now. Else says why not."""
    session, person = desk.session, desk.person
    ours(session, report.person_id)
    alert = alerts.find_of(session, report.id)
    if is_taken_back(report):
        desk.tell(Text(TAKEN_BACK, {"code": Plain(report.code)}, sign="🗑️"))
    elif alert is None or not may_see(session, person, alert, desk.now):
        desk.tell(Text(FIRST_TAKE, sign="✋") if alert is None else NOT_HERS)
    elif alert.taken_by in (None, person.id):
        if alert.taken_by is None:
            alerts.take(session, alert, person, desk.now, desk.rules)
        return alert
    else:
        desk.tell(Text(OTHER_HAS_IT, {"name": _name(session, alert.taken_by)}, sign="✅"))
    return None


def press(desk: Desk) -> None:
    """A button that begins with "t"."""
    name, _colon, rest = desk.rest.partition(":")
    if name in ("v", "n"):
        _voice(desk, long(rest), yes=name == "v")
        return
    alert = alerts.find(desk.session, long(name))
    action, _colon, who = rest.partition(":")
    other = desk.session.get(Person, long(who)) if who else None
    if alert is None or not may_see(desk.session, desk.person, alert, desk.now):
        desk.tell(NOT_OPEN)
    elif action in ("yes", "no"):
        _accept(desk, alert, other, yes=action == "yes")
    elif alert.taken_by != desk.person.id:
        desk.tell(Text(FIRST_TAKE, sign="✋"))
    elif action == "how":
        report = desk.session.get_one(Report, alert.report_id)
        under = card_of(desk.session, report, desk.person)
        tell(desk.session, desk.person, [Text(HOW, sign="✍️")], desk.now, about=report.id, under=under)
    elif action == "over":
        _offer(desk, alert)
    elif other is not None and is_active(other):
        _ask(desk, alert, other)


def cases(session: Session, person: Person, wire_id: str, now: datetime) -> list[int]:
    """The reports of which this message of ours shows something: their cards, words or files."""
    # What left in several pieces has the ids of all of them.
    pieces = literal(" ").concat(Outbox.wire_id).concat(" ")
    lately = Outbox.sent_at > now - ANSWERABLE
    named = pieces.contains(f" {wire_id} ", autoescape=True)
    there = (Outbox.person_id == person.id, Outbox.state == SENT, lately, named)
    found: list[int] = []
    for row in session.execute(select(Outbox.report_id, Outbox.slot).where(*there)):
        alert = session.get(Alert, long(row.slot[2:])) if row.slot.startswith("a:") else None
        found += [row.report_id or (alert.report_id if alert is not None else 0)]
    return [row for row in dict.fromkeys(found) if row not in (0, OF_SEVERAL)]


def _send(desk: Desk, report: Report, message: Inbound, inbox_id: int) -> None:
    kinds = {(one.kind, one.mime.startswith("image/")) for one in message.attachments}
    voice = any(kind == "voice" for kind, _image in kinds)
    fits = all(kind in ("voice", "photo") or (kind == "document" and image) for kind, image in kinds)
    if message.kind is Kind.MEDIA and fits:
        held = voice and not relay.has_been_heard(desk.session, desk.person)
        rows = relay.send_file(desk.session, report, desk.person, message, inbox_id, desk.now, held=held)
        if held:
            _ask_voice(desk, rows[0])
    elif message.kind is Kind.TEXT and message.text:
        relay.send(
            desk.session,
            report,
            desk.person,
            [Plain(message.text)],
            desk.now,
            inbox_id=inbox_id,
            wire_id=f"{OWN}{message.wire_id}",
        )
    else:
        desk.tell(Text(ONLY_THESE, sign="✉️"))
        return
    audit.note(desk.session, desk.person.id, "answer", report.id, desk.now)


def _edits(desk: Desk, message: Inbound) -> bool:
    hers = (Relay.by_id == desk.person.id, Relay.wire_id == f"{OWN}{message.target}")
    if not message.target or desk.session.scalar(select(Relay.id).where(*hers).limit(1)) is None:
        return False
    desk.tell(Text(EDIT_STAYS, sign="✏️"))
    return True


def _ask_voice(desk: Desk, row: Relay) -> None:
    name = short(row.id)
    rows: Rows = [[("🎤", SEND_IT, f"t:v:{name}")], [("🚫", DO_NOT, f"t:n:{name}")]]
    tell(desk.session, desk.person, [Text(VOICE_IS_HEARD, sign="👂")], desk.now, rows=rows, under=row.wire_id)


def _voice(desk: Desk, number: int, *, yes: bool) -> None:
    row = desk.session.get(Relay, number)
    if row is None or row.by_id != desk.person.id or row.kind != VOICE or row.state != HELD:
        desk.tell(NOT_OPEN)
    elif yes and may_speak(desk, desk.session.get_one(Report, row.report_id)) is not None:
        relay.decide(row, yes=True)
    elif not yes:
        relay.decide(row, yes=False)
        erase_files(desk.session, Evidence.id == row.evidence_id)
        desk.tell(Text(NOT_SENT, sign="🚫"))


def _offer(desk: Desk, alert: Alert) -> None:
    """Who could have it instead."""
    session, me = desk.session, desk.person.id
    people = [one for one in dict.fromkeys([*on_duty(session), *coordinators(session)]) if one.id != me]
    if not people:
        desk.tell(Text(NOBODY_ELSE, sign="👥"))
        return
    name, report = short(alert.id), session.get_one(Report, alert.report_id)
    rows: list[list[tuple[str, Line, str]]] = [
        [("👤", _name(session, one.id), f"t:{name}:to:{short(one.id)}")] for one in people
    ]
    desk.tell(Text(TO_WHOM, {"code": Plain(report.code)}, sign="🔁"), rows=rows)


def _ask(desk: Desk, alert: Alert, other: Person) -> None:
    name, me, report = short(alert.id), short(desk.person.id), desk.session.get_one(Report, alert.report_id)
    who: dict[str, Line] = {"name": _name(desk.session, desk.person.id), "code": Plain(report.code)}
    rows: Rows = [[("✋", I_WILL, f"t:{name}:yes:{me}"), ("🚫", I_CANNOT, f"t:{name}:no:{me}")]]
    tell(desk.session, other, [Text(WILL_YOU, who, sign="🔁")], desk.now, rows=rows, slot=_slot(alert, desk.person))
    desk.tell(Text(ASKED, {"name": _name(desk.session, other.id)}, sign="🔁"))


def _accept(desk: Desk, alert: Alert, had: Person | None, *, yes: bool) -> None:
    """The other accepts: she is the voice from now on, and what was shown to whoever had it is taken back."""
    session, now = desk.session, desk.now
    asked = select(Outbox.id).where(
        Outbox.person_id == desk.person.id, Outbox.slot == (_slot(alert, had) if had else "")
    )
    if had is None or alert.taken_by != had.id or session.scalar(asked.limit(1)) is None:
        desk.tell(NOT_OPEN)
    elif not yes:
        tell(session, had, [Text(SAID_NO, {"name": _name(session, desk.person.id)}, sign="↩️")], now)
    elif alerts.take(session, alert, desk.person, now, desk.rules, after=had):
        audit.note(session, desk.person.id, "take over", alert.id, now)
        report = session.get_one(Report, alert.report_id)
        take_back_from(session, report, had, now)
        tell(session, had, [Text(HAS_IT_NOW, {"name": _name(session, desk.person.id)}, sign="🔁")], now)
        ring(
            session,
            alert,
            [desk.person],
            now,
            desk.rules,
            (Text(YOU_HAVE_IT, {"name": _name(session, had.id)}, sign="🔁"),),
        )


def _slot(alert: Alert, by: Person) -> str:
    """Under which an offer stands with whoever was asked: what was never offered cannot be accepted."""
    return f"t{slot_of(alert)[1:]}:{short(by.id)}"


def _name(session: Session, person_id: int | None) -> Plain:
    person = session.get(Person, person_id)
    return Plain((first_name_of(session, person) if person is not None else "") or "?")
