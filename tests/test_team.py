"""Joining the team: whose name is a name, whose language stays hers, and two who come at the same moment."""

from __future__ import annotations

import asyncio
import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from bot.settings import SettingsError, read_settings
from bot.store import Store
from handlers import inbox, team
from handlers.person import first_name_of, meet
from handlers.reply import language_of
from handlers.rules import Rules
from models.messages import Inbound, Kind
from models.outbox import Outbox, open_message
from models.person import COORDINATOR, VOLUNTEER, Person
from models.setting import NAMED, Setting
from models.team import Invite
from tests.world import MORNING, world

POSTGRESQL = pytest.mark.parametrize("store", [pytest.param("postgresql", marks=pytest.mark.postgres)], indirect=True)
RULES = Rules(coordinators=frozenset({("demo", "karim")}))
NAMES = ["Léa", "Jean-Luc", "ዮናስ", "محمد علی", "O'Neil", "मीरा", "Mary Ann"]
NO_NAMES = ["help police is here", "help", "مساعدة", "1234", "Léa 2", "/team", "🆘", "a" * 41, "http://x.y/z", "menu"]


async def names_herself(store: Store, said: str) -> str:
    """What a new volunteer is called after she said this."""

    def say(session: Session) -> str:
        person = meet(session, "demo", "demo", "mona", MORNING)
        person.role = VOLUNTEER
        team.go_on_joining(session, person, said, "", MORNING)
        return first_name_of(session, person) if person.first_name else ""

    return await store.write(say)


@pytest.mark.asyncio
@pytest.mark.parametrize("said", NAMES)
async def test_one_or_two_words_of_letters_are_a_first_name(sqlite_store: Store, said: str) -> None:
    assert await names_herself(sqlite_store, said) == said


@pytest.mark.asyncio
@pytest.mark.parametrize("said", NO_NAMES)
async def test_what_is_no_name_is_not_taken_for_one(sqlite_store: Store, said: str) -> None:
    assert await names_herself(sqlite_store, said) == ""


@pytest.mark.asyncio
async def test_who_joins_keeps_the_language_she_speaks_with_us(store: Store, tmp_path: Path) -> None:
    async with world(store, tmp_path, {"yonas": "reporter"}) as told:
        await told.says("yonas", "ሰላም")
        await told.presses("yonas", "l:ti")
        token = await store.write(lambda s: team.invite(s, None, VOLUNTEER, told.clock.now(), told.rules))
        await told.says("yonas", f"/join {token}")
        assert "What is your first name?" in told.texts("yonas")[-1]
        languages = await store.read(lambda s: [(p.language, language_of(p)) for p in s.scalars(select(Person))])

    assert languages == [("ti", "en")]


async def at_once(store: Store, works: list[Any]) -> list[Any]:
    """Runs these works in threads and transactions of their own; all of them meet before the first commits."""
    meeting = threading.Barrier(len(works))

    def one(work: Any) -> Any:
        def run(session: Session) -> Any:
            meeting.wait(timeout=10)
            return work(session)

        return run

    return await asyncio.gather(*(store.write(one(work)) for work in works))


@POSTGRESQL
@pytest.mark.asyncio
async def test_one_invitation_taken_by_two_at_once_lets_in_one(store: Store) -> None:
    for turn in range(10):
        token = await store.write(lambda s: team.invite(s, None, VOLUNTEER, MORNING, Rules()))
        names = [f"{name}{turn}" for name in ("mona", "sami")]
        for name in names:
            await store.write(lambda s, name=name: meet(s, "demo", "demo", name, MORNING).id)  # type: ignore[misc]

        def accepts(name: str, token: str = token) -> Any:
            def accept(session: Session) -> bool:
                return team.accept(session, meet(session, "demo", "demo", name, MORNING), token, MORNING)

            return accept

        assert sorted(await at_once(store, [accepts(name) for name in names])) == [False, True]
    used = await store.read(lambda s: list(s.scalars(select(Invite.used_by))))
    members = await store.read(lambda s: list(s.scalars(select(Person.id).where(Person.role == VOLUNTEER))))
    assert len(used) == len(members) == len(set(members)) and set(used) == set(members)


@POSTGRESQL
@pytest.mark.asyncio
async def test_the_first_messages_of_several_people_at_once_fail_for_nobody(store: Store) -> None:
    def writes(name: str) -> Any:
        return lambda session: team.begin(session, meet(session, "demo", "demo", name, MORNING), MORNING, RULES)

    assert await at_once(store, [writes(name) for name in ("amal", "bilal", "karim")]) == [False, False, True]


@pytest.mark.asyncio
async def test_nothing_about_who_may_begin_is_written_for_a_stranger(store: Store) -> None:
    written: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        if "setting" in statement and not statement.lstrip().startswith("SELECT"):
            written.append(statement)

    def writes(session: Session) -> bool:
        event.listen(session.get_bind().engine, "before_cursor_execute", note)
        try:
            return team.begin(session, meet(session, "demo", "demo", "amal", MORNING), MORNING, RULES)
        finally:
            session.flush()
            event.remove(session.get_bind().engine, "before_cursor_execute", note)

    for _message in range(3):
        assert await store.write(writes) is False

    assert written == []


@pytest.mark.asyncio
async def test_who_may_begin_follows_the_settings_until_somebody_has_begun(store: Store) -> None:
    def writes(name: str, rules: Rules) -> Any:
        return lambda session: team.begin(session, meet(session, "demo", "demo", name, MORNING), MORNING, rules)

    other = Rules(coordinators=frozenset({("demo", "lea")}))
    assert await store.write(writes("amal", RULES)) is False
    assert await store.write(writes("lea", other)) is True
    assert await store.write(writes("karim", RULES)) is False
    roles = await store.read(lambda s: list(s.scalars(select(Person.role).order_by(Person.role))))
    assert roles == [COORDINATOR, "reporter", "reporter"]


def test_sixty_may_begin_and_no_more(tmp_path: Path) -> None:
    many = [f"telegram:{number}" for number in range(61)]

    assert len(read_settings(_env_file=None, coordinators=",".join(many[:60])).named_coordinators) == 60
    with pytest.raises(SettingsError, match="HRO_COORDINATORS must name at most 60 people"):
        read_settings(_env_file=None, coordinators=",".join(many))


@pytest.mark.asyncio
async def test_sixty_fit_into_the_database(store: Store) -> None:
    rules = Rules(coordinators=frozenset(("telegram", str(number)) for number in range(60)), invitation=timedelta(1))
    await store.write(lambda s: team.begin(s, meet(s, "telegram", "bot", "7", MORNING), MORNING, rules))

    kept = await store.read(lambda s: s.scalars(select(Setting.value).where(Setting.name == NAMED)).one())
    assert len(kept.split(",")) == 60


@pytest.mark.asyncio
async def test_a_french_phone_is_welcomed_in_french_and_its_menu_is_french(store: Store, tmp_path: Path) -> None:
    def comes(session: Session) -> list[str]:
        person = meet(session, "demo", "demo", "mona", MORNING)
        token = team.invite(session, None, VOLUNTEER, MORNING, Rules())
        assert team.accept(session, person, token, MORNING, "fr")
        first = language_of(person)
        team.go_on_joining(session, person, "Mona", "", MORNING)
        team.go_on_joining(session, person, "", "j:en", MORNING)
        return [first, language_of(person), person.language]

    assert await store.write(comes) == ["fr", "en", "en"]
    async with world(store, tmp_path, {"lea": "reporter"}) as told:
        token = await store.write(lambda s: team.invite(s, None, VOLUNTEER, told.clock.now(), told.rules))
        for words in (f"/join {token}", "Lea", "Français", "/menu"):
            await told.says("lea", words)
        assert "Que voulez-vous faire" in told.screen("lea")[-1].text


@pytest.mark.asyncio
async def test_an_invitation_that_lets_nobody_in_is_said_to_be_so(store: Store, tmp_path: Path) -> None:
    async with world(store, tmp_path, {"mona": "reporter", "lea": "volunteer", "amal": "reporter"}) as told:
        await told.begin()
        token = await store.write(lambda s: team.invite(s, None, VOLUNTEER, told.clock.now(), told.rules))
        await told.says("mona", f" /JOIN@hro_bot  {token}")
        assert "Welcome to the HRO team" in told.texts("mona")[-1]
        await told.says("amal", f"/start {token}")
        assert any("This invitation cannot be used any more" in text for text in told.texts("amal"))
        assert "What do you want to do?" in told.texts("amal")[-1] or "We are HRO" in told.texts("amal")[-1]
        before = len(told.texts("lea"))
        await told.says("lea", f"/join {token}")
        assert told.texts("lea")[before:] == [
            "🔗 This invitation cannot be used any more. Please ask the team for a new one."
        ]
        said = len(told.texts("amal"))
        await told.says("amal", "/start from-a-leaflet")
        assert not any("invitation" in text for text in told.texts("amal")[said:])


@pytest.mark.asyncio
@pytest.mark.parametrize(("phone", "said"), [("ti", "እዚ ዕድመ"), ("ps", "دا بلنه"), ("de", "This invitation")])
async def test_an_invitation_that_lets_nobody_in_says_so_in_the_language_of_her_phone(
    store: Store, phone: str, said: str
) -> None:
    def comes(session: Session) -> list[str]:
        text = f"/start {'x' * team.TOKEN_LENGTH}"
        message = Inbound("demo", "demo", "amal", Kind.TEXT, text=text, language_code=phone)
        person = inbox.receive(session, message, 1, MORNING, Rules())
        rows = session.scalars(select(Outbox).where(Outbox.person_id == person.id).order_by(Outbox.id)).all()
        return [open_message(session, row.id, row.body).text for row in rows]

    assert said in (await store.write(comes))[0]
