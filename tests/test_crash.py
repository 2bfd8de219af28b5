"""The process is killed again and again while fifty people tell: nothing is lost, nothing is done twice."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from bot.database import migrate, open_store
from handlers.flows import FLOWS
from handlers.person import address_of
from handlers.report import answers_of
from models import report
from models.alert import Alert
from models.inbox import DONE, FAILED, Inbox
from models.outbox import SENT, Outbox
from models.person import Person
from models.report import Answer, Report
from models.ring import Ring
from tests.bot_process import SHOWN, BotProcess, Watch
from tests.botapi.client import BotApi, ControlRefused, Screen, User
from tests.conftest import make_settings
from tests.postgres import fresh_database, needed_postgres_url

pytestmark = pytest.mark.prove
COORDINATOR, VOLUNTEER, FIRST = 900, 901, 1000
VICTIM = (FAILED, "it was there each time the program died")


@dataclass
class Teller:
    """Somebody who tells with a phone: looks at the screen, presses or writes, waits for the answer."""

    user: User
    watch: Watch
    luck: random.Random
    acts: int = 0
    acted_after: int = 0

    async def tell(self, enough: asyncio.Event) -> None:
        """Goes on until it is enough; the last thing done is answered too."""
        await self._act(self.user.say("hello"))
        while not enough.is_set():
            await self._act(self._choose(await self.user.screen()))

    async def _act(self, what: object) -> None:
        await self.watch.look()
        before = len(self.watch.calls)
        assert asyncio.iscoroutine(what)
        try:
            await what
        except ControlRefused:
            # The message was changed under her finger: she looks again.
            return
        self.acts, self.acted_after = self.acts + 1, before
        await self.watch.answer(self.user.chat, self.acted_after)

    def _choose(self, screen: Screen) -> object:
        """What she does next: mostly what the newest message with buttons offers."""
        shown = next(one for one in reversed(screen.messages) if one.from_bot and one.buttons)
        data = [button.data for row in shown.buttons for button in row]
        options = [one for one in data if one.startswith("q:")]
        done = [one for one in options if one.endswith(":@done")]
        luck = self.luck.random()
        if "m:eviction" in data:
            return self.user.press(self.luck.choice(["m:eviction", "m:police_violence"]))
        if any(":where:" in one for one in data) and luck < 0.5:
            return self.user.location(50.95, 1.86)
        if luck < 0.06:
            return self.user.photo(self.luck.randbytes(200))
        if not options or luck < 0.12:
            return self.user.say(f"words {self.acts} of {self.user.id}")
        if done and luck < 0.6:
            return self.user.press_old(shown.message_id, done[0])
        ways = [one for one in data if one.endswith((":back", ":skip"))]
        return self.user.press_old(shown.message_id, self.luck.choice(ways if luck > 0.95 and ways else options))


async def take_alerts(user: User, luck: random.Random, enough: asyncio.Event) -> None:
    """The volunteer takes, refuses and looks at alerts while they come."""
    while not enough.is_set():
        await asyncio.sleep(luck.uniform(0.5, 1.5))
        cards = [(m.message_id, b.data) for m in (await user.screen()).messages[-30:] for row in m.buttons for b in row]
        if actions := [card for card in cards if card[1].startswith("a:")]:
            await user.press_old(*luck.choice(actions))


async def gather_team(api: BotApi) -> User:
    """The coordinator of the settings begins and invites a volunteer, who comes on duty."""
    lea, karim = api.user(COORDINATOR, "Léa", "en"), api.user(VOLUNTEER, "Karim", "en")
    await lea.say("/start")
    for user, name in ((lea, "Léa"), (karim, "Karim")):
        await user.wait_for("What is your first name")
        await user.say(name)
        await user.wait_for("Which language")
        await user.press("j:en")
        await user.wait_for("You are ready")
        if user is lea:
            await lea.say("/invite volunteer")
            code = await lea.wait_for("/join ")
            await karim.say("/join " + code.text.split("/join ")[1].split()[0].strip("\u2068\u2069"))
    await karim.say("/onduty")
    await karim.wait_for("You are on duty")
    return karim


async def kill_often(bot: BotProcess, luck: random.Random, times: int) -> None:
    """Kills it at any moment: mostly while it works, now and then while it starts."""
    for _turn in range(times):
        bot.launch()
        await asyncio.sleep(luck.uniform(0.3, 8.0))
        bot.kill()
    await bot.start()


async def settle(api: BotApi, watch: Watch) -> None:
    """Waits until nothing is pending at the messenger and the bot has been silent for a while."""
    quiet = 0
    while quiet < 8 or await api.pending():
        before = len(watch.calls)
        await asyncio.sleep(0.25)
        await watch.look()
        quiet = quiet + 1 if len(watch.calls) == before else 0


@dataclass
class Found:
    """What the database holds in the end."""

    states: Counter[tuple[str, str]]
    wire_ids: list[str]
    twice: dict[str, int]
    unheard: list[str]
    logical: Counter[int]
    released: Counter[int]


def read_all(session: Session) -> Found:
    """Reads what has to be compared with what the messenger saw."""
    rows = session.execute(select(Inbox.wire_id, Inbox.state, Inbox.error)).all()
    # Of a message that was set aside two things are kept: that it was, and its words as they can be read.
    at_most = case((Inbox.state == FAILED, 2), else_=1)
    words = select(Inbox.id).join(report.Testimony, report.Testimony.inbox_id == Inbox.id)
    words = words.group_by(Inbox.id, Inbox.state).having(func.count() > at_most)
    standing = select(Answer.step).where(Answer.superseded_at.is_(None)).group_by(Answer.report_id, Answer.step)
    alerts = select(Alert.report_id).group_by(Alert.report_id).having(func.count() > 1)
    queries = {"words": words, "answers": standing.having(func.count() > 1), "alerts": alerts}
    rung = set(session.scalars(select(Alert.report_id).join(Ring, Ring.alert_id == Alert.id)))
    reports = session.scalars(select(Report)).all()
    urgent = [one for one in reports if FLOWS[one.flow].urgency(answers_of(session, one.id)) is not None]
    people = {one.id: int(address_of(session, one)) for one in session.scalars(select(Person))}
    logical: Counter[int] = Counter()
    released: Counter[int] = Counter()
    # Alerts that left as one message share the moment and the number under which they left.
    left = select(Outbox.person_id, Outbox.sent_at, Outbox.wire_id, func.max(Outbox.attempts).label("again"))
    for row in session.execute(left.where(Outbox.state == SENT).group_by(*left.selected_columns[:3])):
        logical[people[row.person_id]] += 1
        released[people[row.person_id]] += row.again
    return Found(
        states=Counter((row.state, "" if row.state == DONE else row.error) for row in rows),
        wire_ids=[row.wire_id for row in rows],
        twice={name: len(session.scalars(query).all()) for name, query in queries.items()},
        unheard=[one.code for one in urgent if one.id not in rung],
        logical=logical,
        released=released,
    )


async def prove(folder: Path, people: int, kills: int, database_url: str = "") -> None:
    """Tells, kills, settles and compares."""
    luck, enough = random.Random(20), asyncio.Event()
    async with BotApi() as api:
        bot = BotProcess(api, folder, coordinators=f"telegram:{COORDINATOR}", database_url=database_url)
        watch = Watch(api)
        async with bot, asyncio.TaskGroup() as group:
            karim = await gather_team(api)
            bot.kill()
            watching = group.create_task(watch.run())
            tellers = [Teller(api.user(FIRST + n, language_code="en"), watch, random.Random(n)) for n in range(people)]
            telling = [group.create_task(teller.tell(enough)) for teller in tellers]
            telling.append(group.create_task(take_alerts(karim, random.Random(7), enough)))
            await kill_often(bot, luck, kills)
            enough.set()
            await asyncio.gather(*telling)
            await settle(api, watch)
            watching.cancel()
            code = await bot.stop()
        store = open_store(bot.settings)
        try:
            found = await store.read(read_all)
        finally:
            store.close()
        await compare(api, watch, tellers, found, kills)
    assert code == 0


async def compare(api: BotApi, watch: Watch, tellers: list[Teller], found: Found, kills: int) -> None:
    """What the messenger saw against what the database holds."""
    fates = await api.fates()
    calls = Counter(int(call.params["chat_id"]) for call in watch.calls if call.method in SHOWN)
    again = {chat: calls[chat] - found.logical[chat] for chat in calls}
    print(
        f"{kills} kills, {len(fates.confirmed)} updates, {sum(calls.values())} sends, "
        f"{sum(again.values())} repeated of {sum(found.released.values())} in flight, states {dict(found.states)}"
    )
    # Every update that Telegram was told we have is here, once; none was thrown away or is left.
    assert sorted(str(one) for one in fates.confirmed) == sorted(found.wire_ids)
    assert (fates.forgotten, fates.lost, await api.pending()) == ([], [], [])
    # A message that is met alone when the process dies is taken for what killed it: one a kill at most.
    assert set(found.states) <= {(DONE, ""), VICTIM}
    assert found.states[VICTIM] <= kills
    assert found.twice == {"words": 0, "answers": 0, "alerts": 0}
    assert found.unheard == []
    # Nobody is left without an answer.
    assert [teller.user.id for teller in tellers if watch.last[teller.user.chat] <= teller.acted_after] == []
    # In flight when it died: at most two messages for each chat (an urgent one beside another), marked as claimed.
    # Only these may have been sent twice. (Fewer than rows: several rings of one alert leave as its newest card.)
    for chat, extra in again.items():
        assert extra <= 3 * kills, f"chat {chat}: {extra} sent again"
        assert found.released[chat] <= 3 * kills, f"chat {chat}: {found.released[chat]} claims came to nothing"
    # An edit that a newer ring dropped after the crash has left no row to count its claim by: a few a kill at most.
    twice = sum(max(0, extra) for extra in again.values())
    assert twice <= sum(found.released.values()) + 4 * kills, f"{twice} sent again"


@pytest.mark.asyncio
@pytest.mark.timeout(900)
async def test_fifty_people_tell_while_the_process_is_killed_again_and_again(tmp_path: Path) -> None:
    await prove(tmp_path, people=50, kills=22)


@pytest.mark.asyncio
@pytest.mark.postgres
@pytest.mark.timeout(900)
async def test_on_postgresql_too(tmp_path: Path) -> None:
    with fresh_database(needed_postgres_url()) as url:
        migrate(make_settings(tmp_path / "data", database_url=url))
        await prove(tmp_path, people=20, kills=6, database_url=url)
