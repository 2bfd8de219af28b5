"""The demo in a browser: a page with phones, and the few addresses by which it talks to the demo messenger.

Everything is for this machine only: a request that names another host, or comes from another page, is refused.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Collection
from datetime import datetime
from os import stat_result
from pathlib import Path
from typing import Protocol, TypeVar
from urllib.parse import urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import PathLike, StaticFiles
from starlette.types import Scope

from bot.channels.demo import Demo
from bot.demo_screens import Json

PAGE = Path(__file__).parent / "page"
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
LONGEST_FILE = 20 * 1024 * 1024
LONGEST_DOCUMENT = 64 * 1024
LONGEST_PUSH = 31 * 24 * 3600.0
PATIENCE = 30.0
BEAT = 15.0
PLAYED_HERE = ("image/", "audio/", "video/")
RULES = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self'; "
    "img-src 'self' blob: data:; media-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

Endpoint = Callable[[Request], Awaitable[Response]]
Kept = TypeVar("Kept")


class PushableClock(Protocol):
    """A clock that people may push forward, so that waiting can be watched without waiting."""

    def now(self) -> datetime:
        """The time of the demo, in UTC."""

    async def push(self, seconds: float) -> None:
        """Moves on by so many seconds; returns when what falls due meanwhile has been started."""


def demo_routes(
    demo: Demo, clock: PushableClock, world: Callable[[], Json], *, hosts: Collection[str] = LOOPBACK
) -> list[Route | Mount]:
    """The addresses of the demo. `world` tells the page which phones there are; `hosts` are the names it answers to."""
    page = _Page(demo, clock, world)
    gets = {"/": page.index, "/demo/world": page.world, "/demo/events": page.events, "/demo/file/{id}": page.file}
    posts = {
        "say": page.say,
        "press": page.press,
        "file": page.upload,
        "place": page.place,
        "edit": page.edit,
        "delete": page.delete,
        "clock": page.push,
        "off": page.off,
        "block": page.block,
    }
    return [
        *(Route(path, _guarded(endpoint, hosts), methods=["GET"]) for path, endpoint in gets.items()),
        *(Route(f"/demo/{name}", _guarded(endpoint, hosts), methods=["POST"]) for name, endpoint in posts.items()),
        Mount("/page", _Static(directory=PAGE)),
    ]


class _Static(StaticFiles):
    def file_response(self, full_path: PathLike, stat: stat_result, scope: Scope, status_code: int = 200) -> Response:
        response = super().file_response(full_path, stat, scope, status_code)
        response.headers["cache-control"] = "no-cache"
        return response


class _Page:
    def __init__(self, demo: Demo, clock: PushableClock, world: Callable[[], Json]) -> None:
        self._demo, self._clock, self._world = demo, clock, world

    async def index(self, request: Request) -> Response:
        headers = {"content-security-policy": RULES, "cache-control": "no-cache", "referrer-policy": "same-origin"}
        return FileResponse(PAGE / "index.html", headers=headers)

    async def world(self, request: Request) -> Response:
        return JSONResponse({"now": self._clock.now().isoformat(), **self._world()})

    async def events(self, request: Request) -> Response:
        headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
        return StreamingResponse(event_lines(self._demo, BEAT), media_type="text/event-stream", headers=headers)

    async def file(self, request: Request) -> Response:
        file = self._demo.screens.files.get(request.path_params["id"])
        if file is None:
            raise HTTPException(404, "The demo was started anew since: this file is gone.")
        headers = {"content-security-policy": "sandbox; default-src 'none'", "x-content-type-options": "nosniff"}
        if not file.mime.startswith(PLAYED_HERE):
            headers["content-disposition"] = "attachment"
        return Response(file.content, media_type=file.mime or "application/octet-stream", headers=headers)

    async def say(self, request: Request) -> Response:
        return await self._post(await _fields(request, "phone", "text", may=("message",)))

    async def press(self, request: Request) -> Response:
        return await self._post(await _fields(request, "phone", "press", "message"))

    async def edit(self, request: Request) -> Response:
        return await self._post(await _fields(request, "phone", "edit", "text"))

    async def delete(self, request: Request) -> Response:
        return await self._post(await _fields(request, "phone", "delete"))

    async def place(self, request: Request) -> Response:
        document = await _document(request)
        place = {name: document.get(name) for name in ("latitude", "longitude")}
        if not all(isinstance(value, int | float) and abs(value) <= 180 for value in place.values()):
            raise HTTPException(400, "A place needs a latitude and a longitude.")
        return await self._post({"phone": document.get("phone"), "place": place})

    async def upload(self, request: Request) -> Response:
        asked = request.query_params
        phone = self._phone(asked.get("phone"))
        content = await _body(request, LONGEST_FILE, "This file is larger than 20 MB. Please send a smaller one.")
        kind, mime = asked.get("kind", "document"), request.headers.get("content-type", "")
        file = self._demo.screens.add_file(content, kind, mime, asked.get("name", ""))
        if asked.get("seconds", "").isdecimal():
            file["seconds"] = int(asked["seconds"])
        more = {key: asked[key] for key in ("text", "album", "message") if asked.get(key)}
        return await self._post({"phone": phone, "file": file, **more})

    async def push(self, request: Request) -> Response:
        seconds = (await _document(request)).get("seconds")
        if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not 0 < seconds <= LONGEST_PUSH:
            raise HTTPException(400, "The clock can only be pushed forward, by a month at most.")
        await self._clock.push(float(seconds))
        now = self._clock.now().isoformat()
        self._demo.screens.tell({"event": "clock", "now": now})
        return JSONResponse({"now": now})

    async def off(self, request: Request) -> Response:
        document = await _document(request)
        self._demo.switch(self._phone(document.get("phone")), off=document.get("off") is True)
        return JSONResponse({})

    async def block(self, request: Request) -> Response:
        document = await _document(request)
        phone, blocked = self._phone(document.get("phone")), document.get("blocked") is True
        await _kept(self._demo.block(phone, blocked=blocked))
        return JSONResponse({})

    def _phone(self, phone: object) -> str:
        if not isinstance(phone, str) or phone not in self._demo.phones:
            raise HTTPException(404, "There is no such phone in the demo.")
        return phone

    async def _post(self, document: Json) -> Response:
        if self._phone(document.get("phone")) in self._demo.screens.off:
            raise HTTPException(409, "This phone is switched off.")
        return JSONResponse({"id": await _kept(self._demo.post(document))})


async def event_lines(demo: Demo, beat: float) -> AsyncIterator[str]:
    """The events of the demo as server-sent events; a comment every `beat` silent seconds keeps the line open."""
    watching = demo.watch(beat)
    try:
        async for event in watching:
            yield ": still here\n\n" if event["event"] == "beat" else f"data: {json.dumps(event)}\n\n"
    finally:
        await watching.aclose()


def _guarded(endpoint: Endpoint, hosts: Collection[str]) -> Endpoint:
    async def guarded(request: Request) -> Response:
        try:
            _check_origin(request, hosts)
            return await endpoint(request)
        except HTTPException as error:
            return JSONResponse({"error": error.detail}, status_code=error.status_code)

    return guarded


def _check_origin(request: Request, hosts: Collection[str]) -> None:
    host = request.headers.get("host", "")
    if _name(host) not in hosts:
        raise HTTPException(403, "The demo answers on this machine only.")
    if request.method != "POST":
        return
    origin = request.headers.get("origin")
    from_elsewhere = request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none")
    if from_elsewhere or (origin is not None and origin.partition("://")[2] != host):
        raise HTTPException(403, "Only the page of the demo itself may do this.")


def _name(host: str) -> str | None:
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        return None


async def _body(request: Request, longest: int, too_long: str) -> bytes:
    content = bytearray()
    try:
        async for part in request.stream():
            content += part
            if len(content) > longest:
                raise HTTPException(413, too_long)
    except ClientDisconnect as error:
        raise HTTPException(400, "The sending was broken off.") from error
    return bytes(content)


async def _document(request: Request) -> Json:
    try:
        document = json.loads(await _body(request, LONGEST_DOCUMENT, "This message is too long."))
    except (ValueError, RecursionError):
        document = None
    if not isinstance(document, dict):
        raise HTTPException(400, "This is not a JSON object.")
    return document


async def _fields(request: Request, *names: str, may: Collection[str] = ()) -> Json:
    document = await _document(request)
    for name in names:
        if not isinstance(document.get(name), str) or not document[name]:
            raise HTTPException(400, f"The field {name} is missing.")
    return {name: document[name] for name in (*names, *may) if isinstance(document.get(name), str)}


async def _kept(kept: Awaitable[Kept]) -> Kept:
    try:
        async with asyncio.timeout(PATIENCE):
            return await kept
    except Exception as error:
        raise HTTPException(503, "The bot did not take this message. Please try again.") from error
