"""Posts the cards of the triage room, as many messages as a group takes and not one more.

A Telegram group takes 20 messages a minute in all, edits too. So one message leaves every three seconds and a bit, and
what becomes due meanwhile joins it: several new cards are one message, the changes of a card (and of all that stand in
the same message) are one edit with the newest of each. Nobody waits for the room: rings go to private chats by
themselves. Nothing is remembered but rows: what was due before a restart is due after it.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from handlers.each import each
from handlers.flow import Urgency
from handlers.reply import buttons
from handlers.room import new_slot, posted, put_off, room_of, wait_until
from handlers.room_card import room_lines, room_rows
from handlers.rules import Rules
from handlers.words import say_all
from models.alert import Alert
from models.leaving import joined
from models.messages import Outbound
from models.outbox import LIVE, put
from models.person import Person
from models.prepared import Prepared
from models.report import Report
from models.room import Room, RoomCard
from models.secret import keys_of

EVERY = timedelta(seconds=3.2)
"""Telegram lets 20 messages a minute into a group; this makes 18 at most, looked at every second 15."""
TRY_AGAIN = timedelta(minutes=5)
"""So often it is tried to write in a room that cannot be written in."""
TOGETHER = 6
"""So many cards are one message at most: they are read on a phone, each with a row of buttons."""
AT_ONCE = 200
AHEAD = {Urgency.LIFE: timedelta(seconds=90), Urgency.NOW: timedelta(seconds=60), Urgency.REST: timedelta(seconds=30)}
"""A new card goes before the changes of old ones that wait for less longer than this."""
COLUMNS = (RoomCard.alert_id, RoomCard.due_at, RoomCard.anew, RoomCard.slot, RoomCard.said)
DUE = Prepared(
    # Locked (PostgreSQL): what is just being changed is due once more when that is done.
    select(*COLUMNS).where(RoomCard.due_at.is_not(None)).order_by(RoomCard.due_at).with_for_update(skip_locked=True)
)
IN_SLOT = Prepared(select(*COLUMNS).where(RoomCard.slot == bindparam("in_slot")).order_by(RoomCard.alert_id))
"""What stands in a message, in the same order each time: so a letter stays the letter of its card."""


class Card(NamedTuple):
    """A card of the room as its row has it."""

    alert_id: int
    due_at: datetime | None
    anew: bool
    slot: str
    said: bytes | None


def post(session: Session, now: datetime, rules: Rules) -> int:
    """Posts or changes one message of the room, if one may leave now. Gives how many cards were looked at."""
    room = room_of(session, now, rules)
    if room is None or now < room.next_at <= now + TRY_AGAIN:
        return 0
    due = [card for card in (Card(*row) for row in DUE.all(session)) if card.due_at and card.due_at <= now][:AT_ONCE]
    # What is on its way would be overtaken by its own change: there is time, the card is made when it leaves.
    if not due or LIVE.all(session, person_id=room.person_id):
        return 0
    left = due
    while left:
        cards = _next(session, left, now)
        left = [card for card in left if card not in cards]
        if _leaves(session, room, cards, now, rules):
            wait_until(room, now + (EVERY if room.lost_at is None else TRY_AGAIN))
            break
    return len(due) - len(left)


def _next(session: Session, due: list[Card], now: datetime) -> list[Card]:
    """Those that go next: some new ones, or those in one message that have changed."""
    new = [card for card in due if card.anew or not card.slot]
    old = [card for card in due if card.slot and not card.anew]
    urgency = {card.alert_id: Urgency(session.get_one(Alert, card.alert_id).urgency) for card in new}
    first_new = min(((card.due_at or now) - AHEAD[urgency[card.alert_id]] for card in new), default=None)
    first_old = min((card.due_at or now for card in old), default=None)
    if first_new is None or (first_old is not None and first_old < first_new):
        return [card for card in old if card.slot == old[0].slot]
    urgent = sorted(new, key=lambda card: (urgency[card.alert_id], card.due_at))[:TOGETHER]
    return sorted(urgent, key=lambda card: card.alert_id)


def _leaves(session: Session, room: Room, cards: list[Card], now: datetime, rules: Rules) -> bool:
    """New cards as one message, or a message with all that stands in it as it is now. False: nothing has changed.

    One that is posted anew leaves the message it stood in as soon as the new one has arrived.
    """
    new = cards[0].anew or not cards[0].slot
    slot = new_slot() if new else cards[0].slot
    rows = [card.alert_id for card in cards] if new else [row[0] for row in IN_SLOT.all(session, in_slot=slot)]
    made: dict[int, Outbound] = {}

    def make(row: int) -> None:
        made[row] = _card(session, room, row, slot, rules, edit=not new)

    if failed := each(session, "room", rows, make, now):
        # What stands in one message is changed together, or not at all: each is known by its letter there.
        put_off(session, failed if new else [card.alert_id for card in cards], now + TRY_AGAIN)
        cards = [card for card in cards if new and card.alert_id in made]
        if not cards:
            return False
    said = {row: keys_of(session).lookup("room card", card.text, repr(card.rows)) for row, card in made.items()}
    now_true = {card.alert_id: (card.slot if new else "", said[card.alert_id]) for card in cards}
    posted(session, now_true, slot)
    if not new and all(card.said == said[card.alert_id] for card in cards):
        return False
    put(session, room.person_id, joined(list(made.values())), now)
    return True


def _card(session: Session, room: Room, row: int, slot: str, rules: Rules, *, edit: bool) -> Outbound:
    """The card of one alert as it is now."""
    person, alert = session.get_one(Person, room.person_id), session.get_one(Alert, row)
    language, report = person.staff_language, session.get_one(Report, alert.report_id)
    text = say_all(language, room_lines(session, alert, report, rules))
    # Where options are typed, a number in a group would be nobody's answer: there cards are only read.
    rows = () if person.channel in rules.without_buttons else buttons(language, room_rows(alert, report))
    return Outbound(text=text, rows=rows, slot=slot, edit=edit, language=language)
