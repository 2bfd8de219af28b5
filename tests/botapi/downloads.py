"""The download address of files, with faults on the way if asked for (method "file" in a fault rule)."""

import asyncio

from aiohttp import web

from .files import File
from .wire import Refused
from .world import World

PIECE = 65_536


async def download(world: World, request: web.BaseRequest, path: str) -> web.StreamResponse:
    """Stream a file. Faults: "not_found", "slow" (over `seconds`), "cut" (half of it), and the refusals."""
    file = world.files.at(path)
    rule = world.faults.pick("file", file=file.file_id if file else "") if world.faults.rules else None
    if rule is not None:
        refusal = rule.refusal()
        if refusal is not None:
            raise refusal
    if file is None or (rule is not None and rule.kind == "not_found"):
        raise Refused(404, "Not Found")
    kind = rule.kind if rule is not None else ""
    seconds = rule.seconds if rule is not None else 0.0
    if kind == "delay":
        await asyncio.sleep(seconds)
    if kind == "drop":
        seconds, kind = 0.0, "cut"
    return await _stream(request, file, kind, seconds)


async def _stream(request: web.BaseRequest, file: File, kind: str, seconds: float) -> web.StreamResponse:
    headers = {"Content-Type": "application/octet-stream", "Content-Length": str(file.size)}
    response = web.StreamResponse(headers=headers)
    await response.prepare(request)
    # In at least ten pieces, so that "slow" is slow for small files too.
    piece = max(1, min(PIECE, file.size // 10))
    end = file.size // 2 if kind == "cut" else file.size
    pause = seconds * piece / file.size if kind == "slow" and file.size else 0.0
    at = 0
    while at < end:
        part = min(piece, end - at)
        await response.write(file.data[at : at + part] if file.data is not None else bytes(part))
        at += part
        if pause:
            await asyncio.sleep(pause)
    if kind == "cut" and request.transport is not None:
        # What was written has to leave first: close, not abort.
        request.transport.close()
        return response
    await response.write_eof()
    return response
