"""A small world to tell stories in: people with phones, the bot between them, a clock that is pushed.

Everything is the real thing except the messenger (the demo's, without its page) and the clock.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.orm import Session

from bot.app import App
from bot.clock import PushedClock
from bot.demo_screens import Shown
from bot.store import Store
from handlers import duty, interpreter, sites
from handlers.person import meet
from handlers.rules import Rules
from handlers.words import LRI, PDI
from models.duty import PRIMARY
from models.messages import Outbound
from models.options import in_order
from models.person import COORDINATOR, HELPER, REPORTER, ROOM, VOLUNTEER, Person
from models.secret import seal
from tests.english import in_english, plain
from tests.phone_account import Phones
from tests.signal_phones import SignalPhones

MORNING = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)


class World:
    """People and the bot. `people` maps a name to a role; all phones of the story exist from the start.

    `typing` are those whose messenger has no buttons: they type what others press, on Signal;
    the others have `buttons`. The team's triage room is on the phone `room`.
    """

    def __init__(
        self,
        store: Store,
        folder: Path,
        people: dict[str, str],
        *,
        rules: Rules | None = None,
        typing: frozenset[str] = frozenset(),
        buttons: type[Phones] = Phones,
        room: str = "",
    ) -> None:
        self.clock = PushedClock(MORNING)
        self.heard: Callable[[str, Outbound, str], None] = lambda address, message, edits: None
        self.channel = buttons(people, self.clock, self._tell_story)
        self.typed = SignalPhones(people, self.clock, self._tell_story)
        self.typing = typing
        self.rules = replace(rules or Rules(), without_buttons=frozenset({self.typed.name}))
        if room:
            where = (self.channel.name, self.channel.account, self.channel.address_of(room))
            self.rules = replace(self.rules, room=where)
        self.store, self.folder, self.people = store, folder, people
        self.start()

    def start(self) -> None:
        """The program begins, or ended and begins again: nothing is known but what the database holds."""
        channels: dict[str, Phones] = {one.name: one for one in (self.channel, self.typed)}
        self.app = App(self.store, channels, self.clock, self.rules, self.folder / "files", {})
        self.clock.pushed = self.app.settle

    def _tell_story(self, address: str, message: Outbound, edits: str) -> None:
        """Passes on to whoever listens now: a story begins after the world was made."""
        if not message.silent:
            self.heard(address, message, edits)

    def on(self, name: str) -> Phones:
        """The messenger that somebody uses."""
        return self.typed if name in self.typing else self.channel

    def with_names(self, text: str) -> str:
        """A text with the names that a story has for the addresses in it."""
        for name in self.people:
            text = text.replace(self.on(name).address_of(name), name)
        return text

    def meet(self, session: Session, name: str) -> Person:
        """Somebody as the bot knows her."""
        messenger = self.on(name)
        return meet(session, messenger.name, messenger.account, messenger.address_of(name), self.clock.now())

    async def begin(self, languages: dict[str, str] | None = None) -> None:
        """The team is there; who is a volunteer is not yet on duty."""
        languages = languages or {}

        def invent(session: Session) -> None:
            for name, role in self.people.items():
                if role == REPORTER:
                    continue
                person = self.meet(session, name)
                person.role, person.staff_language = role, languages.get(name, "en")
                person.language, person.greeted = person.staff_language, True
                person.first_name = seal(session, "person.first_name", person.id, name.title())

        await self.store.write(invent)

    async def on_duty(self, *names: str, rank: int = PRIMARY) -> None:
        """Puts volunteers on duty without a word."""
        now = self.clock.now()

        def come(session: Session) -> None:
            for name in names:
                duty.come_on(session, self.meet(session, name), now, rank)

        await self.store.write(come)

    async def vouched(self, helper: str, language: str, *coordinators: str) -> None:
        """A helper reads a language, and these vouch for her."""
        now = self.clock.now()

        def vouch(session: Session) -> None:
            person = self.meet(session, helper)
            interpreter.speaks(session, person, language)
            for name in coordinators:
                interpreter.vouch(session, person, self.meet(session, name), now)

        await self.store.write(vouch)

    async def site(self, code: str, *names: str) -> None:
        """There is a living site."""
        now = self.clock.now()
        await self.store.write(lambda session: sites.set_site(session, code, list(names), now))

    async def does(self, name: str, **document: object) -> None:
        """Somebody does something on a phone, and all that follows at once happens."""
        await self.on(name).does(name, document)
        await self.app.settle()

    async def says(self, name: str, text: str) -> None:
        """Somebody writes."""
        await self.does(name, text=text)

    async def presses(self, name: str, label: str) -> None:
        """Somebody presses the newest button with this label (in her language, or its English)."""
        if name in self.typing:
            await self.types(name, label)
            return
        for shown in reversed(self.screen(name)):
            for row in shown.rows:
                for button in row:
                    if _is(label, button["label"], button["option"]):
                        await self.does(name, press=button["option"], message=shown.id)
                        return
        raise AssertionError(f"{name} has no button {label!r}")

    async def presses_in(self, name: str, room: str, label: str) -> None:
        """Somebody presses the newest button with this label in a group."""
        for shown in reversed(self.screen(room)):
            for button in (button for row in shown.rows for button in row):
                if _is(label, button["label"], button["option"]):
                    await self.does(name, press=button["option"], message=shown.id)
                    return
        raise AssertionError(f"{room} has no button {label!r}")

    async def types(self, name: str, label: str) -> None:
        """Somebody without buttons says the same: by number, an older message by quoting it, an alert by a reaction."""
        for shown in reversed(self.screen(name)):
            for button in in_order(self.typed.sent[shown.id]):
                if not _is(label, button.label, button.option):
                    continue
                if button.option.endswith(":take"):
                    await self.does(name, react="👍🏽", message=shown.id)
                    return
                quote = {} if self.typed.is_last(shown) else {"message": shown.id}
                await self.does(name, text=self.typed.answer(shown, button), **quote)
                return
        raise AssertionError(f"{name} has no option {label!r}")

    async def sends(self, name: str, kind: str, content: bytes, *, text: str = "", **more: str) -> None:
        """Somebody sends a file; `more` may be its album, or the message it replies to."""
        file = self.on(name).screens.add_file(content, kind, "application/octet-stream", f"{kind}.bin")
        await self.does(name, file=file, text=text, **more)

    async def pushes(self, seconds: float) -> None:
        """Time goes by."""
        await self.clock.push(seconds)

    def screen(self, name: str) -> list[Shown]:
        """What the bot has shown on a phone, oldest first."""
        return [shown for shown in self.on(name).screens.on(name) if not shown.mine]

    def options(self, name: str, shown: Shown) -> list[str]:
        """What can be chosen below a message: pressed, or typed where there are no buttons."""
        if name in self.typing:
            return [button.option for button in in_order(self.typed.sent[shown.id])]
        return [button["option"] for row in shown.rows for button in row]

    def texts(self, name: str) -> list[str]:
        """What the bot has said on a phone, in English and without isolates."""
        return [in_english(shown.text) for shown in self.screen(name)]


@asynccontextmanager
async def world(
    store: Store,
    folder: Path,
    people: dict[str, str],
    *,
    rules: Rules | None = None,
    typing: frozenset[str] = frozenset(),
    buttons: type[Phones] = Phones,
    room: str = "",
) -> AsyncIterator[World]:
    """A world whose messengers listen."""
    made = World(store, folder, people, rules=rules, typing=typing, buttons=buttons, room=room)
    channels = (made.channel, made.typed)
    listening = [asyncio.create_task(channel.listen(made.app.keeper(channel))) for channel in channels]
    try:
        yield made
    finally:
        for task in listening:
            task.cancel()
        await asyncio.gather(*listening, return_exceptions=True)


def _is(label: str, shown: str, option: str) -> bool:
    """Whether this is the button or option meant: by what comes back, its label, or a part of that in English."""
    return label in (option, plain(shown)) or label in in_english(shown)


ROLES = {
    "reporter": REPORTER,
    "caller": REPORTER,
    "phone": REPORTER,
    "helper": HELPER,
    "volunteer": VOLUNTEER,
    "coordinator": COORDINATOR,
    "room": ROOM,
}
__all__ = ["LRI", "MORNING", "PDI", "ROLES", "World", "in_english", "plain", "world"]
