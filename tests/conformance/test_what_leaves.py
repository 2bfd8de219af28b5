"""What a channel must do with what we send. A new channel has a phone in `PHONES` and passes, or it does not land."""

from __future__ import annotations

import hashlib
import re

import pytest

from bot.channels import CHANNELS
from bot.channels.base import Blocked, NoSuchMessage, Refused, Throttled
from bot.channels.numbered import text_of
from handlers.rules import Rules
from models.messages import Button, FileRef, Outbound, Pin
from tests.conformance.phone import PHONES, RIGHT_TO_LEFT, SCRIPTS, Phone, needs, received


def test_every_channel_has_a_phone() -> None:
    assert {*CHANNELS, "demo"} <= set(PHONES)


def written(phone: Phone, message: Outbound) -> str:
    """What is to be read on the phone."""
    return message.text if phone.channel.buttons else text_of(message)


@pytest.mark.asyncio
async def test_handlers_know_whether_there_are_buttons(phone: Phone) -> None:
    assert phone.channel.buttons or phone.channel.name in {"text", *Rules().without_buttons}


@pytest.mark.asyncio
@pytest.mark.parametrize("text", [RIGHT_TO_LEFT, "<b>1 < 2</b> & *no* _marks_ ~x~ ||y||", *SCRIPTS])
async def test_a_text_arrives_letter_by_letter(phone: Phone, text: str) -> None:
    assert await phone.channel.send(phone.address, Outbound(text))
    assert [one.text for one in await phone.shown()] == [text]


@pytest.mark.asyncio
@pytest.mark.parametrize("word", ["mulberry", "التوت", "ሰላም", "👋🏾"])
async def test_a_long_text_is_cut_between_words_and_nothing_is_lost(phone: Phone, word: str) -> None:
    words = [f"{word}{number}" for number in range(1500)]
    await phone.channel.send(phone.address, Outbound(" ".join(words)))
    assert [word for one in await phone.shown() for word in one.text.split()] == words


@pytest.mark.asyncio
@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("count", [1, 9, 10, 30])
async def test_however_many_options_each_can_be_chosen(phone: Phone, count: int, language: str) -> None:
    rows = tuple((Button(f"🔹 Choice {number}x", f"m:{number}"),) for number in range(1, count + 1))
    message = Outbound("Which one?", rows, language=language)
    await phone.channel.send(phone.address, message)
    (seen,) = await phone.shown()
    assert seen.text == written(phone, message)
    labels = seen.labels or re.findall("🔹 Choice \\d+x", seen.text)
    assert list(labels) == [button.label for row in rows for button in row]


@pytest.mark.asyncio
async def test_a_file_arrives_with_its_bytes(phone: Phone) -> None:
    ref = FileRef(7, "photo", "p.jpg", "image/jpeg")
    await phone.channel.send(phone.address, Outbound("CAL-1", file=ref), content=b"\xff\xd8 a photo")
    (seen,) = await phone.shown()
    assert seen.digest == hashlib.sha256(b"\xff\xd8 a photo").hexdigest()


@pytest.mark.asyncio
async def test_a_place_arrives(phone: Phone) -> None:
    assert await phone.channel.send(phone.address, Outbound(pin=Pin(50.95, 1.8)))
    assert len(await phone.shown()) == 1


@pytest.mark.asyncio
async def test_a_change_is_made_where_the_message_stands_again_and_again(phone: Phone) -> None:
    wire_id = await phone.channel.send(phone.address, Outbound("one"))
    for text in ("two", "three", "four"):
        wire_id = await phone.channel.send(phone.address, Outbound(text), edits=wire_id)
        assert [one.text for one in await phone.shown()] == [text]


@pytest.mark.asyncio
async def test_what_belongs_under_a_message_is_shown_as_a_reply_to_its_newest_state(phone: Phone) -> None:
    needs(phone, "under")
    card = await phone.channel.send(phone.address, Outbound("a card"))
    card = await phone.channel.send(phone.address, Outbound("a card, taken"), edits=card)
    await phone.channel.send(phone.address, Outbound("she writes", replies_to=card))
    assert [(one.text, one.under) for one in await phone.shown()] == [
        ("a card, taken", ""),
        ("she writes", "a card, taken"),
    ]


@pytest.mark.asyncio
async def test_a_change_is_known_for_one_after_a_restart(phone: Phone) -> None:
    card = await phone.channel.send(phone.address, Outbound("one"))
    card = await phone.channel.send(phone.address, Outbound("two"), edits=card)
    await phone.channel.close()
    phone.channel = phone.anew()
    await phone.channel.send(phone.address, Outbound("three"), edits=card)
    assert [one.text for one in await phone.shown()] == ["three"]


@pytest.mark.asyncio
async def test_what_is_not_there_cannot_be_changed(phone: Phone) -> None:
    with pytest.raises(NoSuchMessage):
        await phone.channel.send(phone.address, Outbound("two"), edits="1")


@pytest.mark.asyncio
async def test_what_we_sent_can_be_taken_away(phone: Phone) -> None:
    wire_id = await phone.channel.send(phone.address, Outbound("one"))
    await phone.channel.send(phone.address, Outbound("two"))
    await phone.channel.delete(phone.address, wire_id)
    assert [one.text for one in await phone.shown()] == ["two"]


@pytest.mark.asyncio
async def test_what_is_not_there_cannot_be_taken_away(phone: Phone) -> None:
    with pytest.raises(Refused):
        await phone.channel.delete(phone.address, "1")


@pytest.mark.asyncio
async def test_whether_somebody_can_be_reached_is_asked_without_a_word(phone: Phone) -> None:
    assert await phone.channel.send(phone.address, Outbound(silent=True)) == ""
    assert await phone.shown() == []


@pytest.mark.asyncio
async def test_who_blocked_us_is_found_out_without_a_word(phone: Phone) -> None:
    needs(phone, "blocked")
    await received(phone, phone.blocks())
    with pytest.raises(Blocked):
        await phone.channel.send(phone.address, Outbound(silent=True))


@pytest.mark.asyncio
async def test_who_blocked_us_gets_nothing(phone: Phone) -> None:
    needs(phone, "blocked")
    await received(phone, phone.blocks())
    with pytest.raises(Blocked):
        await phone.channel.send(phone.address, Outbound("one"))


@pytest.mark.asyncio
async def test_the_messenger_says_how_long_to_wait(phone: Phone) -> None:
    needs(phone, "throttled")
    await phone.throttle(7)
    with pytest.raises(Throttled) as told:
        await phone.channel.send(phone.address, Outbound("one"))
    assert told.value.after == 7
