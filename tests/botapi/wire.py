"""What travels between a bot and Telegram: one call with its parameters and files, and the answer or refusal."""

import contextlib
import hashlib
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

import orjson
from aiohttp import BodyPartReader, web

Json = dict[str, Any]

# What a person could have typed, or an opaque name: never to be read as a number, a list or an object.
WORDS = frozenset(
    [
        "text",
        "caption",
        "callback_query_id",
        "url",
        "secret_token",
        "description",
        "short_description",
        "language_code",
        "parse_mode",
        "file_id",
        "business_connection_id",
        "photo",
        "voice",
        "audio",
        "video",
        "video_note",
        "animation",
        "document",
        "sticker",
        "title",
        "performer",
        "name",
        "emoji",
        "action",
        "inline_message_id",
        "message_effect_id",
        "first_name",
        "last_name",
        "phone_number",
        "vcard",
        "address",
        "custom_title",
    ]
)


class Refused(Exception):
    """Telegram says no: an HTTP status, a description, and sometimes parameters such as retry_after."""

    def __init__(self, code: int, description: str, parameters: Json | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


def bad(description: str) -> Refused:
    """The commonest refusal: 400 with Telegram's wording after "Bad Request: "."""
    return Refused(400, f"Bad Request: {description}")


@dataclass(slots=True)
class Upload:
    """A file the bot sent along with a call."""

    name: str
    mime: str
    data: bytes

    def described(self) -> Json:
        """Size and fingerprint, which is what tests ask about."""
        return {
            "name": self.name,
            "mime": self.mime,
            "size": len(self.data),
            "sha256": hashlib.sha256(self.data).hexdigest(),
        }


@dataclass(slots=True)
class Call:
    """One call made by the bot, its parameters already decoded."""

    method: str
    params: Json
    files: dict[str, Upload] = field(default_factory=dict)


def decoded(name: str, value: str) -> Any:
    """A parameter as Telegram understands it: forms carry numbers, flags and nested values as text."""
    if name in WORDS or not value:
        return value
    if value[0] in "[{":
        try:
            return orjson.loads(value)
        except orjson.JSONDecodeError:
            raise bad(f"can't parse {name.replace('_', ' ')} JSON object") from None
    if value in ("true", "True", "false", "False"):
        return value[0] in "tT"
    for number in (int, float):
        with contextlib.suppress(ValueError):
            return number(value)
    return value


async def read_call(request: web.BaseRequest, method: str) -> Call:
    """Read a call from the query and from a form, multipart or JSON body."""
    params: Json = {name: decoded(name, value) for name, value in request.query.items()} if request.query_string else {}
    call = Call(method, params)
    kind = request.headers.get("Content-Type", "")
    if kind.startswith("multipart/"):
        await _read_parts(request, call)
    elif request.can_read_body:
        # Straight from the stream: request.read() would refuse the sizes Telegram accepts.
        body = await request.content.read()
        if kind.startswith("application/json"):
            _read_json(body, params)
        else:
            for name, value in parse_qsl(body.decode(), keep_blank_values=True):
                params[name] = decoded(name, value)
    return call


def _read_json(body: bytes, params: Json) -> None:
    try:
        given = orjson.loads(body or b"{}")
    except ValueError:
        raise bad("can't parse JSON body") from None
    if not isinstance(given, dict):
        raise bad("can't parse JSON body")
    for name, value in given.items():
        params[name] = decoded(name, value) if isinstance(value, str) else value


async def _read_parts(request: web.BaseRequest, call: Call) -> None:
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or not part.name:
            continue
        data = bytes(await part.read(decode=True))
        if part.filename is None:
            call.params[part.name] = decoded(part.name, data.decode())
        else:
            mime = part.headers.get("Content-Type", "application/octet-stream")
            call.files[part.name] = Upload(part.filename, mime, data)


def reply(body: bytes, status: int = 200) -> web.Response:
    """A JSON answer from bytes already made."""
    return web.Response(body=body, status=status, headers={"Content-Type": "application/json"})


def succeeded(result: Any) -> web.Response:
    """{"ok":true,"result":...}; bytes are taken as JSON already made."""
    made = result if isinstance(result, bytes) else orjson.dumps(result)
    return reply(b'{"ok":true,"result":' + made + b"}")


def refused(why: Refused) -> web.Response:
    """{"ok":false,...} with Telegram's error code as the HTTP status."""
    body: Json = {"ok": False, "error_code": why.code, "description": why.description}
    if why.parameters:
        body["parameters"] = why.parameters
    return reply(orjson.dumps(body), why.code)
