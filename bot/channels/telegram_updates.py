"""What Telegram's updates mean. Pure: raw JSON in, plain data out.

{"update_id": 1, "message": {"message_id": 10, "date": 1700000001, "chat": {"id": 5, "type": "private"},
 "from": {"id": 5, "is_bot": false, "first_name": "Amal", "language_code": "ar"}, "text": "help"}}
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import orjson

from bot.channels.base import Label
from models.messages import Attachment, Inbound, Kind, Pin

ALLOWED = (
    "message",
    "edited_message",
    "callback_query",
    "message_reaction",
    "my_chat_member",
    "chat_member",
    "business_connection",
    "business_message",
    "edited_business_message",
    "deleted_business_messages",
)
"""Every kind of update that is asked for; the server remembers the last list, so it is given each time."""

FILES = ("photo", "voice", "audio", "video", "video_note", "animation", "document", "sticker")
LEFT = ("kicked", "left")
Json = dict[str, Any]


def label_update(raw: bytes) -> Label:
    """Under which id and for whom an update is to be kept. Never raises."""
    try:
        update = orjson.loads(raw)
        kind, body = _kind_and_body(update)
        inner = body.get("message") if kind == "callback_query" else body
        chat = (inner.get("chat") or {}).get("id", "") if isinstance(inner, dict) else ""
        if kind == "business_connection":
            chat = body.get("user_chat_id", "")
        business = _business(inner) if isinstance(inner, dict) else ""
        stamp = [kind, chat, body.get("message_id"), body.get("id"), body.get("date"), body.get("edit_date")]
        said = [body.get("text"), body.get("caption"), body.get("data"), body.get("message_ids")]
        press = str(body.get("id", "")) if kind == "callback_query" else ""
        return Label(str(update.get("update_id", "")), _address(business, chat), repr(stamp + said), press)
    except (ValueError, TypeError, AttributeError, LookupError):
        return Label("", "", raw.decode(errors="replace"))


def read_update(update: Json, account: str) -> Inbound:
    """An update as an `Inbound`. Raises `KeyError`, `TypeError` or `ValueError` for what is not as documented."""
    kind, body = _kind_and_body(update)
    common: Json = {"channel": "telegram", "account": account}
    if kind in ("message", "edited_message", "business_message", "edited_business_message"):
        return _message(body, common, edited=kind.startswith("edited"))
    if kind == "callback_query":
        return _press(body, common)
    if kind == "my_chat_member":
        private = body["chat"]["type"] == "private"
        left = body["new_chat_member"]["status"] in LEFT
        meaning = (Kind.BLOCKED if left else Kind.UNBLOCKED) if private else Kind.MEMBERS
        return Inbound(**common, address=str(body["chat"]["id"]), kind=meaning, room=not private)
    if kind == "message_reaction":
        emoji = " ".join(one.get("emoji", "?") for one in body["new_reaction"])
        address, room = str(body["chat"]["id"]), body["chat"]["type"] != "private"
        target = str(body["message_id"])
        return Inbound(**common, address=address, kind=Kind.REACTION, text=emoji, target=target, room=room)
    if kind == "deleted_business_messages":
        address = _address(str(body["business_connection_id"]), body["chat"]["id"])
        target = " ".join(str(one) for one in body["message_ids"])
        return Inbound(
            **common, address=address, kind=Kind.DELETION, target=target[:64], text=target, business="deleted"
        )
    if kind == "business_connection":
        address, state = str(body["user_chat_id"]), "connected" if body["is_enabled"] else "ended"
        return Inbound(**common, address=address, kind=Kind.CONNECTION, text=f"{state} {body['id']}")
    if kind == "chat_member":
        return Inbound(**common, address=str(body["chat"]["id"]), kind=Kind.MEMBERS, room=True)
    chat = (body.get("chat") or {}).get("id", "")
    return Inbound(**common, address=str(chat), kind=Kind.UNKNOWN, text=f"({kind})")


def _kind_and_body(update: Json) -> tuple[str, Json]:
    kind = next((key for key in update if key != "update_id"), "")
    body = update.get(kind)
    return kind, body if isinstance(body, dict) else {}


def _business(message: Json) -> str:
    return str(message.get("business_connection_id") or "")


def _address(business: str, chat: object) -> str:
    """A chat of the phone's own account is another chat than the same person's chat with the bot."""
    return f"business:{business}:{chat}" if business else str(chat)


def _message(body: Json, common: Json, *, edited: bool) -> Inbound:
    chat, business = body["chat"], _business(body)
    sender = body.get("from") or {}
    attachments = tuple(_attachment(kind, body[kind]) for kind in FILES if kind in body and not _twice(kind, body))
    pin = _pin(body)
    text = str(body.get("text") or body.get("caption") or "")
    wire_id = str(body["message_id"])
    reply = body.get("reply_to_message") or {}
    return Inbound(
        **common,
        address=_address(business, chat["id"]),
        kind=_kind(body, text, attachments, pin, edited=edited),
        wire_id=wire_id,
        sender=str(sender.get("id", "")),
        text=text or _told(body),
        target=wire_id if edited else str(reply.get("message_id", "")),
        album=str(body.get("media_group_id") or ""),
        attachments=attachments,
        pin=pin,
        language_code=_two_letters(sender.get("language_code")),
        forwarded="forward_origin" in body,
        sent_at=datetime.fromtimestamp(int(body["date"]), UTC),
        business=business,
        from_us=bool(business) and str(sender.get("id", "")) != str(chat["id"]),
        room=chat.get("type", "private") != "private",
    )


def _kind(body: Json, text: str, attachments: tuple[Attachment, ...], pin: Pin | None, *, edited: bool) -> Kind:
    """The meaning of a message. A live location that moves comes as an edit, but it is a place."""
    if pin is not None:
        return Kind.PLACE
    if edited:
        return Kind.EDIT
    if attachments:
        return Kind.MEDIA
    if "contact" in body:
        return Kind.CONTACT
    return Kind.TEXT if text else Kind.UNKNOWN


def _told(body: Json) -> str:
    """Words for what has none: a contact's name and number, the name of an unknown kind."""
    if "contact" in body:
        contact = body["contact"]
        return " ".join(str(contact[key]) for key in ("first_name", "last_name", "phone_number") if contact.get(key))
    known = {"message_id", "date", "chat", "from", "reply_to_message", "business_connection_id", "location", "venue"}
    unknown = [key for key in body if key not in known and key not in FILES]
    return "" if "location" in body or any(kind in body for kind in FILES) else f"({', '.join(unknown)})"


def _pin(body: Json) -> Pin | None:
    location = body.get("location")
    if location is None:
        return None
    accuracy, live = location.get("horizontal_accuracy"), location.get("live_period")
    return Pin(
        float(location["latitude"]),
        float(location["longitude"]),
        float(accuracy) if accuracy is not None else None,
        int(live) if live is not None else None,
    )


def _twice(kind: str, body: Json) -> bool:
    """Telegram repeats an animation as a document."""
    return kind == "document" and "animation" in body


def _attachment(kind: str, body: Any) -> Attachment:
    file = max(body, key=lambda size: size.get("file_size") or size.get("width", 0)) if kind == "photo" else body
    return Attachment(
        kind=kind,
        file_id=str(file["file_id"]),
        unique_id=str(file.get("file_unique_id", "")),
        size=file.get("file_size"),
        mime=str(file.get("mime_type", "image/jpeg" if kind == "photo" else "")),
        name=str(file.get("file_name", "")),
        seconds=file.get("duration"),
    )


def _press(body: Json, common: Json) -> Inbound:
    message = body.get("message") or {}
    chat, business = message.get("chat") or {}, _business(message)
    sender = str(body["from"]["id"])
    return Inbound(
        **common,
        # A card in a group is pressed by a person: she is answered in her own chat, not in the group.
        address=_address(business, chat["id"]) if chat.get("type") == "private" or business else sender,
        kind=Kind.PRESS,
        wire_id=str(body["id"]),
        sender=sender,
        option=str(body.get("data") or ""),
        press_id=str(body["id"]),
        target=str(message.get("message_id", "")),
        language_code=_two_letters(body["from"].get("language_code")),
        business=business,
    )


def _two_letters(code: object) -> str:
    return str(code or "").partition("-")[0].casefold()
