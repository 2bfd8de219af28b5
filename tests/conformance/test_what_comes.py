"""What a channel must do with what somebody does on the messenger: the same for every phone in `PHONES`."""

from __future__ import annotations

import pytest

from bot.channels.base import Gone, Unreadable
from models.messages import Attachment, Inbound, Kind
from tests.conformance.phone import RIGHT_TO_LEFT, SCRIPTS, Kept, Phone, listening, needs, received, until


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
