"""The addresses of the demo's page, with a keep that only remembers."""

from __future__ import annotations

import asyncio
import re
import unicodedata
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from bot.channels.demo import Demo
from bot.demo_page import LONGEST_FILE, PAGE, demo_routes, event_lines
from models.messages import Kind

ROOT = Path(__file__).resolve().parent.parent

MORNING = datetime(2026, 3, 24, 6, 30, tzinfo=UTC)
HERE = "http://127.0.0.1:8000"


class Clock:
    def __init__(self) -> None:
        self.time = MORNING

    def now(self) -> datetime:
        return self.time

    async def push(self, seconds: float) -> None:
        self.time += timedelta(seconds=seconds)


class Kept:
    """A keep that remembers, and breaks when told to."""

    def __init__(self) -> None:
        self.raw: list[bytes] = []
        self.broken = False

    async def __call__(self, raw: Sequence[bytes]) -> int:
        if self.broken:
            raise OSError("the disk is full")
        self.raw += raw
        return len(raw)


def a_demo(clock: Clock | None = None) -> Demo:
    return Demo(["amal", "lea"], now=(clock or Clock()).now)


@asynccontextmanager
async def listening(demo: Demo, kept: Kept) -> AsyncIterator[None]:
    task = asyncio.create_task(demo.listen(kept))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


@asynccontextmanager
async def browser(demo: Demo, kept: Kept, clock: Clock | None = None) -> AsyncIterator[httpx.AsyncClient]:
    phones = [{"id": "amal", "role": "reporter", "name": "Amal", "hint": ""}]
    app = Starlette(routes=demo_routes(demo, clock or Clock(), lambda: {"title": "Demo", "phones": phones}))
    async with listening(demo, kept), httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=HERE) as client:
        yield client


async def take(events: AsyncIterator[dict[str, object]], until: str) -> list[dict[str, object]]:
    taken = []
    async for event in events:
        taken.append(event)
        if event["event"] == until:
            break
    return taken


@pytest.mark.asyncio
async def test_silence_is_filled_with_beats_and_stopping_to_listen_ends_the_lines() -> None:
    demo = a_demo()
    task = asyncio.create_task(demo.listen(Kept()))
    lines = event_lines(demo, 0.01)
    first = [await anext(lines) for _ in range(3)]
    assert [line.partition(" ")[0] for line in first] == ["data:", "data:", ":"]
    task.cancel()
    async with asyncio.timeout(5):
        assert all(line.startswith(":") for line in [line async for line in lines])


@pytest.mark.asyncio
async def test_a_page_that_is_closed_is_not_told_any_more() -> None:
    demo = a_demo()
    app = Starlette(routes=demo_routes(demo, Clock(), dict))
    told = asyncio.Event()
    scope: dict[str, Any] = {
        "type": "http",
        "method": "GET",
        "path": "/demo/events",
        "raw_path": b"",
        "query_string": b"",
    }
    scope |= {"headers": [(b"host", b"localhost")], "asgi": {"version": "3.0", "spec_version": "2.3"}}

    async def receive() -> dict[str, object]:
        await told.wait()
        return {"type": "http.disconnect"}

    async def send(message: dict[str, object]) -> None:
        if b'"live"' in message.get("body", b""):  # type: ignore[operator]
            told.set()

    async with asyncio.timeout(5):
        await app(scope, receive, send)  # type: ignore[arg-type]
    assert not demo.screens._watchers


@pytest.mark.asyncio
async def test_the_page_and_its_fonts_are_served_from_here_only() -> None:
    async with browser(a_demo(), Kept()) as client:
        page = await client.get("/")
        assert page.status_code == 200 and "default-src 'none'" in page.headers["content-security-policy"]
        for line in page.text.split('"'):
            if line.startswith("page/"):
                assert (await client.get(f"/{line}")).status_code == 200, line
        assert "http" not in page.text
        assert (await client.get("/page/fonts/noto-naskh-arabic-400.woff2")).content[:4] == b"wOF2"
        assert (await client.get("/demo/world")).json()["phones"][0]["id"] == "amal"


@pytest.mark.asyncio
async def test_what_the_page_posts_is_kept() -> None:
    demo, kept = a_demo(), Kept()
    async with browser(demo, kept) as client:
        said = await client.post("/demo/say", json={"phone": "amal", "text": "سلام"})
        mine = said.json()["id"]
        posts: dict[str, dict[str, Any]] = {
            "press": {"press": "y", "message": "m7"},
            "place": {"latitude": 50.9, "longitude": 1.7},
            "edit": {"edit": mine, "text": "two"},
            "delete": {"delete": mine},
            "block": {"blocked": True},
        }
        for name, more in posts.items():
            assert (await client.post(f"/demo/{name}", json={"phone": "amal", **more})).status_code == 200, name
    kinds = [demo.read(raw).kind for raw in kept.raw]
    assert kinds == [Kind.TEXT, Kind.PRESS, Kind.PLACE, Kind.EDIT, Kind.DELETION, Kind.BLOCKED]


@pytest.mark.asyncio
async def test_a_file_goes_up_and_comes_back_and_never_runs_as_a_page() -> None:
    demo, kept = a_demo(), Kept()
    async with browser(demo, kept) as client:
        asked = {"phone": "amal", "kind": "document", "name": "a.html", "text": "look"}
        html = {"content-type": "text/html"}
        assert (await client.post("/demo/file", params=asked, content=b"<b>", headers=html)).status_code == 200
        got = demo.read(kept.raw[0])
        back = await client.get(f"/demo/file/{got.attachments[0].file_id}")
        assert (await client.get("/demo/file/never")).status_code == 404
    assert (got.text, got.attachments[0].name, got.attachments[0].size) == ("look", "a.html", 3)
    assert back.content == b"<b>" and back.headers["content-disposition"] == "attachment"
    assert "sandbox" in back.headers["content-security-policy"]


@pytest.mark.asyncio
async def test_a_file_that_is_too_large_is_refused_kindly() -> None:
    kept = Kept()
    async with browser(a_demo(), kept) as client:
        answer = await client.post("/demo/file", params={"phone": "amal"}, content=bytes(LONGEST_FILE + 1))
    assert answer.status_code == 413 and "20 MB" in answer.json()["error"] and not kept.raw


@pytest.mark.asyncio
async def test_the_clock_is_pushed_and_every_page_is_told() -> None:
    clock = Clock()
    demo = a_demo(clock)
    events = demo.watch()
    async with browser(demo, Kept(), clock) as client:
        await take(events, "live")
        assert (await client.post("/demo/clock", json={"seconds": 120})).json() == {"now": "2026-03-24T06:32:00+00:00"}
        assert await anext(events) == {"event": "clock", "now": "2026-03-24T06:32:00+00:00"}
        for seconds in (-1, 0, True, "x", 1e9):
            assert (await client.post("/demo/clock", json={"seconds": seconds})).status_code == 400


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "headers",
    [
        {"host": "evil.example"},
        {"host": "["},
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"sec-fetch-site": "cross-site"},
    ],
)
async def test_another_page_cannot_post(headers: dict[str, str]) -> None:
    kept = Kept()
    async with browser(a_demo(), kept) as client:
        answer = await client.post("/demo/say", json={"phone": "amal", "text": "x"}, headers=headers)
        own = await client.post("/demo/say", json={"phone": "amal", "text": "x"}, headers={"origin": HERE})
    assert answer.status_code == 403 and own.status_code == 200 and len(kept.raw) == 1


@pytest.mark.asyncio
async def test_wrong_posts_are_told_why() -> None:
    demo, kept = a_demo(), Kept()
    async with browser(demo, kept) as client:

        async def status(name: str, **document: object) -> int:
            answer = await client.post(f"/demo/{name}", json=document)
            assert answer.json()["error"]
            return answer.status_code

        assert await status("say", phone="nobody", text="x") == 404
        assert await status("say", phone="amal") == 400
        assert await status("say", phone="amal", text="x" * 70_000) == 413
        assert await status("place", phone="amal", latitude="x", longitude=1) == 400
        assert (await client.post("/demo/say", content=b"nonsense")).status_code == 400
        await client.post("/demo/off", json={"phone": "amal", "off": True})
        assert await status("say", phone="amal", text="x") == 409
        await client.post("/demo/off", json={"phone": "amal", "off": False})
        kept.broken = True
        assert await status("say", phone="amal", text="x") == 503


def test_every_pictogram_of_the_bot_is_in_the_fonts_that_are_shipped() -> None:
    css = (PAGE / "fonts.css").read_text()
    ranges = re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", css.partition("HRO Pictograms")[2].partition("}")[0])
    shipped = {code for first, last in ranges for code in range(int(first, 16), int(last or first, 16) + 1)}
    sources = [path.read_text() for folder in ("handlers", "bot") for path in (ROOT / folder).rglob("*.py")]
    used = {
        sign
        for source in sources
        for sign in source
        if unicodedata.category(sign) == "So" and ord(sign) > 0x2100 and sign != "▫"
    }
    assert {sign for sign in used if ord(sign) not in shipped} == set()
