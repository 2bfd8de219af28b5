"""Case codes in what the team reads: pressed on Telegram they open the case (t.me/BOT?start=CODE)."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from bot.channels.telegram_sending import Call, Json, units

LINK = "https://t.me/{name}?start={code}"
WORD = re.compile(r"\w+")
"""A code is one word. A pattern of the codes themselves would be compiled anew for every message."""
FIELDS = {"text": "entities", "caption": "caption_entities"}


def linking(call: Call, cases: Collection[str], name: str) -> Call:
    """Calls Telegram with a link under each of these codes, wherever one stands; `name` is the bot's own."""

    async def linked(method: str, body: Json) -> Any:
        for field, entities in FIELDS.items():
            if isinstance(said := body.get(field), str) and (found := links(said, cases, name)):
                body = {**body, entities: found}
        return await call(method, body)

    return linked


def links(text: str, cases: Collection[str], name: str) -> list[Json]:
    """The links in a text, as Telegram takes them: places and lengths in UTF-16 code units."""
    return [
        {
            "type": "text_link",
            "offset": units(text[: found.start()]),
            "length": units(found[0]),
            "url": LINK.format(name=name, code=found[0]),
        }
        for found in WORD.finditer(text)
        if found[0] in cases
    ]
