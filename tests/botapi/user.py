"""A person with a phone, for tests: says, presses, sends, and looks at the screen."""

import asyncio
import base64
import time
from typing import TYPE_CHECKING, Any

from .seen import Screen, Shown

if TYPE_CHECKING:
    from .client import BotApi


class User:
    """One person in one chat: their own with the bot, a group (`chat` negative), or one of a business account."""

    def __init__(
        self, api: "BotApi", user_id: int, first_name: str = "Amal", language_code: str = "",
        chat: int | None = None, business: str = "",
    ) -> None:  # fmt: skip
        self.api = api
        self.id = user_id
        self.chat = user_id if chat is None else chat
        self.about: dict[str, Any] = {"user": user_id, "chat": self.chat, "first_name": first_name}
        self.about |= {"language_code": language_code} if language_code else {}
        self.about |= {"business": business} if business else {}
        self.business = business

    async def act(self, what: str, **more: Any) -> int:
        """Any control call of a person; answers the number of the message made, or 0."""
        done = await self.api.control(what, {**self.about, **more})
        return int(done.get("message_id") or 0)

    async def say(self, text: str, **more: Any) -> int:
        """Write a text; `reply_to` and other fields of a message may be given too."""
        return await self.act("say", text=text, **more)

    async def press(self, wanted: str) -> None:
        """Press the newest button with this data or this in its label, inline or on the big keyboard."""
        screen = await self.screen()
        found = screen.find(wanted)
        if found is not None:
            await self.act("press", message_id=found[0].message_id, data=found[1].data)
            return
        label = next((label for row in screen.keyboard for label in row if wanted in label), None)
        if label is None:
            raise AssertionError(f"no button {wanted!r} on the screen:\n{screen}")
        await self.say(label)

    async def press_old(self, message_id: int, data: str) -> None:
        """Press a button on a certain message, which must still have it."""
        await self.act("press", message_id=message_id, data=data)

    async def send(self, kind: str, data: bytes | None = None, **more: Any) -> int:
        """Send a file of a kind such as "photo" or "document"; without data give its `size` or a known `file_id`."""
        if data is not None:
            more["data"] = base64.b64encode(data).decode()
        return await self.act(kind, **more)

    async def photo(self, data: bytes = b"\xff\xd8 a photo", **more: Any) -> int:
        """Send a photo; `caption` and `media_group_id` may be given."""
        return await self.send("photo", data, **more)

    async def voice(self, data: bytes = b"OggS a voice", duration: int = 3, **more: Any) -> int:
        """Send a voice message of so many seconds."""
        return await self.send("voice", data, duration=duration, **more)

    async def document(self, data: bytes = b"a document", file_name: str = "paper.pdf", **more: Any) -> int:
        """Send a file with a name."""
        return await self.send("document", data, file_name=file_name, **more)

    async def location(self, latitude: float, longitude: float, **more: Any) -> int:
        """Share a location; `live_period` makes it a live one."""
        return await self.act("location", latitude=latitude, longitude=longitude, **more)

    async def contact(self, phone_number: str, **more: Any) -> int:
        """Share a contact card."""
        return await self.act("contact", phone_number=phone_number, **more)

    async def edit(self, message_id: int, text: str) -> None:
        """Change the text of an own message."""
        await self.act("edit", message_id=message_id, text=text)

    async def delete(self, *message_ids: int) -> None:
        """Delete messages; only a business chat tells the bot."""
        await self.act("delete", message_ids=list(message_ids))

    async def react(self, message_id: int, emoji: str) -> None:
        """Put an emoji on a message."""
        await self.act("react", message_id=message_id, emoji=emoji)

    async def block(self, state: str = "blocked") -> None:
        """Block the bot, or "open" again, or have the account "deactivated"."""
        await self.act("block", state=state)

    async def screen(self) -> Screen:
        """The chat as it looks now."""
        return await self.api.screen(self.chat, self.business)

    async def wait_for(self, part: str, timeout: float = 10, after: int = 0) -> Shown:
        """The newest message from the bot with this in its text, numbered above `after`; waits for it to appear."""
        end = time.monotonic() + timeout
        while True:
            screen = await self.screen()
            for shown in reversed(screen.messages):
                if shown.from_bot and shown.message_id > after and part in shown.text:
                    return shown
            if time.monotonic() > end:
                raise AssertionError(f"{part!r} did not appear within {timeout} s on the screen:\n{screen}")
            await asyncio.sleep(0.02)
