"""Keyboards under messages: what Telegram accepts."""

from typing import Any

from .chats import Chat
from .wire import Json, bad

MOST_BUTTONS = 100
ACTIONS = [
    "callback_data",
    "url",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
]
NOT_IN_BUSINESS = (
    "web_app",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
)


def inline_keyboard(markup: Any, chat: Chat) -> Json | None:
    """The inline keyboard in a reply_markup, checked; None if there is none."""
    if not isinstance(markup, dict) or not markup:
        return None
    rows = markup.get("inline_keyboard")
    if rows is None:
        if chat.business:
            raise bad("only inline keyboards are allowed in messages sent on behalf of a business account")
        return None
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
    buttons = [button for row in rows for button in row]
    if len(buttons) > MOST_BUTTONS:
        raise bad("REPLY_MARKUP_TOO_LONG")
    for button in buttons:
        _check_button(button, chat)
    return {"inline_keyboard": [row for row in rows if row]} if buttons else None


def _check_button(button: Any, chat: Chat) -> None:
    if not isinstance(button, dict):
        raise bad("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
    if not isinstance(button.get("text"), str) or not button["text"].strip():
        raise bad('can\'t parse inline keyboard button: Field "text" must be a non-empty String')
    if not any(name in button for name in ACTIONS):
        raise bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    data = button.get("callback_data")
    if data is not None and not 1 <= len(str(data).encode()) <= 64:
        raise bad("BUTTON_DATA_INVALID")
    if chat.business and any(name in button for name in NOT_IN_BUSINESS):
        raise bad("BUTTON_TYPE_INVALID")


def show_keyboard(markup: Any, chat: Chat, message_id: int) -> None:
    """Put up or take away the big keyboard under the input field."""
    if not isinstance(markup, dict) or "inline_keyboard" in markup:
        return
    if markup.get("remove_keyboard"):
        chat.keyboard = []
    rows = markup.get("keyboard")
    if rows is None:
        return
    for button in (button for row in rows for button in row):
        wants = isinstance(button, dict) and (button.get("request_location") or button.get("request_contact"))
        if wants and chat.id < 0:
            raise bad("phone number and location can be requested in private chats only")
    chat.keyboard = [[button["text"] if isinstance(button, dict) else str(button) for button in row] for row in rows]
    # Telegram lets a bot edit only messages without a keyboard or with an inline one.
    chat.plain_keyboards.add(message_id)
