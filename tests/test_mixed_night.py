"""One bot process on both messengers: a night that crosses them, and a messenger that is gone told of on the other."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from bot.clock import RealClock
from bot.database import REAL, open_store
from handlers import duty
from handlers.flow import Urgency
from handlers.menu import MENU
from handlers.messengers import OLD_AFTER, VERSION
from handlers.person import meet
from handlers.waits import NAME
from models.duty import BACKUP, PRIMARY
from models.person import COORDINATOR, VOLUNTEER
from models.secret import seal
from models.setting import Setting
from tests.bot_process import BotProcess
from tests.botapi.client import BotApi, User
from tests.signald.people import Person
from tests.signald.server import ACCOUNT, OWN, Sent, Signald

pytestmark = [pytest.mark.prove, pytest.mark.asyncio, pytest.mark.timeout(400)]
LEA, KARIM = 9001, 9002
MINUTE = 60.0
IN_PASHTO = "موږ په ځنګل کې یو"


@dataclass
class Both:
    """The bot on both messengers: Lea on duty on Telegram, Tom the backup on Signal, Karim coordinates on Telegram."""

    bot: BotProcess
    daemon: Signald
    lea: User
    karim: User
    gul: Person
    tom: Person

    async def healthy(self, words: str, timeout: float = MINUTE) -> float:
        """Waits until /healthz has these words (or, with none, is well); gives after how many seconds."""
        began = time.monotonic()
        while time.monotonic() - began < timeout:
            status, told = await self.bot.health() or (0, "")
            if (words in told) if words else status == 200:
                return time.monotonic() - began
            await asyncio.sleep(0.2)
        raise AssertionError(f"/healthz did not say {words!r}: {await self.bot.health()}")


@asynccontextmanager
async def both(folder: Path, *, old: bool = False) -> AsyncIterator[Both]:
    async with BotApi() as api, Signald() as daemon:
        more = {"HRO_SIGNAL_URL": daemon.url, "HRO_SIGNAL_ACCOUNT": ACCOUNT}
        bot = BotProcess(api, folder, more=more)
        gul, tom = Person(daemon, "Gul"), Person(daemon, "Tom")
        await team(bot, tom, old=old, daemon=daemon)
        for chat in (LEA, KARIM):
            await api.user(chat).say("/help")
        async with bot:
            yield Both(bot, daemon, api.user(LEA), api.user(KARIM), gul, tom)


async def team(bot: BotProcess, tom: Person, *, old: bool, daemon: Signald) -> None:
    """Who is in it, and that an alert waits for one minute."""
    now, telegram = RealClock().now(), ("telegram", "123")

    def invent(session: Session) -> None:
        people = (
            (*telegram, str(LEA), "Lea", VOLUNTEER, PRIMARY),
            (*telegram, str(KARIM), "Karim", COORDINATOR, None),
            ("signal", ACCOUNT, tom.uuid, "Tom", VOLUNTEER, BACKUP),
        )
        for channel, account, address, name, role, rank in people:
            person = meet(session, channel, account, address, now)
            person.role, person.staff_language, person.language, person.greeted = role, "en", "en", True
            person.first_name = seal(session, "person.first_name", person.id, name)
            if rank is not None:
                duty.come_on(session, person, now, rank)
        session.add(Setting(name=NAME.format(urgency=Urgency.NOW.value), value="1"))
        if old:
            since = now - OLD_AFTER - timedelta(seconds=1)
            session.add(Setting(name=f"{VERSION}signal", value=f"{daemon.version} {since.isoformat()}"))

    store = open_store(bot.settings, purpose=REAL)
    try:
        await store.write(invent)
    finally:
        store.close()


def stamp(sent: Sent) -> int:
    return int(sent.answer["result"]["timestamp"])


def quoting(sent: Sent) -> dict[str, object]:
    return {"quote": {"id": stamp(sent), "author": ACCOUNT, "authorNumber": ACCOUNT, "authorUuid": OWN, "text": ""}}


def chooses(person: Person, menu: Sent, label: str) -> None:
    """Writes the number of an option, quoting the message that offers it."""
    found = re.search(rf"^\W*(\d+)\. .*{label}", menu.text, re.MULTILINE)
    assert found, menu.text
    person.says(found[1], **quoting(menu))


async def takes_what_telegram_did_not_answer(night: Both) -> tuple[Sent, Sent]:
    """Gul is in danger, Lea does not answer, Tom takes it: gives what rang at his phone, and his card."""
    gul, tom = night.gul, night.tom
    gul.says("سلامونه تاسو څنګه یاست")
    await gul.hears(MENU)
    gul.says("1")
    await gul.hears("112: call")
    await night.lea.wait_for("NOW", 20)
    rung = await tom.hears("NOW", timeout=2 * MINUTE)
    reaction = {
        "emoji": "👍🏽",
        "targetAuthor": ACCOUNT,
        "targetAuthorUuid": OWN,
        "targetSentTimestamp": stamp(rung),
    }
    tom.does(reaction={**reaction, "isRemove": False})
    card = await tom.hears("Taken by Tom")
    await gul.hears("A human has read your message.")
    await night.lea.wait_for("Taken by Tom", 20)
    return rung, card


async def test_the_backup_on_signal_talks_in_pashto_with_somebody_whom_telegram_did_not_answer(tmp_path: Path) -> None:
    async with both(tmp_path) as night:
        gul, tom = night.gul, night.tom
        rung, card = await takes_what_telegram_did_not_answer(night)
        tom.says("On vous écoute", **quoting(rung))
        answer = await gul.hears("A human of HRO answers you:")
        assert "د HRO یو کس تاسو ته ځواب درکوي:" in answer.text
        assert "On vous écoute" in answer.text
        assert "Tom" not in answer.text
        await tom.hears("Delivered.")

        # What she writes is a quote of the card, also after the bot was killed; the card goes on to be edited.
        for words in (IN_PASHTO, "سړه ده"):
            gul.says(words)
            back = await tom.hears("the person writes:")
            assert words in back.text
            assert (back.params["quoteTimestamp"], back.params["quoteAuthor"]) == (stamp(card), ACCOUNT)
            night.bot.kill()
            await night.bot.start()

        chooses(tom, card, "Phrases")
        themes = await tom.hears("A tap sends it in:")
        chooses(tom, themes, "Rights, choice")
        chooses(tom, await tom.hears("You can say no"), "You can say no")
        said = await gul.hears("You can say no. You do not have to answer.")
        assert "تاسو «نه» ویلی شئ." in said.text

        for member in (night.lea, night.karim):
            assert IN_PASHTO not in str(await member.screen())
        assert not [one for one in gul.texts() if "Tom" in one]


async def test_a_daemon_that_is_gone_is_noticed_within_a_minute_and_its_return_too(tmp_path: Path) -> None:
    async with both(tmp_path) as night:
        await night.healthy("")
        began = time.monotonic()
        await night.daemon.stop()
        await night.karim.wait_for("The bot receives nothing from Signal now.", MINUTE)
        await night.healthy("signal: the daemon", MINUTE - (time.monotonic() - began))
        await night.daemon.start()
        await night.karim.wait_for("The bot receives from Signal again.", MINUTE)
        await night.healthy("")
        night.gul.says("Good morning, we need help please")
        await night.gul.hears(MENU)


async def test_a_daemon_that_hangs_is_noticed_within_a_minute(tmp_path: Path) -> None:
    async with both(tmp_path) as night:
        await night.healthy("")
        began = time.monotonic()
        night.daemon.hangs = True
        await night.karim.wait_for("The bot receives nothing from Signal now.", MINUTE)
        await night.healthy("signal: the daemon", MINUTE + 5 - (time.monotonic() - began))


async def test_an_account_that_was_unlinked_is_noticed_within_a_minute(tmp_path: Path) -> None:
    async with both(tmp_path) as night:
        await night.healthy("")
        began = time.monotonic()
        night.daemon.account = ""
        await night.karim.wait_for("The bot receives nothing from Signal now.", MINUTE)
        await night.healthy("python -m bot signal link", MINUTE + 5 - (time.monotonic() - began))
        night.daemon.account = ACCOUNT
        await night.karim.wait_for("The bot receives from Signal again.", MINUTE)


async def test_a_version_that_grows_too_old_is_told_of(tmp_path: Path) -> None:
    async with both(tmp_path, old=True) as night:
        await night.karim.wait_for("signal-cli 0.14.7 is 75 days old here.", MINUTE)
        assert "75 days old" in (await night.bot.health() or (0, ""))[1]
