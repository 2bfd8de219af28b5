"""The control interface: what tests may do to this Telegram, and see of it."""

from collections.abc import Callable
from typing import Any

import orjson
from aiohttp import web

from . import people
from .chats import Chat
from .wire import Json, Refused
from .world import World

BLOCKED = {"open": "member", "blocked": "kicked", "deactivated": "kicked"}
RIGHTS = {"can_reply": True, "can_read_messages": True, "can_delete_sent_messages": True}


async def control(world: World, request: web.BaseRequest, path: str) -> Any:
    """Do one control call; the answer goes out as JSON."""
    ask: Any = dict(request.query)
    if request.method == "POST":
        body = await request.content.read()
        given = orjson.loads(body) if body else {}
        ask = {**ask, **given} if isinstance(given, dict) else given
    if request.method == "DELETE":
        path = f"no-{path}"
    if path.startswith("chat/"):
        ask, path = {**ask, "chat": path[5:]}, "chat"
    if path in people.MEDIA:
        return people.send_file(world, ask, path)
    done = CONTROLS.get(path)
    if done is None:
        raise Refused(404, f"no control called {path}; known: {', '.join(sorted(CONTROLS))}")
    return done(world, ask)


def push(world: World, ask: Any) -> list[int | None]:
    """Queue updates: objects, with or without an update_id, or raw texts."""
    return [world.queue.push(update) for update in (ask if isinstance(ask, list) else [ask])]


def sent(world: World, ask: Json) -> list[Json]:
    """Calls made by the bot, but getUpdates; `chat`, `method` and `since` (a call's n) narrow it down."""
    chat = int(ask["chat"]) if ask.get("chat") else None
    method = ask.get("method")
    calls = world.calls[int(ask.get("since") or 0) :]
    return [
        call.described()
        for call in calls
        if (chat is None or call.params.get("chat_id") == chat) and (not method or call.method == method)
    ]


def view(world: World, ask: Json) -> Json:
    """The conversation as the person sees it now; an unknown chat is empty."""
    key = (str(ask.get("business") or ""), int(ask["chat"]))
    chat = world.chats.get(key)
    if chat is None:
        return {**Chat({"id": key[1]}, key[0]).view(), "state": "unknown"}
    return chat.view()


def fates(world: World, ask: Json) -> Json:
    """What became of updates that are no longer waiting."""
    world.queue.expire()
    queue = world.queue
    return {
        "confirmed": queue.confirmed, "forgotten": queue.forgotten, "lost": queue.lost,
        "not_allowed": queue.refused_kinds, "polls": world.polls,
    }  # fmt: skip


def pending(world: World, ask: Json) -> list[int]:
    """Ids of the updates nobody has confirmed."""
    world.queue.expire()
    return [queued.update_id for queued in world.queue.pending.values()]


def push_clock(world: World, ask: Json) -> float:
    """Let `seconds` pass at once; answers the server's time."""
    world.clock.pushed += float(ask.get("seconds") or 0)
    world.queue.expire()
    return world.clock.now()


def block(world: World, ask: Json) -> Json:
    """A person blocks the bot, unblocks it (`state` "open"), or their account is gone ("deactivated")."""
    chat, state = people.place(world, ask), str(ask.get("state", "blocked"))
    old, new, chat.state = BLOCKED[chat.state], BLOCKED[state], state
    # Telegram tells the bot of a block, but not of an account that is gone.
    if old == new or state == "deactivated" or ask.get("quiet"):
        return {"update_id": None}
    change = {
        "chat": chat.about, "from": people.person(world, ask), "date": world.clock.today(),
        "old_chat_member": _member(world, old), "new_chat_member": _member(world, new),
    }  # fmt: skip
    return {"update_id": world.queue.push({"my_chat_member": change})}


def _member(world: World, status: str) -> Json:
    return {"user": world.me, "status": status, **({"until_date": 0} if status == "kicked" else {})}


def connect(world: World, ask: Json) -> Json:
    """Connect a business account (`id`, `user`, `rights`, `is_enabled`), or change a connection.

    A new connection of the same account takes over its chats. With `quiet` the bot is told nothing.
    """
    user = int(ask.get("user", 777))
    connection = {
        "id": str(ask["id"]),
        "user": {"id": user, "is_bot": False, "first_name": str(ask.get("first_name", "HRO"))},
        "user_chat_id": user,
        "date": world.clock.today(),
        "rights": ask.get("rights", RIGHTS),
        "is_enabled": bool(ask.get("is_enabled", True)),
    }
    older = [one["id"] for one in world.connections.values() if one["user"]["id"] == user]
    world.connections[connection["id"]] = connection
    for key in [key for key in world.chats if key[0] in older]:
        chat = world.chats.pop(key)
        chat.business = connection["id"]
        world.chats[(chat.business, key[1])] = chat
    if ask.get("quiet"):
        return {"update_id": None}
    return {"update_id": world.queue.push({"business_connection": connection})}


def meet(world: World, ask: Json) -> Json:
    """Make a chat known to the bot without any update, such as the coordinators' group."""
    return people.place(world, ask, people.person(world, ask)).about


def members(world: World, ask: Json) -> int:
    """So many are in a group, the bot among them."""
    world.members[int(ask["chat"])] = int(ask["count"])
    return int(ask["count"])


def file(world: World, ask: Json) -> Json:
    """Register a file (`data` in base64, or `size`), or mark one `expired`."""
    return people.register(world, ask, str(ask.get("kind", "document"))).described()


def fault(world: World, ask: Json) -> int:
    """Add a fault rule; answers how many there are."""
    rule = world.faults.add(ask)
    if rule.kind == "migrate":
        world.meet(rule.to_chat)
    return len(world.faults.rules)


def no_faults(world: World, ask: Json) -> bool:
    """Everything works again."""
    world.faults.rules.clear()
    return True


def limits(world: World, ask: Json) -> Json:
    """Switch Telegram's sending limits on or off."""
    return world.limits.set(ask)


def texts(world: World, ask: Json) -> list[Json]:
    """Commands and descriptions the bot has set, with scope and language."""
    return [{"what": key[0], "scope": key[1], "language": key[2], "value": value} for key, value in world.texts.items()]


CONTROLS: dict[str, Callable[[World, Any], Any]] = {
    "updates": push, "sent": sent, "chat": view, "confirmed": fates, "pending": pending, "clock": push_clock,
    "block": block, "members": members, "connection": connect, "meet": meet, "files": file, "faults": fault,
    "no-faults": no_faults, "limits": limits, "texts": texts, "say": people.say, "press": people.press,
    "location": people.locate, "contact": people.give_contact, "edit": people.change, "delete": people.take_back,
    "react": people.react,
}  # fmt: skip
