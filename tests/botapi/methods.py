"""The list of methods this server knows."""

from collections.abc import Callable
from typing import Any

from . import edits, media, messages, profile
from .wire import Call
from .world import World

METHODS: dict[str, Callable[[World, Call], Any]] = {
    "getMe": profile.get_me,
    "getMyCommands": profile.get_commands,
    "setMyCommands": profile.set_commands,
    "deleteMyCommands": profile.delete_commands,
    "setMyDescription": profile.set_text,
    "getMyDescription": profile.get_text,
    "setMyShortDescription": profile.set_text,
    "getMyShortDescription": profile.get_text,
    "setMyName": profile.set_text,
    "getMyName": profile.get_text,
    "setWebhook": profile.set_webhook,
    "deleteWebhook": profile.delete_webhook,
    "getWebhookInfo": profile.webhook_info,
    "getFile": profile.get_file,
    "getChat": profile.get_chat,
    "getChatMemberCount": profile.count_members,
    "getBusinessConnection": profile.get_connection,
    "sendMessage": messages.send_message,
    "sendLocation": messages.send_location,
    "sendVenue": messages.send_location,
    "sendContact": messages.send_contact,
    "sendChatAction": messages.send_chat_action,
    **dict.fromkeys(media.FIELDS, media.send_media),
    "sendMediaGroup": media.send_media_group,
    "editMessageText": edits.edit,
    "editMessageCaption": edits.edit,
    "editMessageReplyMarkup": edits.edit,
    "deleteMessage": edits.delete_message,
    "deleteMessages": edits.delete_messages,
    "deleteBusinessMessages": edits.delete_business_messages,
    "answerCallbackQuery": edits.answer_press,
    "setMessageReaction": edits.react,
}

# Telegram takes method names in any case.
SPELLED = {name.lower(): name for name in (*METHODS, "getUpdates")}
