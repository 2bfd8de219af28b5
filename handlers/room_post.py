"""Posts the cards of the triage room, as many messages as a group takes and not one more.

A Telegram group takes 20 messages a minute in all, edits too. So one message leaves every three seconds and a bit, and
what becomes due meanwhile joins it: several new cards are one message, the changes of a card (and of all that stand in
the same message) are one edit with the newest of each. Nobody waits for the room: rings go to private chats by
themselves. Nothing is remembered but rows: what was due before a restart is due after it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from handlers.flow import Urgency
from handlers.reply import buttons
from handlers.room import new_slot, posted, room_of, wait_until
from handlers.room_card import room_lines, room_rows
from handlers.rules import Rules
from handlers.words import say_all
from models.alert import Alert
from models.messages import Outbound
from models.outbox import LIVE, joined, put
from models.person import Person
from models.prepared import Prepared
from models.report import Report
from models.room import Room, RoomCard

EVERY = timedelta(seconds=3.2)
"""Telegram lets 20 messages a minute into a group; this makes 18 at most, looked at every second 15."""
TRY_AGAIN = timedelta(minutes=5)
"""So often it is tried to write in a room that cannot be written in."""
TOGETHER = 6
"""So many cards are one message at most: they are read on a phone, each with a row of buttons."""
AT_ONCE = 200
AHEAD = {Urgency.LIFE: timedelta(seconds=90), Urgency.NOW: timedelta(seconds=60), Urgency.REST: timedelta(seconds=30)}
"""A new card goes before the changes of old ones that wait for less longer than this."""
COLUMNS = (RoomCard.alert_id, RoomCard.due_at, RoomCard.anew, RoomCard.slot)
DUE = Prepared(select(*COLUMNS).where(RoomCard.due_at.is_not(None)).order_by(RoomCard.due_at))
IN_SLOT = Prepared(select(*COLUMNS).where(RoomCard.slot == bindparam("in_slot")).order_by(RoomCard.alert_id))
"""What stands in a message, in the same order each time: so a letter stays the letter of its card."""


class Card(NamedTuple):
    """A card of the room as its row has it."""

    alert_id: int
    due_at: datetime | None
    anew: bool
    slot: str


def post(session: Session, now: datetime, rules: Rules) -> int:
    """Posts or changes one message of the room, if one may leave now. Gives how many cards are true since."""
    room = room_of(session, now, rules)
    if room is None or now < room.next_at <= now + TRY_AGAIN:
        return 0
    due = [Card(*row) for row in DUE.all(session)][:AT_ONCE]
    # What is on its way would be overtaken by its own change: there is time, the card is made when it leaves.
    if not due or LIVE.all(session, person_id=room.person_id):
        return 0
    wait_until(room, now + (EVERY if room.lost_at is None else TRY_AGAIN))
    new = [card for card in due if card.anew or not card.slot]
    old = [card for card in due if card.slot and not card.anew]
    first_new = min((_since(session, card, now) for card in new), default=None)
    first_old = min((card.due_at or now for card in old), default=None)
    if first_new is not None and (first_old is None or first_new <= first_old):
        return _post_new(session, room, new, now, rules)
    return _change(session, room, old[0].slot, now, rules)


def _since(session: Session, card: Card, now: datetime) -> datetime:
    """Since when a new card waits, and longer the more urgent it is."""
    return (card.due_at or now) - AHEAD[Urgency(session.get_one(Alert, card.alert_id).urgency)]


def _post_new(session: Session, room: Room, cards: list[Card], now: datetime, rules: Rules) -> int:
    """New cards as one message, the most urgent before others; one posted anew leaves the message it stood in."""
    cards = sorted(cards, key=lambda card: (session.get_one(Alert, card.alert_id).urgency, card.due_at))[:TOGETHER]
    cards.sort(key=lambda card: card.alert_id)
    slot = new_slot()
    posted(session, {card.alert_id: card.slot for card in cards}, slot)
    _send(session, room, [card.alert_id for card in cards], slot, now, rules)
    return len(cards)


def _change(session: Session, room: Room, slot: str, now: datetime, rules: Rules) -> int:
    """One message with all that stands in it as it is now; what is to come anew stays until then."""
    cards = [Card(*row) for row in IN_SLOT.all(session, in_slot=slot)]
    true = {card.alert_id: "" for card in cards if not card.anew}
    posted(session, true, slot)
    _send(session, room, [card.alert_id for card in cards], slot, now, rules, edit=True)
    return len(true)


def _send(
    session: Session, room: Room, alerts: Iterable[int], slot: str, now: datetime, rules: Rules, *, edit: bool = False
) -> None:
    person = session.get_one(Person, room.person_id)
    language, typed = person.staff_language, person.channel in rules.without_buttons
    cards: list[Outbound] = []
    for row in alerts:
        alert = session.get_one(Alert, row)
        report = session.get_one(Report, alert.report_id)
        text = say_all(language, room_lines(session, alert, report, rules))
        # Where options are typed, a number in a group would be nobody's answer: there cards are only read.
        rows = () if typed else buttons(language, room_rows(alert, report))
        cards.append(Outbound(text=text, rows=rows, slot=slot, edit=edit, language=language))
    put(session, room.person_id, joined(cards), now)
