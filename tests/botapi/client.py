"""`BotApi` runs the server as a process and speaks its control interface; `User` is a person with a phone."""

import asyncio
import base64
import io
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

import aiohttp
import orjson

from .seen import Button, Fates, Screen, Sent, Shown
from .user import User
from .wire import Json

__all__ = ["BotApi", "Button", "ControlRefused", "Fates", "Screen", "Sent", "Shown", "User"]

ROOT = Path(__file__).resolve().parents[2]


class ControlRefused(AssertionError):
    """The control interface said no: a button that is not there, a field of the wrong shape."""


SECRET_TOKEN = "123:KEEPthisTOKENforUs"
"""A token that can be recognised wherever it should not be."""


class BotApi:
    """The server process and its controls. Use as `async with BotApi() as api:`."""

    def __init__(self, token: str = "123:TEST", port: int = 0) -> None:
        self.token = token
        self.port = port
        self.url = ""
        self.process: subprocess.Popen[bytes] | None = None
        self.session: aiohttp.ClientSession | None = None

    @asynccontextmanager
    async def as_new(self) -> AsyncIterator["BotApi"]:
        """The same server after a reset, spoken to from the loop of whoever asks."""
        mine = BotApi(self.token)
        mine.url = self.url
        async with aiohttp.ClientSession(self.url) as mine.session:
            await mine.reset()
            yield mine

    @property
    def base_url(self) -> str:
        """What python-telegram-bot wants as `base_url`: the token is put behind it."""
        return f"{self.url}/bot"

    @property
    def base_file_url(self) -> str:
        """What python-telegram-bot wants as `base_file_url`."""
        return f"{self.url}/file/bot"

    async def __aenter__(self) -> "BotApi":
        """Start the process and wait until it listens."""
        command = [
            sys.executable,
            "-m",
            "tests.botapi",
            "--port",
            str(self.port),
            "--token",
            self.token,
            "--with-parent",
        ]
        # It ends when its stdin closes: even a killed test run leaves no server behind.
        self.process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        try:
            assert self.process.stdout is not None
            line = await asyncio.wait_for(asyncio.to_thread(self.process.stdout.readline), 20)
            if not line.startswith(b"listening on "):
                raise RuntimeError("the Bot API server did not start")
        except BaseException:
            await self.stop()
            raise
        self.url = line.decode().removeprefix("listening on ").strip()
        self.port = int(self.url.rpartition(":")[2])
        self.session = aiohttp.ClientSession(self.url)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Kill the process."""
        await self.stop()

    async def stop(self) -> None:
        """Kill the process, as a power cut would; everything it knew is gone."""
        if self.session is not None:
            await self.session.close()
            self.session = None
        process, self.process = self.process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    pipe.close()

    async def control(self, path: str, body: Any = None, method: str = "POST", **query: Any) -> Any:
        """Any control call; the typed methods below are for the usual ones."""
        assert self.session is not None, "use `async with BotApi() as api:`"
        data = None if body is None else io.BytesIO(orjson.dumps(body))
        asked = {name: str(value) for name, value in query.items() if value not in (None, "")}
        async with self.session.request(method, f"/control/{path}", data=data, params=asked) as answer:
            text = await answer.read()
            if answer.status != 200:
                raise ControlRefused(f"{path}: {answer.status} {text.decode()}")
            return orjson.loads(text)

    async def call(self, method: str, **params: Any) -> Json:
        """Call a bot method as a bare bot would, with a JSON body; the whole answer, refusals too."""
        assert self.session is not None, "use `async with BotApi() as api:`"
        async with self.session.post(f"/bot{self.token}/{method}", json=params) as answer:
            got: Json = orjson.loads(await answer.read())
            return got

    def user(self, user_id: int, first_name: str = "Amal", language_code: str = "", business: str = "") -> User:
        """A person in their own chat with the bot, or with a business account it is connected to."""
        return User(self, user_id, first_name, language_code, business=business)

    async def push(self, *updates: Json | str) -> list[int | None]:
        """Queue updates, with or without update_id, or raw texts; their ids, None for kinds not allowed."""
        ids: list[int | None] = await self.control("updates", list(updates))
        return ids

    async def sent(self, chat: int | None = None, method: str = "", since: int = 0) -> list[Sent]:
        """Calls the bot made (but getUpdates), oldest first; `since` is the `n` of the last one already seen."""
        found = await self.control("sent", method="GET", chat=chat, since=since)
        return [Sent(**one) for one in found if not method or one["method"] == method]

    async def screen(self, chat: int, business: str = "") -> Screen:
        """A chat as the person sees it now."""
        return Screen.read(await self.control(f"chat/{chat}", method="GET", business=business))

    async def fates(self) -> Fates:
        """What became of updates that no longer wait."""
        return Fates(**await self.control("confirmed", method="GET"))

    async def confirmed(self) -> list[int]:
        """Ids of updates confirmed, by an offset or by a webhook's 2xx, in that order."""
        return (await self.fates()).confirmed

    async def pending(self) -> list[int]:
        """Ids of updates still waiting."""
        ids: list[int] = await self.control("pending", method="GET")
        return ids

    async def push_clock(self, seconds: float) -> float:
        """Let time pass for the server; answers its time in seconds since 1970."""
        return float(await self.control("clock", {"seconds": seconds}))

    async def fault(self, kind: str, method: str | list[str] = "", chat: int | None = None, **more: Any) -> None:
        """Make calls fail: see faults.py for kinds; more: after, times, for_seconds, chance, seed, retry_after..."""
        await self.control("faults", {"kind": kind, "method": method, "chat": chat, **more})

    async def no_faults(self) -> None:
        """Everything works again."""
        await self.control("faults", method="DELETE")

    async def limits(self, on: bool = True, **numbers: float) -> int:
        """Switch Telegram's sending limits on or off; answers how often they refused so far."""
        return int((await self.control("limits", {"on": on, **numbers}))["refusals"])

    async def connect(self, business: str, user: int = 777, is_enabled: bool = True, **more: Any) -> None:
        """Connect a business account, or disable or change a connection."""
        await self.control("connection", {"id": business, "user": user, "is_enabled": is_enabled, **more})

    async def meet(self, chat: int, **about: Any) -> None:
        """Make a chat known to the bot, such as the coordinators' group (a negative number)."""
        await self.control("meet", {"chat": chat, **about})

    async def file(self, data: bytes | None = None, size: int = 0, file_id: str = "", expired: bool = False) -> str:
        """Register a file by its bytes or only its size, or change `expired` of a known one; its file_id."""
        encoded = None if data is None else base64.b64encode(data).decode()
        body = {"data": encoded, "size": size, "file_id": file_id, "expired": expired}
        return str((await self.control("files", body))["file_id"])

    async def texts(self) -> list[Json]:
        """Commands and descriptions the bot has set: what, scope, language, value."""
        found: list[Json] = await self.control("texts", method="GET")
        return found

    async def reset(self) -> None:
        """Forget everything; waiting calls end."""
        await self.control("reset", {})
