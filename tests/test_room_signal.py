"""A triage room on Signal, where there are no buttons: cards are read there, and a reaction takes a report."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.store import Store
from handlers import duty, inbox, room_post
from handlers.alert import raise_alert
from handlers.flow import Urgency
from handlers.flows import FLOWS
from handlers.person import meet
from handlers.report import open_report
from handlers.rules import Rules
from models.alert import Alert
from models.messages import Inbound, Kind, Outbound
from models.outbox import SENT, WAITING, Outbox, open_message
from models.person import ROOM, VOLUNTEER, Person
from models.secret import seal

NOW = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
ACCOUNT, GROUP, LEA, NOUR = "+33639980001", "group.AAEC=", "uuid-of-lea", "uuid-of-nour"
RULES = Rules(room=("signal", ACCOUNT, GROUP))


def posted(session: Session) -> Outbound:
    """One report has come and its card is in the room, under the wire id 1700."""
    lea = meet(session, "signal", ACCOUNT, LEA, NOW)
    lea.role, lea.staff_language, lea.greeted = VOLUNTEER, "en", True
    lea.first_name = seal(session, "person.first_name", lea.id, "Lea")
    duty.come_on(session, lea, NOW)
    amal = meet(session, "telegram", "123", "5001", NOW)
    report = open_report(session, amal, FLOWS["eviction"], NOW, timedelta(hours=2))
    raise_alert(session, report, Urgency.NOW, NOW, RULES)
    assert room_post.post(session, NOW, RULES) == 1
    room = session.scalars(select(Person).where(Person.role == ROOM)).one()
    row = session.scalars(select(Outbox).where(Outbox.person_id == room.id, Outbox.state == WAITING)).one()
    card = open_message(session, row.id, row.body)
    session.execute(update(Outbox).where(Outbox.id == row.id).values(state=SENT, sent_at=NOW, wire_id="1700"))
    return card


def reacts(session: Session, sender: str, emoji: str, target: str = "1700") -> int | None:
    """Somebody reacts in the group; gives who has the report then."""
    said = Inbound("signal", ACCOUNT, GROUP, Kind.REACTION, sender=sender, text=emoji, target=target, room=True)
    inbox.receive(session, said, 1, NOW, RULES)
    return session.scalars(select(Alert.taken_by)).one()


@pytest.mark.asyncio
async def test_a_card_there_has_nothing_to_press_and_no_numbers(store: Store) -> None:
    card = await store.write(posted)

    assert card.rows == ()
    assert "Nobody has it yet" in card.text


@pytest.mark.asyncio
async def test_only_a_thumb_of_the_team_under_the_card_takes_it(store: Store) -> None:
    def run(session: Session) -> tuple[list[int | None], int]:
        posted(session)
        lea = meet(session, "signal", ACCOUNT, LEA, NOW)
        tries = [("👍", NOUR, "1700"), ("❤️", LEA, "1700"), ("👍", LEA, "9"), ("", LEA, "1700"), ("👍🏽", LEA, "1700")]
        return [reacts(session, who, emoji, target) for emoji, who, target in tries], lea.id

    taken, lea = await store.write(run)
    assert taken == [None, None, None, None, lea]
