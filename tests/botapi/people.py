"""What people do, made into updates as Telegram would make them."""

import base64
import re
from typing import Any

from .chats import Chat
from .files import File, content_of
from .wire import Json, Refused
from .world import World

MEDIA = ("photo", "voice", "audio", "video", "video_note", "animation", "document", "sticker")
PERSON = ("first_name", "last_name", "username", "language_code")
# Fields of a message a test may set as they are.
AS_GIVEN = ("caption", "media_group_id", "message_thread_id", "is_topic_message", "forward_origin", "is_from_offline")


def person(world: World, ask: Json) -> Json:
    """The user behind an action: by default the one whose private chat it is."""
    user_id = int(ask.get("user") or abs(int(ask["chat"])))
    named = {name: ask[name] for name in PERSON if ask.get(name)}
    return {"id": user_id, "is_bot": False, "first_name": f"Person {user_id}", **named}


def place(world: World, ask: Json, user: Json | None = None) -> Chat:
    """The chat an action happens in, made if it is new."""
    business = str(ask.get("business") or "")
    if business:
        world.connection(business)
    about: Json = {name: ask[name] for name in ("title", "type", "is_forum") if ask.get(name)}
    if int(ask["chat"]) > 0 and user is not None:
        about.update({name: user[name] for name in ("first_name", "last_name", "username") if name in user})
    return world.meet(int(ask["chat"]), business, about)


def incoming(world: World, ask: Json, content: Json) -> Json:
    """A person (or, with `operator`, the owner of the business account) sends something."""
    user = person(world, ask)
    operator = bool(ask.get("operator"))
    chat = place(world, ask, None if operator else user)
    if operator:
        user = world.connection(chat.business)["user"]
    else:
        chat.heard_at = world.clock.now()
    number = chat.next_id()
    date = int(ask.get("date") or world.clock.today())
    message: Json = {"message_id": number, "from": user, "chat": chat.about, "date": date}
    if chat.business:
        message["business_connection_id"] = chat.business
    answered = chat.messages.get(ask.get("reply_to", 0))
    if answered:
        message["reply_to_message"] = {name: value for name, value in answered.items() if name != "reply_to_message"}
    message.update({name: ask[name] for name in AS_GIVEN if name in ask})
    message.update(content)
    chat.messages[number] = message
    kind = "business_message" if chat.business else "message"
    return {"message_id": number, "update_id": world.queue.push({kind: message})}


def say(world: World, ask: Json) -> Json:
    """A text; commands get the entity Telegram marks them with."""
    text = str(ask["text"])
    content: Json = {"text": text}
    command = re.match(r"/[A-Za-z0-9_]+(@\w+)?", text)
    if command:
        content["entities"] = [{"type": "bot_command", "offset": 0, "length": command.end()}]
    return incoming(world, ask, content)


def register(world: World, ask: Json, kind: str = "document") -> File:
    """Store a file from JSON: `data` in base64 or only a `size`; with a known `file_id`, change what is given."""
    file = world.files.by_id.get(str(ask.get("file_id", "")))
    if file is None:
        data = base64.b64decode(ask["data"]) if ask.get("data") is not None else None
        names = (str(ask.get("file_name", "")), str(ask.get("mime_type", "")))
        file = world.files.add(kind, data, *names, int(ask.get("size") or 0), str(ask.get("file_id", "")))
    if "expired" in ask:
        file.expired = bool(ask["expired"])
    return file


def send_file(world: World, ask: Json, kind: str) -> Json:
    """A photo, a voice message, a document and so on."""
    file = register(world, ask, kind)
    done = incoming(world, ask, content_of(kind, file, world.files, ask))
    return {**done, "file_id": file.file_id}


def locate(world: World, ask: Json) -> Json:
    """A location, live if `live_period` is given."""
    names = ("latitude", "longitude", "horizontal_accuracy", "live_period", "heading")
    return incoming(world, ask, {"location": {name: ask[name] for name in names if name in ask}})


def give_contact(world: World, ask: Json) -> Json:
    """A contact card."""
    names = ("phone_number", "first_name", "last_name", "user_id")
    return incoming(world, ask, {"contact": {"first_name": "", **{name: ask[name] for name in names if name in ask}}})


def press(world: World, ask: Json) -> Json:
    """A press on an inline button the message really has."""
    user = person(world, ask)
    chat = world.meet(int(ask["chat"]), str(ask.get("business") or ""))
    message: Json = chat.messages.get(int(ask["message_id"])) or {}
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    if not any(button.get("callback_data") == ask["data"] for row in rows for button in row):
        raise Refused(404, f"message {ask['message_id']} has no button with data {ask['data']!r}")
    query_id = str(4_000_000_000 + len(world.presses))
    world.presses[query_id] = (world.clock.now(), chat)
    query: Json = {"id": query_id, "from": user, "message": message, "data": ask["data"]}
    query["chat_instance"] = f"ci{chat.id}"
    return {"callback_query_id": query_id, "update_id": world.queue.push({"callback_query": query})}


def change(world: World, ask: Json) -> Json:
    """A person edits their own message: give `text`, `caption` or `location`."""
    chat = place(world, ask)
    message: Json = chat.messages[int(ask["message_id"])]
    new: Json = {name: ask[name] for name in ("text", "caption", "location") if name in ask}
    edited = {**message, **new, "edit_date": world.clock.today()}
    chat.messages[message["message_id"]] = edited
    kind = "edited_business_message" if chat.business else "edited_message"
    return {"update_id": world.queue.push({kind: edited})}


def take_back(world: World, ask: Json) -> Json:
    """A person deletes messages. In a chat with the bot Telegram tells nobody; in a business chat it does."""
    chat = place(world, ask)
    numbers = [number for number in ask["message_ids"] if chat.messages.pop(number, None)]
    if not chat.business:
        return {"update_id": None}
    gone: Any = {"business_connection_id": chat.business, "chat": chat.about, "message_ids": numbers}
    return {"update_id": world.queue.push({"deleted_business_messages": gone})}


def react(world: World, ask: Json) -> Json:
    """A person puts an emoji on a message, or takes it off with an empty one."""
    chat, number = place(world, ask), int(ask["message_id"])
    old, new = chat.reactions.get(number, ""), str(ask.get("emoji", ""))
    chat.reactions[number] = new
    update = {
        "chat": chat.about, "message_id": number, "user": person(world, ask), "date": world.clock.today(),
        "old_reaction": [{"type": "emoji", "emoji": old}] if old else [],
        "new_reaction": [{"type": "emoji", "emoji": new}] if new else [],
    }  # fmt: skip
    return {"update_id": world.queue.push({"message_reaction": update})}
