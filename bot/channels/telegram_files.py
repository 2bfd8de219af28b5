"""Files to and from Telegram: streamed, with aiohttp. Loaded with the first file that comes or goes."""

from __future__ import annotations

import io
from collections.abc import AsyncGenerator
from typing import Any

import aiohttp
import orjson

from bot.channels.base import FetchFailed
from bot.channels.short_calls import CONNECT_S, NoAnswer
from bot.channels.upload import Upload

CONNECTIONS = 64
PIECE = 256 * 1024
SLOWEST = 50_000
"""Bytes a second: a file has longer to leave, for the wait for an answer begins while it is still leaving."""
FILE_READ_S = 60.0


class Streams:
    """The connections of one event loop for files."""

    def __init__(self) -> None:
        self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=CONNECTIONS))

    async def upload(self, url: str, body: dict[str, Any], answer_s: float) -> tuple[int, bytes]:
        """One call with a file, as a form; gives status and body. Raises `NoAnswer` and `TimeoutError`."""
        # Names of files leave as they are: quoted, an Arabic one would arrive as a row of percent signs.
        form, size = aiohttp.FormData(quote_fields=False), 0
        for name, value in body.items():
            if isinstance(value, Upload):
                # As a stream: large bytes in one piece would hold everything else up while they leave.
                form.add_field(name, io.BytesIO(value.content), filename=value.name, content_type=value.mime)
                size += len(value.content)
            else:
                form.add_field(name, value if isinstance(value, str) else orjson.dumps(value).decode())
        timeout = aiohttp.ClientTimeout(total=None, sock_connect=CONNECT_S, sock_read=answer_s + size / SLOWEST)
        try:
            async with self._session.post(url, data=form, timeout=timeout, allow_redirects=False) as answer:
                return answer.status, await answer.read()
        except TimeoutError:
            raise
        except (aiohttp.ClientError, OSError) as error:
            raise NoAnswer(type(error).__name__) from None

    async def fetch(self, url: str) -> AsyncGenerator[bytes, None]:
        """The pieces of a file. Raises `FetchFailed`."""
        timeout = aiohttp.ClientTimeout(total=None, sock_read=FILE_READ_S)
        try:
            async with self._session.get(url, timeout=timeout, allow_redirects=False) as answer:
                if answer.status != 200:
                    raise FetchFailed(f"HTTP {answer.status}")
                async for piece in answer.content.iter_chunked(PIECE):
                    yield piece
        except (TimeoutError, aiohttp.ClientError, OSError) as error:
            raise FetchFailed(type(error).__name__) from None

    async def close(self) -> None:
        """Lets go of connections."""
        await self._session.close()
