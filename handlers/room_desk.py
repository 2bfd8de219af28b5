"""What is pressed in the triage room. What is shown goes to the private chat of who pressed, never into the room."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers import alert as alerts
from handlers import audit, card_desk
from handlers.action import Action
from handlers.at_desk import NOT_HERS, Desk, may_see
from handlers.card import card_lines, card_rows, slot_of
from handlers.duty import coordinators
from handlers.numbered import MEANS
from handlers.person import become_room, meet
from handlers.reply import long, short, tell
from handlers.room import NAMED, named_of, room_of
from handlers.room_watch import is_there, team_on
from handlers.rules import Rules
from handlers.words import Line, Plain, Text, _, _s
from models.messages import Inbound, Kind
from models.outbox import Outbox
from models.person import COORDINATOR, VOLUNTEER, Person
from models.report import Report
from models.room import Room, RoomCard

NOT_NOW = _s("You can take it, and be shown it, while you are on duty. Write /onduty first.")
TEAM_ONLY = _("This button is for our team. You can write to us here.")
STRANGER = _s("Somebody who is not in the team pressed a button in the triage room. Nothing was shown.")
NO_ROOM = _s("No triage room is set up. Cards go to private chats. The setting is HRO_TRIAGE_CHAT.")
ROOM_WORKS = _s("The triage room is set up. The bot writes there.")
ROOM_LOST = _s("The bot cannot write in the triage room. Alerts go to private chats as before.")
ROOM_COUNT = _s("In the room: {count}, the bot among them. Volunteers and coordinators on this messenger: {team}.")
ROOM_HOW = _s("Its language: /room fr or /room en")
DAY = timedelta(days=1)
MEANT = {"✋": "take", "👁": "show"}
"""What a reaction does, by the pictogram of the button that it stands for (handlers/numbered.py)."""
LANGUAGES = ("fr", "en")
OF_TEAM = (VOLUNTEER, COORDINATOR)


def press(desk: Desk) -> None:
    """A button of a card in the room: it does what it does in a private chat, for whoever pressed it."""
    name, _colon, action = desk.rest.partition(":")
    alert = alerts.find(desk.session, long(name))
    if alert is None:
        desk.tell(card_desk.GONE)
        return
    if not may_see(desk.session, desk.person, alert, desk.now):
        desk.tell(NOT_NOW if desk.person.role == VOLUNTEER else NOT_HERS)
        audit.note(desk.session, desk.person.id, "refused press", alert.id, desk.now)
        return
    if action != "card":
        card_desk.press(desk)
    if action in ("show", "card") or alert.taken_by == desk.person.id:
        _show_card(desk, alert.id)


def _show_card(desk: Desk, row: int) -> None:
    """Her own card of it, below which are all its buttons; she may have been rung for it, or not."""
    alert = alerts.find(desk.session, row)
    if alert is None:
        return
    report = desk.session.get_one(Report, alert.report_id)
    rows = card_rows(alert, has_it=alert.taken_by == desk.person.id)
    lines = card_lines(desk.session, alert, report, desk.rules)
    tell(desk.session, desk.person, lines, desk.now, rows=rows, slot=slot_of(alert))


def refuses(session: Session, person: Person, message: Inbound, now: datetime) -> bool:
    """Whether somebody pressed in the room who is not in the team: nothing is shown, and the coordinators hear of it.

    A bot may write only to who has written to it: anybody else sees that nothing happens.
    """
    if message.kind is not Kind.PRESS or not message.option.startswith("g:"):
        return False
    if person.greeted:
        tell(session, person, [Text(TEAM_ONLY, sign="🙏")], now, language=person.language or "en")
    slot = f"f:room:{short(person.id)}"
    for one in coordinators(session):
        told = (Outbox.person_id == one.id, Outbox.slot == slot, Outbox.created_at > now - DAY)
        if session.scalar(select(Outbox.id).where(*told).limit(1)) is None:
            tell(session, one, [Text(STRANGER, sign="👤")], now, slot=slot)
    return True


def reacted(session: Session, message: Inbound, now: datetime, rules: Rules) -> None:
    """A reaction under a message of the room is what a button there is; of several cards each comes to her own chat.

    In a room without buttons (Signal) this is how a report is taken.
    """
    found = _room_where(session, message, rules)
    if found is None or message.kind is not Kind.REACTION or not message.target:
        return
    action = next((key for sign, key in MEANT.items() if message.text.strip()[:1] in sign + MEANS[sign]), "")
    slots = select(Outbox.slot).where(Outbox.person_id == found.person_id, Outbox.wire_id == message.target)
    cards = session.scalars(select(RoomCard.alert_id).where(RoomCard.slot.in_(slots))).all()
    if not action or not message.text.strip() or not cards:
        return
    person = meet(session, message.channel, message.account, message.sender, now)
    if person.role in OF_TEAM:
        for row in cards:
            press(Desk(session, person, now, rules, f"{short(row)}:{action if len(cards) == 1 else 'card'}"))
    else:
        audit.note(session, person.id, "staff action by a stranger", None, now)


def who_commands(session: Session, message: Inbound, now: datetime, rules: Rules) -> Person | None:
    """Who of the team typed a command in the room: she is answered in her own chat, as if she had typed it there."""
    if message.kind is not Kind.TEXT or not message.text.startswith("/"):
        return None
    if _room_where(session, message, rules) is None:
        return None
    person = meet(session, message.channel, message.account, message.sender, now)
    return person if person.role in OF_TEAM else None


def _room_where(session: Session, message: Inbound, rules: Rules) -> Room | None:
    """The room, if this happened there and it is known who did it."""
    found: Room | None = NAMED.first(session, named=named_of(session, rules)) if rules.room and message.sender else None
    return found if found is not None and is_there(session, found, message) else None


def command(desk: Desk) -> None:
    """/room: how it stands; /room fr: the language of its cards."""
    room = room_of(desk.session, desk.now, desk.rules)
    if room is None:
        desk.tell(NO_ROOM)
        return
    if desk.rest in LANGUAGES:
        become_room(desk.session.get_one(Person, room.person_id), desk.rest)
        audit.note(desk.session, desk.person.id, "room language", None, desk.now, desk.rest)
    desk.tell(*how_it_stands(desk.session, room))


def how_it_stands(session: Session, room: Room) -> list[Line]:
    """Whether the bot can write there, and how many are in it."""
    lines: list[Line] = [Text(ROOM_WORKS, sign="🏠") if room.lost_at is None else Text(ROOM_LOST, sign="⚠️")]
    if room.members is not None:
        team = Plain(str(team_on(session, session.get_one(Person, room.person_id).channel)))
        lines.append(Text(ROOM_COUNT, {"count": Plain(str(room.members)), "team": team}, sign="👥"))
    return [*lines, ROOM_HOW]


ACTIONS = (Action(COORDINATOR, command, ("room", "salle"), _s("the triage room, and who is in it")),)
PRESSES: dict[str, Action] = {"g": Action(VOLUNTEER, press)}
