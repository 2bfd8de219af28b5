"""Telegram's updates as wire files, and what of them stands in a table."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.channels.telegram import Telegram
from models.messages import Attachment, Connection, Inbound, Kind

WIRE = Path(__file__).parents[1] / "wire" / "telegram"
AMAL, LEA, GROUP, PHONE = "5123456789", "6001002003", "-1001987654321", "777000111"
BUSINESS = "bc-Q7xk2PzL"
HER_BUSINESS_CHAT = f"business:{BUSINESS}:{AMAL}"
SENT = datetime(2026, 11, 22, 6, 46, 40, tzinfo=UTC)
EVERY_FILE = sorted(path.stem for path in WIRE.glob("*.json"))


def wire(name: str) -> bytes:
    return (WIRE / f"{name}.json").read_bytes()


def telegram() -> Telegram:
    return Telegram("123:TEST", "http://127.0.0.1:9")


def said(kind: Kind, wire_id: str, text: str = "", **more: Any) -> Inbound:
    """A message that Amal wrote to the bot."""
    return replace(bare(kind, AMAL, wire_id=wire_id, sender=AMAL, text=text, language_code="ar", sent_at=SENT), **more)


def bare(kind: Kind, address: str, **more: Any) -> Inbound:
    return Inbound("telegram", "123", address, kind, **more)


def in_group(wire_id: str, kind: Kind, text: str, **more: Any) -> Inbound:
    return said(kind, wire_id, text, address=GROUP, sender=LEA, language_code="fr", room=True, **more)


def pressed(wire_id: str, option: str, target: str = "", **more: Any) -> Inbound:
    press = bare(Kind.PRESS, AMAL, wire_id=wire_id, option=option, target=target)
    return replace(press, **{"sender": AMAL, "language_code": "ar", **more})


def file(kind: str, file_id: str, unique_id: str, size: int | None, **more: Any) -> dict[str, Any]:
    return {"attachments": (Attachment(kind, file_id, unique_id, size, **more),)}


def by_hand(wire_id: str, text: str, *, kind: Kind = Kind.TEXT, **more: Any) -> Inbound:
    """A message that the phone's own account sent to Amal."""
    ours = {"address": HER_BUSINESS_CHAT, "business": BUSINESS, "sender": PHONE, "language_code": "", "from_us": True}
    return said(kind, wire_id, text, **ours, **more)


def connected(*, enabled: bool, **more: Any) -> Inbound:
    """The phone's own account tells how it is connected to the bot."""
    told = Connection(BUSINESS, PHONE, "HRO Calais @hro_calais", enabled, **more)
    return bare(Kind.CONNECTION, PHONE, text=f"{'connected' if enabled else 'ended'} {BUSINESS}", connection=told)
