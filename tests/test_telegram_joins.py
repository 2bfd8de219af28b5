"""The whole bot as a process, and who belongs to the team: invitations, the first coordinator, strangers."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from bot.clock import RealClock
from bot.database import open_store
from handlers import team
from handlers.card import TAKE
from handlers.menu import MENU, WHO_WE_ARE
from handlers.words import say
from models.audit import Audit
from models.team import Invite
from tests.bot_process import BotProcess
from tests.botapi.client import BotApi, User
from tests.telegram_team import (
    LINK,
    RING,
    ROSA,
    SAM,
    STRANGER,
    a_team,
    bot,
    calls_for_help,
    introduced,
    invites,
    joins,
    texts,
)


@pytest.mark.asyncio
async def test_an_invitation_works_once_within_48_hours_and_is_not_kept_in_the_clear(
    api: BotApi, tmp_path: Path
) -> None:
    process = BotProcess(api, tmp_path, coordinators=f"telegram:{ROSA}")
    async with process:
        await introduced(api)
        rosa, sam, late, other = (api.user(number) for number in (ROSA, SAM, 9003, 9004))
        await joins(rosa, "/start", "Rosa")
        token, old_token = await invites(rosa), await invites(rosa)
        await joins(sam, f"/start {token}", "Sam")
        await other.say(f"/start {token}")
        await other.wait_for(say("en", WHO_WE_ARE))

        assert await process.stop() == 0
        await let_invitations_end(process)
        await process.start()
        await late.say(f"/start {old_token}")
        await late.wait_for(say("en", WHO_WE_ARE))
        for stranger in (other, late):
            assert team.YOUR_NAME not in await texts(stranger)
        asked = await rosa.say("/team")
        assert (await rosa.wait_for("Sam", after=asked)).text.count("\n") == 1, "Rosa and Sam"
    everything = b"".join(path.read_bytes() for path in process.data.rglob("*") if path.is_file())
    assert [one for one in (token, old_token) if one.encode() in everything] == []
    assert [one for one in (token, old_token) if one in process.log.read_text()] == []


async def let_invitations_end(process: BotProcess) -> None:
    """Puts every open invitation 48 hours and a second into the past."""
    store = open_store(process.settings)

    def age(session: Session) -> None:
        for invite in session.scalars(select(Invite).where(Invite.used_at.is_(None))):
            assert invite.expires_at - invite.made_at == timedelta(hours=48)
        made = RealClock().now() - timedelta(hours=48, seconds=1)
        past = {"made_at": made, "expires_at": made + timedelta(hours=48)}
        session.execute(update(Invite).where(Invite.used_at.is_(None)).values(past))

    try:
        await store.write(age)
    finally:
        store.close()


@pytest.mark.asyncio
async def test_where_nobody_coordinates_a_link_for_the_first_one_is_printed_once_however_late_telegram_answers(
    api: BotApi, tmp_path: Path
) -> None:
    await api.fault("bad_gateway", "getMe", times=1)
    await api.fault("throttled", "setMyCommands", times=1)
    async with bot(api, tmp_path, coordinators="") as process:
        found = LINK.findall(process.log.read_text())
        assert len(found) == 1
        await joins(api.user(ROSA), f"/start {found[0]}", "Rosa")
        await api.user(ROSA).wait_for("coordinator")
        other = api.user(STRANGER)
        await other.say(f"/start {found[0]}")
        await other.wait_for(say("en", WHO_WE_ARE))

        assert await process.stop() == 0
        await process.start()
        asked = await api.user(ROSA).say("/team")
        await api.user(ROSA).wait_for("Rosa", after=asked)
        assert LINK.findall(process.log.read_text()) == found


@pytest.mark.prove
@pytest.mark.asyncio
async def test_a_stranger_who_tries_what_is_the_teams_reports_like_anybody(api: BotApi, tmp_path: Path) -> None:
    async with bot(api, tmp_path) as process:
        _rosa, sam = await a_team(api)
        await calls_for_help(api)
        card = await sam.wait_for(RING)
        stranger = api.user(STRANGER, "Nour", language_code="fr")
        await stranger.say("/start")
        await stranger.wait_for(say("fr", MENU))
        for text in ("/team", "/invite volunteer", "/site X1 secret place"):
            asked = await stranger.say(text)
            await stranger.wait_for("", after=asked)
        for button in (button for row in card.buttons for button in row):
            await api.push(press_of(stranger, button.data))
        await api.push(press_of(stranger, "i:coordinator"), press_of(stranger, "j:en"))
        await stranger.say("/help")
        await stranger.wait_for("3919")

        seen = await texts(stranger)
        assert [word for word in ("Sam", "Rosa", "?start=", "/join", card.text.split("\n")[0]) if word in seen] == []
        assert (await sam.screen()).find(TAKE) is not None, "it is still to be taken"
        assert await process.stop() == 0
    store = open_store(process.settings)
    try:
        noted = await store.read(
            lambda session: session.scalar(
                select(func.count()).select_from(Audit).where(Audit.action == "staff action by a stranger")
            )
        )
    finally:
        store.close()
    assert (noted or 0) >= 6


def press_of(person: User, data: str) -> dict[str, object]:
    """A press on a button that this person was never shown."""
    who = {"id": person.id, "is_bot": False, "first_name": "Nour", "language_code": "fr"}
    message = {"message_id": 1, "date": 0, "chat": {"id": person.chat, "type": "private"}}
    return {"callback_query": {"id": f"7{data}", "from": who, "message": message, "chat_instance": "1", "data": data}}
