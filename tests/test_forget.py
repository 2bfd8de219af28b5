"""What she takes back is gone: from the database, the files and the chats."""

from __future__ import annotations

import base64
import logging
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot import database
from bot.store import Store
from handlers import evidence
from handlers.reply import short
from models.evidence import ERASED, Evidence
from models.forget import Erasure
from models.person import COORDINATOR, REPORTER, VOLUNTEER
from models.report import Answer, Report
from models.schema import METADATA
from models.secret import Keys, Unsealable, unseal_json
from tests.conftest import make_settings
from tests.postgres import fresh_database, needed_postgres_url
from tests.world import World, world

MARK = "zibeline7 النمر"
PEOPLE = {"amal": REPORTER, "lea": VOLUNTEER, "karim": COORDINATOR}
FORMS = [
    form
    for word in ("zibeline7", "النمر")
    for plain in (word.encode(), word.encode("utf-16-le"), word.encode("utf-16-be"), ascii(word).encode())
    for form in (plain, base64.b64encode(plain)[: len(plain) * 4 // 3 // 4 * 4])
]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Store, str]]:
    """A database of each kind and, for a server, its address."""
    if request.param == "sqlite":
        store = database.open_store(make_settings(tmp_path))
        yield store, ""
        store.close()
        return
    with fresh_database(needed_postgres_url()) as url:
        settings = make_settings(tmp_path, database_url=url)
        database.migrate(settings)
        store = database.open_store(settings)
        yield store, url
        store.close()


async def tell_a_report(told: World, *, file: bool = True) -> None:
    """Amal tells a marked report with words, a file and a marked name; Lea is shown all of it."""
    await told.begin()
    await told.on_duty("lea")
    await tells(told, "amal", file=file)


async def tells(told: World, name: str, *, file: bool = True) -> None:
    """Somebody tells a marked report; Lea, who is on duty, is shown all of it."""
    await told.says(name, "hello")
    await told.presses(name, "Talk to a person")
    await told.presses(name, "I am safe")
    await told.says(name, f"{MARK} burnt my tent")
    if file:
        document = told.channel.screens.add_file(f"{MARK} in a file".encode(), "document", "text/plain", f"{MARK}.txt")
        await told.does(name, file=document, text=f"{MARK} caption")
    await told.presses(name, "That is all")
    await told.presses("lea", "Show")


async def deletes(told: World, name: str) -> None:
    """She deletes everything, and says yes."""
    await told.says(name, "delete")
    await told.presses(name, "Yes, delete")


async def everything_of(store: Store) -> bytes:
    """All that the database holds, whatever opens opened."""

    def look(session: Session) -> bytes:
        keys: Keys = store.keys
        found = []
        for table in METADATA.sorted_tables:
            for row in session.execute(sa.select(table)).mappings():
                for column, value in row.items():
                    found.append(_opened(keys, f"{table.name}.{column}", row.get("id"), value))
        return b"\n".join(found)

    return await store.read(look)


def _opened(keys: Keys, place: str, row: object, value: object) -> bytes:
    if not isinstance(value, bytes):
        return str(value).encode()
    try:
        return keys.open(place, row, value) if isinstance(row, int) else value
    except (Unsealable, ValueError):
        return value


def in_folder(folder: Path, keys: Keys) -> bytes:
    """Every file of the data folder, as it lies there."""
    return b"\n".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def found_in(where: bytes) -> list[bytes]:
    return [form for form in FORMS if form in where]


async def assert_nothing_left(store: Store, folder: Path, url: str, logged: str) -> None:
    assert found_in(await everything_of(store)) == []
    assert found_in(in_folder(folder, store.keys)) == []
    assert list((folder / "files").iterdir()) == []
    assert found_in(logged.encode()) == []
    if url and shutil.which("pg_dump"):
        address = sa.make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
        dump = subprocess.run(["pg_dump", "--inserts", address], capture_output=True, check=False)
        if dump.returncode == 0:
            assert b"erasure" in dump.stdout
            assert found_in(dump.stdout) == []


@pytest.mark.asyncio
async def test_a_day_after_delete_nothing_of_her_words_is_left_anywhere(
    opened: tuple[Store, str], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    store, url = opened
    async with world(store, tmp_path, PEOPLE) as told:
        await tell_a_report(told)
        await told.says("amal", "stop")
        await told.says("amal", f"{MARK} said between reports")
        assert found_in(await everything_of(store))
        await deletes(told, "amal")
        assert found_in(await everything_of(store))
        await told.pushes(24 * 3600 + 1)
        await told.app.settle()

        await assert_nothing_left(store, tmp_path, url, caplog.text)

        erasures = await store.read(lambda s: s.scalars(sa.select(Erasure)).all())
        assert [one.why for one in erasures] == ["asked", "asked"]
        assert all(one.erased_at for one in erasures)
        assert "files=1" in erasures[0].counts


@pytest.mark.asyncio
async def test_after_a_no_nothing_of_her_words_is_left_at_once_but_that_she_was_asked(
    opened: tuple[Store, str], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    store, url = opened
    async with world(store, tmp_path, PEOPLE) as told:
        await tell_a_report(told)
        await told.says("amal", f"no {MARK}")
        await told.presses("amal", "No")

        await assert_nothing_left(store, tmp_path, url, caplog.text)

        def consent(session: Session) -> object:
            row = session.scalars(
                sa.select(Answer).where(Answer.superseded_at.is_(None), Answer.step == "consent_store")
            )
            (answer,) = row.all()
            return unseal_json(session, "answer.value", answer.id, answer.value)

        said = await store.read(consent)
        assert said == {
            "option": "no",
            "done": True,
            "wording": "We are HRO. We are not police.\nMay we keep what you tell us? We do not need your name.",
            "language": "en",
        }


@pytest.mark.asyncio
async def test_one_report_is_erased_with_all_that_quotes_it_and_the_other_one_stays(
    store: Store, tmp_path: Path
) -> None:
    """Telegram sends the text of a message along with every press under it, and with every reply to it."""
    async with world(store, tmp_path, PEOPLE) as told:
        await tell_a_report(told)
        await told.presses("amal", "Yes")
        await told.presses("amal", "No contact")
        await told.presses("amal", "Only I use it")
        await told.does("amal", press="m:talk", message="the menu under her summary", quotes=MARK)
        await told.does("lea", text="thank you", message="what Show has shown", quotes=MARK)
        await told.presses("amal", "I am safe")
        await told.says("amal", "an apricot tree")
        await told.does("amal", text="see above", message="her summary", quotes=MARK)
        first, second = await store.read(lambda s: s.scalars(sa.select(Report).order_by(Report.id)).all())
        await told.does("amal", press=f"f:yes:{short(first.id)}")
        await told.does("amal", press="m:rights", message="her summary", quotes=MARK)
        await told.pushes(24 * 3600 + 1)
        await told.does("amal", press="m:rights", message="her summary", quotes=MARK)

        left = await everything_of(store)
        assert found_in(left) == []
        assert left.count(b"an apricot tree") >= 2
        assert b"see above" in left
        assert (await store.read(lambda s: s.get_one(Report, second.id))).erased_at is None


@pytest.mark.asyncio
async def test_what_she_deleted_does_not_come_back_with_the_next_report(store: Store, tmp_path: Path) -> None:
    async with world(store, tmp_path, PEOPLE) as told:
        await told.begin()
        await told.says("amal", "hello")
        await told.says("amal", MARK)
        await deletes(told, "amal")
        await told.says("amal", "apricot")
        await told.presses("amal", "Talk to a person")
        await told.presses("karim", "Show")
        assert not any(MARK in text for text in told.texts("karim"))
        await told.pushes(24 * 3600 + 1)

        left = await everything_of(store)
        assert found_in(left) == []
        assert b"apricot" in left


@pytest.mark.asyncio
async def test_a_file_that_arrives_after_it_was_taken_back_is_erased_too(store: Store, tmp_path: Path) -> None:
    async with world(store, tmp_path, PEOPLE) as told:
        await tell_a_report(told)
        await told.presses("amal", "No")
        (row,) = await store.read(lambda s: s.scalars(sa.select(Evidence.id)).all())
        (tmp_path / "files" / f"{row}.age").write_bytes(b"late")
        await store.write(lambda s: evidence.fetched(s, row, "0" * 64, 4, f"{row}.age", told.clock.now()))
        await told.app.settle()

        assert list((tmp_path / "files").iterdir()) == []
        kept = await store.read(lambda s: s.get_one(Evidence, row))
        assert (kept.state, kept.sha256, kept.stored_as) == (ERASED, None, None)
