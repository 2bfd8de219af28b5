"""What the coordinators are told of a messenger itself, with messengers that say what they are told to say."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from bot.channels.base import Refused
from bot.clock import PushedClock
from bot.health import look
from bot.messengers import PATIENCE, Messengers
from bot.store import Store
from handlers import desk
from handlers.messengers import OLD_AFTER, laid_down
from handlers.person import meet
from handlers.rules import Rules
from models.outbox import Outbox, open_message
from models.person import COORDINATOR, REPORTER, Person
from tests.world import MORNING, plain


class Line:
    """A messenger with a state."""

    account = "us"

    def __init__(self, name: str) -> None:
        self.name, self.trouble, self.challenge = name, "", ""
        self.version = "0.14.7" if name == "signal" else ""
        self.solved: list[str] = []
        self.rejects = False
        self.changed: list[str] = []

    def new_phones(self) -> list[str]:
        found, self.changed = self.changed, []
        return found

    async def solve(self, captcha: str) -> None:
        self.solved.append(captcha)
        if self.rejects:
            raise Refused("the captcha was rejected")
        self.challenge = ""


class Watched:
    """Two messengers with a coordinator on each, and what looks after them."""

    def __init__(self, store: Store, at: datetime = MORNING) -> None:
        self.store, self.clock = store, PushedClock(at)
        self.signal, self.telegram = Line("signal"), Line("telegram")
        channels = {"signal": self.signal, "telegram": self.telegram}
        self.messengers = Messengers(store, channels, self.clock)  # type: ignore[arg-type]  # as much as is looked at

    async def after(self, seconds: float) -> None:
        await self.clock.push(seconds)
        await self.messengers.look()

    async def told(self) -> dict[str, list[str]]:
        """What each coordinator has been told, by the messenger she is on."""

        def read(session: Session) -> dict[str, list[str]]:
            told: dict[str, list[str]] = {}
            for row in session.query(Outbox).order_by(Outbox.id):
                channel = session.get_one(Person, row.person_id).channel
                told.setdefault(channel, []).append(plain(open_message(session, row.id, row.body).text))
            return told

        return await self.store.read(read)

    async def writes(self, channel: str, text: str) -> None:
        now = self.clock.now()

        def write(session: Session) -> None:
            desk.command(session, meet(session, channel, "us", "rosa", now), text, now, Rules())

        await self.store.write(write)


async def watched(store: Store, *on: str) -> Watched:
    def invent(session: Session) -> None:
        for channel in on:
            meet(session, channel, "us", "rosa", MORNING).role = COORDINATOR

    await store.write(invent)
    return Watched(store)


@pytest.mark.asyncio
async def test_one_that_is_gone_is_told_of_on_the_other_and_its_return_too(store: Store) -> None:
    one = await watched(store, "signal", "telegram")
    await one.after(0)
    one.signal.trouble = "the daemon cannot be reached"
    await one.after(5)
    assert await one.told() == {}
    await one.after(PATIENCE.total_seconds() + 1)
    await one.after(600)
    one.signal.trouble = ""
    await one.after(5)

    (gone, back) = (await one.told())["telegram"]
    assert gone.startswith("❗ The bot receives nothing from Signal now.")
    assert back == "✅ The bot receives from Signal again."
    assert "signal" not in await one.told()


@pytest.mark.asyncio
async def test_with_nobody_on_another_it_waits_for_them_there(store: Store) -> None:
    one = await watched(store, "signal")
    one.signal.trouble = "gone"
    await one.after(0)
    await one.after(60)
    assert len((await one.told())["signal"]) == 1


@pytest.mark.asyncio
async def test_a_captcha_is_told_once_brought_and_what_became_of_it_is_said(store: Store) -> None:
    one = await watched(store, "telegram")
    one.signal.challenge, one.signal.rejects = "token-1", True
    await one.after(0)
    await one.after(5)
    (asked,) = (await one.told())["telegram"]
    assert "token-1" in asked
    long = "signalcaptcha://" + "x" * 9000
    await one.writes("telegram", f"/captcha {long}")
    await one.after(5)
    assert one.signal.solved == [long]
    one.signal.rejects = False
    await one.writes("telegram", "/captcha signalcaptcha://better")
    await one.after(5)
    await one.after(5)

    assert one.signal.solved == [long, "signalcaptcha://better"]
    assert [text[:1] for text in (await one.told())["telegram"]] == ["🧩", "T", "❗", "T", "✅"]
    assert await store.read(laid_down) == ""


@pytest.mark.asyncio
async def test_a_captcha_that_nobody_asked_for_is_not_kept_for_the_next_time(store: Store) -> None:
    one = await watched(store, "telegram")
    await one.writes("telegram", "/captcha signalcaptcha://early")
    assert "No messenger wants a proof now." in (await one.told())["telegram"][-1]
    one.signal.challenge = "token-1"
    await one.after(0)
    await one.writes("telegram", "/captcha signalcaptcha://good")
    one.signal.challenge = ""
    await one.after(5)
    assert await store.read(laid_down) == ""
    one.signal.challenge = "token-2"
    await one.after(5)

    assert one.signal.solved == []


@pytest.mark.asyncio
async def test_only_a_coordinator_brings_a_captcha_and_only_a_captcha(store: Store) -> None:
    one = await watched(store, "telegram")
    await one.writes("telegram", "/captcha")
    await one.writes("telegram", "/captcha my dear bot")
    await one.writes("demo", "/captcha signalcaptcha://x")
    assert await store.read(laid_down) == ""
    people = await store.read(lambda session: session.query(Person.role).filter(Person.channel == "demo").all())
    assert [role for (role,) in people] == [REPORTER]


@pytest.mark.asyncio
async def test_a_version_is_told_of_and_warned_about_75_days_after_it_was_first_seen(store: Store) -> None:
    one = await watched(store, "telegram")
    await one.after(0)
    await one.after(OLD_AFTER.total_seconds() - 60)
    assert await one.told() == {}
    restarted = Watched(store, MORNING + OLD_AFTER)
    await restarted.after(0)
    await restarted.after(timedelta(days=1).total_seconds())
    (told,) = (await restarted.told())["telegram"]
    assert "signal-cli 0.14.7 is 75 days old" in told
    health = await store.read(lambda session: look(session, restarted.clock.now()))
    assert "signal-cli 0.14.7 is 76 days old here, new ones are out" in health.warnings
    restarted.signal.version = "0.14.9"
    await restarted.after(60)
    health = await store.read(lambda session: look(session, restarted.clock.now()))
    assert not [one for one in health.warnings if "signal-cli" in one]


@pytest.mark.asyncio
async def test_a_new_phone_seen_while_sending_is_told_once(store: Store) -> None:
    one = await watched(store, "telegram")
    one.signal.changed = ["amal"]
    await one.after(0)
    await one.after(5)
    (told,) = (await one.told())["telegram"]
    assert "The safety number of a person on Signal changed" in told
