"""Sending: a call becomes a message in a chat."""

from typing import Any

from .chats import Chat
from .keyboards import inline_keyboard, show_keyboard
from .markup import plain
from .wire import Call, Json, bad
from .world import World

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
DAY = 86_400


def text_of(params: Json) -> Json:
    """The text of a call and its entities, checked."""
    text, entities = plain(str(params.get("text") or ""), str(params.get("parse_mode") or ""))
    if not text.strip():
        raise bad("message text is empty")
    if len(text) > LONGEST_TEXT:
        raise bad("message is too long")
    # Telegram trims texts; entities would have to move along, so those are left alone.
    entities = entities or params.get("entities") or []
    return {"text": text, "entities": entities} if entities else {"text": text.strip()}


def caption_of(params: Json) -> Json:
    """The caption of a call and its entities, checked; empty if there is none."""
    text, entities = plain(str(params.get("caption") or ""), str(params.get("parse_mode") or ""))
    if len(text) > LONGEST_CAPTION:
        raise bad("message caption is too long")
    entities = entities or params.get("caption_entities") or []
    if not text.strip():
        return {}
    return {"caption": text, "caption_entities": entities} if entities else {"caption": text.strip()}


def send(world: World, chat: Chat, params: Json, content: Json) -> Json:
    """Put a message from the bot into a chat."""
    markup = params.get("reply_markup")
    keyboard = inline_keyboard(markup, chat) if markup else None
    answered = _answered(chat, params.get("reply_parameters"), params.get("reply_to_message_id"))
    sender = _sender(world, chat)
    now = world.clock.today()
    if markup and keyboard is None:
        # Before the message gets its number: a refused call must leave none behind.
        show_keyboard(markup, chat, chat.last_id + 1)
    number = chat.next_id()
    message: Json = {"message_id": number, **sender, "chat": chat.about, "date": now}
    if params.get("message_thread_id"):
        message["message_thread_id"] = params["message_thread_id"]
        message["is_topic_message"] = True
    if answered:
        message["reply_to_message"] = answered
    if params.get("protect_content"):
        message["has_protected_content"] = True
    message.update(content)
    if keyboard:
        message["reply_markup"] = keyboard
    chat.messages[number] = message
    return message


def may_write(world: World, chat: Chat) -> Json:
    """The connection of a business chat, if its rights and the last day let the bot write or edit there."""
    connection = world.connection(chat.business)
    if not connection.get("rights", {}).get("can_reply"):
        raise bad("BUSINESS_CONNECTION_NOT_ALLOWED")
    if chat.heard_at < world.clock.now() - DAY:
        raise bad("BUSINESS_PEER_USAGE_MISSING")
    return connection


def _sender(world: World, chat: Chat) -> Json:
    if not chat.business:
        return {"from": world.me}
    connection = may_write(world, chat)
    return {
        "from": connection["user"],
        "sender_business_bot": world.me,
        "business_connection_id": chat.business,
    }


def _answered(chat: Chat, reply: Any, plain_id: Any) -> Json | None:
    number = reply.get("message_id") if isinstance(reply, dict) else plain_id
    if not number:
        return None
    found = chat.messages.get(number)
    if found is None:
        if isinstance(reply, dict) and reply.get("allow_sending_without_reply"):
            return None
        raise bad("message to be replied not found")
    return {name: value for name, value in found.items() if name != "reply_to_message"}


def send_message(world: World, call: Call) -> Json:
    """sendMessage."""
    chat = world.chat(call.params)
    return send(world, chat, call.params, text_of(call.params))


def send_location(world: World, call: Call) -> Json:
    """sendLocation, sendVenue."""
    chat, params = world.chat(call.params), call.params
    try:
        spot: Json = {"latitude": float(params["latitude"]), "longitude": float(params["longitude"])}
    except (KeyError, TypeError, ValueError):
        raise bad("location is invalid") from None
    if params.get("live_period"):
        spot["live_period"] = params["live_period"]
    content: Json = {"location": spot}
    if call.method == "sendVenue":
        content["venue"] = {"location": spot, "title": params.get("title", ""), "address": params.get("address", "")}
    return send(world, chat, params, content)


def send_contact(world: World, call: Call) -> Json:
    """sendContact."""
    names = ("phone_number", "first_name", "last_name")
    contact = {name: call.params[name] for name in names if call.params.get(name)}
    return send(world, world.chat(call.params), call.params, {"contact": contact})


def send_chat_action(world: World, call: Call) -> bool:
    """sendChatAction."""
    chat = world.chat(call.params)
    chat.actions.append(str(call.params.get("action", "")))
    return True
