"""The web server: bot calls, downloads and the control interface on one loopback port."""

import asyncio
import sys
from typing import Any

import orjson
from aiohttp import StreamReader, web
from aiohttp.abc import AbstractStreamWriter
from aiohttp.http import RawRequestMessage
from aiohttp.web_protocol import RequestHandler

from .control import CONTROLS, control
from .downloads import download
from .faults import Rule
from .methods import METHODS, SPELLED
from .polling import get_updates
from .wire import Call, Refused, bad, read_call, refused, reply, succeeded
from .world import Noted, World

LARGEST_BODY = 64 * 1024 * 1024
BAD_GATEWAY = b"<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>nginx</body>\r\n</html>\r\n"


class BotApiServer:
    """Answers every request from the state of one world."""

    def __init__(self, token: str) -> None:
        self.world = World(token)

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        """Tell bot calls, downloads and control calls apart."""
        path = request.path
        try:
            if path.startswith("/bot"):
                return await self._bot(request, path)
            if path.startswith("/file/bot"):
                token, _, rest = path[9:].partition("/")
                self._check(token)
                return await download(self.world, request, rest)
            if path.startswith("/control/"):
                return await self._control(request, path[9:])
            raise Refused(404, "Not Found")
        except Refused as why:
            return refused(why)

    def _check(self, token: str) -> None:
        if token != self.world.token:
            raise Refused(401, "Unauthorized")

    async def _control(self, request: web.BaseRequest, path: str) -> web.StreamResponse:
        if path == "reset":
            old, self.world = self.world, World(self.world.token)
            await old.close()
            return reply(b"true")
        try:
            return reply(orjson.dumps(await control(self.world, request, path)))
        except (KeyError, TypeError, ValueError) as error:
            known = ", ".join(sorted(CONTROLS))
            return reply(orjson.dumps({"error": f"{type(error).__name__}: {error}", "known": known}), 400)

    async def _bot(self, request: web.BaseRequest, path: str) -> web.StreamResponse:
        token, _, spelled = path[4:].partition("/")
        self._check(token)
        method = SPELLED.get(spelled.lower())
        if method is None:
            raise Refused(404, "Not Found")
        world = self.world
        call = await read_call(request, method)
        noted = self._note(call)
        rule = world.faults.pick(method, call.params.get("chat_id")) if world.faults.rules else None
        if rule is not None:
            early = await self._spoil(rule, request, noted)
            if early is not None:
                return early
        try:
            if world.limits.on:
                world.limits.check(method, call.params)
            result = await self._do(world, call)
        except Refused as why:
            noted.outcome = f"{why.code} {why.description}"
            raise
        noted.outcome, noted.result = "ok", number_of(result)
        if rule is not None and rule.kind == "lose_answer":
            noted.outcome = "lost"
            return hang_up(request)
        return succeeded(result)

    async def _do(self, world: World, call: Call) -> Any:
        if call.method == "getUpdates":
            return await get_updates(world, call)
        try:
            return METHODS[call.method](world, call)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            # A parameter of the wrong shape: Telegram answers 400 in a hundred wordings, none of which matters.
            raise bad(f"wrong parameter: {type(error).__name__} {error}") from error

    def _note(self, call: Call) -> Noted:
        files = {name: file.described() for name, file in call.files.items()} if call.files else {}
        world = self.world
        noted = Noted(len(world.calls) + 1, call.method, call.params, files, world.clock.now())
        if call.method == "getUpdates":
            # Polling would bury what the bot really did.
            world.polls += 1
        else:
            world.calls.append(noted)
        return noted

    async def _spoil(self, rule: Rule, request: web.BaseRequest, noted: Noted) -> web.StreamResponse | None:
        """Apply a fault; None means the call goes on."""
        if rule.seconds:
            await asyncio.sleep(rule.seconds)
        refusal = rule.refusal()
        if refusal is not None:
            noted.outcome = f"{refusal.code} {refusal.description}"
            return refused(refusal)
        if rule.kind == "bad_gateway":
            noted.outcome = "502"
            return web.Response(body=BAD_GATEWAY, status=502, content_type="text/html")
        if rule.kind == "drop":
            noted.outcome = "dropped"
            return hang_up(request)
        return None


def number_of(result: Any) -> Any:
    """The message number in an answer, or the numbers of an album; None for other answers."""
    if isinstance(result, dict):
        return result.get("message_id")
    if isinstance(result, list) and result and isinstance(result[0], dict):
        return [one.get("message_id") for one in result]
    return None


def hang_up(request: web.BaseRequest) -> web.StreamResponse:
    """Drop the connection without a word."""
    if request.transport is not None:
        request.transport.abort()
    # aiohttp wants something to return; nobody will read it.
    return web.Response()


def make_request(
    message: RawRequestMessage,
    payload: StreamReader,
    protocol: RequestHandler,
    writer: AbstractStreamWriter,
    task: asyncio.Task[None],
) -> web.BaseRequest:
    """A request as aiohttp makes it, but one that may be as large as Telegram allows; aiohttp stops at 1 MB."""
    loop = asyncio.get_running_loop()
    return web.BaseRequest(message, payload, protocol, writer, task, loop, client_max_size=LARGEST_BODY)


async def _parent_gone() -> None:
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    await reader.read()


async def serve(port: int, token: str, with_parent: bool = False) -> None:
    """Run until cancelled (or until stdin closes), on loopback; port 0 takes a free one. Prints where it listens."""
    bot_api = BotApiServer(token)
    server = web.Server(bot_api.answer, request_factory=make_request, access_log=None)
    runner = web.ServerRunner(server, shutdown_timeout=0.5)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port)
    await site.start()
    host, real_port = runner.addresses[0][:2]
    print(f"listening on http://{host}:{real_port}", flush=True)
    try:
        await (_parent_gone() if with_parent else asyncio.Event().wait())
    finally:
        await bot_api.world.close()
        await runner.cleanup()
