"""What a channel must do. A new channel has a phone in `PHONES` and passes, or it does not land."""

from __future__ import annotations

import hashlib
import re

import pytest

from bot.channels import CHANNELS
from bot.channels.base import Blocked, Gone, NoSuchMessage, Refused, Throttled, Unreadable
from bot.channels.numbered import text_of
from handlers.rules import Rules
from models.messages import Attachment, Button, FileRef, Inbound, Kind, Outbound, Pin
from tests.conformance.phone import Kept, Phone, listening, received, until

PHONES = ("demo", "typed", "telegram", "signal")
"""Each has a fixture `..._phone` in conftest.py; `typed` is text alone, as every channel without buttons sends it."""
RIGHT_TO_LEFT = "\u2067نحن هنا، B2\u2069\n\u200fهل أنتم بأمان؟ ٣"
SCRIPTS = ["hello", "مرحبا، كيف الحال؟", "درود، ۱۲ نفر", "ሰላም ከመይ ኣለኹም", "👋🏾 à bientôt"]


@pytest.fixture(params=PHONES)
def phone(request: pytest.FixtureRequest) -> Phone:
    """A phone on each messenger."""
    made: Phone = request.getfixturevalue(f"{request.param}_phone")
    return made


def needs(phone: Phone, what: str) -> None:
    """Skips what the messenger does not have; why stands beside the phone."""
    if why := phone.lacks.get(what):
        pytest.skip(f"{what}: {why}")


def test_every_channel_has_a_phone() -> None:
    assert {*CHANNELS, "demo"} <= set(PHONES)


# --- what we send ---


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


# --- what comes ---


async def read(phone: Phone, raws: list[bytes]) -> list[Inbound]:
    """What came, as the handlers get it; each belongs to her and has an id of its own."""
    labels = [phone.channel.label(raw) for raw in raws]
    assert {label.address for label in labels} == {phone.address}
    assert len({label.wire_id for label in labels}) == len(raws)
    messages = [phone.channel.read(raw) for raw in raws]
    assert {(one.channel, one.address) for one in messages} == {(phone.channel.name, phone.address)}
    return messages


@pytest.mark.asyncio
@pytest.mark.parametrize("text", [RIGHT_TO_LEFT, *SCRIPTS, "x" * 3000])
async def test_what_she_writes_comes_letter_by_letter(phone: Phone, text: str) -> None:
    (one,) = await read(phone, await received(phone, phone.says(text)))
    assert (one.kind, one.text) == (Kind.TEXT, text)
    assert one.wire_id
    assert one.sent_at is not None


async def bytes_of(phone: Phone, attachment: Attachment) -> bytes:
    return b"".join([part async for part in phone.channel.fetch(attachment)])


@pytest.mark.asyncio
@pytest.mark.parametrize("kind", ["voice", "photo", "video", "document"])
async def test_what_she_sends_comes_byte_by_byte(phone: Phone, kind: str) -> None:
    content = f"bytes of a {kind}".encode() * 1000
    (one,) = await read(phone, await received(phone, phone.sends(kind, content)))
    assert (one.kind, [attachment.kind for attachment in one.attachments]) == (Kind.MEDIA, [kind])
    assert await bytes_of(phone, one.attachments[0]) == content


@pytest.mark.asyncio
async def test_an_album_comes_whole_and_belongs_together(phone: Phone) -> None:
    async def album() -> None:
        for number in range(3):
            await phone.sends("photo", f"picture {number}".encode(), album="a1")

    messages = await read(phone, await received(phone, album(), files=3))
    files = [attachment for one in messages for attachment in one.attachments]
    assert sorted([await bytes_of(phone, file) for file in files]) == [b"picture 0", b"picture 1", b"picture 2"]
    assert len(messages) == 1 or len({one.album for one in messages} - {""}) == 1


@pytest.mark.asyncio
async def test_a_file_that_is_too_big_is_known_as_such(phone: Phone) -> None:
    needs(phone, "too big")
    (one,) = await read(phone, await received(phone, phone.sends_too_much()))
    with pytest.raises(Gone) as told:
        await bytes_of(phone, one.attachments[0])
    assert told.value.too_big


@pytest.mark.asyncio
async def test_what_she_changes_names_the_message(phone: Phone) -> None:
    async def changes() -> None:
        await phone.says("one")
        await phone.edits("two")

    first, second = await read(phone, await received(phone, changes(), count=2))
    assert (second.kind, second.text, second.target) == (Kind.EDIT, "two", first.wire_id)


@pytest.mark.asyncio
async def test_what_she_deletes_names_the_message(phone: Phone) -> None:
    needs(phone, "deletion")

    async def deletes() -> None:
        await phone.says("one")
        await phone.deletes()

    first, second = await read(phone, await received(phone, deletes(), count=2))
    assert (second.kind, second.target) == (Kind.DELETION, first.wire_id)


@pytest.mark.asyncio
async def test_what_nobody_has_thought_of_comes_too(phone: Phone) -> None:
    (one,) = await read(phone, await received(phone, phone.does_something_strange()))
    assert one.kind is Kind.UNKNOWN


@pytest.mark.asyncio
@pytest.mark.parametrize("raw", [b"", b"{", b"null", b"[]", b"{}", b"\xff\xfe", b'{"envelope": 1}', b'{"message": []}'])
async def test_what_is_no_message_at_all_has_a_label(phone: Phone, raw: bytes) -> None:
    assert phone.channel.label(raw).address == ""
    with pytest.raises(Unreadable):
        phone.channel.read(raw)


@pytest.mark.asyncio
async def test_the_same_message_is_kept_under_the_same_id(phone: Phone) -> None:
    (raw,) = await received(phone, phone.says("one"))
    assert phone.channel.label(raw) == phone.channel.label(raw)


@pytest.mark.asyncio
async def test_what_could_not_be_kept_comes_again_after_a_restart(phone: Phone) -> None:
    needs(phone, "restart")
    broken, kept = Kept(phone.channel, breaks=1_000_000), Kept(phone.channel)
    async with listening(phone.channel, broken):
        await phone.says("one")
        await phone.says("two")
        await until(lambda: broken.breaks < 1_000_000)
    await phone.channel.close()
    phone.channel = phone.anew()
    async with listening(phone.channel, kept):
        await until(lambda: len(kept.raws) >= 2)
    assert [one.text for one in await read(phone, kept.raws)] == ["one", "two"]
