"""A night of many people who do something by chance, then fall silent; and a checker of what they were promised.

The checker knows only what each of them did and when. Whether the bot kept the rules it reads from the database and
from what reached the phones.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers import sentence, silence, told
from handlers.danger import urgency_of
from handlers.danger_words import read_danger
from handlers.earlier import holds_anything
from handlers.flow import Urgency
from handlers.flows import FLOWS
from handlers.rules import Rules
from handlers.words import say
from models.inbox import DONE, UNREADABLE, Inbox
from models.messages import Outbound
from models.outbox import SENDING, WAITING, Outbox
from models.person import Person
from models.report import Report
from tests.night_read import in_no_report, reports, rung
from tests.world import World, plain

RULES = Rules()
TEAM = {"vera": "volunteer", "cora": "coordinator"}
WORDS = [
    "hello",
    "مرحبا",
    "ሰላም",
    "help",
    "ሓገዝ",
    "they took my bag",
    "stop",
    "ንዑናይ ኣነ ኣብ ካለ",
    "back",
    "1",
    "2",
    "yes",
    "no",
]
WORDS += [
    "language",
    "police are here now",
    "نحن نغرق",
    "I want to die",
    "ይመውት ኣሎ",
    "در حال غرق شدن هستیم",
    "thank you",
]
WORDS += ["thank you", "person", "delete", "Eviction", "/start", "my reports", "እባክዎ ስለ ድንኳኑ ይንገሩኝ"]
CHOOSES = {"1", "2", "yes", "no", "Eviction", "person", "back", "stop"}
"""Words that may choose something, depending on what is open."""
MENU = ["m:eviction", "m:police_violence", "m:say_it", "m:talk", "m:police_now", "m:rights", "l:ar", "l:other", "l:ti"]
DID = ["text"] * 6 + ["file"] * 4 + ["place"] * 2 + ["menu"] * 3 + ["shown"] * 5 + ["broken", "strange", "edit"]
DID += ["caption", "delete", "blocks"]
STATUS = (told.NOBODY_YET, told.NOBODY, sentence.SHOW_IT)
"""All that is ever said to somebody who is silent: how it stands with her alert, and what she can show to rescuers."""


@dataclass
class Silent:
    """What the checker knows of one person."""

    last: datetime
    acted: bool = False
    blocked: bool = False
    unheard: bool = False
    chose: bool = False
    dangers: list[Urgency] = field(default_factory=list)
    rings_at: datetime | None = None


class Night:
    """People who do something by chance, then nothing for a while; and what they were promised."""

    def __init__(self, world: World, seed: int) -> None:
        self.world, self.chance = world, random.Random(seed)
        self.names = [name for name in world.people if name not in TEAM]
        self.know = {name: Silent(world.clock.now()) for name in self.names}
        self.heard: dict[str, list[str]] = {name: [] for name in world.people}
        self.rung: Counter[str] = Counter()
        self.sent, self.kinds = 0, Counter[str]()
        world.heard = self._hear

    def _hear(self, address: str, message: Outbound, edits: str) -> None:
        self.heard[address].append(message.text)
        if address in TEAM:
            self.rung.update(what for what in ("please listen", "Unfinished", "Words of") if what in message.text)

    async def goes_by(self, seconds: float) -> None:
        """Time goes by; what the jobs do every two seconds is done until nothing is due any more."""
        for heard in self.heard.values():
            heard.clear()
        await self.world.clock.push(seconds)
        now = self.world.clock.now()
        while await self.world.store.write(lambda session: silence.look(session, now, self.world.rules)):
            pass
        await self.world.app.settle()
        said = [say(language, status) for language in RULES.languages for status in STATUS]
        for name in self.names:
            for text in map(plain, self.heard[name]):
                assert any(status in text for status in said), f"{name} was silent and was told: {text}"

    async def act(self, some: list[str]) -> None:
        """Some of them do something at the same time."""
        raws = []
        for name in some:
            kind, document = self._document(name)
            self.kinds[kind] += 1
            self.sent += 1
            raws.append(json.dumps({"id": f"m{self.sent}", "phone": name, **document}).encode())
            self._note(name, document)
            self.heard[name].clear()
        await self.world.app.intake.keep(self.world.channel, raws)
        await self.world.app.settle()
        for name in some:
            assert self.heard[name] or self.know[name].blocked, f"{name} was not answered"

    def _document(self, name: str) -> tuple[str, dict[str, Any]]:
        """What one of them does now."""
        kind = self.chance.choice(DID)
        buttons = [one["option"] for shown in self.world.screen(name)[-2:] for row in shown.rows for one in row]
        if kind == "shown" and buttons:
            return kind, {"press": self.chance.choice(buttons), "message": "1"}
        if kind in ("menu", "shown"):
            return "menu", {"press": self.chance.choice(MENU), "message": "1"}
        if kind in ("file", "caption"):
            sent = self.chance.choice(["voice", "photo", "video"])
            words = {"text": self.chance.choice(WORDS)} if kind == "caption" else {}
            return kind, {"file": self.world.channel.screens.add_file(b"x", sent, "x/y", "x"), **words}
        others: dict[str, dict[str, Any]] = {
            "place": {"place": {"latitude": 50.9, "longitude": 1.8}},
            "broken": {"file": 7, "caption": self.chance.choice(WORDS)},
            "strange": {"_strange": 1},
            "edit": {"edit": "1", "text": self.chance.choice(WORDS)},
            "delete": {"press": "f:yes:all", "message": "1"},
            "blocks": {"block": True},
        }
        return (kind, others[kind]) if kind in others else ("text", {"text": self.chance.choice(WORDS)})

    def _note(self, name: str, document: dict[str, Any]) -> None:
        """Notes what the rules promise for it."""
        know, now = self.know[name], self.world.clock.now()
        know.blocked = bool(document.get("block"))
        if know.blocked:
            return
        words = str(document.get("text", document.get("caption", "")))
        press = document.get("press", "")
        # Silent for ten minutes, a danger is told as a new one: it rings whatever rang before.
        danger = read_danger(words)
        new = not know.dangers or now - know.last >= RULES.unfinished
        know.rings_at = now if danger and new else None
        if danger:
            know.dangers.append(urgency_of(danger))
        know.last, know.acted = now, True
        if press.startswith("f:yes"):
            know.unheard = False
        elif press.startswith(("q:", "n:", "l:other")) or press.removeprefix("m:") in FLOWS or words in CHOOSES:
            know.chose, know.unheard = True, False
        elif {"file", "place", "_strange"} & document.keys() and not know.chose and not danger:
            know.unheard = True

    async def check(self) -> None:
        """Everything that was promised up to now."""
        now = self.world.clock.now()
        everybody = await self.world.store.read(reports)
        rings = await self.world.store.read(rung)
        ids = [row.id for told in everybody.values() for row in told]
        left = await self.world.store.read(in_no_report)
        held = await self.world.store.read(lambda session: {row for row in ids if holds_anything(session, row)})
        for name, know in self.know.items():
            told = everybody.get(name, [])
            urgencies = [row.urgency for row in told if row.urgency is not None]
            lowest = min(urgencies, default=9)
            assert not know.dangers or lowest <= min(know.dangers), f"{name} told of danger and nobody was woken"
            if know.rings_at is not None:
                assert any(rings[row.id, know.rings_at] for row in told), f"{name}: a new danger did not ring"
            silent = now - know.last if know.acted else timedelta(0)
            if know.unheard and silent >= RULES.listen:
                assert lowest <= Urgency.NOW, f"{name} was not understood and nobody listens"
            if silent >= RULES.unfinished:
                # What was opened by mistake and holds nothing is nothing to show.
                shown = [row for row in told if row.hidden_at is None and row.id in held]
                assert all(row.urgency is not None for row in shown), f"{name} fell silent and the team does not see it"
                assert not left.get(name), f"{name} is in no report: {left.get(name)}"
            if silent >= RULES.filed:
                assert all(row.filed_at is not None for row in told), f"{name} fell silent and it was not filed"
            for row in told:
                assert row.hidden_at is None or (row.filed_at and row.silent_at is None), (
                    f"{name}: deleted, yet waited for"
                )

    async def ends(self) -> None:
        """After the night nothing waits, everything was taken in, everything left."""

        def read(session: Session) -> tuple[set[str], int, list[int], list[str]]:
            states = list(session.scalars(select(Inbox.state)))
            waiting = select(Person.id).where(Person.listen_at.is_not(None) | Person.quiet_at.is_not(None))
            open_ = select(Report.id).where(Report.silent_at.is_not(None))
            unsent = select(Outbox.state).join(Person, Person.id == Outbox.person_id).where(Person.blocked_at.is_(None))
            out = session.scalars(unsent.where(Outbox.state.in_((WAITING, SENDING))))
            return set(states), len(states), [*session.scalars(waiting), *session.scalars(open_)], list(out)

        states, kept, waiting, unsent = await self.world.store.read(read)
        assert kept == self.sent and states <= {DONE, UNREADABLE}
        assert waiting == [], "nobody is still waited for"
        assert unsent == [], "everything has left"
        assert all(self.rung[what] for what in ("please listen", "Unfinished", "Words of")), self.rung
        assert self.kinds.keys() == {*DID}, f"a kind of message was never sent: {self.kinds}"


async def one_night(world: World, *, seed: int, rounds: int, at_once: int) -> Night:
    """Rounds of somebody doing something and a silence, with a restart in each third; then an hour of silence."""
    night = Night(world, seed)
    for number in range(rounds):
        await night.act(night.chance.sample(night.names, at_once) if number else night.names)
        await night.check()
        if number % 3 == 1:
            world.start()
        await night.goes_by(night.chance.choice([1, 30, 61, 121, 299, 601, 1801]))
        await night.check()
    await night.goes_by(3600)
    await night.check()
    await night.ends()
    return night
