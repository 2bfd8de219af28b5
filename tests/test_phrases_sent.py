"""Ready sentences that are sent: a press sends once, and to the right person; an erased report takes them along."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store import Store
from handlers import duty, inbox, phrase
from handlers.person import meet
from handlers.phrases_desk import TWICE
from handlers.reply import short
from handlers.rules import Rules
from models.alert import Alert
from models.base import new_id
from models.messages import Inbound, Kind
from models.outbox import Outbox, open_message
from models.person import REPORTER, VOLUNTEER, Person
from models.phrase import SentPhrase
from models.report import Report
from models.secret import seal
from tests.world import MORNING, world

RULES = Rules()
_fresh = itertools.count(1)


class Chats:
    """Two people with an alert each, two volunteers on duty; who presses what and when."""

    def __init__(self, session: Session) -> None:
        self.session, self.now, self.number = session, MORNING, next(_fresh)
        self.people = {name: self._person(name) for name in ("amal", "reza")}
        self.team = {name: self._person(name, VOLUNTEER) for name in ("lea", "noor")}
        self.at = max(session.scalars(select(Outbox.id)), default=0)
        for name, person in self.people.items():
            person.language, person.greeted = {"amal": "ar", "reza": "fa"}[name], True
            self.press(name, "m:talk")
        for name, person in self.team.items():
            for card in [option for option in self.buttons(person) if option.startswith("p:")]:
                self.press(name, card)

    def _person(self, name: str, role: str = "") -> Person:
        person = meet(self.session, "demo", "us", f"{name}{self.number}", self.now)
        if role:
            person.role, person.staff_language, person.language = role, "en", "en"
            person.first_name = seal(self.session, "person.first_name", person.id, name)
            duty.come_on(self.session, person, self.now)
        return person

    def press(self, who: str, option: str) -> list[tuple[int, str, bool]]:
        """Presses; gives what was said to whom, under which slot, whether in place."""
        message = Inbound("demo", "us", f"{who}{self.number}", Kind.PRESS, wire_id=str(new_id()), option=option)
        inbox.receive(self.session, message, new_id(), self.now, RULES)
        self.session.flush()
        rows = self.session.scalars(select(Outbox).where(Outbox.id > self.at).order_by(Outbox.id)).all()
        self.at = max((row.id for row in rows), default=self.at)
        return [(row.person_id, row.slot, row.edit) for row in rows]

    def buttons(self, person: Person) -> list[str]:
        """Every button of ready sentences that this person was ever shown, the oldest first."""
        rows = self.session.scalars(select(Outbox).where(Outbox.person_id == person.id).order_by(Outbox.id))
        shown = [open_message(self.session, row.id, row.body).rows for row in rows]
        found = [button.option for rows in shown for row in rows for button in row]
        return list(dict.fromkeys(one for one in found if one.startswith(("p:", "pa:", "a:"))))

    def sent(self) -> list[SentPhrase]:
        """What was sent to these two, in order."""
        mine = select(SentPhrase).join(Report, Report.id == SentPhrase.report_id)
        ids = [person.id for person in self.people.values()]
        return list(self.session.scalars(mine.where(Report.person_id.in_(ids)).order_by(SentPhrase.id)))


KINDS: dict[str, Callable[[str], bool]] = {
    "send": lambda option: option.count(":") > 3,
    "first": lambda option: option.count(":") > 3 and option.endswith(":0") and "::" in option,
    "look": lambda option: option.startswith("p:") and option.count(":") < 4,
    "card": lambda option: option.startswith("a:"),
    "answer": lambda option: option.startswith("pa:"),
}
ACTIONS = st.lists(
    st.tuples(
        st.sampled_from(["lea", "noor", "lea", "amal", "reza"]),
        st.sampled_from(["send", "first", "again", "again", "look", "card", "answer"]),
        st.integers(0, 10_000),
        st.sampled_from([0, 1, 12]),
    ),
    min_size=5,
    max_size=40,
)


def press_about(chats: Chats, actions: list[tuple[str, str, int, int]]) -> Iterator[str]:
    """Presses old and new buttons at random; gives what went wrong."""
    pressed: set[tuple[str, str]] = set()
    last: dict[str, str] = {}
    everybody = {**chats.people, **chats.team}
    for who, kind, number, seconds in actions:
        chats.now += timedelta(seconds=seconds)
        known = [option for option in chats.buttons(everybody[who]) if KINDS.get(kind, KINDS["look"])(option)]
        option = last.get(who, "") if kind == "again" else known[number % len(known)] if known else ""
        if not option:
            continue
        before = len(chats.sent())
        said = chats.press(who, option)
        last[who] = option
        yield from judge(chats, who, option, said, chats.sent()[before:], pressed)


def judge(
    chats: Chats,
    who: str,
    option: str,
    said: list[tuple[int, str, bool]],
    new: list[SentPhrase],
    pressed: set[tuple[str, str]],
) -> Iterator[str]:
    """What is wrong with what one press did; `pressed` are the buttons that have sent something."""
    phrases_said = [(person, slot) for person, slot, edit in said if slot.startswith("pa:") and not edit]
    if len(new) > 1 or len(phrases_said) != len(new):
        yield f"{option} sent {len(new)}, said {phrases_said}"
    for one in new:
        report = chats.session.get_one(Report, one.report_id)
        alert = chats.session.scalars(select(Alert).where(Alert.report_id == report.id)).one()
        key, number = option.split(":")[3:5] if option.count(":") > 3 else ("", "")
        if phrases_said and phrases_said[0][0] != report.person_id:
            yield f"{option} went to somebody else"
        if not option.startswith(f"p:{short(alert.id)}:"):
            yield f"{option} was of another alert"
        if who not in chats.team or alert.taken_by != chats.team[who].id or one.phrase != key:
            yield f"{who} sent {one.phrase} with {option} and does not have it"
        if (stamp := (str(alert.id), f"{key}:{number}")) in pressed:
            yield f"{option} sent twice"
        pressed.add(stamp)
        same = [other for other in chats.sent() if (other.report_id, other.phrase) == (one.report_id, one.phrase)]
        if any(later.sent_at - earlier.sent_at < TWICE for earlier, later in itertools.pairwise(same)):
            yield f"{one.phrase} twice within {TWICE}"


@pytest.mark.asyncio
async def test_no_order_of_presses_sends_twice_or_to_the_wrong_person(sqlite_store: Store) -> None:
    sent: list[int] = []

    def work(session: Session) -> None:
        @settings(max_examples=40)
        @given(actions=ACTIONS)
        def tell(actions: list[tuple[str, str, int, int]]) -> None:
            chats = Chats(session)
            assert list(press_about(chats, actions)) == []
            sent.append(len(chats.sent()))
            for person in chats.team.values():
                duty.go_off(session, person, chats.now)

        tell()

    await sqlite_store.write(work)
    assert sum(sent) > 40


@pytest.mark.asyncio
async def test_two_who_send_at_the_same_moment_send_once_and_one_has_it(store: Store) -> None:
    chats = await store.write(Chats)
    names = {name: f"{name}{chats.number}" for name in ("lea", "noor")}

    def opened(session: Session) -> str:
        rows = session.scalars(select(Outbox).where(Outbox.slot.startswith("p:")).order_by(Outbox.id))
        shown = [
            button.option for one in rows for row in open_message(session, one.id, one.body).rows for button in row
        ]
        return next(option for option in shown if ":thanks:0" in option)

    option = await store.write(opened)

    def press(name: str) -> Callable[[Session], None]:
        message = Inbound("demo", "us", names[name], Kind.PRESS, wire_id=str(new_id()), option=option)
        return lambda session: void(inbox.receive(session, message, new_id(), chats.now, RULES))

    await asyncio.gather(*(store.write(press(name)) for name in ("lea", "noor", "lea")))

    def found(session: Session) -> list[tuple[int, int | None]]:
        query = select(SentPhrase.sent_by, Alert.taken_by).join(Alert, Alert.report_id == SentPhrase.report_id)
        return [(by, taken) for by, taken in session.execute(query)]

    ((by, taken),) = await store.write(found)
    assert by == taken


def void(_person: object) -> None:
    """What a piece of work gives back must be plain data."""


@pytest.mark.asyncio
async def test_what_was_sent_and_answered_is_erased_with_the_report(sqlite_store: Store, tmp_path: Path) -> None:
    async with world(sqlite_store, tmp_path, {"amal": REPORTER, "lea": VOLUNTEER}) as told:
        await told.begin()
        await told.on_duty("lea")
        await told.says("amal", "مرحبا")
        for who, label in (
            ("amal", "Talk to a person"),
            ("lea", "Phrases"),
            ("lea", "Are you safe?"),
            ("amal", "Someone badly hurt"),
        ):
            await told.presses(who, label)

        def kept(session: Session) -> list[tuple[str, str]]:
            rows = session.scalars(select(SentPhrase))
            return [(phrase.words_of(session, row), phrase.answer_of(session, row)) for row in rows]

        ((words, answer),) = await told.store.write(kept)
        assert "؟" in words
        assert answer == "hurt"

        await told.says("amal", "delete")
        await told.presses("amal", "Yes, delete")
        await told.pushes(25 * 3600)

        assert await told.store.write(kept) == [("", "")]
