"""The Bot API server for tests keeps Telegram's rules of files."""

import pytest
from telegram import Bot, InputMediaPhoto, Update
from telegram.error import BadRequest, InvalidToken, NetworkError

from tests.botapi.asked import updates
from tests.botapi.client import BotApi

pytestmark = pytest.mark.asyncio


async def test_a_photo_somebody_sent_can_be_downloaded(api: BotApi, bot: Bot) -> None:
    picture = bytes(range(256)) * 4000
    await api.user(5).photo(picture, caption="My house")
    update = Update.de_json((await updates(api))[0], bot)
    assert update is not None and update.message is not None
    file = await update.message.photo[-1].get_file()

    assert picture == bytes(await file.download_as_bytearray())
    assert update.message.caption == "My house"


async def test_a_big_or_expired_file_cannot_be_fetched(api: BotApi, bot: Bot) -> None:
    big, old = await api.file(size=21 * 1024 * 1024), await api.file(b"abc", expired=True)

    with pytest.raises(BadRequest, match="File is too big"):
        await bot.get_file(big)
    with pytest.raises(BadRequest, match="temporarily unavailable"):
        await bot.get_file(old)


async def test_a_download_can_break_off_or_be_missing_once(api: BotApi, bot: Bot) -> None:
    file = await bot.get_file(await api.file(b"x" * 100_000))
    await api.fault("cut", "file", times=1)
    await api.fault("not_found", "file", times=1)

    with pytest.raises(NetworkError):
        await file.download_as_bytearray()
    # That is what python-telegram-bot makes of every 404.
    with pytest.raises(InvalidToken):
        await file.download_as_bytearray()
    assert len(await file.download_as_bytearray()) == 100_000


async def test_uploads_are_noted_with_their_size_and_albums_belong_together(api: BotApi, bot: Bot) -> None:
    await api.meet(5)
    await bot.send_voice(5, b"OggS" * 1_000_000, caption="Listen")
    album = await bot.send_media_group(5, [InputMediaPhoto(b"one"), InputMediaPhoto(b"two!", caption="Two")])
    voice, group = await api.sent(5)

    assert ([file["size"] for file in voice.files.values()], voice.params["caption"]) == ([4_000_000], "Listen")
    assert sorted(file["size"] for file in group.files.values()) == [3, 4]
    assert group.result == [2, 3]
    assert len({message.media_group_id for message in album}) == 1
