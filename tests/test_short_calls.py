"""Short calls over HTTP/1.1, against a server on loopback that answers as it is told to, byte by byte."""

from __future__ import annotations

import asyncio
import socket
import time
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest

from bot.channels.short_calls import NoAnswer, ShortCalls

pytestmark = pytest.mark.asyncio
TOKEN = "12345:secret"
HANG_UP = b""
"""In a script: the server closes the connection."""
YES = b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nyes"
Script = tuple[bytes, ...]


class Server:
    """Answers each question on a connection by the next script; how many connections and questions there were."""

    def __init__(self, *scripts: Script) -> None:
        self.scripts = list(scripts)
        self.connections, self.questions = 0, list[bytes]()
        self.go_on = asyncio.Event()
        self.go_on.set()
        self.url = ""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                (length,) = (line.split()[1] for line in head.split(b"\r\n") if line.startswith(b"Content-Length"))
                self.questions.append(head.split(b" ")[1] + b" " + await reader.readexactly(int(length)))
                script = self.scripts.pop(0) if self.scripts else (YES,)
                for piece in script:
                    if piece == HANG_UP:
                        return
                    await self.go_on.wait()
                    writer.write(piece)
                    await writer.drain()
                    await asyncio.sleep(0.01)
        except (asyncio.IncompleteReadError, ConnectionError):
            return
        finally:
            writer.close()


@asynccontextmanager
async def answering(*scripts: Script) -> AsyncIterator[tuple[Server, ShortCalls]]:
    server = Server(*scripts)
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0)
    server.url = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}/bot{TOKEN}/sendMessage"
    calls = ShortCalls()
    try:
        yield server, calls
    finally:
        calls.close()
        listening.close()


ANSWERS: dict[str, tuple[Script, tuple[int, bytes]]] = {
    "one with a length": ((YES,), (200, b"yes")),
    "one that comes byte by byte": (tuple(YES[n : n + 1] for n in range(len(YES))), (200, b"yes")),
    "one in chunks": (
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"2\r\nye\r\n", b"1\r\ns\r\n0\r\n\r\n"),
        (200, b"yes"),
    ),
    "one that ends with its connection": (
        (b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\ny", b"es", HANG_UP),
        (200, b"yes"),
    ),
    "one of an old proxy": ((b"HTTP/1.0 502 Bad Gateway\r\n\r\n<html>", HANG_UP), (502, b"<html>")),
    "one without a body": ((b"HTTP/1.1 204 No Content\r\n\r\n",), (204, b"")),
    "one with a length and the end of the connection": (
        (YES.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"), HANG_UP),
        (200, b"yes"),
    ),
    "one after a word on the way": ((b"HTTP/1.1 100 Continue\r\n\r\n", YES), (200, b"yes")),
    "one in the same packet as two words on the way": (
        (b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + YES,),
        (200, b"yes"),
    ),
    "one that ends with its connection, after a word on the way": (
        (b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 200 OK\r\n\r\nyes", HANG_UP),
        (200, b"yes"),
    ),
}


@pytest.mark.parametrize("kind", ANSWERS)
async def test_every_kind_of_answer_is_read_whole_and_the_next_call_is_served(kind: str) -> None:
    script, answer = ANSWERS[kind]
    async with answering(script) as (server, calls):
        assert await calls.post(server.url, b'{"n":1}', 5) == answer
        assert await calls.post(server.url, b'{"n":2}', 5) == (200, b"yes")
        path = f"/bot{TOKEN}/sendMessage ".encode()
        assert server.questions == [path + b'{"n":1}', path + b'{"n":2}']


NO_ANSWERS: dict[str, Script] = {
    "nothing, and the end": (HANG_UP,),
    "half of its headers": (b"HTTP/1.1 200 OK\r\nContent-Le", HANG_UP),
    "less than it promised": (YES[:-1], HANG_UP),
    "a chunk too few": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nye\r\n", HANG_UP),
    "only a word on the way": (b"HTTP/1.1 100 Continue\r\n\r\n", HANG_UP),
    "another protocol": (b"SSH-2.0-OpenSSH_9.2\r\n",),
    "another protocol from now on": (b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n",),
}


@pytest.mark.parametrize("kind", NO_ANSWERS)
async def test_what_is_no_answer_fails_at_once_and_the_next_call_is_served(kind: str) -> None:
    async with answering(NO_ANSWERS[kind]) as (server, calls):
        with pytest.raises(NoAnswer):
            await calls.post(server.url, b"{}", 5)

        assert await calls.post(server.url, b"{}", 5) == (200, b"yes")
        assert server.connections == 2


async def test_a_connection_is_used_again_by_calls_one_after_another() -> None:
    async with answering() as (server, calls):
        for _time in range(5):
            await calls.post(server.url, b"{}", 5)

        assert server.connections == 1


async def test_calls_at_once_have_a_connection_each() -> None:
    async with answering() as (server, calls):
        server.go_on.clear()
        waiting = [asyncio.create_task(calls.post(server.url, b"%d" % number, 5)) for number in range(7)]
        while len(server.questions) < 7:
            await asyncio.sleep(0.01)
        server.go_on.set()

        assert await asyncio.gather(*waiting) == [(200, b"yes")] * 7
        assert server.connections == 7


async def test_a_connection_that_the_server_has_closed_is_not_used_again() -> None:
    async with answering((YES, HANG_UP)) as (server, calls):
        await calls.post(server.url, b"{}", 5)
        await asyncio.sleep(0.1)

        assert await calls.post(server.url, b"{}", 5) == (200, b"yes")
        assert server.connections == 2


async def late(server: Server, calls: ShortCalls) -> None:
    with pytest.raises(TimeoutError):
        await calls.post(server.url, b"{}", 0.1)


async def cancelled(server: Server, calls: ShortCalls) -> None:
    waiting = asyncio.create_task(calls.post(server.url, b"{}", 5))
    while not server.questions:
        await asyncio.sleep(0.01)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting


@pytest.mark.parametrize("given_up", [late, cancelled])
async def test_an_answer_nobody_waits_for_any_more_is_never_taken_for_that_of_another_call(
    given_up: Callable[[Server, ShortCalls], Awaitable[None]],
) -> None:
    async with answering((YES.replace(b"yes", b"old"),)) as (server, calls):
        server.go_on.clear()
        await given_up(server, calls)
        server.go_on.set()
        answers = [await calls.post(server.url, b"{}", 5) for _time in range(3)]

        assert answers == [(200, b"yes")] * 3
        assert server.connections == 2


TWICE = YES.replace(b"yes", b"two")


@pytest.mark.parametrize(
    "more",
    [
        (YES + TWICE,),
        (YES, TWICE),
        (YES + TWICE[:-1], b"o"),
        (YES + TWICE[:20],),
        (YES, TWICE[:20]),
        (YES, b"HTTP/1.1 100 Continue\r\n\r\n"),
    ],
    ids=["at once", "a moment later", "all but its end", "its head", "its head a moment later", "a word on the way"],
)
async def test_a_second_answer_to_one_question_is_never_taken_for_that_of_another(more: Script) -> None:
    async with answering(more) as (server, calls):
        assert await calls.post(server.url, b"{}", 5) == (200, b"yes")
        await asyncio.sleep(0.1)

        assert await calls.post(server.url, b"{}", 5) == (200, b"yes")
        assert server.connections == 2


async def test_no_error_tells_the_token() -> None:
    async with answering((HANG_UP,), (b"nonsense\r\n\r\n",)) as (server, calls):
        with socket.socket() as nobody:
            nobody.bind(("127.0.0.1", 0))
            port = nobody.getsockname()[1]
            for url in (server.url, server.url, f"http://127.0.0.1:{port}/bot{TOKEN}/sendMessage"):
                with pytest.raises(NoAnswer) as failed:
                    await calls.post(url, b"{}", 5)
                assert "secret" not in f"{failed.value!r} {failed.value.__context__!r}"
                assert "secret" not in "".join(traceback.format_exception(failed.value))


def listening_to_nobody(address: str) -> list[socket.socket]:
    """A port that lets every further connection wait for ever: its line is full."""
    full = socket.socket()
    full.bind((address, 0))
    full.listen(0)
    waiting = [full]
    for _one in range(4):
        one = socket.socket()
        one.setblocking(False)
        one.connect_ex(full.getsockname())
        waiting.append(one)
    return waiting


async def test_an_address_that_leads_nowhere_holds_nobody_up_when_the_host_has_another() -> None:
    sockets = listening_to_nobody("127.0.0.2")
    port = sockets[0].getsockname()[1]
    server, loop, looks_up = Server(), asyncio.get_running_loop(), asyncio.get_running_loop().getaddrinfo
    listening = await asyncio.start_server(server.serve, "127.0.0.1", port)

    async def two_addresses(host: str, port: int, **hints: int) -> list[object]:
        """What a name server would say."""
        names = ("127.0.0.2", "127.0.0.1") if host == "api.example" else (host,)
        return [found for name in names for found in await looks_up(name, port, **hints)]

    loop.getaddrinfo = two_addresses  # type: ignore[method-assign,assignment]
    calls = ShortCalls()
    try:
        began = time.monotonic()

        assert await calls.post(f"http://api.example:{port}/bot", b"{}", 5) == (200, b"yes")
        assert 0.2 < time.monotonic() - began < 2
    finally:
        calls.close()
        listening.close()
        for one in sockets:
            one.close()
