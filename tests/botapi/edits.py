"""Changing what was sent: edits, deletions, reactions, and the answers to pressed buttons."""

from typing import Any

from .chats import Chat
from .keyboards import inline_keyboard
from .messages import caption_of, may_write, text_of
from .wire import Call, Json, bad
from .world import World

SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content "
    "and reply markup of the message"
)
MEDIA = ("photo", "voice", "audio", "video", "video_note", "animation", "document", "sticker")
DELETABLE_FOR = 48 * 3600
PRESS_HOLDS = 900


def edit(world: World, call: Call) -> Json:
    """editMessageText, editMessageCaption and editMessageReplyMarkup."""
    chat, params = world.chat(call.params), call.params
    message = _own(world, chat, params.get("message_id"))
    changed: Json = {}
    dropped: tuple[str, ...] = ()
    if call.method == "editMessageText":
        if "text" not in message:
            raise bad("there is no text in the message to edit")
        changed, dropped = text_of(params), ("entities",)
    elif call.method == "editMessageCaption":
        if not any(kind in message for kind in MEDIA):
            raise bad("there is no caption in the message to edit")
        changed, dropped = caption_of(params), ("caption", "caption_entities")
    keyboard = inline_keyboard(params.get("reply_markup"), chat)
    # An edit without a keyboard takes the old one away; that is Telegram's rule, and a common surprise.
    kept = {name: value for name, value in message.items() if name not in dropped and name != "reply_markup"}
    edited = {**kept, **changed, **({"reply_markup": keyboard} if keyboard else {})}
    if edited == message:
        raise bad(SAME)
    if call.method != "editMessageReplyMarkup":
        edited["edit_date"] = world.clock.today()
    chat.messages[message["message_id"]] = edited
    return edited


def _own(world: World, chat: Chat, number: Any) -> Json:
    if chat.business:
        may_write(world, chat)
    message = chat.messages.get(number)
    if message is None:
        raise bad("message to edit not found")
    mine = message["from"] is world.me or message.get("sender_business_bot") is world.me
    if not mine or number in chat.plain_keyboards:
        raise bad("message can't be edited")
    return message


def _own_chat(world: World, call: Call) -> Chat:
    """A chat with the bot itself: these methods know no business connection, and overlook one that is given."""
    return world.chat({name: value for name, value in call.params.items() if name != "business_connection_id"})


def delete_message(world: World, call: Call) -> bool:
    """deleteMessage."""
    chat = _own_chat(world, call)
    message = chat.messages.get(call.params.get("message_id", 0))
    if message is None:
        raise bad("message to delete not found")
    if message["date"] < world.clock.now() - DELETABLE_FOR:
        raise bad("message can't be deleted for everyone")
    del chat.messages[message["message_id"]]
    return True


def delete_messages(world: World, call: Call) -> bool:
    """deleteMessages: unknown ones are passed over, as Telegram does."""
    return _delete(world, _own_chat(world, call), call.params.get("message_ids"))


def delete_business_messages(world: World, call: Call) -> bool:
    """deleteBusinessMessages: the connection alone says where, so all ids must be of one chat. Age does not matter.

    One right is for what the bot sent, another for all.
    """
    business = str(call.params.get("business_connection_id") or "")
    rights = world.connection(business).get("rights", {})
    if not (rights.get("can_delete_all_messages") or rights.get("can_delete_sent_messages")):
        raise bad("BUSINESS_CONNECTION_NOT_ALLOWED")
    numbers = call.params.get("message_ids") or []
    for chat in world.chats.values():
        if chat.business == business and any(number in chat.messages for number in numbers):
            found = [chat.messages[number] for number in numbers if number in chat.messages]
            mine = all(message.get("sender_business_bot") for message in found)
            if not mine and not rights.get("can_delete_all_messages"):
                raise bad("MESSAGE_DELETE_FORBIDDEN")
            return _delete(world, chat, numbers, oldest=0)
    return True


def _delete(world: World, chat: Chat, numbers: Any, oldest: float | None = None) -> bool:
    if not isinstance(numbers, list) or not numbers:
        raise bad("message identifiers are not specified")
    if len(numbers) > 100:
        raise bad("too many message identifiers specified")
    oldest = world.clock.now() - DELETABLE_FOR if oldest is None else oldest
    for number in numbers:
        if number in chat.messages and chat.messages[number]["date"] >= oldest:
            del chat.messages[number]
    return True


def answer_press(world: World, call: Call) -> bool:
    """answerCallbackQuery: only for a button somebody pressed within the last minutes."""
    pressed = world.presses.get(str(call.params.get("callback_query_id", "")))
    if pressed is None or pressed[0] < world.clock.now() - PRESS_HOLDS:
        raise bad("query is too old and response timeout expired or query ID is invalid")
    text = str(call.params.get("text") or "")
    if len(text) > 200:
        raise bad("MESSAGE_TOO_LONG")
    if text:
        pressed[1].toasts.append(text)
    return True


def react(world: World, call: Call) -> bool:
    """setMessageReaction: one emoji at most for a bot."""
    chat, number = _own_chat(world, call), call.params.get("message_id", 0)
    if number not in chat.messages:
        raise bad("message to react not found")
    wished = call.params.get("reaction") or []
    if len(wished) > 1:
        raise bad("REACTIONS_TOO_MANY")
    chat.reactions.pop(number, None)
    if wished:
        chat.reactions[number] = str(wished[0].get("emoji", ""))
    return True
