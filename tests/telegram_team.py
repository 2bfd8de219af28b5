"""The whole bot as a process, and a team on the tests' own Bot API server: who joins, invites and calls for help."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from handlers import duty_desk, team
from handlers.card import URGENCY
from handlers.flow import Urgency
from handlers.flows.safety import SAFE_NOW
from handlers.menu import MENU
from handlers.words import say
from tests.bot_process import BotProcess
from tests.botapi.client import BotApi, User
from tests.loopback import until

ROSA, SAM, AMAL, STRANGER = 9001, 9002, 5001, 6001
LINK = re.compile(r"https://t\.me/hro_test_bot\?start=([A-Za-z0-9_-]{20,64})")
RING = " ".join(URGENCY[Urgency.NOW])
HELLO = "السلام عليكم، نحتاج إلى مساعدة من فضلكم"


@asynccontextmanager
async def bot(api: BotApi, folder: Path, coordinators: str = f"telegram:{ROSA}") -> AsyncIterator[BotProcess]:
    """The bot, running and introduced: it knows its name and has set its menus."""
    async with BotProcess(api, folder, coordinators=coordinators) as process:
        await introduced(api)
        yield process


async def introduced(api: BotApi) -> None:
    await until(api.texts)


async def joins(person: User, opening: str, name: str) -> None:
    """Somebody joins the team: by a link, or as one whom the settings name."""
    await person.say(opening)
    await person.wait_for(team.YOUR_NAME)
    await person.say(name)
    await person.wait_for(team.YOUR_LANGUAGE)
    await person.press("English")
    await person.wait_for(after_name(team.READY))


async def invites(coordinator: User, role: str = "volunteer") -> str:
    """A new invitation; gives its token."""
    asked = await coordinator.say(f"/invite {role}")
    shown = await coordinator.wait_for("?start=", after=asked)
    found = LINK.search(shown.text)
    assert found, shown.text
    return found[1]


async def a_team(api: BotApi) -> tuple[User, User]:
    """A coordinator, and a volunteer on duty whom she invited."""
    rosa, sam = api.user(ROSA, "Rosa"), api.user(SAM, "Sam")
    await joins(rosa, "/start", "Rosa")
    await joins(sam, f"/start {await invites(rosa)}", "Sam")
    await sam.say("/onduty")
    await sam.wait_for(duty_desk.ON)
    return rosa, sam


async def calls_for_help(api: BotApi) -> User:
    """Somebody writes in Arabic and presses 🆘."""
    amal = api.user(AMAL, "Amal", language_code="ar")
    await amal.say(HELLO)
    await amal.wait_for(say("ar", MENU))
    await amal.press("🆘")
    await amal.wait_for(say("ar", SAFE_NOW.text))
    return amal


def before_name(text: str) -> str:
    return text.partition("{")[0]


def after_name(text: str) -> str:
    return text.partition("}")[2]


async def texts(person: User) -> str:
    return "\n".join(shown.text for shown in (await person.screen()).messages if shown.from_bot)


def more_than(person: User, count: int) -> Callable[[], Awaitable[object]]:
    async def true() -> bool:
        return len((await person.screen()).messages) > count

    return true
