"""What can still be read of a message that failed: its words, else what kind of thing it was. Never raises."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from bot.channels.base import Channel
from models.messages import Inbound, Kind, fit

WORDS = ("text", "caption")
THINGS = (
    "voice", "audio", "photo", "video_note", "video", "animation", "document", "sticker", "location", "place",
    "contact", "poll", "story", "file",
)  # fmt: skip
PRESSES = ("press", "callback_query")
"""What was pressed has our own words in it, and none of hers."""
NOT_HERS = ("reply_markup", "reply_to_message", "external_reply", "quote", "pinned_message", *PRESSES)
"""Below these is what was said before, by whomever."""
DEEPEST = 12
LONGEST = 4000


def salvage(channel: Channel | None, name: str, account: str, address: str, raw: bytes) -> Inbound:
    """The message as far as it can be read. Its text is her words, or in brackets what kind of thing it was."""
    bare = Inbound(channel=name, account=account, address=address, kind=Kind.UNKNOWN)
    try:
        read = channel.read(raw) if channel else bare
    except Exception:
        read = bare
    words = read.text if read.kind is not Kind.UNKNOWN else ""
    kind = f"({read.attachments[0].kind})" if read.attachments else ""
    # Half a letter (a lone surrogate) can be the very thing that made it fail.
    text = (words or kind or _dig(raw)).encode(errors="replace").decode()
    return replace(
        bare,
        wire_id=read.wire_id,
        attachments=read.attachments,
        language_code=read.language_code,
        text=fit(text, LONGEST),
    )


def _dig(raw: bytes) -> str:
    """Words of hers found anywhere in it, else the name of something we know."""
    text = raw.decode(errors="replace")
    try:
        found = json.loads(text)
        pairs = list(_pairs(found, 0))
    except (ValueError, RecursionError):
        return text.strip() or "(?)"
    if isinstance(found, dict) and any(press in found for press in PRESSES):
        return "(press)"
    said = [value for key, value in pairs if key in WORDS and isinstance(value, str) and value.strip()]
    kinds = [thing for thing in THINGS if any(key == thing for key, _value in pairs)]
    return "\n".join(said) or (f"({kinds[0]})" if kinds else "(?)")


def _pairs(found: Any, depth: int) -> Iterator[tuple[str, Any]]:
    if depth > DEEPEST:
        return
    if isinstance(found, dict):
        for key, value in found.items():
            yield str(key), value
            if key not in NOT_HERS:
                yield from _pairs(value, depth + 1)
    elif isinstance(found, list):
        for value in found:
            yield from _pairs(value, depth + 1)
