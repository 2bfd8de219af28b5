"""The rota on a real database: who is on duty follows it whatever the clock does; forged buttons change nothing."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.store import Store
from handlers import desk, duty, reminders, rota_desk, shift, wake
from handlers.at_desk import Desk
from handlers.reply import short
from handlers.rota_edit import Wish, packed
from handlers.rota_time import Span
from models.duty import BACKUP, PRIMARY
from models.outbox import Outbox, open_message
from models.person import Person
from models.shift import Shift
from models.wake import Wake
from tests.rota_team import HOUR, RULES, team
from tests.world import MORNING


def told(session: Session, person: Person) -> list[str]:
    """What is in the outbox for a person."""
    rows = session.scalars(select(Outbox).where(Outbox.person_id == person.id).order_by(Outbox.id))
    return [open_message(session, row.id, row.body).text for row in rows]


def presses(session: Session, person: Person, option: str) -> str:
    """Somebody presses a button of the rota; gives what she is told last."""
    desk.press(session, person, f"r:{option.removeprefix('r:')}", MORNING, RULES)
    return (told(session, person) or [""])[-1]


@pytest.mark.asyncio
@pytest.mark.parametrize("seed", range(25))
async def test_whoever_has_a_shift_is_on_duty_and_nobody_else_whatever_the_clock_does(store: Store, seed: int) -> None:
    """Random shifts, random stops of the bot: each beginning is told at most once, the first in rank is the rank."""
    chance = random.Random(seed)

    def live(session: Session) -> None:
        people, now = team(session), MORNING
        begins: list[Shift] = []
        for _number in range(14):
            person = chance.choice(list(people.values()))
            start = MORNING + chance.randrange(0, 120) * HOUR / 2
            span = Span(start, start + chance.randrange(1, 18) * HOUR / 2)
            begins.append(shift.put(session, person, span, chance.choice([PRIMARY, BACKUP]), now, RULES.zone))
        while now < MORNING + 75 * HOUR:
            reminders.look(session, now, RULES)
            for person in people.values():
                hers = [one.rank for one in begins if one.person_id == person.id and one.starts_at <= now < one.ends_at]
                assert duty.rank_of(session, person) == (min(hers) if hers else None)
            now += timedelta(minutes=chance.choice([1, 5, 30, 60, 400]))
        for person in people.values():
            starts = sum("Your duty starts now" in text for text in told(session, person))
            assert starts <= sum(one.person_id == person.id for one in begins)
        assert all(one.step == "" for one in begins)

    await store.write(live)


@pytest.mark.asyncio
async def test_a_look_at_the_same_moment_does_nothing_twice(store: Store) -> None:
    def live(session: Session) -> list[int]:
        person = team(session)["lea"]
        shift.put(session, person, Span(MORNING + HOUR, MORNING + 3 * HOUR), PRIMARY, MORNING, RULES.zone)
        counts = []
        for moment in (MORNING + HOUR, MORNING + HOUR, MORNING + 2 * HOUR, MORNING + 2 * HOUR):
            reminders.look(session, moment, RULES)
            counts.append(session.scalar(select(func.count()).select_from(Outbox)) or 0)
        return counts

    first, second, third, fourth = await store.write(live)
    assert first == second < third == fourth


@pytest.mark.asyncio
async def test_whoever_leaves_the_team_leaves_a_gap_that_the_coordinators_hear_of(store: Store) -> None:
    def live(session: Session) -> tuple[list[str], int, bool]:
        people = team(session)
        lea = people["lea"]
        shift.put(session, lea, Span(MORNING - HOUR, MORNING + HOUR), PRIMARY, MORNING, RULES.zone)
        reminders.look(session, MORNING, RULES)
        lea.left_at = MORNING
        reminders.look(session, MORNING, RULES)
        reminders.look(session, MORNING, RULES)
        return (
            [text for text in told(session, people["karim"]) if "not in the team" in text],
            session.scalar(select(func.count()).select_from(Shift)) or 0,
            duty.is_on_duty(session, lea),
        )

    said, shifts, on_duty = await store.write(live)
    assert len(said) == 1 and "Lea: Mon 23/11 07:30–09:30 (primary): is not in the team any more" in said[0]
    assert (shifts, on_duty) == (0, False)


@pytest.mark.asyncio
async def test_a_forged_button_changes_no_shift_of_somebody_else(store: Store) -> None:
    def live(session: Session) -> list[str]:
        people = team(session)
        lea, mona, now = people["lea"], people["mona"], MORNING
        one = shift.put(session, lea, Span(now + HOUR, now + 2 * HOUR), PRIMARY, now, RULES.zone)
        other = shift.put(session, mona, Span(now + 3 * HOUR, now + 4 * HOUR), PRIMARY, now, RULES.zone)
        day = Span(now + 5 * HOUR, now + 6 * HOUR)
        forged = [
            f"r:G:{short(one.id)}",
            f"r:y:{short(one.id)}:{short(other.id)}",
            f"r:w:{short(one.id)}:{short(other.id)}",
            f"r:here:{short(one.id)}",
            f"r:f:{packed(day)}:1:{short(lea.id)}",
            f"r:F:{packed(day)}:1:{short(lea.id)}",
            "r:copy",
            "r:all:0",
            "r:p:zzzzzzzzzzzzz:1:1",
            "r:f:1:zzzzzzzzzzzz:9:x",
            "r:t:zzzzzzzzzzz",
            "r:heard",
            "r:gaps:99999999",
            "r:x",
            "r:",
            "r:nothing:at:all",
        ]
        before = [(row.id, row.person_id) for row in session.scalars(select(Shift).order_by(Shift.id))]
        answers = [presses(session, mona, option) for option in forged]
        assert [(row.id, row.person_id) for row in session.scalars(select(Shift).order_by(Shift.id))] == before
        assert not wake.is_eligible(session, mona, now)
        return answers

    answers = await store.write(live)
    assert answers[0] == "This duty does not exist any more."
    assert "You can change your own duties only" in answers[4]
    assert "Only coordinators" in answers[6]


@pytest.mark.asyncio
async def test_every_button_of_the_rota_fits_into_what_a_messenger_carries(store: Store) -> None:
    def live(session: Session) -> list[str]:
        people = team(session)
        for name in ("lea", "mona"):
            for day in range(1, 12):
                start = MORNING + day * 24 * HOUR
                shift.put(session, people[name], Span(start, start + 3 * HOUR), PRIMARY, MORNING, RULES.zone)
        mine = shift.between(session, Span(MORNING, MORNING + 900 * HOUR), people["lea"].id)[0]
        theirs = shift.between(session, Span(MORNING, MORNING + 900 * HOUR), people["mona"].id)[0]
        night = packed(Span(MORNING + 14 * HOUR, MORNING + 22 * HOUR))
        for option in ("gaps:0", "gaps:1", "mine:0", "mine:1", f"s:{short(mine.id)}", f"g:{short(mine.id)}", "wake"):
            presses(session, people["lea"], option)
        presses(session, people["lea"], f"x:{short(mine.id)}:0")
        presses(session, people["lea"], f"w:{short(mine.id)}:{short(theirs.id)}")
        presses(session, people["karim"], f"p:{night}:1")
        presses(session, people["karim"], f"f:{night}:1:{short(people['lea'].id)}")
        presses(session, people["karim"], "all:1")
        rows = session.scalars(select(Outbox)).all()
        return [b.option for row in rows for line in open_message(session, row.id, row.body).rows for b in line]

    options = await store.write(live)
    assert len(options) > 40 and max(len(option.encode()) for option in options) <= 64


def test_a_wish_is_said_by_its_span_and_rank() -> None:
    wish = Wish(Person(id=1), Span(MORNING, MORNING + HOUR), BACKUP)

    assert wish.option == f"{packed(wish.span)}:2"


def press_something(session: Session, people: dict[str, Person], now: datetime, chance: random.Random) -> None:
    """Somebody presses a button that is on her phone, or types a duty for herself."""
    person = chance.choice(list(people.values()))
    rows = session.scalars(select(Outbox).where(Outbox.person_id == person.id).order_by(Outbox.id.desc()).limit(12))
    options = [b.option for row in rows for line in open_message(session, row.id, row.body).rows for b in line]
    typing = Desk(session, person, now, RULES, "")
    shifts = shift.between(session, Span(now, now + 200 * HOUR))
    if len(shifts) > 1 and chance.random() < 0.3:
        one, other = chance.sample(shifts, 2)
        for row, what in ((one.person_id, "w"), (other.person_id, chance.choice("yyyn"))):
            pressing = Desk(session, session.get_one(Person, row), now, RULES)
            pressing.rest = f"{what}:{short(one.id)}:{short(other.id)}"
            rota_desk.press(pressing)
        return
    if options and chance.random() < 0.7:
        desk.press(session, person, chance.choice(options), now, RULES)
        return
    start, day = chance.randrange(24), chance.choice(["today", "tomorrow", "friday", "samedi"])
    typed = f"add {day} {start}:00-{(start + chance.randrange(1, 12)) % 24}:30 {chance.choice(['', 'backup'])}"
    typing.rest = chance.choice([typed, typed, "", "give tomorrow", "copy"])
    rota_desk.command(typing)


@pytest.mark.asyncio
@pytest.mark.parametrize("seed", range(8))
async def test_whatever_is_pressed_nobody_is_at_two_duties_at_once(sqlite_store: Store, seed: int) -> None:
    """A random walk through all buttons: spans make sense, nobody overlaps herself, gaps and shifts fill the week."""
    chance = random.Random(seed)

    def live(session: Session) -> None:
        people, now = team(session), MORNING
        session.add_all(Wake(person_id=person.id, step="", heard_at=MORNING) for person in people.values())
        week = Span(MORNING, MORNING + 14 * 24 * HOUR)
        for _number in range(120):
            press_something(session, people, now, chance)
            session.flush()
            for person in people.values():
                hers = [shift.span_of(one) for one in shift.between(session, week, person.id)]
                assert all(span.start < span.end for span in hers)
                assert all(before.end <= after.start for before, after in pairwise(hers))
            taken = [shift.span_of(one) for one in shift.between(session, week)]
            assert not any(gap.touches(span) for gap in shift.uncovered(session, week) for span in taken)
            if chance.random() < 0.3:
                now += timedelta(minutes=chance.choice([1, 20, 300]))
                reminders.look(session, now, RULES)
                wake.look(session, now, RULES)
        for person in people.values():
            ranks = [one.rank for one in shift.running(session, person, now)]
            assert duty.rank_of(session, person) == (min(ranks) if ranks else None)

    await sqlite_store.write(live)
