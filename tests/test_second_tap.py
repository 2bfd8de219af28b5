"""A second tap: by another member who coordinates, of these days, once; and what it showed is taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store import Store
from handlers import going, second_tap, second_tap_desk, team
from handlers.at_desk import Desk
from handlers.person import meet
from handlers.reply import short
from handlers.rules import Rules
from models.person import COORDINATOR, VOLUNTEER, Person
from models.second_tap import SecondTap
from models.secret import seal, unseal
from tests.world import MORNING, world

RULES = Rules()
PEOPLE = {"lea": VOLUNTEER, "karim": COORDINATOR, "rosa": COORDINATOR}


class Two:
    """Karim has asked for something; Rosa coordinates too, unless she has gone before."""

    def __init__(self, session: Session, *, alone: bool = False) -> None:
        self.session, self.now, self.done = session, MORNING, list[tuple[int, str]]()
        self.karim, self.rosa = (self._coordinator(name) for name in ("karim", "rosa"))
        if alone:
            self.go(self.rosa)
        second_tap.ask(Desk(session, self.karim, MORNING, RULES), "search", "tents at the mill", ["Search"])
        self.wish = session.scalars(select(SecondTap)).one()

    def _coordinator(self, name: str) -> Person:
        person = meet(self.session, "demo", "demo", name, MORNING)
        person.role = COORDINATOR
        self.session.flush()
        return person

    def go(self, person: Person) -> None:
        going.suspend(self.session, person, person, self.now, RULES)

    def other_account(self) -> Person:
        self.karim.first_name = seal(self.session, "person.first_name", self.karim.id, "Karim")
        token = team.invite(self.session, self.karim, team.ALSO, self.now, RULES)
        other = meet(self.session, "text", "demo", "karim", self.now)
        assert team.accept(self.session, other, token, self.now)
        return other

    def act(self, desk: Desk) -> None:
        self.done.append((desk.person.id, desk.rest))

    def taps(self, person: Person, answer: str = "y") -> None:
        desk = Desk(self.session, person, self.now, RULES, f"{answer}:{short(self.wish.id)}")
        second_tap.decide(desk, {"search": self.act})

    def looks(self) -> None:
        second_tap.do_due(self.session, self.now, RULES, {"search": self.act})


def passes(two: Two, hours: int) -> None:
    two.now += timedelta(hours=hours)
    two.looks()


CASES: dict[str, tuple[bool, list[Callable[[Two], object]], int]] = {
    "another coordinator taps": (False, [lambda two: two.taps(two.rosa)], 1),
    "she taps twice": (False, [lambda two: two.taps(two.rosa), lambda two: two.taps(two.rosa)], 1),
    "she says no, then yes": (False, [lambda two: two.taps(two.rosa, "n"), lambda two: two.taps(two.rosa)], 0),
    "who asked taps": (False, [lambda two: two.taps(two.karim)], 0),
    "another account of who asked": (False, [lambda two: two.taps(two.other_account())], 0),
    "who asked was suspended since": (False, [lambda two: two.go(two.karim), lambda two: two.taps(two.rosa)], 0),
    "a day later": (False, [lambda two: passes(two, 25), lambda two: two.taps(two.rosa)], 0),
    "nobody taps": (False, [lambda two: passes(two, 25)], 0),
    "alone, at once": (True, [lambda two: passes(two, 0)], 0),
    "alone, 23 hours later": (True, [lambda two: passes(two, 23)], 0),
    "alone, a day later": (True, [lambda two: passes(two, 24), lambda two: passes(two, 1)], 1),
    "alone, and suspended since": (True, [lambda two: two.go(two.karim), lambda two: passes(two, 24)], 0),
}


@pytest.mark.asyncio
@pytest.mark.parametrize("case", CASES)
async def test_it_is_done_once_and_only_after_a_second_member_agreed(store: Store, case: str) -> None:
    alone, steps, times = CASES[case]

    def work(session: Session) -> tuple[list[tuple[int, str]], int, str, bool]:
        two = Two(session, alone=alone)
        for step in steps:
            step(two)
        kept = unseal(session, "second_tap.about", two.wish.id, two.wish.about)
        return two.done, two.karim.id, kept, two.wish.decided_at is None

    done, karim, kept, open_ = await store.write(work)
    assert done == [(karim, "tents at the mill")] * times
    assert kept == ("tents at the mill" if open_ else ""), "what was asked for is not kept"


@pytest.mark.asyncio
async def test_a_list_of_contacts_is_taken_out_of_the_chat_after_twelve_hours(store: Store, tmp_path: Path) -> None:
    async with world(store, tmp_path, PEOPLE) as told:
        await told.begin()
        await told.says("karim", "/team contacts")
        await told.presses("rosa", "I agree")
        assert any("With contacts" in text or "with contacts. Do not" in text for text in told.texts("karim"))
        await told.pushes(13 * 3600)
        await told.app.store.write(lambda session: second_tap_desk.look(session, told.clock.now(), told.rules))

        assert not any("with contacts. Do not" in text for text in told.texts("karim"))
