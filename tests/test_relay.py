"""What a human of ours says reaches the person once, from HRO, and tells nothing of who said it."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy import func, select

from bot.store import Store
from handlers.relay import FROM_US
from models.evidence import Evidence
from models.outbox import Outbox
from models.person import COORDINATOR, REPORTER, VOLUNTEER, Person
from models.relay import HERS, Dialogue, Relay
from models.report import Report
from models.report import Testimony as Words
from tests.photos import COMMENT, photo
from tests.world import World, world

pytestmark = pytest.mark.asyncio
AMAL, LEA, SAM, KARIM = "amal", "lea", "sam", "karim"
NUMBER = "+33612345678"
PEOPLE = {AMAL: REPORTER, LEA: VOLUNTEER, SAM: VOLUNTEER, KARIM: COORDINATOR}


@pytest_asyncio.fixture
async def told(store: Store, tmp_path: Path) -> AsyncIterator[World]:
    """Amal wants to talk; Lea and Sam are on duty."""
    async with world(store, tmp_path, PEOPLE) as made:
        await made.begin()
        await made.on_duty(LEA, SAM)
        for step in ("سلام، کمک می‌خواهم", "[Talk to a person]", "[I am safe]"):
            await (made.presses(AMAL, step[1:-1]) if step[0] == "[" else made.says(AMAL, step))
        yield made


async def replies(told: World, who: str, text: str = "", *, file: tuple[str, bytes] | None = None) -> None:
    """Somebody replies to her card."""
    card = next(
        one for one in reversed(told.screen(who)) if any(b["option"][:2] == "a:" for row in one.rows for b in row)
    )
    if file is None:
        await told.does(who, text=text, message=card.id)
    else:
        name = f"{LEA} {NUMBER}.jpg"
        made = told.channel.screens.add_file(
            file[1], file[0], "image/jpeg" if file[0] != "voice" else "audio/ogg", name
        )
        await told.does(who, file=made, text=text, message=card.id)
    await told.pushes(1)


async def read(told: World, query) -> list:  # type: ignore[no-untyped-def,type-arg]  # any select
    return list(await told.store.read(lambda session: session.scalars(query).all()))


async def test_nothing_of_what_she_receives_tells_who_or_where_the_volunteer_is(told: World) -> None:
    await replies(told, LEA, "On arrive dans dix minutes")
    await replies(told, LEA, "Regardez", file=("photo", photo()))
    await replies(told, LEA, file=("document", photo()))
    await told.does(LEA, place={"latitude": 50.9512, "longitude": 1.8534}, message=told.screen(LEA)[-1].id)
    await replies(told, LEA, file=("video", b"a film " + COMMENT))
    await replies(told, LEA, file=("voice", b"OggS a voice"))
    await told.presses(LEA, "Send my voice")
    await told.pushes(1)

    shown = told.screen(AMAL)
    files = [told.channel.screens.files[str(one.file["file_id"])] for one in shown if one.file]
    everything = "\n".join(repr(one) for one in shown).encode() + b"".join(
        file.content + file.name.encode() + file.mime.encode() for file in files
    )
    assert [one.file["kind"] for one in shown if one.file] == ["photo", "photo", "voice"]
    assert sum(one.text.startswith("🧡") for one in shown) == 4
    assert b"On arrive dans dix minutes" in everything
    lea = (await read(told, select(Person).where(Person.first_name.is_not(None)).order_by(Person.id)))[0]
    secrets = (b"Lea", b"lea", NUMBER.encode(), b"Exif", COMMENT, b"50.95", b"a film", str(lea.id).encode())
    assert [one for one in secrets if one in everything] == []


async def test_an_answer_is_kept_with_the_case_and_leaves_once_whatever_runs_twice(told: World) -> None:
    await replies(told, LEA, "On arrive")
    await replies(told, LEA, "Regardez", file=("photo", photo()))
    for _time in range(3):
        await told.pushes(2)

    assert [text.split("\n")[1] for text in told.texts(AMAL) if FROM_US in text] == ["On arrive", "Regardez"]
    assert told.texts(LEA).count("✅ Delivered.") == 2
    report = (await read(told, select(Report)))[0]
    kept = await read(
        told,
        select(func.count()).select_from(Words).where(Words.report_id == report.id, Words.kind == "human"),
    )
    assert kept == [2]
    assert [one.person_id for one in await read(told, select(Evidence))] == [report.person_id]


async def test_an_answer_goes_on_from_where_it_was_after_a_restart(told: World) -> None:
    told.channel.switch(AMAL, off=True)
    await replies(told, LEA, file=("photo", photo()))
    assert not [one for one in told.screen(AMAL) if one.file]
    for _time in range(3):
        await told.pushes(70)
    assert [text for text in told.texts(LEA) if "deliver" in text] == [
        "⏳ Not delivered yet: the messenger does not answer. We keep trying."
    ]

    told.start()
    told.channel.switch(AMAL, off=False)
    for _time in range(3):
        await told.pushes(60)

    assert len([one for one in told.screen(AMAL) if one.file]) == 1
    assert told.texts(LEA).count("✅ Delivered.") == 1


async def test_what_she_writes_comes_back_to_one_chat_protected_and_is_taken_back_when_she_deletes(told: World) -> None:
    await replies(told, LEA, "Bonjour")
    await told.says(AMAL, "they took my tent")
    await told.sends(AMAL, "photo", photo())
    await told.pushes(1)

    back = [one for one in told.screen(LEA) if "they took my tent" in one.text or one.file]
    assert [one.protect for one in back] == [True, True]
    assert not [one for one in told.screen(SAM) + told.screen(KARIM) if "they took my tent" in one.text or one.file]

    await told.says(AMAL, "delete")
    await told.presses(AMAL, "Yes, delete")
    assert not [one for one in told.screen(LEA) if "they took my tent" in one.text or one.file]
    await told.says(AMAL, "once more")
    assert not [one for one in told.screen(LEA) if "once more" in one.text]


async def test_what_was_shown_goes_out_of_our_chats_after_twelve_hours_once(told: World) -> None:
    await replies(told, LEA, "Bonjour")
    await told.says(AMAL, "they took my tent")
    await told.presses(LEA, "Show")
    await told.pushes(11 * 3600)
    assert sum("they took my tent" in one.text for one in told.screen(LEA)) == 2

    await told.pushes(3600 + 60)
    await told.pushes(3600)

    assert not [one for one in told.screen(LEA) if "they took my tent" in one.text]
    removed = await told.store.read(lambda session: [row.id for row in session.scalars(select(Outbox)) if row.error])
    assert removed == [], "nothing is removed twice"


async def test_a_changed_answer_is_not_changed_in_secret(told: World) -> None:
    await replies(told, LEA, "On vient à 8 h")
    mine = [one.id for one in told.channel.screens.on(LEA) if one.mine]
    await told.does(LEA, edit=mine[-1], text="On vient à 9 h")

    assert told.texts(LEA)[-1] == "✏️ The person does not see this change. Please write what is right as a new reply."
    assert "9 h" not in "".join(told.texts(AMAL))


async def test_a_picture_that_nobody_can_read_never_leaves_as_it_is(told: World) -> None:
    await replies(told, LEA, file=("document", b"\xff\xd8 not really " + COMMENT))
    await told.pushes(1)

    assert not [one for one in told.screen(AMAL) if one.file]
    assert told.texts(LEA)[-1].startswith("❌ Not delivered: the messenger refused it.")


async def test_a_reply_to_several_cards_at_once_asks_for_the_card_of_one(store: Store, tmp_path: Path) -> None:
    people = {AMAL: REPORTER, "reza": REPORTER, LEA: VOLUNTEER}
    async with world(store, tmp_path, people) as told:
        await told.begin()
        await told.on_duty(LEA)
        told.channel.switch(LEA, off=True)
        for who in (AMAL, "reza"):
            await told.says(who, "hello")
            await told.presses(who, "Talk to a person")
        told.channel.switch(LEA, off=False)
        await told.pushes(30)
        assert told.texts(LEA)[-1].count("Wants to talk") == 2

        await replies(told, LEA, "Bonjour")

        assert any(one.startswith("📄 This message shows several reports.") for one in told.texts(LEA))
        assert [one.count("Wants to talk") for one in told.texts(LEA)[-2:]] == [1, 1]
        assert FROM_US not in "".join(told.texts(AMAL) + told.texts("reza"))
        await replies(told, LEA, "Bonjour")
        assert FROM_US in told.texts("reza")[-1] or FROM_US in told.texts(AMAL)[-1]


@pytest.mark.parametrize("seed", range(3))
async def test_whatever_happens_each_answer_arrives_once_or_is_said_not_to(told: World, seed: int) -> None:
    chance, said, wrote, answering = random.Random(seed), 0, 0, False
    for _step in range(30):
        what = chance.choice(["reply", "reply", "write", "off", "on", "wait", "restart"])
        if what == "reply":
            said += 1
            await replies(told, chance.choice([LEA, SAM] if answering else [LEA]), f"T{said}.")
            answering = True
        elif what == "write" and answering:
            wrote += 1
            await told.says(AMAL, f"A{wrote}.")
        elif what in ("off", "on"):
            told.channel.switch(AMAL, off=what == "off")
        elif what == "wait":
            await told.pushes(chance.choice([1, 40, 200, 700]))
        elif what == "restart":
            told.start()
    told.channel.switch(AMAL, off=False)
    for _time in range(3):
        await told.pushes(301)

    hers, team = told.texts(AMAL), [*told.texts(LEA), *told.texts(SAM), *told.texts(KARIM)]
    arrived = [number for number in range(1, said + 1) if sum(f"\nT{number}." in text for text in hers)]
    assert max([sum(f"\nT{number}." in text for text in hers) for number in arrived], default=0) <= 1
    refused = sum("only one of us talks with the person" in text or "I take it” on the card" in text for text in team)
    assert len(arrived) + refused == said
    assert sum(text == "✅ Delivered." for text in team) == len(arrived)
    assert [sum(f"\nA{number}." in text for text in team) for number in range(1, wrote + 1)] == [1] * wrote


async def test_a_stranger_cannot_answer_anybody(told: World) -> None:
    card = told.screen(LEA)[-1]
    await told.does(AMAL, text="I am HRO", message=card.id)

    assert await read(told, select(Relay)) == []
    assert "I am HRO" not in "".join(told.texts(LEA) + told.texts(SAM))


async def test_a_talk_is_one_row_and_a_file_of_hers_another(told: World) -> None:
    await replies(told, LEA, "Bonjour")
    await told.sends(AMAL, "voice", b"OggS")
    await told.pushes(1)

    assert [one.kind for one in await read(told, select(Relay).order_by(Relay.id))] == ["text", HERS]
    assert [one.ended_at for one in await read(told, select(Dialogue))] == [None]
