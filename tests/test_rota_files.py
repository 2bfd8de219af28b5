"""The rota as a calendar and as a picture: they name nobody who need not be named, and leave nothing behind."""

from __future__ import annotations

import re
from base64 import b64decode
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from icalendar import Calendar
from PIL import Image
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store import Store
from handlers import rota_files, shift
from handlers.rota_time import Span, at
from models.duty import BACKUP, PRIMARY
from models.outbox import Outbox, open_message
from tests.rota_team import RULES, team
from tests.world import MORNING, world


@pytest.mark.asyncio
async def test_the_calendar_keeps_its_ids_and_names_nobody(store: Store) -> None:
    def live(session: Session) -> list[bytes]:
        people = team(session)
        night = Span(at(datetime(2027, 3, 27).date(), 22, RULES.zone), at(datetime(2027, 3, 27).date(), 31, RULES.zone))
        shift.put(session, people["lea"], night, BACKUP, MORNING, RULES.zone)
        shift.put(session, people["mona"], night, PRIMARY, MORNING, RULES.zone)
        files = [rota_files.calendar(session, people["lea"], MORNING, code) for code in ("en", "fr", "en")]
        assert rota_files.calendar(session, people["karim"], MORNING, "en") is None
        return [b64decode(file.content) for file in files if file is not None]

    english, french, again = await store.write(live)
    (event,) = Calendar.from_ical(english).walk("VEVENT")
    assert english == again and re.findall(rb"UID:(.+)\r", english) == re.findall(rb"UID:(.+)\r", french)
    assert event["summary"] == "Duty (backup)" and "Garde (renfort)" in french.decode()
    assert b"DTSTART:20270327T210000Z" in english and b"DTEND:20270328T050000Z" in english
    assert not any(word in english.lower() for word in (b"lea", b"mona", b"hro", b"calais"))


@pytest.mark.asyncio
async def test_the_picture_reaches_the_phone_and_leaves_nothing_behind(sqlite_store: Store, tmp_path: Path) -> None:
    async with world(sqlite_store, tmp_path, {"karim": "coordinator"}) as story:
        await story.begin()
        await story.says("karim", "/rota add tomorrow 7:00-14:00")
        await story.says("karim", "/rota")
        (file,) = [shown.file for shown in story.screen("karim") if shown.file]
        picture = Image.open(BytesIO(story.channel.screens.files[str(file["file_id"])].content))
        kept = await sqlite_store.read(
            lambda s: [open_message(s, row.id, row.body).file for row in s.scalars(select(Outbox))]
        )

    assert (picture.format, picture.width, dict(picture.getexif())) == ("PNG", 1080, {})
    assert kept == [None] * len(kept)
    assert not [path for path in tmp_path.rglob("*") if path.suffix in (".png", ".ics")]
