"""The person on one messenger, the volunteer on another: nothing is different, but for what came by Signal."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from bot.app import App
from bot.channels.demo import Demo
from bot.clock import PushedClock
from bot.demo_screens import Shown
from bot.store import Store
from handlers import duty
from handlers.person import meet
from handlers.relay import FROM_US
from handlers.rules import Rules
from models.person import VOLUNTEER
from models.secret import seal
from tests.photos import photo
from tests.world import MORNING, in_english

AMAL, LEA = "amal", "lea"


class Messenger(Demo):
    """A messenger with a name of its own."""

    def __init__(self, name: str, phones: list[str], clock: PushedClock) -> None:
        super().__init__(phones, now=clock.now, account=name)
        self.name = name


class Two:
    """Amal on one messenger, Lea, who is on duty, on another."""

    def __init__(self, store: Store, folder: Path, amals: str, rules: Rules) -> None:
        self.clock = PushedClock(MORNING)
        self.hers, self.ours = Messenger(amals, [AMAL], self.clock), Messenger("demo", [LEA], self.clock)
        channels = {amals: self.hers, "demo": self.ours}
        self.app = App(store, channels, self.clock, rules, folder / "files", {})
        self.store = store

    async def does(self, who: str, **document: object) -> None:
        await (self.hers if who == AMAL else self.ours).post({"phone": who, **document})
        for _time in range(3):
            await self.app.settle()

    def screen(self, who: str) -> list[Shown]:
        return [one for one in (self.hers if who == AMAL else self.ours).screens.on(who) if not one.mine]

    def texts(self, who: str) -> str:
        return "\n".join(in_english(one.text) for one in self.screen(who))

    async def presses(self, who: str, option: str) -> None:
        found = [(one, b["option"]) for one in self.screen(who) for row in one.rows for b in row]
        shown, full = next(pair for pair in reversed(found) if pair[1].endswith(option))
        await self.does(who, press=full, message=shown.id)


@asynccontextmanager
async def two(store: Store, folder: Path, amals: str, rules: Rules) -> AsyncIterator[Two]:
    """Both messengers listen; Amal wants to talk."""
    made = Two(store, folder, amals, rules)
    listening = [asyncio.create_task(one.listen(made.app.keeper(one))) for one in (made.hers, made.ours)]

    def begin(session: Session) -> None:
        lea = meet(session, "demo", "demo", LEA, MORNING)
        lea.role, lea.staff_language, lea.language, lea.greeted = VOLUNTEER, "en", "en", True
        lea.first_name = seal(session, "person.first_name", lea.id, "Lea")
        duty.come_on(session, lea, MORNING)

    try:
        await store.write(begin)
        await made.does(AMAL, text="مرحبا")
        await made.presses(AMAL, "m:talk")
        yield made
    finally:
        for task in listening:
            task.cancel()
        await asyncio.gather(*listening, return_exceptions=True)


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("amals", "comes_back"),
    [("second", True), ("signal", False)],
    ids=["any messenger: both ways", "Signal: answers only"],
)
async def test_a_volunteer_on_another_messenger_talks_with_her(
    store: Store, tmp_path: Path, *, amals: str, comes_back: bool
) -> None:
    async with two(store, tmp_path, amals, Rules()) as told:
        card = told.screen(LEA)[-1].id
        await told.does(LEA, text="On arrive", message=card)
        file = told.ours.screens.add_file(photo(), "photo", "image/jpeg", "lea.jpg")
        await told.does(LEA, file=file, message=card)
        sent = [one for one in told.screen(AMAL) if FROM_US in in_english(one.text)]
        assert "On arrive" in sent[0].text
        assert [one.file["kind"] for one in sent if one.file] == ["photo"]
        assert told.texts(LEA).count("Delivered.") == 2

        await told.does(AMAL, text="they took my tent")
        await told.does(AMAL, file=told.hers.screens.add_file(b"OggS", "voice", "audio/ogg"))
        await told.presses(LEA, ":show")

        assert ("they took my tent" in told.texts(LEA)) is comes_back
        assert bool([one for one in told.screen(LEA) if one.file]) is comes_back
        assert ("It may not be shown on this messenger." in told.texts(LEA)) is not comes_back
