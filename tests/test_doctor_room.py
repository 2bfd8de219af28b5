"""What doctor says of the triage room."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from bot.commands import doctor_room
from bot.commands.doctor_room import look_at_room
from bot.commands.run import rules_of
from bot.database import open_store
from handlers.room import count, lose, regain, room_of
from models.room import Room
from tests.conftest import make_settings
from tests.world import MORNING


@pytest.mark.asyncio
async def test_of_the_triage_room_it_says_whether_the_bot_can_write_there_and_who_is_too_many(tmp_path: Path) -> None:
    settings = make_settings(
        tmp_path / "data", key_file=tmp_path / "keys" / "key", telegram_token="123:TEST", triage_chat="telegram:-100123"
    )
    rules = rules_of(settings, {})
    store = open_store(settings)

    async def finds(change: Callable[[Session], object]) -> list[str]:
        def read(session: Session) -> list[str]:
            change(session)
            session.flush()
            return [finding.text for finding in look_at_room(session, rules)]

        return await store.write(read)

    def posts(session: Session) -> Room:
        room = room_of(session, MORNING, rules)
        assert room is not None
        return room

    try:
        assert await finds(lambda session: None) == [doctor_room.NEVER]
        assert await finds(posts) == []
        assert await finds(lambda session: lose(posts(session), MORNING)) == [doctor_room.LOST]
        assert await finds(lambda session: regain(posts(session), MORNING)) == []
        assert await finds(lambda session: count(posts(session), 1)) == []
        assert await finds(lambda session: count(posts(session), 3)) == [doctor_room.TOO_MANY.format(members=3, team=0)]
    finally:
        store.close()
