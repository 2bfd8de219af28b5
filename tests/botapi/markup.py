"""Formatted text: HTML becomes plain text and entities, as Telegram does it."""

import html
import re

from .wire import Json, bad

NAMES = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "code": "code", "pre": "pre",
    "a": "text_link", "blockquote": "blockquote", "tg-spoiler": "spoiler", "span": "spoiler",
    "tg-emoji": "custom_emoji",
}  # fmt: skip
TAG = re.compile(r"<(/?)([a-zA-Z0-9-]*)([^>]*)>|<")


def units(text: str) -> int:
    """The length of a text as Telegram counts entity offsets: UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def plain(text: str, mode: str) -> tuple[str, list[Json]]:
    """The text a person sees, and its entities; only HTML is read, Markdown is passed on as it is."""
    if mode.lower() != "html":
        return text, []
    out, at, opened, found = "", 0, [], []
    for tag in TAG.finditer(text):
        out += html.unescape(text[at : tag.start()])
        at = tag.end()
        name = (tag[2] or "").lower()
        if name not in NAMES:
            kind = "end" if tag[1] else "start"
            where = _bytes(text, tag.start())
            raise bad(f'can\'t parse entities: Unsupported {kind} tag "{name}" at byte offset {where}')
        if not tag[1]:
            opened.append((name, units(out), tag[3]))
            continue
        if not opened or opened[-1][0] != name:
            raise bad(f"can't parse entities: Unexpected end tag at byte offset {_bytes(text, tag.start())}")
        _, start, more = opened.pop()
        found.append(_entity(name, start, units(out) - start, more))
    if opened:
        raise bad(f"can't parse entities: Can't find end tag corresponding to start tag \"{opened[-1][0]}\"")
    out += html.unescape(text[at:])
    return out, sorted((entity for entity in found if entity["length"]), key=lambda entity: int(entity["offset"]))


def _entity(name: str, offset: int, length: int, more: str) -> Json:
    entity: Json = {"type": NAMES[name], "offset": offset, "length": length}
    link = re.search(r'href="([^"]*)"', more)
    if link:
        entity["url"] = html.unescape(link[1])
    return entity


def _bytes(text: str, at: int) -> int:
    return len(text[:at].encode())
