"""Somebody with two chats: what cannot reach her in the one reaches her in the other."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store import Store
from handlers import failures, messengers, other_chat, relay_elsewhere
from handlers.card import slot_of
from handlers.ring import ELSEWHERE, at_work
from handlers.rules import Rules
from models.alert import Alert
from models.secret_number import SamePerson
from tests.world import World, plain, world

pytestmark = pytest.mark.asyncio
PEOPLE = {"lea": "volunteer", "sam": "volunteer", "karim": "coordinator", "amal": "reporter", "lea2": "reporter"}
PEOPLE |= {"amal2": "reporter"}
TYPED = frozenset({"lea2", "amal"})


async def begins(it: World) -> None:
    """Lea is on duty, and says that she is on another messenger too."""
    await it.begin()
    await it.on_duty("lea")
    await it.says("lea", "/also")
    token = it.texts("lea")[-1].partition("/join ")[2].split()[0]
    await it.says("lea2", f"/join {token}")
    assert "We know you again, Lea." in it.texts("lea2")[-1]


async def rings(it: World) -> None:
    await it.says("amal", "مرحبا")
    await it.presses("amal", "Police now / danger")


def heard(it: World, who: str, words: str) -> bool:
    return any(words in text for text in it.texts(who))


async def test_as_long_as_the_first_chat_can_be_reached_the_other_is_silent(store: Store, tmp_path: Path) -> None:
    async with world(store, tmp_path, PEOPLE, typing=TYPED) as it:
        await begins(it)
        await rings(it)
        assert heard(it, "lea", "NOW")
        await it.pushes(1800)
        assert heard(it, "karim", "NOW")
        assert not heard(it, "lea2", "NOW")


async def test_an_alert_that_cannot_be_sent_rings_in_the_other_chat_where_she_takes_it(
    store: Store, tmp_path: Path
) -> None:
    async with world(store, tmp_path, PEOPLE, typing=TYPED) as it:
        await begins(it)
        it.channel.screens.block("lea", blocked=True)
        rung: list[str] = []
        it.heard = lambda who, message, edits: rung.append(message.text) if who == "lea2" and message.urgent else None
        await rings(it)
        assert [ELSEWHERE.format(messenger="Demo") in plain(text) for text in rung] == [True]
        await it.presses("lea2", "I take it")
        assert heard(it, "lea2", "Taken by Lea")
        now = it.clock.now()
        taker = await store.read(lambda s: (one := at_work(s, s.scalars(select(Alert)).one(), now)) and one.channel)
        assert taker == "signal", "she is at work, though not in the chat in which she is on duty"


async def test_what_a_messenger_refuses_to_ring_waits_for_her_in_the_other_chat(store: Store, tmp_path: Path) -> None:
    async with world(store, tmp_path, PEOPLE, typing=TYPED) as it:
        await begins(it)
        await rings(it)
        now = it.clock.now()

        def refused(session: Session) -> None:
            """As under a rate limit: a ring cannot wait for it."""
            slots = (slot_of(session.scalars(select(Alert)).one()),)
            lea = it.meet(session, "lea").id
            failures.not_delivered(session, lea, slots, now, it.rules, urgent=True, blocked=False)

        await store.write(refused)
        await it.app.settle()
        assert heard(it, "lea2", "NOW")
        assert not heard(it, "karim", "NOW"), "she is not passed over"
        await it.pushes(181)
        assert heard(it, "karim", "NOW")


async def test_who_is_no_member_any_more_or_somebody_already_does_not_join(store: Store, tmp_path: Path) -> None:
    async with world(store, tmp_path, PEOPLE, typing=TYPED) as it:
        await begins(it)
        await it.says("lea", "/also")
        token = it.texts("lea")[-1].partition("/join ")[2].split()[0]
        await it.says("sam", f"/join {token}")
        await it.says("lea", f"/join {token}")
        same = await store.read(lambda session: session.query(SamePerson).count())
        assert same == 1


async def test_a_messenger_that_is_gone_is_told_of_in_a_coordinators_other_chat(store: Store, tmp_path: Path) -> None:
    async with world(
        store, tmp_path, {"karim": "coordinator", "karim2": "reporter"}, typing=frozenset({"karim"})
    ) as it:
        await it.begin()
        await it.says("karim", "/also")
        token = it.texts("karim")[-1].partition("/join ")[2].split()[0]
        await it.says("karim2", f"/join {token}")
        await store.write(lambda session: messengers.gone(session, "signal", it.clock.now()))
        await it.app.settle()
        assert heard(it, "karim2", "The bot receives nothing from Signal now.")
        assert not heard(it, "karim", "The bot receives nothing")


async def join_reporters(it: World, newer: str, older: str) -> None:
    now = it.clock.now()

    def join(session: Session) -> None:
        new, old = it.meet(session, newer), it.meet(session, older)
        new.language, new.greeted = "ar", True
        session.merge(SamePerson(person_id=new.id, of_id=old.id, joined_at=now))

    await it.store.write(join)


@pytest.mark.parametrize("private", [True, False])
async def test_an_answer_that_cannot_be_delivered_goes_to_her_newer_phone(
    store: Store, tmp_path: Path, *, private: bool
) -> None:
    rules = Rules(private=frozenset({"signal"} if private else ()))
    async with world(store, tmp_path, PEOPLE, typing=frozenset({"amal", "sam"}), rules=rules) as it:
        await it.begin()
        await it.on_duty("sam")
        await rings(it)
        await join_reporters(it, "amal2", "amal")
        await it.presses("sam", "I take it")
        it.typed.screens.block("amal", blocked=True)
        card = it.screen("sam")[-1]
        await it.does("sam", text="On arrive", message=card.id)
        await it.pushes(1)
        assert heard(it, "amal2", "On arrive") is not private
        assert heard(it, "amal2", relay_elsewhere.WAITS) is private
        assert heard(
            it, "sam", "The person was asked on Demo" if private else "It was sent to the person's newer phone"
        )


async def test_an_answer_never_goes_to_an_older_phone(store: Store, tmp_path: Path) -> None:
    async with world(store, tmp_path, PEOPLE) as it:
        await it.begin()
        await join_reporters(it, "amal2", "amal")
        found = await store.write(
            lambda s: [other_chat.newer(s, it.meet(s, name)) is not None for name in ("amal", "amal2")]
        )
        assert found == [True, False]
