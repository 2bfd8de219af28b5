"""Several people do anything, in any order, on a real database: nothing is lost, everybody is answered."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
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

WORDS = ["help", "yes", "لا", "stop", "رجوع", "skip", "delete", "person", "language", "1", "2", "8h", "about 40", "ሓገዝ"]
WORDS += [
    "Police now / danger",
    "/start",
    "/onduty",
    "/join abc",
    "/site A b",
    "\x00",
    "a\x00b",
    "\ud800",
    "👍",
    "menu",
]
LONG = "x" * 300


def file_named(
    *, kind: str = "photo", name: str = "x", text: str = "", album: str = "", mime: str = ""
) -> dict[str, str]:
    return {"kind": kind, "name": name, "text": text, "album": album, "mime": mime}


texts = st.sampled_from(WORDS) | st.text(st.characters(), max_size=30)
ids = st.sampled_from(["q", "n", "a", "p", "pa", "px", "l", "m", "i", "j", ""])
FORGED = [
    "q:1:safe_now:danger",
    "n:1:back",
    "a:1:take",
    "l:xx",
    "m:nothing",
    "i:coordinator",
    "j:fr",
    "q::",
    ":",
    "q:-1:x:y",
    "p:1::safe:0",
    "p:1:own9",
    "p:",
    "pa:1:yes",
    "px:own1:remove",
]
FORGED += [
    "m:police_now",
    "m:eviction",
    "m:police_violence",
    "m:talk",
    "m:rights",
    "m:language",
    "l:ar",
    "l:ti",
    "\x00",
]
kinds = st.sampled_from(["photo", "voice", "video", "document", "audio", "sticker"])
dids: st.SearchStrategy[Did] = st.one_of(
    st.tuples(st.just("text"), texts),
    st.tuples(st.just("shown"), st.integers(0, 200)),
    st.tuples(st.just("shown"), st.integers(0, 200)),
    st.tuples(st.just("press"), st.sampled_from(FORGED)),
    st.tuples(st.just("press"), st.builds("{}:{}:{}".format, ids, st.text(max_size=8), st.text(max_size=8))),
    st.tuples(
        st.just("file"),
        st.fixed_dictionaries(
            {"kind": kinds, "name": texts, "text": texts, "album": st.sampled_from(["", "7"]), "mime": st.just("x/y")}
        ),
    ),
    st.tuples(st.just("place"), st.tuples(st.floats(-91, 91), st.floats(-181, 181))),
    st.tuples(st.just("edit"), texts),
    st.tuples(st.just("delete"), st.none()),
    st.tuples(st.just("react"), texts),
    st.tuples(st.just("block"), st.booleans()),
    st.tuples(st.just("unknown"), st.dictionaries(st.text(max_size=5), st.integers() | texts, max_size=2)),
    st.tuples(st.just("raw"), st.binary(max_size=20)),
    st.tuples(st.just("again"), st.none()),
    st.tuples(st.just("push"), st.sampled_from([1, 150, 1000, 90000])),
)
who = st.sampled_from([*REPORTERS, *REPORTERS, *TEAM])
stories = st.lists(st.tuples(who, dids), min_size=1, max_size=12)


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


RED: list[tuple[str, Did]] = [
    ("amina", ("press", "m:police_now")),
    ("amina", ("shown", 5)),
    ("amina", ("text", "\x00")),
]


@pytest.mark.parametrize("examples", [20])
def test_nothing_is_lost_and_everybody_is_answered_whatever_several_people_do(
    store: Store, tmp_path: Path, examples: int
) -> None:
    tell = told(store, tmp_path)
    with asyncio.Runner() as runner:

        @settings(max_examples=examples, suppress_health_check=list(HealthCheck))
        @given(stories)
        @example(RED)
        def run(story: list[tuple[str, Did]]) -> None:
            tell(runner, story)

        run()


LINE: list[tuple[str, str, Did]] = [
    ("a zero byte in words", "amina", ("text", "help\x00me")),
    ("half a letter", "amina", ("text", "\udce9")),
    ("a zero byte in a pressed button", "amina", ("press", "m:\x00")),
    ("a zero byte in a file's name and words", "amina", ("file", file_named(name="\0", text="\0"))),
    ("a type of a file longer than its column", "amina", ("file", file_named(mime=LONG))),
    ("a card that cannot be, pressed by a stranger", "amina", ("press", "a:zzzzzzzzzzzzzzzzzzzz:take")),
    ("a word of digits", "amina", ("text", "9" * 4000)),
    ("a forged page", "amina", ("press", "q:1:forces:@at:²")),
    ("a very long text", "amina", ("text", "ب" * 20000)),
    ("a zero byte in a command", "cora", ("text", "/site B\0X name")),
    ("a zero byte in a site's name", "cora", ("text", "/site BX na\0me")),
]
OPEN_FAULTS: list[tuple[str, str, Did]] = [
    ("a button of a report that cannot be", "amina", ("press", "q:zzzzzzzzzzzzzzzzzzzz:where:dont_know")),
    ("a card that cannot be", "cora", ("press", "a:zzzzzzzzzzzzzzzzzzzz:take")),
]
OPEN_ON_POSTGRESQL: list[tuple[str, str, Did]] = [
    ("a zero byte in a file's type", "amina", ("file", file_named(mime="\0"))),
    ("a zero byte in an album", "amina", ("file", file_named(album="\0"))),
    ("an album longer than its column", "amina", ("file", file_named(album=LONG))),
    ("a zero byte in the number of an edited message", "amina", ("change", "\0")),
    ("the number of an edited message longer than its column", "amina", ("change", LONG)),
]


def survives(store: Store, folder: Path, cases: list[tuple[str, str, Did]]) -> None:
    told_so = told(store, folder)
    with asyncio.Runner() as runner:
        for _what, name, did in cases:
            told_so(runner, [("amina", ("press", "m:police_violence")), (name, did), ("amina", ("shown", 5))])


def test_what_no_messenger_should_ever_send_is_survived(store: Store, tmp_path: Path) -> None:
    survives(store, tmp_path, LINE)


@pytest.mark.parametrize("case", OPEN_FAULTS, ids=[case[0] for case in OPEN_FAULTS])
def test_a_forged_id_is_survived(store: Store, tmp_path: Path, case: tuple[str, str, Did]) -> None:
    survives(store, tmp_path, [case])


@pytest.mark.parametrize("store", [pytest.param("postgresql", marks=pytest.mark.postgres)], indirect=True)
@pytest.mark.parametrize("case", OPEN_ON_POSTGRESQL, ids=[case[0] for case in OPEN_ON_POSTGRESQL])
def test_what_fits_into_no_text_column_is_survived(store: Store, tmp_path: Path, case: tuple[str, str, Did]) -> None:
    survives(store, tmp_path, [case])
