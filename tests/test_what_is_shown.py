"""What the desk shows and what is erased of one report: deleted words, other messengers, other chats, its state."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store import Store
from handlers import (
    became,
    case_card,
    case_text,
    casework,
    contradictions,
    finding,
    forget,
    going,
    relay_elsewhere,
    settle,
)
from handlers import desk as desks
from handlers.alert import alert_of, raise_alert
from handlers.alike import told
from handlers.at_desk import Desk
from handlers.case_line import case_line
from handlers.find_tokens import report_tokens
from handlers.flow import Urgency, Value
from handlers.flows import FLOWS
from handlers.not_deleted import answers_shown, deleted_messages
from handlers.person import meet
from handlers.reply import short, tell
from handlers.report import change_answers, file_report, open_report
from handlers.room_card import room_lines
from handlers.rules import Rules
from handlers.same_event_card import differences
from handlers.settled import NEEDLESS
from handlers.words import Plain, say, say_all
from models.alert import Alert
from models.base import new_id
from models.finding import FindToken
from models.outbox import Outbox, open_message
from models.person import COORDINATOR, VOLUNTEER, Person
from models.room import RoomCard
from models.secret import keys_of, seal
from models.secret_number import SamePerson
from models.settle import Settlement
from tests.world import MORNING

pytestmark = pytest.mark.asyncio
RULES = Rules()
LATER = MORNING + timedelta(hours=1)
SENT = 7
"""The message that she deletes."""


@dataclass
class Case:
    """A report of Amal's whose place is in a message of hers, and Karim who coordinates."""

    session: Session
    rules: Rules = RULES

    def __post_init__(self) -> None:
        self.amal = meet(self.session, "text", "demo", "amal", MORNING)
        self.karim, self.rosa = self.member("karim"), self.member("rosa")
        self.report = open_report(self.session, self.amal, FLOWS["eviction"], MORNING, timedelta(0))
        self.says("where", {"site": "B2", "done": True}, SENT)
        file_report(self.amal, self.report, MORNING)
        raise_alert(self.session, self.report, Urgency.REST, MORNING, self.rules)
        self.session.flush()

    def says(self, step: str, value: Value, inbox_id: int | None = None) -> None:
        change_answers(self.session, self.report, ((step, value),), inbox_id, MORNING)

    def member(self, name: str) -> Person:
        one = meet(self.session, "demo", "demo", name, MORNING)
        one.role, one.staff_language = COORDINATOR, "en"
        self.session.flush()
        return one

    def deletes(self) -> None:
        forget.hide_message(self.session, self.amal, SENT, self.report, LATER, LATER)

    def desk(self) -> Desk:
        return Desk(self.session, self.karim, LATER, self.rules)

    def heard(self, person: Person) -> str:
        rows = self.session.scalars(select(Outbox).where(Outbox.person_id == person.id).order_by(Outbox.id))
        return "\n".join(open_message(self.session, row.id, row.body).text for row in rows)


async def test_a_place_in_a_message_that_she_deleted_is_nowhere_on_the_desk(sqlite_store: Store) -> None:
    def live(session: Session) -> None:
        case = Case(session)
        token = next(iter(report_tokens(keys_of(session), case.report, {}, RULES.zone)))
        site = keys_of(session).token("site", "B2")

        def shown() -> list[bool]:
            finding.again(session, case.report.id)
            finding.look(session, LATER, RULES)
            tokens = set(session.scalars(select(FindToken.token)))
            assert token in tokens
            texts = (
                say("en", case_line(session, case.report, RULES)),
                say_all("en", case_card.case_lines(session, case.report, RULES)),
                told(session, case.report, deleted_messages(session, case.amal.id)).site,
            )
            return [*("B2" in text for text in texts), "where" in answers_shown(session, case.report), site in tokens]

        assert shown() == [True] * 5
        case.deletes()
        assert shown() == [False] * 5
        forget.answer_deleted(session, case.amal, LATER, keep=True)
        assert shown() == [True] * 5

    await sqlite_store.write(live)


async def test_what_she_deleted_contradicts_nothing_and_is_not_compared(sqlite_store: Store) -> None:
    def live(session: Session) -> None:
        case = Case(session)
        other = Case(session).report
        case.says("people", {"option": "many", "done": True}, SENT)
        change_answers(session, other, (("people", {"option": "few", "done": True}),), None, MORNING)
        before = differences(case.desk(), [case.report, other])
        case.deletes()
        after = differences(case.desk(), [case.report, other])
        assert case.report.id not in {row for _step, said in after.values() for row in said}
        assert not contradictions.contradictions(answers_shown(session, case.report), MORNING)
        assert len(after) <= len(before)

    await sqlite_store.write(live)


@pytest.mark.parametrize("private", [True, False])
async def test_notes_and_why_it_was_settled_do_not_leave_her_messenger(sqlite_store: Store, private: bool) -> None:
    def live(session: Session) -> str:
        case = Case(session, Rules(private=frozenset({"text"} if private else ())))
        case_text.write(session, case.report, case_text.NOTE, "secret note", case.rosa, MORNING)
        alert = session.scalars(select(Alert)).one()
        row = new_id()
        why = seal(session, "settlement.why", row, "secret why")
        times = {"asked_at": MORNING, "settled_at": MORNING}
        one = Settlement(id=row, alert_id=alert.id, person_id=case.rosa.id, how=NEEDLESS, why=why, **times)
        session.add(one)
        session.flush()
        alert.settled_at = MORNING
        settle.show_why(case.desk(), alert)
        desks.press(session, case.karim, f"c:{short(case.report.id)}:n:all", LATER, case.rules)
        return case.heard(case.karim)

    said = await sqlite_store.write(live)
    assert ("secret note" in said, "secret why" in said) == (not private, not private)


async def test_delete_reaches_what_we_said_to_her_on_her_newer_phone(store: Store) -> None:
    def live(session: Session) -> tuple[str, str]:
        case = Case(session)
        newer = meet(session, "text", "demo", "amal2", MORNING)
        session.flush()
        session.add(SamePerson(person_id=newer.id, of_id=case.amal.id, joined_at=MORNING))
        slot = f"{relay_elsewhere.slots_of(case.report)}1"
        tell(session, newer, [Plain("we come to B2")], MORNING, slot=slot)
        tell(session, newer, [Plain("a question of another report")], MORNING)
        session.query(Outbox).update({"state": "sent"})
        before = case.heard(newer)
        forget.ask_for(session, case.amal, [case.report], LATER, RULES)
        forget.erase_due(session, LATER + timedelta(days=2), RULES)
        return before, case.heard(newer)

    before, after = await store.write(live)
    assert "we come to B2" in before
    assert "we come to B2" not in after
    assert "a question of another report" in after


async def test_the_room_says_what_the_desk_has_done(sqlite_store: Store) -> None:
    rules = replace(RULES, room=("demo", "demo", "room"))

    def live(session: Session) -> list[str]:
        case, found = Case(session, rules), []
        alert = alert_of(session, case.report.id)
        assert alert is not None
        steps = ("acknowledged", "assessing", "documented", "verified", "closed")
        for number, state in enumerate(steps):
            session.query(RoomCard).update({"due_at": None})
            session.info.get("memory", {}).clear()
            by = case.rosa if state == "verified" else case.karim
            assert casework.move(session, case.report, state, by, LATER, rules)
            assert session.query(RoomCard).where(RoomCard.due_at.is_not(None)).count() == 1, number
            found.append(say_all("en", room_lines(session, alert, case.report, rules)))
        return found

    said = await sqlite_store.write(live)
    assert ["Nobody has it yet" in one for one in said] == [True, True, True, False, False]
    assert "Verified, since" in said[3]
    assert "Closed, since" in said[4]


async def test_who_works_on_a_case_stands_in_the_list_until_she_leaves(sqlite_store: Store) -> None:
    def live(session: Session) -> list[str]:
        case, found = Case(session), []
        for one in (case.karim, case.rosa):
            one.first_name = seal(session, "person.first_name", one.id, "Karim" if one is case.karim else "Rosa")
        casework.assign(session, case.report, case.rosa, case.karim, LATER, RULES)
        found.append(say("en", case_line(session, case.report, RULES)))
        going.leave(session, case.rosa, LATER, RULES)
        found.append(say("en", case_line(session, case.report, RULES)))
        return found

    before, after = await sqlite_store.write(live)
    assert ("Rosa" in before, "Rosa" in after) == (True, False)


async def test_the_audit_of_a_report_says_in_words_what_was_done_and_who_muted_the_person(sqlite_store: Store) -> None:
    def live(session: Session) -> str:
        case = Case(session)
        casework.move(session, case.report, "acknowledged", case.karim, LATER, RULES)
        casework.set_priority(session, case.report, 0, case.karim, LATER, RULES)
        for text in (f"/mute {case.report.code}", f"/audit {case.report.code.lower()}"):
            desks.command(session, case.karim, text, LATER, RULES)
        return case.heard(case.karim).rpartition("Who did what")[2]

    said = await sqlite_store.write(live)
    assert "state, Acknowledged" in said
    assert "priority, P0" in said
    assert "muted the person" in said


async def test_who_may_not_tell_the_person_what_became_of_it_is_not_offered_that(sqlite_store: Store) -> None:
    def live(session: Session) -> tuple[int, int]:
        case = Case(session)
        offered = len(became.told_rows(case.desk(), case.report))
        case.karim.role = VOLUNTEER
        return offered, len(became.told_rows(case.desk(), case.report))

    assert await sqlite_store.write(live) == (2, 0)
