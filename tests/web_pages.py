"""The web addresses of a bot in a world, asked as a monitor does."""

from __future__ import annotations

from pathlib import Path

from starlette.applications import Starlette
from starlette.testclient import TestClient

from bot.web import app_routes
from tests.world import World

ROOT = Path(__file__).resolve().parents[1]


class Spoken:
    """A channel that says how its receiving goes."""

    name, account = "spoken", "us"

    def __init__(self, trouble: str) -> None:
        self.trouble = trouble


def asked(told: World, path: str, *, wrong: list[str] | None = None, trouble: str = "") -> tuple[int, str]:
    """Status and text of an address."""
    routes = app_routes(
        told.store,
        told.app.intake,
        {"spoken": Spoken(trouble)},  # type: ignore[dict-item]  # only what health asks a channel
        lambda: wrong or [],
        now=told.clock.now,
        folder=told.app.folder,
    )
    with TestClient(Starlette(routes=routes)) as client:
        answer = client.get(path)
    return answer.status_code, answer.text
