"""What leaves for Telegram: one `Outbound` as the calls it takes. Pure but for `send` and `edit`."""

from __future__ import annotations

import asyncio
import mimetypes
import re
from collections.abc import Awaitable, Callable
from typing import Any

from bot.channels.base import NoSuchMessage, Refused, Throttled, Unreachable
from bot.channels.upload import Upload
from models.messages import BUSINESS, FileRef, Outbound

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
"""In UTF-16 code units. Telegram's own documents speak now of these, now of letters; these are never fewer."""

SENDING = {
    "photo": ("sendPhoto", "photo"),
    "voice": ("sendVoice", "voice"),
    "audio": ("sendAudio", "audio"),
    "video": ("sendVideo", "video"),
    "video_note": ("sendVideoNote", "video_note"),
    "animation": ("sendAnimation", "animation"),
    "sticker": ("sendSticker", "sticker"),
}
PAUSES_S, LONGEST_PAUSE_S = (1.0, 2.0, 5.0, 10.0), 60.0
"""How long a message that has begun to leave waits for its further pieces to be taken."""
PIECES_NOTED = 5
"""As many wire ids as the outbox has room for."""
DELETED_AT_ONCE = 100
WITHOUT_CAPTION = ("video_note", "sticker")
GONE_MESSAGES = (
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
    "there is no text in the message to edit",
)
Json = dict[str, Any]
Call = Callable[[str, Json], Awaitable[Any]]


async def send(call: Call, address: str, message: Outbound, content: bytes | None) -> str:
    """Sends one message, in several calls if it must be; the buttons are under the last. Gives the wire ids of all."""
    more: Json = {**chat(address), **({"protect_content": True} if message.protect else {}), **_under(message)}
    wire_ids: list[str] = []
    parts = _parts(message, content)
    for index, (method, body) in enumerate(parts, start=1):
        whole = {**more, **body, **(_keyboard(address, message) if index == len(parts) else {})}
        pauses = () if index == 1 else PAUSES_S
        try:
            done = await _patiently(call, method, whole, pauses)
        except Refused:
            # Pictures and voices have rules of their own, and people can forbid voices; a document is always taken.
            field = next((field for sending, field in SENDING.values() if sending == method), "")
            if not field:
                raise
            whole["document"] = whole.pop(field)
            done = await _patiently(call, "sendDocument", whole, pauses)
        wire_ids.append(str(done["message_id"]))
    return " ".join(wire_ids[-PIECES_NOTED:])


async def _patiently(call: Call, method: str, body: Json, pauses: tuple[float, ...]) -> Any:
    """What has begun to leave is not begun anew for a pause: its first pieces would arrive again and again."""
    for pause in pauses:
        try:
            return await call(method, body)
        except Throttled as error:
            if error.after > LONGEST_PAUSE_S:
                raise
            await asyncio.sleep(error.after)
        except Unreachable:
            await asyncio.sleep(pause)
    return await call(method, body)


async def edit(call: Call, address: str, message: Outbound, edits: str) -> str:
    """Changes the text and the buttons of a message. Raises `NoSuchMessage`."""
    rows = _keyboard(address, message) if message.rows and not message.locate else {}
    body = {**chat(address), "message_id": int(edits.rsplit(maxsplit=1)[-1]), "text": message.text, **rows}
    try:
        await call("editMessageText", body)
    except Refused as error:
        why = error.why.casefold()
        if "not modified" not in why and any(gone in why for gone in GONE_MESSAGES):
            raise NoSuchMessage(error.why) from None
        if "not modified" not in why:
            raise
    return edits


def can_edit(message: Outbound) -> bool:
    """Whether this message can take the place of an older one."""
    return message.file is None and message.pin is None and units(message.text) <= TEXT_LIMIT


async def delete(call: Call, address: str, wire_id: str) -> None:
    """Takes a message (all of its pieces) out of a chat. Raises the last refusal, after all have been tried."""
    where, numbers = chat(address), [int(number) for number in wire_id.split()]
    if "business_connection_id" in where:
        for start in range(0, len(numbers), DELETED_AT_ONCE):
            some = numbers[start : start + DELETED_AT_ONCE]
            connection = where["business_connection_id"]
            await call("deleteBusinessMessages", {"business_connection_id": connection, "message_ids": some})
        return
    refused: Refused | None = None
    for number in numbers:
        try:
            await call("deleteMessage", {**where, "message_id": number})
        except Refused as error:
            refused = error
    if refused is not None:
        raise refused


def chat(address: str) -> Json:
    """How the calls name a chat: by its number, on the phone's own account also by its connection. Raises `Refused`."""
    connection, _colon, number = address.removeprefix(BUSINESS).rpartition(":")
    try:
        return {"chat_id": int(number), **({"business_connection_id": connection} if connection else {})}
    except ValueError:
        raise Refused("this is no chat of Telegram") from None


def units(text: str) -> int:
    """The length of a text in UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, limit: int) -> list[str]:
    """A text in pieces of at most `limit` UTF-16 code units, cut between paragraphs, else between words."""
    pieces, text = [], text.strip()
    while units(text) > limit:
        start = text[:limit].encode("utf-16-le", "surrogatepass")[: 2 * limit]
        longest = len(start.decode("utf-16-le", "ignore"))
        at = text.rfind("\n", longest // 2, longest + 1)
        at = at if at > 0 else text.rfind(" ", longest // 2, longest + 1)
        at = at if at > 0 else longest
        pieces.append(text[:at].rstrip())
        text = text[at:].lstrip()
    return [*pieces, text]


def _parts(message: Outbound, content: bytes | None) -> list[tuple[str, Json]]:
    """The calls a message takes: its place or its file, then its text."""
    parts: list[tuple[str, Json]] = []
    text = message.text.strip()
    if message.pin is not None:
        parts.append(("sendLocation", {"latitude": message.pin.latitude, "longitude": message.pin.longitude}))
    if message.file is not None:
        method, field = SENDING.get(message.file.kind, ("sendDocument", "document"))
        body: Json = {field: _upload(message.file, content)}
        if text and field not in WITHOUT_CAPTION:
            body["caption"] = cut(text, CAPTION_LIMIT)[0]
            text = text[len(body["caption"]) :].strip()
        parts.append((method, body))
    if text or not parts:
        parts += [("sendMessage", {"text": piece}) for piece in cut(text, TEXT_LIMIT)]
    return parts


def _upload(file: FileRef, content: bytes | None) -> Upload:
    if content is None:
        raise Refused("there is no file")
    name = re.sub(r'[\x00-\x1f\x7f"\\/]', "_", file.name) or file.kind + (mimetypes.guess_extension(file.mime) or "")
    guessed = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Upload(content, name, file.mime if re.fullmatch(r"[\w.+-]+/[\w.+-]+", file.mime) else guessed)


def _under(message: Outbound) -> Json:
    """Under which message it is shown. Of one in several pieces the last has the buttons, and is the one meant."""
    last = message.replies_to.rpartition(" ")[2]
    # Where that message is gone by now, this one is sent by itself.
    under = {"message_id": int(last), "allow_sending_without_reply": True} if last.isdecimal() else {}
    return {"reply_parameters": under} if under else {}


def _keyboard(address: str, message: Outbound) -> Json:
    # In chats of the phone's own account Telegram refuses every keyboard but the one under a message.
    if message.locate and not address.startswith(BUSINESS):
        button = {"text": message.locate, "request_location": True}
        return {"reply_markup": {"keyboard": [[button]], "one_time_keyboard": True, "resize_keyboard": True}}
    if not message.rows:
        return {}
    rows = [[{"text": button.label, "callback_data": button.option} for button in row] for row in message.rows]
    return {"reply_markup": {"inline_keyboard": rows}}
