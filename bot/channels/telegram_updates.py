"""What Telegram's updates mean. Pure: raw JSON in, plain data out.

{"update_id": 1, "message": {"message_id": 10, "date": 1700000001, "chat": {"id": 5, "type": "private"},
 "from": {"id": 5, "is_bot": false, "first_name": "Amal", "language_code": "ar"}, "text": "help"}}
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import orjson

from bot.channels.base import Label
from bot.channels.telegram_messages import Json, business_of, is_room, read_message, two_letters
from models.messages import BUSINESS, Connection, Inbound, Kind

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

ASKED = "asked_by_us"
"""Marks a connection that was asked for, in what we keep of the answer."""
LEFT = ("kicked", "left")
NOT_AS_DOCUMENTED = (LookupError, TypeError, ValueError, AttributeError, ArithmeticError, OSError, RecursionError)
"""What reading an update raises that is not as Telegram documents it."""


def parse(raw: bytes) -> Any:
    """JSON, even with half a surrogate pair in it (it becomes a question mark). Raises `ValueError`."""
    try:
        return orjson.loads(raw)
    except ValueError:
        try:
            text = json.dumps(json.loads(raw), ensure_ascii=False)
        except RecursionError:
            raise ValueError("nested too deeply") from None
        return orjson.loads(text.encode(errors="replace"))


def label_update(raw: bytes) -> Label:
    """Under which id and for whom an update is to be kept. Never raises."""
    try:
        update = parse(raw)
        kind, body = _kind_and_body(update)
        address = _known_address(kind, body)
        stamp = [kind, address, body.get("message_id"), body.get("id"), body.get("date"), body.get("edit_date")]
        said = [body.get("text"), body.get("caption"), body.get("data"), body.get("message_ids")]
        if kind == "business_connection":
            said += [body.get("is_enabled"), body.get("rights")]
        press = str(body.get("id", "")) if kind == "callback_query" else ""
        # Groups are not spoken to unless a handler decides so, nor is what our own side wrote on the phone answered.
        answerable = not address.startswith("-") and not _from_our_side(address, body)
        return Label(str(update.get("update_id", "")), address, repr(stamp + said), press, answerable)
    except NOT_AS_DOCUMENTED:
        return Label("", "", raw.decode(errors="replace"))


def read_update(update: Json, account: str) -> Inbound:
    """An update as an `Inbound`. Raises one of `NOT_AS_DOCUMENTED`."""
    kind, body = _kind_and_body(update)
    common: Json = {"channel": "telegram", "account": account, "address": _where(kind, body)}
    return READERS.get(kind, _unknown)(kind, body, common)


def _kind_and_body(update: Json) -> tuple[str, Json]:
    kind = next((key for key in update if key != "update_id"), "")
    body = update.get(kind)
    return kind, body if isinstance(body, dict) else {}


def _known_address(kind: str, body: Json) -> str:
    try:
        return _where(kind, body)
    except NOT_AS_DOCUMENTED:
        return ""


def _from_our_side(address: str, body: Json) -> bool:
    """Whether it was not the person herself who wrote in a chat of the phone's own account."""
    return address.startswith(BUSINESS) and str((body.get("from") or {}).get("id")) != address.rpartition(":")[2]


def _where(kind: str, body: Json) -> str:
    """The chat that an update belongs to and that is answered. Raises one of `NOT_AS_DOCUMENTED`.

    A card in a group is pressed by a person: she is answered in her own chat, not in the group. A chat of the phone's
    own account is another chat than the same person's chat with the bot. All that an update says of the account is by
    which connection it came: the handlers know whose that is.
    """
    if kind == "business_connection":
        return str(int(body["user_chat_id"]))
    if kind == "callback_query":
        message = body.get("message") or {}
        private = bool(business_of(message)) or (message.get("chat") or {}).get("type") == "private"
        body = message if private else {"chat": body["from"]}
    chat = body.get("chat") or body.get("from") or body["user"]
    business, number = business_of(body), int(chat["id"])
    return f"{BUSINESS}{business}:{number}" if business else str(number)


def _press(kind: str, body: Json, common: Json) -> Inbound:
    message = body.get("message") or {}
    business = business_of(message)
    return Inbound(
        **common,
        kind=Kind.PRESS,
        wire_id=str(body["id"]),
        sender=str(body["from"]["id"]),
        option=str(body.get("data") or ""),
        target=str(message.get("message_id", "")),
        language_code=two_letters(body["from"].get("language_code")),
        business=business,
        from_us=bool(business) and str(body["from"]["id"]) != str(message["chat"]["id"]),
    )


def _reaction(kind: str, body: Json, common: Json) -> Inbound:
    emoji = " ".join(str(one.get("emoji", "?")) for one in body["new_reaction"])
    sender = str((body.get("user") or {}).get("id", ""))
    target = str(body["message_id"])
    return Inbound(**common, kind=Kind.REACTION, sender=sender, text=emoji, target=target, room=is_room(body))


def _members(kind: str, body: Json, common: Json) -> Inbound:
    """Who comes and goes; in a private chat, whether the bot is blocked."""
    status, room = str(body["new_chat_member"]["status"]), is_room(body)
    if kind == "my_chat_member" and not room:
        return Inbound(**common, kind=Kind.BLOCKED if status in LEFT else Kind.UNBLOCKED)
    sender, member = str((body.get("from") or {}).get("id", "")), body["new_chat_member"]
    if member.get("can_send_messages") is False:
        status = "muted"
    ids = (str(int(member["user"]["id"])),) if "user" in member else ()
    return Inbound(**common, kind=Kind.MEMBERS, sender=sender, text=status, room=True, members=ids)


def _deletion(kind: str, body: Json, common: Json) -> Inbound:
    numbers = [str(int(one)) for one in body["message_ids"]]
    told, business = " ".join(numbers), str(body["business_connection_id"])
    return Inbound(**common, kind=Kind.DELETION, target=numbers[0], text=told, business=business)


def _connection(kind: str, body: Json, common: Json) -> Inbound:
    user, rights = body["user"], body.get("rights") or {}
    name = " ".join(str(user[key]) for key in ("first_name", "last_name") if user.get(key))
    connection = Connection(
        id=str(body["id"]),
        user=str(int(user["id"])),
        name=f"{name} @{user['username']}" if user.get("username") else name,
        enabled=bool(body["is_enabled"]),
        # Before Bot API 9.0 the one right that there was stood beside the others' place.
        rights=frozenset(key for key in (*rights, "can_reply") if rights.get(key, body.get(key))),
        asked=bool(body.get(ASKED)),
    )
    text = f"{'connected' if connection.enabled else 'ended'} {connection.id}"
    return Inbound(**common, kind=Kind.CONNECTION, text=text, connection=connection)


def _unknown(kind: str, body: Json, common: Json) -> Inbound:
    business = business_of(body)
    return Inbound(**common, kind=Kind.UNKNOWN, text=f"({kind})", business=business, room=is_room(body))


READERS: dict[str, Callable[[str, Json, Json], Inbound]] = {
    "message": read_message,
    "edited_message": read_message,
    "business_message": read_message,
    "edited_business_message": read_message,
    "callback_query": _press,
    "message_reaction": _reaction,
    "my_chat_member": _members,
    "chat_member": _members,
    "deleted_business_messages": _deletion,
    "business_connection": _connection,
}
"""What each kind of update means; any other is kept as unknown."""
