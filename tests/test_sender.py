"""The way out: a real database, a messenger that fails as it is told to, and a clock that is pushed."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.app import App
from bot.channels.base import Blocked, Keep, Label, Moved, NoSuchMessage, Refused, SendFailed, Throttled, Unreachable
from bot.clock import PushedClock
from bot.limits import Limits
from bot.store import Store
from handlers import alert, duty
from handlers.flow import Urgency
from handlers.flows import FLOWS
from handlers.person import address_of, meet
from handlers.report import open_report
from handlers.rules import Rules
from models import sending
from models.messages import Attachment, Button, Inbound, Outbound
from models.outbox import DEAD, SENT, WAITING, Outbox, open_message, put
from models.person import COORDINATOR, VOLUNTEER, Person
from tests.world import MORNING


@dataclass
class Post:
    """A messenger that keeps what it was given, and fails for an address in the ways it was told, one after another."""

    name: str = "post"
    buttons: bool = True
    account: str = "us"
    sent: list[tuple[str, str, str]] = field(default_factory=list)
    shown: list[Outbound] = field(default_factory=list)
    fails: dict[str, list[SendFailed]] = field(default_factory=dict)
    tried: int = 0

    def label(self, raw: bytes) -> Label:
        return Label("", "", "")

    def read(self, raw: bytes) -> Inbound:
        raise NotImplementedError

    async def listen(self, keep: Keep) -> None:
        await asyncio.Event().wait()

    async def acknowledge(self, press: str) -> None:
        return None

    async def send(self, address: str, message: Outbound, *, edits: str = "", content: bytes | None = None) -> str:
        self.tried += 1
        await asyncio.sleep(0)
        if waiting := self.fails.get(address):
            raise waiting.pop(0)
        self.sent.append((address, message.text, edits))
        self.shown.append(message)
        return f"w{len(self.sent)}"

    async def fetch(self, attachment: Attachment) -> AsyncIterator[bytes]:
        yield b""

    async def connection(self, name: str) -> bytes:
        raise AssertionError("nothing is connected here")

    async def delete(self, address: str, wire_id: str) -> None:
        raise AssertionError("nothing is to be removed here")

    async def close(self) -> None:
        return None


class Out:
    """A bot with one messenger, of which only the way out is used."""

    def __init__(self, store: Store, folder: Path, post: Post | None = None, clock: PushedClock | None = None) -> None:
        self.store, self.folder = store, folder
        self.post, self.clock, self.rules = post or Post(), clock or PushedClock(MORNING), Rules()
        limits = {"post": Limits(on=False)}
        self.app = App(store, {"post": self.post}, self.clock, self.rules, folder / "files", limits)
        # What is put waits until `leaves`, also where the sender would get it at once (tests/test_handed_over.py).
        store.taker = None

    def again(self) -> Out:
        """The same database, opened by a new process."""
        return Out(self.store, self.folder, self.post, self.clock)

    async def puts(self, address: str, *messages: Outbound | str) -> None:
        """Messages to one chat, decided in one transaction."""

        def decide(session: Session) -> None:
            person = meet(session, "post", "us", address, self.clock.now())
            for one in messages:
                put(session, person.id, Outbound(text=one) if isinstance(one, str) else one, self.clock.now())

        await self.store.write(decide)

    async def member(self, address: str, role: str, *, on_duty: bool = False) -> None:
        """Somebody of the team."""

        def invent(session: Session) -> None:
            person = meet(session, "post", "us", address, self.clock.now())
            person.role, person.staff_language = role, "en"
            if on_duty:
                duty.come_on(session, person, self.clock.now())

        await self.store.write(invent)

    async def raises_alert(self, address: str) -> None:
        """Somebody reports danger."""

        def report(session: Session) -> None:
            now = self.clock.now()
            person = meet(session, "post", "us", address, now)
            found = open_report(session, person, FLOWS["police_now"], now, self.rules.earlier_words)
            alert.raise_alert(session, found, Urgency.NOW, now, self.rules)

        await self.store.write(report)

    async def leaves(self, seconds: float = 0) -> None:
        """Time goes by, and what is due leaves."""
        await self.clock.push(seconds)
        await self.app.sender.drain()

    def texts(self, address: str) -> list[str]:
        """What has reached a chat."""
        return [text for to, text, _edits in self.post.sent if to == address]

    async def rows(self) -> list[Outbox]:
        """The outbox, oldest first."""
        return await self.store.read(lambda session: list(session.scalars(select(Outbox).order_by(Outbox.id))))


def ring(text: str, slot: str = "", *options: str) -> Outbound:
    """An alert."""
    return Outbound(text=text, slot=slot, urgent=True, rows=tuple((Button(one, one),) for one in options))


def card(text: str) -> Outbound:
    """A card that changes in place."""
    return Outbound(text=text, slot="a:1", edit=True)


@pytest.mark.asyncio
async def test_messages_of_one_chat_leave_in_the_order_they_were_decided(store: Store, tmp_path: Path) -> None:
    out = Out(store, tmp_path)
    await out.puts("amal", *"abcde")
    await out.puts("yonas", "1", "2")
    await out.leaves()

    assert out.texts("amal") == list("abcde")
    assert out.texts("yonas") == ["1", "2"]


@pytest.mark.asyncio
async def test_an_order_holds_although_the_first_fails_and_waits(store: Store, tmp_path: Path) -> None:
    out = Out(store, tmp_path)
    out.post.fails["amal"] = [Unreachable()]
    await out.puts("amal", "a", "b")
    await out.leaves()
    before = out.texts("amal")
    await out.leaves(2)

    assert before == []
    assert out.texts("amal") == ["a", "b"]


@pytest.mark.asyncio
async def test_an_alert_overtakes_everything_but_an_earlier_alert(store: Store, tmp_path: Path) -> None:
    out = Out(store, tmp_path)
    first, second = "first " + "x" * 3000, "second " + "x" * 3000
    await out.puts("lea", "a", "b", ring(first), "c", ring(second))
    await out.leaves()

    assert [text.split()[0] for text in out.texts("lea")] == ["first", "second", "a", "b", "c"]


@pytest.mark.asyncio
async def test_an_alert_overtakes_a_message_that_waits_for_the_messenger(store: Store, tmp_path: Path) -> None:
    out = Out(store, tmp_path)
    out.post.fails["lea"] = [Throttled(60)]
    await out.puts("lea", "a")
    await out.leaves()
    await out.puts("lea", ring("alert"))
    await out.leaves()

    assert out.texts("lea") == ["alert"]


@pytest.mark.asyncio
async def test_waiting_edits_of_one_card_collapse_into_the_last(store: Store, tmp_path: Path) -> None:
    out = Out(store, tmp_path)
    await out.puts("lea", Outbound(text="card", slot="a:1"))
    await out.leaves()
    await out.puts("lea", card("1"), card("2"), card("3"))
    await out.leaves()

    assert out.post.sent == [("lea", "card", ""), ("lea", "3", "w1")]


@pytest.mark.asyncio
async def test_throttled_waits_for_that_chat_only(store: Store, tmp_path: Path) -> None:
    out = Out(store, tmp_path)
    out.post.fails["amal"] = [Throttled(60)]
    await out.puts("amal", "a", "b")
    await out.puts("yonas", "1")
    await out.leaves()
    await out.leaves(59)
    before = list(out.post.sent)
    await out.leaves(2)

    assert before == [("yonas", "1", "")]
    assert out.texts("amal") == ["a", "b"]


@pytest.mark.asyncio
async def test_throttled_for_the_whole_account_pauses_every_chat(sqlite_store: Store, tmp_path: Path) -> None:
    out = Out(sqlite_store, tmp_path)
    out.post.fails["amal"] = [Throttled(0.5, whole_account=True)]
    await out.puts("amal", "a")
    await out.leaves()
    await out.puts("yonas", "1")
    began = time.monotonic()
    await out.leaves()

    assert out.texts("yonas") == ["1"]
    assert time.monotonic() - began >= 0.4


async def pauses(out: Out, times: int) -> list[int]:
    """So many failing tries, each as soon as it is due; gives the seconds until the next."""
    found = []
    for _time in range(times):
        await out.leaves()
        (row,) = await out.rows()
        wait = (row.due_at - out.clock.now()).total_seconds()
        found.append(round(wait))
        await out.clock.push(wait)
    return found


@pytest.mark.asyncio
async def test_unreachable_waits_longer_each_time_also_after_a_restart(store: Store, tmp_path: Path) -> None:
    out = Out(store, tmp_path)
    out.post.fails["amal"] = [Unreachable() for _number in range(12)]
    await out.puts("amal", "a")
    before = await pauses(out, 5)
    after = out.again()
    later = await pauses(after, 6)

    assert before == [1, 2, 4, 8, 16]
    assert later == [32, 64, 128, 256, 300, 300]


@pytest.mark.asyncio
async def test_an_alert_is_tried_again_after_20_seconds_at_the_latest(sqlite_store: Store, tmp_path: Path) -> None:
    out = Out(sqlite_store, tmp_path)
    out.post.fails["lea"] = [Unreachable() for _number in range(8)]
    await out.puts("lea", ring("alert"))

    assert await pauses(out, 7) == [1, 2, 4, 8, 16, 20, 20]


@pytest.mark.asyncio
async def test_after_a_thousand_tries_it_is_still_tried_again(sqlite_store: Store, tmp_path: Path) -> None:
    out = Out(sqlite_store, tmp_path)
    out.post.fails["lea"] = [Unreachable()]
    await out.puts("lea", ring("alert"))
    await sqlite_store.write(lambda session: session.execute(update(Outbox).values(attempts=1024)))
    await out.leaves()
    await out.leaves(30)

    assert out.texts("lea") == ["alert"]


@pytest.mark.asyncio
async def test_refused_is_set_aside_shown_to_coordinators_and_blocks_nothing(store: Store, tmp_path: Path) -> None:
    out = Out(store, tmp_path)
    await out.member("karim", COORDINATOR)
    out.post.fails["amal"] = [Refused("too strange")]
    await out.puts("amal", "a", "b")
    await out.leaves()

    assert out.texts("amal") == ["b"]
    assert out.texts("karim") == ["✉️ A message could not be delivered and is set aside. The messenger refused it."]
    first = (await out.rows())[0]
    assert (first.state, first.error) == (DEAD, "too strange")


@pytest.mark.asyncio
async def test_our_own_mistake_while_sending_is_set_aside_like_a_refusal(sqlite_store: Store, tmp_path: Path) -> None:
    class Broken(Post):
        async def send(self, address: str, message: Outbound, *, edits: str = "", content: bytes | None = None) -> str:
            if message.text == "a":
                raise ZeroDivisionError
            return await super().send(address, message, edits=edits, content=content)

    out = Out(sqlite_store, tmp_path, Broken())
    await out.puts("amal", "a", "b")
    await out.leaves()

    assert out.texts("amal") == ["b"]
    assert [row.error for row in await out.rows()] == ["our own error: ZeroDivisionError", None]


@pytest.mark.asyncio
async def test_blocked_is_given_up_and_told(store: Store, tmp_path: Path) -> None:
    out = Out(store, tmp_path)
    await out.member("karim", COORDINATOR)
    out.post.fails["amal"] = [Blocked()]
    await out.puts("amal", "a")
    await out.leaves()
    person = await store.read(lambda session: session.scalars(select(Person).where(Person.role == "reporter")).one())

    assert [row.state for row in await out.rows()] == [DEAD, SENT]
    assert out.texts("karim") == ["📵 The person of report - cannot be reached: the bot is blocked there."]
    assert person.blocked_at == out.clock.now()


@pytest.mark.asyncio
async def test_an_alert_to_somebody_who_blocked_us_moves_on_at_once(store: Store, tmp_path: Path) -> None:
    out = Out(store, tmp_path)
    await out.member("lea", VOLUNTEER, on_duty=True)
    await out.member("karim", COORDINATOR)
    out.post.fails["lea"] = [Blocked()]
    await out.raises_alert("amal")
    await out.leaves()

    assert out.texts("lea") == []
    assert out.texts("karim")[0].startswith("⏩ Nobody else can take it.\n🟠 NOW · Police now, danger")


@pytest.mark.asyncio
async def test_an_edit_of_a_message_that_is_gone_is_sent_anew(store: Store, tmp_path: Path) -> None:
    out = Out(store, tmp_path)
    await out.puts("lea", Outbound(text="card", slot="a:1"))
    await out.leaves()
    out.post.fails["lea"] = [NoSuchMessage()]
    await out.puts("lea", card("new"))
    await out.leaves()
    await out.puts("lea", card("newer"))
    await out.leaves()

    assert out.post.sent == [("lea", "card", ""), ("lea", "new", ""), ("lea", "newer", "w2")]


@pytest.mark.asyncio
async def test_a_chat_that_moved_is_followed(store: Store, tmp_path: Path) -> None:
    out = Out(store, tmp_path)
    out.post.fails["-5"] = [Moved("-1005")]
    await out.puts("-5", "a", "b")
    await out.leaves()
    where = await store.read(lambda session: address_of(session, session.scalars(select(Person)).one()))

    assert out.post.sent == [("-1005", "a", ""), ("-1005", "b", "")]
    assert where == "-1005"


async def spoil(out: Out, text: str) -> None:
    """The row with this text can no longer be opened."""

    def spoiled(session: Session) -> None:
        for row in session.scalars(select(Outbox)).all():
            if open_message(session, row.id, row.body).text == text:
                session.execute(update(Outbox).where(Outbox.id == row.id).values(body=row.body[::-1]))

    await out.store.write(spoiled)


@pytest.mark.asyncio
async def test_a_message_that_cannot_be_opened_is_set_aside_and_told_and_what_is_around_it_leaves_once(
    store: Store, tmp_path: Path
) -> None:
    out = Out(store, tmp_path)
    await out.member("karim", COORDINATOR)
    await out.puts("amal", "a", "b", "c")
    await out.puts("yonas", "1", "2")
    await spoil(out, "b")
    await out.leaves()

    assert (out.texts("amal"), out.texts("yonas")) == (["a", "c"], ["1", "2"])
    assert out.texts("karim") == ["✉️ A message could not be delivered and is set aside. The messenger refused it."]
    rows = await out.rows()
    assert [row.state for row in rows] == [SENT, DEAD, SENT, SENT, SENT, SENT]
    assert rows[1].error == "it cannot be opened: Unsealable"


@pytest.mark.asyncio
async def test_of_alerts_that_leave_together_one_that_cannot_be_opened_holds_no_other_back(
    store: Store, tmp_path: Path
) -> None:
    out = Out(store, tmp_path)
    await out.puts("lea", ring("1"), ring("2"), ring("3"), ring("4"))
    await spoil(out, "2")
    await out.leaves()

    assert "".join(out.texts("lea")).translate({ord(sign): None for sign in "\n ."}).endswith("A3B4")
    assert [row.state for row in await out.rows()] == [SENT, DEAD, SENT, SENT]


@pytest.mark.asyncio
async def test_a_ring_that_cannot_be_opened_moves_its_alert_on_at_once(store: Store, tmp_path: Path) -> None:
    out = Out(store, tmp_path)
    await out.member("lea", VOLUNTEER, on_duty=True)
    await out.member("karim", COORDINATOR)
    await out.raises_alert("amal")
    await store.write(lambda session: session.execute(update(Outbox).where(Outbox.urgent).values(body=b"spoiled")))
    await out.leaves()

    assert out.texts("karim")[0].startswith("⏩ Nobody else can take it.")


@pytest.mark.asyncio
async def test_somebody_whose_address_cannot_be_opened_stops_nobody_else(store: Store, tmp_path: Path) -> None:
    out = Out(store, tmp_path)
    await out.puts("amal", "a")
    await store.write(lambda session: session.execute(update(Person).values(address=b"spoiled")))
    await out.puts("yonas", "1")
    await out.leaves()

    assert out.texts("yonas") == ["1"]
    assert [row.state for row in await out.rows()] == [DEAD, SENT]


@pytest.mark.asyncio
async def test_what_has_left_is_noted_even_when_the_next_of_its_chat_cannot_be_claimed(
    sqlite_store: Store, tmp_path: Path
) -> None:
    out = Out(sqlite_store, tmp_path)
    await out.puts("amal", "a", "b")
    fails = text(
        "CREATE TRIGGER fails BEFORE UPDATE OF state ON outbox"
        " WHEN NEW.state = 'sending' AND OLD.id = (SELECT max(id) FROM outbox)"
        " BEGIN SELECT RAISE(ABORT, 'no'); END"
    )
    await sqlite_store.write(lambda session: session.execute(fails))
    with pytest.raises(IntegrityError):
        await out.leaves()
    rows = await out.rows()

    assert out.texts("amal") == ["a"]
    assert [(row.state, row.wire_id) for row in rows] == [(SENT, "w1"), (WAITING, None)]


async def claimed(out: Out) -> int:
    """Takes what is due as the sender does, and dies: how many messages were in flight."""
    now = out.clock.now()
    return len(await out.store.write(lambda session: sending.claim(session, now, 10)))


async def runs(out: Out, seconds: float) -> None:
    """The sender as a process runs it, for a while."""
    running = asyncio.create_task(out.app.sender.run())
    await asyncio.sleep(seconds)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


@pytest.mark.asyncio
async def test_a_chat_with_a_long_line_does_not_starve_the_others(sqlite_store: Store, tmp_path: Path) -> None:
    out = Out(sqlite_store, tmp_path)
    out.post.fails["amal"] = [Unreachable() for _number in range(400)]
    await out.puts("amal", *(f"message {number}" for number in range(400)))
    await out.puts("yonas", "1")
    await out.leaves()

    assert out.texts("yonas") == ["1"]


@pytest.mark.asyncio
async def test_at_an_orderly_end_what_is_in_flight_lands_and_nothing_more_of_its_chat_begins(
    sqlite_store: Store, tmp_path: Path
) -> None:
    class Slow(Post):
        async def send(self, address: str, message: Outbound, *, edits: str = "", content: bytes | None = None) -> str:
            await asyncio.sleep(0.1)
            return await super().send(address, message, edits=edits, content=content)

    out = Out(sqlite_store, tmp_path, Slow())
    await out.puts("amal", "first", "second", "third")
    running = asyncio.create_task(out.app.sender.run())
    await asyncio.sleep(0.05)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running

    states = await sqlite_store.read(lambda session: list(session.scalars(select(Outbox.state).order_by(Outbox.id))))
    assert (out.post.sent, states) == ([("amal", "first", "")], [SENT, WAITING, WAITING])
    await out.again().app.sender.drain()
    assert [text for _address, text, _edits in out.post.sent] == ["first", "second", "third"]


@pytest.mark.asyncio
async def test_an_unknown_channel_is_a_refusal_and_not_a_crash(sqlite_store: Store, tmp_path: Path) -> None:
    out = Out(sqlite_store, tmp_path)
    now: datetime = out.clock.now() - timedelta(seconds=1)

    def decide(session: Session) -> None:
        put(session, meet(session, "pigeon", "us", "amal", now).id, Outbound(text="a"), now)

    await sqlite_store.write(decide)
    await out.leaves()

    assert [(row.state, row.error) for row in await out.rows()] == [(DEAD, "the channel pigeon is not set up")]
