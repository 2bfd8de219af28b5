"""An outgoing message as it is stored: only what is not as usual, so that the rows stay small."""

from __future__ import annotations

from dataclasses import fields
from operator import attrgetter
from typing import Any

import orjson

from models.messages import Button, FileRef, Outbound, Pin

_USUAL = {field.name: field.default for field in fields(Outbound)}
_all = attrgetter(*_USUAL)


def pack(message: Outbound) -> bytes:
    """The message as JSON."""
    said = {name: value for (name, usual), value in zip(_USUAL.items(), _all(message), strict=True) if value != usual}
    if message.rows:
        said["rows"] = [[tuple(button) for button in row] for row in message.rows]
    return orjson.dumps(said)


def unpack(packed: bytes) -> Outbound:
    """What was packed, by this version or an older one. Raises `ValueError`, `TypeError` and `LookupError`."""
    said: dict[str, Any] = orjson.loads(packed)
    said["rows"] = tuple(tuple(_button(one) for one in row) for row in said.get("rows", ()))
    said["cases"] = tuple(said.get("cases", ()))
    if said.get("pin"):
        said["pin"] = Pin(**said["pin"])
    if said.get("file"):
        said["file"] = FileRef(**said["file"])
    return Outbound(**said)


def _button(said: Any) -> Button:
    """Older versions wrote the names of its parts beside them."""
    return Button(**said) if isinstance(said, dict) else Button(*said)
