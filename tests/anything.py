"""Whatever somebody does on a phone, in any order; and what was promised of it: nothing lost, everybody answered."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import delete, func, select

from bot.store import Store
from handlers.flows import FLOWS
from handlers.report import answers_of
from models.alert import Alert
from models.audit import Audit
from models.inbox import DONE, UNREADABLE, Inbox
from models.memory import forget_all
from models.outbox import DEAD, SENT, Outbox
from models.report import Report
from models.schema import METADATA
from models.setting import Setting
from tests.world import World

REPORTERS = ("amina", "sami")
TEAM = {"vera": "volunteer", "cora": "coordinator"}
Did = tuple[str, Any]
"""What one of them does: a kind, and what belongs to it."""


def file_named(
    *, kind: str = "photo", name: str = "x", text: str = "", album: str = "", mime: str = ""
) -> dict[str, str]:
    return {"kind": kind, "name": name, "text": text, "album": album, "mime": mime}


@dataclass
class Played:
    """What was sent, and who is to be answered."""

    sent: list[bytes] = field(default_factory=list)
    wrote: set[str] = field(default_factory=set)

    def document(self, name: str, **more: object) -> bytes:
        return json.dumps({"id": f"m{len(self.sent)}", "phone": name, **more}).encode()


def raw_of(world: World, played: Played, name: str, did: Did) -> bytes | None:
    """The raw message that a phone sends when somebody does this."""
    kind, what = did
    document: dict[str, object]
    if kind == "raw":
        return b"raw %d " % len(played.sent) + bytes(what)
    if kind == "shown":
        pressed = pick(world, name, what)
        document = {"press": pressed[0], "message": pressed[1]} if pressed else {"text": "?"}
    elif kind == "press":
        document = {"press": what, "message": "1"}
    elif kind == "file":
        file = world.channel.screens.add_file(b"x", what["kind"], what["mime"], what["name"])
        document = {"file": file, "text": what["text"], "album": what["album"]}
    elif kind == "place":
        document = {"place": {"latitude": what[0], "longitude": what[1]}}
    else:
        document = plain_document(kind, what)
    if kind in ("text", "shown", "press", "file", "edit", "unknown"):
        played.wrote.add(name)
    return played.document(name, **document)


def plain_document(kind: str, what: Any) -> dict[str, object]:
    """What needs no screen."""
    documents: dict[str, dict[str, object]] = {
        "edit": {"edit": "m0", "text": what},
        "change": {"edit": what, "text": "changed"},
        "delete": {"delete": "m0"},
        "react": {"react": what, "message": "m0"},
    }
    if kind == "unknown":
        return {f"_{key}": value for key, value in what.items()}
    return documents.get(kind, {kind: what})


def pick(world: World, name: str, number: int) -> tuple[str, str] | None:
    """One of the buttons that are on the phone."""
    buttons = [(b["option"], shown.id) for shown in world.screen(name) for row in shown.rows for b in row]
    return buttons[-1 - number % len(buttons)] if buttons else None


async def play(world: World, story: list[tuple[str, Did]]) -> Played:
    played = Played()
    await world.begin()
    await world.on_duty("vera")
    await world.site("BMX", "Marck")
    for name, did in story:
        if did[0] == "push":
            await world.pushes(did[1])
            continue
        raw = played.sent[-1] if did[0] == "again" and played.sent else None
        if raw is None:
            raw = raw_of(world, played, name, did if did[0] != "again" else ("text", "again"))
            assert raw is not None
            played.sent.append(raw)
        await world.app.intake.keep(world.channel, [raw])
        await world.app.settle()
    return played


async def check(world: World, played: Played) -> None:
    """What was promised."""
    inbox = await world.store.read(
        lambda s: [(row.state, row.error) for row in s.scalars(select(Inbox).order_by(Inbox.id))]
    )
    assert len(inbox) == len(played.sent), "everything sent is kept exactly once"
    assert [row for row in inbox if row[0] not in (DONE, UNREADABLE)] == [], "and handled"
    for name in played.wrote:
        assert world.screen(name), f"{name} is answered"
    reports, alerts = await world.store.read(_reports)
    assert len(alerts) == len(set(alerts)), "at most one alert for a report"
    for report, urgency in reports.items():
        assert urgency is None or alerts.get(report, 9) <= urgency, "what is urgent has an alert, as urgent"
    waiting = await world.store.read(
        lambda s: s.scalar(select(func.count()).select_from(Outbox).where(Outbox.state.not_in([SENT, DEAD])))
    )
    assert waiting == 0, "everything said has left"


def _reports(session: Any) -> tuple[dict[int, int | None], dict[int, int]]:
    flows: dict[int, int | None] = {
        row.id: FLOWS[row.flow].urgency(answers_of(session, row.id)) for row in session.scalars(select(Report))
    }
    rows = session.execute(select(Alert.report_id, Alert.urgency)).all()
    assert len(rows) == len({report for report, _urgency in rows})
    return flows, {report: urgency for report, urgency in rows}


async def empty(store: Store) -> None:
    """Takes everything out of the database but what it knows of itself."""

    def remove(session: Any) -> None:
        for table in reversed(METADATA.sorted_tables):
            # The audit only grows.
            if table not in (Setting.__table__, Audit.__table__):
                session.execute(delete(table))
        # The embedded database's writer remembers what is gone now.
        forget_all(session)
        session.expunge_all()

    await store.write(remove)


def told(store: Store, folder: Path) -> Callable[[asyncio.Runner, list[tuple[str, Did]]], None]:
    """Plays one story in an empty database, and checks it."""

    async def one(story: list[tuple[str, Did]]) -> None:
        await empty(store)
        world = World(store, folder, {**dict.fromkeys(REPORTERS, "reporter"), **TEAM})
        await check(world, await play(world, story))

    return lambda runner, story: runner.run(one(story))
