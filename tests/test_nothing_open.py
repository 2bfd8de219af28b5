"""No word, no name, no address and no byte of a file lies open on disk or in the log."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.store import Store
from handlers.rules import Rules
from models.schema import METADATA
from tests.world import world

WORDS = "xylophone beside the burnt windmill"
NAME = "Philomena"
ADDRESS = "phone-4915123456789"
PERSIAN = "چادرها را بردند"
FILE = b"the bytes of a photograph of quicksand"
SECRETS = (WORDS, "burnt windmill", NAME, ADDRESS, "4915123456789", PERSIAN, FILE.decode(), "quagmire.jpg")
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le")


def open_in(content: bytes) -> Iterator[str]:
    """The secrets that can be read in these bytes."""
    escaped = PERSIAN.encode("unicode_escape")
    for secret in SECRETS:
        if any(secret.encode(encoding) in content for encoding in ENCODINGS):
            yield secret
    if escaped in content:
        yield "escaped"


async def a_conversation(store: Store, folder: Path) -> None:
    people = {ADDRESS: "reporter", "vera": "volunteer", "cora": "coordinator"}
    async with world(store, folder, people, rules=Rules()) as told:
        await told.begin()
        await told.on_duty("vera")
        await told.site("BMX", WORDS)
        await told.says("vera", "/start")
        await told.says(ADDRESS, "hello")
        await told.does(ADDRESS, press="m:police_violence", message="1")
        await told.presses(ADDRESS, "I am safe")
        await told.says(ADDRESS, WORDS)
        await told.says(ADDRESS, PERSIAN)
        await told.does(ADDRESS, place={"latitude": 50.951234, "longitude": 1.859876})
        file = told.channel.screens.add_file(FILE, "photo", "image/jpeg", "quagmire.jpg")
        await told.does(ADDRESS, file=file, text=WORDS)
        await told.does(ADDRESS, edit="1", text=WORDS)
        await told.does(ADDRESS, strange=WORDS)
        await told.says(ADDRESS, "stop")
        await told.presses("vera", "Show")
        await told.says("cora", f"/site HOP {NAME}")
        await told.app.intake.keep(told.channel, [WORDS.encode()])
        await told.app.settle()


def test_no_word_no_name_no_address_no_byte_of_a_file_lies_open_on_disk_or_in_the_log(
    sqlite_store: Store, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    logging.getLogger("sqlalchemy").setLevel(logging.WARNING)
    asyncio.run(a_conversation(sqlite_store, tmp_path))
    kept = {path.name: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    log = "\n".join(f"{record.getMessage()} {record.args} {record.exc_text}" for record in caplog.records)

    assert {"hro.db", "hro.db-wal", "key"} <= set(kept)
    assert {name: list(open_in(content)) for name, content in kept.items() if list(open_in(content))} == {}
    assert [line for line in log.splitlines() if list(open_in(line.encode()))] == []
    assert "50.951234" not in log
    sqlite_store.close()
    assert list(open_in((tmp_path / "hro.db").read_bytes())) == []


def test_every_word_is_sealed_by_column_whatever_the_database(store: Store, tmp_path: Path) -> None:
    """SQLCipher hides the whole file; on a server the columns alone must do."""
    asyncio.run(a_conversation(store, tmp_path))

    def dump(session: Session) -> dict[str, bytes]:
        rows = {table.name: session.execute(sa.select(table)).all() for table in METADATA.sorted_tables}
        return {
            name: b"\n".join(v if isinstance(v, bytes) else str(v).encode() for row in found for v in row)
            for name, found in rows.items()
        }

    kept = asyncio.run(store.read(dump))

    assert min(len(kept[name]) for name in ("person", "inbox", "testimony", "answer", "evidence", "outbox")) > 0
    assert {name: list(open_in(content)) for name, content in kept.items() if list(open_in(content))} == {}
