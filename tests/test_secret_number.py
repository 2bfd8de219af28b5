"""A secret number lets somebody add and delete from a new phone; of it a hash is kept, and it opens no words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store import Store
from handlers.reply import short
from models.inbox import Inbox
from models.outbox import Outbox, open_message
from models.person import REPORTER
from models.report import Report
from models.report import Testimony as Said
from models.secret import keys_of, unseal
from models.secret_number import SamePerson, SecretNumber
from tests.world import World, plain, world

SAID = "They took 3 mulberries"


async def tells(told: World, who: str = "samir") -> tuple[str, str]:
    """Somebody tells a report and asks for a number; gives the name of the report and the number."""
    await told.says(who, "hello")
    await told.presses(who, "Talk to a person")
    await told.presses(who, "I am safe")
    await told.says(who, SAID)
    await told.presses(who, "Stop")
    await told.says(who, "my reports")
    await told.presses(who, "Secret number")
    found = re.search(r"write to us: (\w{6}) (\d{6})", plain(told.texts(who)[-1]))
    assert found
    return found[1], found[2]


def anything_kept(session: Session) -> str:
    """All words that the database still holds, opened."""
    keys = keys_of(session)
    sent = [open_message(session, row.id, row.body).text for row in session.scalars(select(Outbox))]
    raw = [keys.open("inbox.raw", row.id, row.raw).decode() for row in session.scalars(select(Inbox))]
    said = [unseal(session, "testimony.words", row.id, row.words) for row in session.scalars(select(Said))]
    return "\n".join([*sent, *raw, *said])


async def is_known(store: Store) -> bool:
    return await store.read(lambda session: session.scalars(select(SamePerson)).first() is not None)


@pytest.mark.asyncio
async def test_nothing_of_the_number_is_kept_but_a_hash(store: Store, tmp_path: Path) -> None:
    async with world(store, tmp_path, {"samir": REPORTER, "again": REPORTER}) as told:
        code, number = await tells(told)
        await told.says("again", f"{code} {number}")
        await told.pushes(10)
        assert await is_known(store)
        kept = await store.read(anything_kept)
        assert SAID in kept
        assert number not in kept
        row = await store.read(lambda session: session.scalars(select(SecretNumber)).one())
        assert number.encode() not in row.hash
        assert row.shown_in is None


WRITTEN = [
    ("as it was shown", "{code} {number}", True),
    ("small letters", "{small} {number}", True),
    ("a dash between", "{code}-{number}", True),
    ("Persian digits", "{code} {persian}", True),
    ("the name alone", "{code}", False),
    ("the number alone", "{number}", False),
    ("one digit too few", "{code} {short}", False),
]


@pytest.mark.asyncio
@pytest.mark.parametrize(("text", "known"), [row[1:] for row in WRITTEN], ids=[row[0] for row in WRITTEN])
async def test_name_and_number_are_needed_both(sqlite_store: Store, tmp_path: Path, text: str, known: bool) -> None:
    async with world(sqlite_store, tmp_path, {"samir": REPORTER, "again": REPORTER}) as told:
        code, number = await tells(told)
        persian = number.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
        named = {"code": code, "small": code.lower(), "number": number, "short": number[:5], "persian": persian}
        await told.says("again", text.format(**named))
        assert await is_known(sqlite_store) == known


@pytest.mark.asyncio
async def test_what_was_told_before_is_never_shown_on_the_new_phone(sqlite_store: Store, tmp_path: Path) -> None:
    async with world(sqlite_store, tmp_path, {"samir": REPORTER, "again": REPORTER}) as told:
        code, number = await tells(told)
        await told.says("again", f"{code} {number}")
        name = await sqlite_store.read(lambda session: session.scalars(select(Report.id)).one())
        await told.says("again", "my reports")
        for option in (f"f:may:{short(name)}", f"f:may:{short(name)}:store", f"f:say:{short(name)}:store:yes", "f:num"):
            await told.does("again", press=option, message=told.screen("again")[-1].id)
        shown = "\n".join(told.texts("again"))
        assert "mulberries" not in shown
        assert "We keep:" not in shown
        assert "What you allow" not in shown
        assert "Your secret number" not in shown


@pytest.mark.asyncio
async def test_one_who_tries_many_names_is_not_looked_at_any_more(sqlite_store: Store, tmp_path: Path) -> None:
    people = {"samir": REPORTER, "amal": REPORTER, "other": REPORTER}
    async with world(sqlite_store, tmp_path, people) as told:
        first, second = await tells(told), await tells(told, "amal")
        for code, number in (first, second, first, second, ("ACDEFH", "000000")):
            await told.says("other", f"{code} {(int(number) + 1) % 10**6:06}")
        await told.says("other", f"{first[0]} {first[1]}")
        assert not await is_known(sqlite_store)
        await told.pushes(25 * 3600)
        await told.says("other", f"{first[0]} {first[1]}")
        assert await is_known(sqlite_store)


@pytest.mark.asyncio
async def test_a_new_number_takes_the_place_of_the_old_one(sqlite_store: Store, tmp_path: Path) -> None:
    async with world(sqlite_store, tmp_path, {"samir": REPORTER, "again": REPORTER}) as told:
        code, old = await tells(told)
        await told.says("samir", "secret number")
        new = plain(told.texts("samir")[-1])
        if old not in new:
            await told.says("again", f"{code} {old}")
            assert not await is_known(sqlite_store)


@pytest.mark.asyncio
async def test_who_deletes_everything_has_no_number_any_more(sqlite_store: Store, tmp_path: Path) -> None:
    async with world(sqlite_store, tmp_path, {"samir": REPORTER, "again": REPORTER}) as told:
        code, number = await tells(told)
        await told.says("again", f"{code} {number}")
        await told.says("again", "delete")
        await told.presses("again", "Yes, delete")
        await told.pushes(24 * 3600 + 60)
        assert SAID not in await sqlite_store.read(anything_kept)
        assert not await is_known(sqlite_store)
        left = await sqlite_store.read(lambda session: session.scalars(select(SecretNumber)).all())
        assert left == []
