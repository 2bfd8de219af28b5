"""Draws docs/rota-en.png and docs/rota-fr.png anew, with invented names: `python -m tests.rota_pictures`."""

from __future__ import annotations

import tempfile
from base64 import b64decode
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from bot import catalogues, database
from handlers import shift
from handlers.person import meet
from handlers.rota_files import picture
from handlers.rota_time import Span, at
from handlers.rules import Rules
from models.duty import BACKUP, PRIMARY
from models.person import VOLUNTEER
from models.secret import seal
from tests.conftest import make_settings

RULES = Rules()
FIRST, NOW = date(2026, 10, 22), datetime(2026, 10, 22, 7, 30, tzinfo=UTC)
"""A Thursday; in the night from Saturday to Sunday the clocks go back."""
DUTIES = (
    (0, 7, 14, "Zoé", PRIMARY), (0, 14, 22, "François", PRIMARY), (0, 22, 31, "Hélène", PRIMARY),
    (0, 22, 31, "ዮናስ", BACKUP), (1, 7, 14, "محمد", PRIMARY), (1, 14, 22, "Léa", PRIMARY), (1, 22, 31, "Maïa", PRIMARY),
    (1, 18, 31, "Karim", BACKUP), (2, 7, 22, "Œnone", PRIMARY), (2, 22, 31, "Jean-Luc", PRIMARY),
    (2, 22, 31, "Łucja", BACKUP), (3, 7, 14, "Zoé", PRIMARY), (3, 22, 31, "Ali", PRIMARY),
    (4, 8, 16, "Hélène", PRIMARY),
    (4, 14, 22, "Léa", PRIMARY), (4, 22, 31, "Maïa", PRIMARY), (5, 7, 22, "François", PRIMARY),
    (5, 22, 31, "Karim", PRIMARY), (5, 22, 31, "Zoé", BACKUP), (6, 9, 22, "Léa", PRIMARY),
)  # fmt: skip


def invent(session: Session) -> dict[str, bytes]:
    """The two pictures of an invented week."""
    for day, start, end, name, rank in DUTIES:
        person = meet(session, "demo", "demo", f"phone-{ord(name[0])}-{len(name)}", NOW)
        person.role, person.first_name = VOLUNTEER, seal(session, "person.first_name", person.id, name)
        span = Span(*(at(FIRST + timedelta(days=day), hour, RULES.zone) for hour in (start, end)))
        shift.put(session, person, span, rank, NOW, RULES.zone)
    return {code: b64decode(picture(session, NOW, RULES, code).content) for code in ("en", "fr")}


async def main() -> None:
    """Writes both."""
    catalogues.load()
    with tempfile.TemporaryDirectory() as folder:
        store = database.open_store(make_settings(Path(folder)))
        for code, content in (await store.write(invent)).items():
            Path(f"docs/rota-{code}.png").write_bytes(content)
        store.close()


if __name__ == "__main__":
    import asyncio

    asyncio.run(main())
