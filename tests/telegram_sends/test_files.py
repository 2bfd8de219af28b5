"""Files leave whole, with their names and captions."""

from __future__ import annotations

import pytest

from bot.channels.base import (
    Refused,
)
from bot.channels.telegram import Telegram
from bot.channels.telegram_sending import CAPTION_LIMIT, units
from models.messages import FileRef, Outbound
from tests.botapi.client import BotApi
from tests.telegram_sends.chat import ADDRESS, CHAT, KEYS, ROWS, TOKEN, WORD, answering, calls, without_chat

FILES = [
    ("photo", "sendPhoto", "photo", "image/jpeg"),
    ("voice", "sendVoice", "voice", "audio/ogg"),
    ("audio", "sendAudio", "audio", "audio/mpeg"),
    ("video", "sendVideo", "video", "video/mp4"),
    ("animation", "sendAnimation", "animation", "video/mp4"),
    ("document", "sendDocument", "document", "application/pdf"),
    ("something new", "sendDocument", "document", "application/octet-stream"),
]


@pytest.mark.asyncio
@pytest.mark.parametrize(("kind", "method", "field", "mime"), FILES, ids=[kind for kind, *_rest in FILES])
async def test_a_file_goes_by_its_own_method_with_name_kind_and_caption(
    api: BotApi, telegram: Telegram, kind: str, method: str, field: str, mime: str
) -> None:
    content = f"%{WORD}%".encode()
    message = Outbound("K7F3AC", ROWS, file=FileRef(1, kind, "قرار الإخلاء.pdf", mime), protect=True)
    await telegram.send(ADDRESS, message, content=content)
    (one,) = await api.sent(CHAT)
    assert one.method == method
    assert without_chat(one) == {"caption": "K7F3AC", "protect_content": True, "reply_markup": KEYS}
    assert {name: one.files[field][name] for name in ("name", "mime", "size")} == {
        "name": "قرار الإخلاء.pdf",
        "mime": mime,
        "size": len(content),
    }


@pytest.mark.asyncio
@pytest.mark.parametrize(("kind", "method"), [("video_note", "sendVideoNote"), ("sticker", "sendSticker")])
async def test_a_file_that_takes_no_caption_is_followed_by_its_words(
    api: BotApi, telegram: Telegram, kind: str, method: str
) -> None:
    await telegram.send(ADDRESS, Outbound("K7F3AC", ROWS, file=FileRef(1, kind)), content=b"x")
    assert await calls(api) == [(method, {}), ("sendMessage", {"text": "K7F3AC", "reply_markup": KEYS})]


@pytest.mark.asyncio
@pytest.mark.parametrize(("mime", "name"), [("image/png", "photo.png"), ("", "photo"), ("no mime; at all", "photo")])
async def test_a_file_without_a_name_gets_one(api: BotApi, telegram: Telegram, mime: str, name: str) -> None:
    await telegram.send(ADDRESS, Outbound(file=FileRef(1, "photo", "", mime)), content=b"x")
    (one,) = await api.sent(CHAT)
    assert one.files["photo"]["name"] == name


@pytest.mark.asyncio
async def test_a_name_cannot_break_out_of_its_place(api: BotApi, telegram: Telegram) -> None:
    name = 'a"\r\nContent-Type: text/html\r\n\r\n../b.pdf'
    await telegram.send(ADDRESS, Outbound(file=FileRef(1, "document", name)), content=b"x")
    (one,) = await api.sent(CHAT)
    assert one.files["document"]["name"] == "a___Content-Type: text_html____.._b.pdf"


@pytest.mark.asyncio
async def test_a_caption_that_is_too_long_is_cut_and_goes_on_as_a_text(api: BotApi, telegram: Telegram) -> None:
    text = " ".join(["🆘 توت"] * 300)
    await telegram.send(ADDRESS, Outbound(text, ROWS, file=FileRef(1, "photo")), content=b"x")
    (method, first), (then, rest) = await calls(api)
    assert (method, then) == ("sendPhoto", "sendMessage")
    assert units(first["caption"]) <= CAPTION_LIMIT
    assert f"{first['caption']} {rest['text']}" == text
    assert ("reply_markup" in first, rest["reply_markup"]) == (False, KEYS)


@pytest.mark.asyncio
async def test_a_picture_or_voice_that_is_refused_goes_as_a_document(api: BotApi, telegram: Telegram) -> None:
    await api.fault("bad_request", "sendVoice", description="Bad Request: VOICE_MESSAGES_FORBIDDEN")
    await telegram.send(ADDRESS, Outbound("K7F3AC", file=FileRef(1, "voice", "v.oga")), content=b"OggS")
    assert [one.method for one in await api.sent(CHAT)] == ["sendVoice", "sendDocument"]
    (shown,) = (await api.screen(CHAT)).messages
    assert (shown.kind, shown.text, shown.content["file_name"]) == ("document", "K7F3AC", "v.oga")


@pytest.mark.asyncio
async def test_a_large_file_leaves_whole(api: BotApi, telegram: Telegram) -> None:
    await telegram.send(ADDRESS, Outbound(file=FileRef(1, "video")), content=bytes(3_000_000))
    (one,) = await api.sent(CHAT)
    assert (one.outcome, one.files["video"]["size"]) == ("ok", 3_000_000)


@pytest.mark.asyncio
async def test_a_file_that_is_not_there_is_refused(telegram: Telegram) -> None:
    with pytest.raises(Refused):
        await telegram.send(ADDRESS, Outbound(file=FileRef(1, "photo")))


@pytest.mark.asyncio
@pytest.mark.parametrize("body", [b'{"ok": false, "error_code": 413, "description": "x"}', b"<html>Too Large</html>"])
async def test_a_file_too_large_for_telegram_is_refused_and_not_tried_for_ever(body: bytes) -> None:
    async with answering(413, body) as url:
        telegram = Telegram(TOKEN, url)
        with pytest.raises(Refused, match="too large"):
            await telegram.send(ADDRESS, Outbound(file=FileRef(1, "document")), content=b"x")
        await telegram.close()
