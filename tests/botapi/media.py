"""Sending files: uploads and file ids become photos, voices and the rest."""

from typing import Any

from .files import content_of
from .messages import caption_of, send
from .wire import Call, Json, Refused, Upload, bad
from .world import World

FIELDS = {
    "sendPhoto": "photo", "sendVoice": "voice", "sendAudio": "audio", "sendVideo": "video",
    "sendVideoNote": "video_note", "sendAnimation": "animation", "sendDocument": "document", "sendSticker": "sticker",
}  # fmt: skip
DETAILS = ["duration", "title", "performer", "width", "height", "length"]
LARGEST = 50_000_000
LARGEST_PHOTO = 10_000_000


def send_media(world: World, call: Call) -> Json:
    """sendPhoto, sendVoice and the other methods that send one file."""
    kind = FIELDS[call.method]
    chat = world.chat(call.params)
    caption = caption_of(call.params)
    content = _content(world, kind, call.files.get(kind) or call.params.get(kind), call)
    return send(world, chat, call.params, {**content, **caption})


def send_media_group(world: World, call: Call) -> list[Json]:
    """sendMediaGroup: two to ten files, one message each, with the same media_group_id."""
    chat = world.chat(call.params)
    items = call.params.get("media")
    if not isinstance(items, list) or not 2 <= len(items) <= 10:
        raise bad("there must be 2-10 items in the media group" if items else "there are no media in the request")
    contents: list[Json] = []
    for item in items:
        caption = caption_of(item)
        contents.append({**_content(world, item["type"], item.get("media"), call), **caption})
    group = {"media_group_id": str(13_000_000 + len(world.calls))}
    params = {name: value for name, value in call.params.items() if name != "reply_markup"}
    return [send(world, chat, params, {**content, **group}) for content in contents]


def _content(world: World, kind: str, source: Any, call: Call) -> Json:
    """The media part of a message, from an upload, a file id or an address."""
    if isinstance(source, str) and source.startswith("attach://"):
        source = call.files.get(source[9:])
    if isinstance(source, Upload):
        if len(source.data) > (LARGEST_PHOTO if kind == "photo" else LARGEST):
            raise Refused(413, "Request Entity Too Large")
        if not source.data:
            raise bad("file must be non-empty")
        file = world.files.add(kind, source.data, source.name, source.mime)
    elif not source:
        raise bad(f"there is no {kind.replace('_', ' ')} in the request")
    elif str(source).startswith(("http://", "https://")):
        file = world.files.add(kind, b"from " + str(source).encode(), str(source).rsplit("/", 1)[-1], "")
    else:
        found = world.files.by_id.get(str(source))
        if found is None:
            raise bad("wrong file identifier/HTTP URL specified")
        file = found
    # Only what the bot may say about a file: its own call carries a caption and a chat as well.
    more: Json = {name: call.params[name] for name in DETAILS if name in call.params}
    return content_of(kind, file, world.files, more)
