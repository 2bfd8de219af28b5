"""What the bot says about itself, and what it may ask about chats."""

import re
from typing import Any

import orjson

from .wire import Call, Json, bad
from .world import World

LONGEST = {
    "setMyDescription": ("description", 512),
    "setMyShortDescription": ("short_description", 120),
    "setMyName": ("name", 64),
}


def get_me(world: World, call: Call) -> Json:
    """getMe."""
    return {
        **world.me,
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": True,
        "has_main_web_app": False,
    }


def _language(params: Json) -> str:
    code = str(params.get("language_code") or "")
    if code and not re.fullmatch(r"[a-z]{2}", code):
        raise bad("invalid language_code specified")
    return code


def _scope(params: Json) -> str:
    scope = params.get("scope") or {"type": "default"}
    return orjson.dumps(scope, option=orjson.OPT_SORT_KEYS).decode()


def set_commands(world: World, call: Call) -> bool:
    """setMyCommands, kept for each scope and language."""
    commands = call.params.get("commands") or []
    if len(commands) > 100:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", str(command.get("command", ""))):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= len(str(command.get("description", ""))) <= 256:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    world.texts[("commands", _scope(call.params), _language(call.params))] = commands
    return True


def get_commands(world: World, call: Call) -> Any:
    """getMyCommands for exactly this scope and language."""
    return world.texts.get(("commands", _scope(call.params), _language(call.params)), [])


def delete_commands(world: World, call: Call) -> bool:
    """deleteMyCommands for exactly this scope and language."""
    world.texts.pop(("commands", _scope(call.params), _language(call.params)), None)
    return True


def set_text(world: World, call: Call) -> bool:
    """setMyDescription, setMyShortDescription, setMyName, kept for each language."""
    field, longest = LONGEST[call.method]
    text = str(call.params.get(field) or "")
    if len(text) > longest:
        raise bad(f"bot {field.replace('_', ' ')} is too long")
    world.texts[(field, "", _language(call.params))] = text
    return True


def get_text(world: World, call: Call) -> Json:
    """getMyDescription and the like; without one in the language, the general one."""
    field = LONGEST["s" + call.method[1:]][0]
    general = world.texts.get((field, "", ""), "")
    return {field: world.texts.get((field, "", _language(call.params)), general)}


def get_file(world: World, call: Call) -> Json:
    """getFile."""
    return world.files.link(str(call.params.get("file_id", "")))


def get_chat(world: World, call: Call) -> Json:
    """getChat."""
    chat = world.chat(call.params)
    return {**chat.about, "accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": dict.fromkeys(
        ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
    )}  # fmt: skip


def count_members(world: World, call: Call) -> int:
    """getChatMemberCount: as many as the test says, or the bot and everybody who has written."""
    chat = world.chat(call.params)
    if chat.id in world.members:
        return world.members[chat.id]
    people = {message["from"]["id"] for message in chat.messages.values()} - {world.me["id"]}
    return 1 + max(1, len(people))


def get_connection(world: World, call: Call) -> Json:
    """getBusinessConnection; a disabled one can still be asked about."""
    found = world.connections.get(str(call.params.get("business_connection_id", "")))
    if found is None:
        raise bad("business connection not found")
    return found


def set_webhook(world: World, call: Call) -> bool:
    """setWebhook."""
    params = call.params
    url, secret = str(params.get("url") or ""), str(params.get("secret_token") or "")
    world.webhook.set(url, secret, int(params.get("max_connections") or 40))
    _drop_and_allow(world, params)
    return True


def delete_webhook(world: World, call: Call) -> bool:
    """deleteWebhook."""
    world.webhook.stop()
    _drop_and_allow(world, {"drop_pending_updates": call.params.get("drop_pending_updates")})
    return True


def _drop_and_allow(world: World, params: Json) -> None:
    if params.get("drop_pending_updates"):
        world.queue.forget_all()
    kinds = params.get("allowed_updates")
    world.queue.allow(kinds if isinstance(kinds, list) else None)


def webhook_info(world: World, call: Call) -> Json:
    """getWebhookInfo."""
    return world.webhook.info()
