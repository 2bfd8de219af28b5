"""Phones of which some write to the HRO phone's own account instead of to the bot, and that account itself.

The demo's messenger with Telegram's rules for such chats: what arrives there names the connection, what leaves must
name the one that stands, nothing may leave without the right to reply or a day after her last message, no keyboard for
a location, and what is removed has no age.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.channels.base import Label, Refused
from bot.channels.demo import Demo
from bot.clock import PushedClock
from models.messages import BUSINESS, Connection, Inbound, Kind, Outbound

DAY = timedelta(hours=24)
RIGHTS = frozenset({"can_reply", "can_read_messages", "can_delete_sent_messages", "can_delete_all_messages"})


class Phones(Demo):
    """The demo messenger, telling the test what reaches a phone; `callers` write to the account of `owner`."""

    def __init__(self, phones: Iterable[str], clock: PushedClock, hear: Callable[[str, Outbound, str], None]) -> None:
        super().__init__(phones, now=clock.now)
        self.callers: set[str] = set()
        self.owner = ""
        self.connection_id, self.enabled, self.rights = "", False, RIGHTS
        self.heard_at: dict[str, datetime] = {}
        self.forgotten = False
        self.removing: Callable[[str, str], Awaitable[None]] | None = None
        """What happens just before something is removed from a chat of the account."""
        self._clock, self._hear = clock, hear

    async def connect(self, connection: str, *, enabled: bool = True, rights: frozenset[str] = RIGHTS) -> None:
        """The account is connected to the bot, or this changes; without `told` the bot hears nothing of it."""
        self.connection_id, self.enabled, self.rights = connection, enabled, rights
        await self.post({"phone": self.owner, "connection": self._told()})

    def _told(self, *, asked: bool = False) -> dict[str, object]:
        told: dict[str, object] = {"id": self.connection_id, "enabled": self.enabled, "rights": sorted(self.rights)}
        return {**told, "asked": asked}

    async def connection(self, name: str) -> bytes:
        """What a bot is told when it asks."""
        if self.forgotten or name != self.connection_id:
            raise Refused("business connection not found")
        told = {"connection": self._told(asked=True), "phone": self.owner, "id": "asked"}
        return json.dumps({**told, "sent_at": self.screens.stamp()}).encode()

    def label(self, raw: bytes) -> Label:
        label = super().label(raw)
        document = json.loads(raw) if label.address else {}
        return label._replace(address=_address(document)) if "business" in document else label

    def read(self, raw: bytes) -> Inbound:
        message, document = super().read(raw), json.loads(raw)
        if self.owner and (told := document.get("connection")):
            rights = frozenset(told["rights"])
            connection = Connection(told["id"], self.owner, "HRO", told["enabled"], rights, told["asked"])
            return replace(message, kind=Kind.CONNECTION, connection=connection)
        if "business" not in document:
            return message
        ids = str(document.get("delete", ""))
        return replace(
            message,
            address=_address(document),
            business=document["business"],
            text=ids or message.text,
            from_us=document.get("by") == self.owner,
            automatic=bool(document.get("automatic")),
        )

    def first_of(self, wire_id: str) -> str:
        """The id under which a phone shows a message, by the wire id of any of its states: here they are the same."""
        return wire_id

    def address_of(self, name: str) -> str:
        """The address under which the messenger knows somebody: here it is her name."""
        return name

    def vanish(self, phone: str) -> None:
        """Somebody blocks the bot, and it is told nothing of it."""
        self.screens.block(phone, blocked=True)

    async def send(self, address: str, message: Outbound, *, edits: str = "", content: bytes | None = None) -> str:
        phone = self._checked(address, message)
        wire_id = await super().send(phone, message, edits=edits, content=content)
        self._hear(phone, message, edits)
        return wire_id

    def _checked(self, address: str, message: Outbound) -> str:
        if not address.startswith(BUSINESS):
            assert address not in self.callers, "this phone never wrote to the bot itself"
            return address
        connection, _colon, phone = address.removeprefix(BUSINESS).rpartition(":")
        if connection != self.connection_id or not self.enabled or "can_reply" not in self.rights:
            raise AssertionError("tried in vain: the account does not let the bot write")
        if self._clock.now() - self.heard_at[phone] >= DAY:
            raise AssertionError("tried in vain: her last message is older than a day")
        assert not message.locate, "no such keyboard in a chat of an account"
        return phone

    async def delete(self, address: str, wire_id: str) -> None:
        if not address.startswith(BUSINESS):
            await super().delete(address, wire_id)
            return
        phone = address.rpartition(":")[2]
        if self.removing is not None:
            await self.removing(phone, wire_id)
        for one in wire_id.split():
            self.screens.write({"phone": phone, "delete": one}, "sent")

    async def does(self, phone: str, document: dict[str, object]) -> None:
        """Somebody does something: a caller in her chat with the account."""
        if phone in self.callers:
            document = {"business": self.connection_id, **document}
            if "by" not in document and not {"press", "edit", "delete"} & document.keys():
                self.heard_at[phone] = self._clock.now()
        await self.post({"phone": phone, **document})


def _address(document: dict[str, object]) -> str:
    return f"{BUSINESS}{document['business']}:{document['phone']}"
