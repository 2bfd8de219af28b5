"""What one message of Telegram holds: words, files, a place, a contact. Pure."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from models.messages import Attachment, Inbound, Kind, Pin

FILES = ("photo", "voice", "audio", "video", "video_note", "animation", "document", "sticker")
SAY_NOTHING = frozenset((
    "message_id", "message_thread_id", "date", "edit_date", "chat", "from", "sender_chat", "sender_business_bot",
    "sender_boost_count", "business_connection_id", "reply_to_message", "external_reply", "quote", "via_bot",
    "forward_origin", "is_topic_message", "is_automatic_forward", "has_protected_content", "is_from_offline",
    "media_group_id", "author_signature", "reply_markup",
))  # fmt: skip
"""Fields of a message that are not what it is about."""

Json = dict[str, Any]


def read_message(kind: str, body: Json, common: Json) -> Inbound:
    """A message, new or edited, to the bot or to the phone's own account. Raises what is in `NOT_AS_DOCUMENTED`."""
    edited = kind.startswith("edited")
    chat, business = body["chat"], business_of(body)
    sender = body.get("from") or {}
    attachments = tuple(_attachment(kind, body[kind]) for kind in FILES if kind in body and not _twice(kind, body))
    pin = _pin(body)
    text = str(body.get("text") or body.get("caption") or "")
    wire_id = str(int(body["message_id"]))
    reply = body.get("reply_to_message") or {}
    return Inbound(
        **common,
        kind=_kind(body, text, attachments, pin, edited=edited),
        wire_id=wire_id,
        sender=str(sender.get("id", "")),
        text=text or _told(body),
        target=wire_id if edited else str(reply.get("message_id", "")),
        album=str(body.get("media_group_id") or ""),
        attachments=attachments,
        pin=pin,
        language_code=two_letters(sender.get("language_code")),
        forwarded="forward_origin" in body,
        sent_at=datetime.fromtimestamp(int(body["date"]), UTC),
        business=business,
        from_us=bool(business) and str(sender.get("id", "")) != str(chat["id"]),
        # Greetings the account sends by itself, and what a bot wrote in its name, are no human's words.
        automatic=bool(business) and bool(body.get("is_from_offline") or body.get("sender_business_bot")),
        room=is_room(body),
        also=str(body.get("migrate_from_chat_id") or ""),
        members=tuple(str(int(one["id"])) for one in body.get("new_chat_members") or ()),
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
    if "new_chat_members" in body:
        return Kind.MEMBERS
    return Kind.TEXT if text else Kind.UNKNOWN


def _told(body: Json) -> str:
    """Words for what has none: a contact's name and number, a venue's name, the name of an unknown kind."""
    if "contact" in body:
        contact = body["contact"]
        return " ".join(str(contact[key]) for key in ("first_name", "last_name", "phone_number") if contact.get(key))
    if "venue" in body:
        return ", ".join(str(body["venue"][key]) for key in ("title", "address") if body["venue"].get(key))
    unknown = [key for key in body if key not in SAY_NOTHING]
    return "" if "location" in body or any(kind in body for kind in FILES) else f"({', '.join(unknown)})"


def _pin(body: Json) -> Pin | None:
    location = body.get("location")
    if location is None:
        return None
    latitude, longitude = float(location["latitude"]), float(location["longitude"])
    if not (abs(latitude) <= 90 and abs(longitude) <= 180):
        raise ValueError("not on this earth")
    accuracy = location.get("horizontal_accuracy")
    return Pin(latitude, longitude, float(accuracy) if accuracy is not None else None, _number(location, "live_period"))


def _number(body: Json, key: str) -> int | None:
    return int(body[key]) if body.get(key) is not None else None


def _twice(kind: str, body: Json) -> bool:
    """Telegram repeats an animation as a document."""
    return kind == "document" and "animation" in body


def _attachment(kind: str, body: Any) -> Attachment:
    file = (
        max(body, key=lambda size: (_number(size, "width") or 0, _number(size, "file_size") or 0))
        if kind == "photo"
        else body
    )
    return Attachment(
        kind=kind,
        file_id=str(file["file_id"]),
        unique_id=str(file.get("file_unique_id", "")),
        size=_number(file, "file_size"),
        mime=str(file.get("mime_type", "image/jpeg" if kind == "photo" else "")),
        name=str(file.get("file_name", "")),
        seconds=_number(file, "duration"),
    )


def business_of(message: Json) -> str:
    """The connection by which a message to the phone's own account reached us, if it is one."""
    return str(message.get("business_connection_id") or "")


def is_room(body: Json) -> bool:
    """Whether it happened in a group."""
    return str((body.get("chat") or {}).get("type", "private")) != "private"


def two_letters(code: object) -> str:
    """A language without its country or script."""
    return str(code or "").partition("-")[0].casefold()
