"""Words that can be recognised wherever they are kept: somebody reports them, and every trace of them is looked for."""

from __future__ import annotations

import base64
import shutil
import subprocess
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.store import Store
from models.person import COORDINATOR, REPORTER, VOLUNTEER
from models.schema import METADATA
from models.secret import Keys, Unsealable
from tests.world import World

MARK = "zibeline7 النمر"
PEOPLE = {"amal": REPORTER, "lea": VOLUNTEER, "karim": COORDINATOR}
FORMS = [
    form
    for word in ("zibeline7", "النمر")
    for plain in (word.encode(), word.encode("utf-16-le"), word.encode("utf-16-be"), ascii(word).encode())
    for form in (plain, base64.b64encode(plain)[: len(plain) * 4 // 3 // 4 * 4])
]


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
