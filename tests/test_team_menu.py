"""The command menus of the team on Telegram: by role and language, set when they change, gone for who has left."""

from __future__ import annotations

import re
from pathlib import Path

import orjson
import pytest
from babel.messages.pofile import read_po
from sqlalchemy.orm import Session

from bot.menus import Menus
from bot.revisions import ROOT
from bot.store import Store
from handlers import desk
from handlers.person import meet
from handlers.team_menu import menu_of
from models.person import COORDINATOR, HELPER, REPORTER, VOLUNTEER, Person
from tests.botapi.client import BotApi
from tests.burst import LEA, ROSA, TOM, Burst, burst


async def menu(api: BotApi, number: int) -> list[str]:
    """The commands that the messenger shows in this chat, beside everybody's."""
    scope = {"type": "chat", "chat_id": number}
    found = [one["value"] for one in await api.texts() if one["scope"] and orjson.loads(one["scope"]) == scope]
    return [command["command"] for command in found[0]] if found else []


async def change(one: Burst, store: Store, number: int, **values: object) -> None:
    def write(session: Session) -> None:
        person: Person = meet(session, "telegram", one.telegram.account, str(number), one.clock.now())
        for name, value in values.items():
            setattr(person, name, value)

    await store.write(write)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("role", [HELPER, VOLUNTEER, COORDINATOR])
def test_every_command_of_a_menu_is_one_that_the_bot_knows(role: str, language: str) -> None:
    commands = menu_of(role, language)

    assert len(commands) > 2
    assert [name for name, _told in commands if name not in desk.COMMANDS or not re.fullmatch("[a-z0-9_]+", name)] == []
    assert all(told and not told.startswith("/") for _name, told in commands)


@pytest.mark.asyncio
async def test_each_of_the_team_has_the_menu_of_her_role_and_it_is_set_once(
    api: BotApi, store: Store, tmp_path: Path
) -> None:
    async with burst(api, store, tmp_path) as one:
        menus = Menus(store, one.app.channels)
        await menus.look()
        await menus.look()
        calls = [call for call in await api.sent() if call.method == "setMyCommands"]

        assert len(calls) == 3
        assert "onduty" in await menu(api, LEA)
        assert "gate" not in await menu(api, LEA)
        assert {"gate", "onduty", "offduty"} <= set(await menu(api, ROSA))

        await change(one, store, LEA, role=COORDINATOR)
        await change(one, store, ROSA, staff_language="fr")
        await menus.look()

        assert "gate" in await menu(api, LEA)
        assert "planning" in await menu(api, ROSA)


@pytest.mark.asyncio
async def test_who_has_left_has_the_menu_of_everybody_again(api: BotApi, sqlite_store: Store, tmp_path: Path) -> None:
    async with burst(api, sqlite_store, tmp_path) as one:
        menus = Menus(sqlite_store, one.app.channels)
        await menus.look()
        await change(one, sqlite_store, TOM, left_at=one.clock.now())
        await change(one, sqlite_store, LEA, role=REPORTER)
        await api.fault("bad_gateway", "deleteMyCommands", times=1)
        await menus.look()
        await menus.look()
        await menus.look()

        assert (await menu(api, TOM), await menu(api, LEA)) == ([], [])
        assert await menu(api, ROSA) != []
        assert len([call for call in await api.sent() if call.method == "deleteMyCommands"]) == 3


@pytest.mark.asyncio
async def test_a_chat_that_refuses_a_menu_holds_up_no_other(api: BotApi, sqlite_store: Store, tmp_path: Path) -> None:
    async with burst(api, sqlite_store, tmp_path) as one:
        await api.fault("bad_request", "setMyCommands", times=1)
        await Menus(sqlite_store, one.app.channels).look()

        assert len([number for number in (LEA, TOM, ROSA) if await menu(api, number)]) == 2


def test_a_text_in_french_names_the_french_command() -> None:
    with (ROOT / "locales/fr/LC_MESSAGES/staff.po").open("rb") as file:
        french = "\n".join(str(message.string) for message in read_po(file))

    for one in desk.TABLE:
        if one.name("fr") != one.names[0]:
            assert not re.search(rf"(?<!\w)/{one.names[0]}\b", french), one.names
