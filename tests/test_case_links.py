"""A case code in what the team reads is a link to its card: pressed on Telegram, typed elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.channels.telegram import Telegram
from bot.channels.telegram_links import linking, links
from bot.store import Store
from handlers.codes import CODE
from models.leaving import joined
from models.messages import Outbound
from models.outbox import Outbox, open_message
from models.person import COORDINATOR, REPORTER, VOLUNTEER, Person
from models.report import Report
from models.secret import keys_of
from tests.botapi.client import BotApi
from tests.world import world

PEOPLE = {"amal": REPORTER, "lea": VOLUNTEER, "karim": COORDINATOR, "reza": REPORTER}


def test_a_link_lies_under_the_code_alone_wherever_it_stands() -> None:
    text = "🔴🔴 K7F3MX, XK7F3MX\n« K7F3MX »"
    found = links(text, ["K7F3MX"], "hro_bot")

    assert [(one["offset"], one["length"]) for one in found] == [(5, 6), (23, 6)]
    assert {one["url"] for one in found} == {"https://t.me/hro_bot?start=K7F3MX"}
    utf16 = text.encode("utf-16-le")
    assert [utf16[2 * one["offset"] : 2 * (one["offset"] + 6)].decode("utf-16-le") for one in found] == ["K7F3MX"] * 2


@pytest.mark.asyncio
async def test_every_piece_that_names_a_case_leaves_with_its_link_and_no_other() -> None:
    called: list[dict[str, Any]] = []

    async def call(method: str, body: dict[str, Any]) -> dict[str, int]:
        called.append(body)
        return {"message_id": 1}

    linked = linking(call, ("K7F3MX",), "hro_bot")
    await linked("sendMessage", {"text": "Report K7F3MX"})
    await linked("sendPhoto", {"caption": "K7F3MX"})
    await linked("sendMessage", {"text": "nothing"})

    assert [sorted(body) for body in called] == [["entities", "text"], ["caption", "caption_entities"], ["text"]]


def test_of_several_cards_in_one_message_every_code_is_a_link() -> None:
    cards = [Outbound(text=f"Report {code}", cases=(code,)) for code in ("K7F3MX", "A34679")]
    assert joined(cards).cases == ("K7F3MX", "A34679")


@pytest.mark.asyncio
async def test_what_the_team_is_sent_names_its_cases_and_what_a_reporter_is_sent_does_not(
    store: Store, tmp_path: Path
) -> None:
    def named(session: Session) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for row in session.scalars(select(Outbox)):
            role = session.get_one(Person, row.person_id).role
            said = open_message(session, row.id, row.body)
            assert set(said.cases) <= set(CODE.findall(said.text))
            found.setdefault(role, set()).update(said.cases)
        assert keys_of(session)
        return found

    async with world(store, tmp_path, PEOPLE) as told:
        await told.begin()
        await told.on_duty("lea")
        await told.says("amal", "hello")
        await told.presses("amal", "Talk to a person")
        await told.presses("amal", "I am safe")
        await told.says("amal", "FRANCE")
        await told.presses("amal", "That is all")
        await told.presses("lea", "Show")
        await told.says("karim", "/queue")
        code = await store.read(lambda session: session.scalars(select(Report.code)).one())

        assert await store.read(named) == {REPORTER: set(), VOLUNTEER: {code}, COORDINATOR: {code}}

        await told.says("karim", f"/start {code}")
        assert code in told.texts("karim")[-1]
        assert "Wants to talk" in told.texts("karim")[-1]
        await told.says("lea", f"/r_{code}")
        assert "Wants to talk" in told.texts("lea")[-1]
        before = len(told.texts("reza"))
        await told.says("reza", f"/start {code}")
        assert not any(code in text for text in told.texts("reza")[before:])


@pytest.mark.asyncio
async def test_telegram_takes_the_links_once_the_bot_knows_its_name_also_in_a_changed_message(api: BotApi) -> None:
    await api.meet(7)
    channel = Telegram(api.token, api.url)
    try:
        message = Outbound("🔴 Report K7F3MX", cases=("K7F3MX",))
        await channel.send("7", message)
        name = await channel.username()
        wire_id = await channel.send("7", message)
        await channel.send("7", Outbound("Now: K7F3MX", cases=("K7F3MX",)), edits=wire_id)

        link = {"type": "text_link", "url": f"https://t.me/{name}?start=K7F3MX", "length": 6}
        told = [one.params.get("entities") for one in await api.sent(7)]
        assert told == [None, [{**link, "offset": 10}], [{**link, "offset": 5}]]
    finally:
        await channel.close()
