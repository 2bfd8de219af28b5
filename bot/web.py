"""The web server: health, figures, and the messengers' webhooks. The demo adds its page."""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from bot.channels.base import Channel
from bot.channels.telegram import Telegram
from bot.figures import figures
from bot.health import Health, look
from bot.intake import Intake
from bot.settings import SettingsError
from bot.store import Store

log = logging.getLogger(__name__)
LARGEST_UPDATE = 1024 * 1024
SECRET_HEADER = "x-telegram-bot-api-secret-token"
ANSWER_S = 8.0
"""A database that has not answered a question about health in this time is ill."""


def _utc_now() -> datetime:
    return datetime.now(UTC)


def app_routes(
    store: Store,
    intake: Intake,
    channels: Mapping[str, Channel],
    troubles: Callable[[], list[str]],
    *,
    now: Callable[[], datetime] = _utc_now,
    folder: Path = Path(),
) -> list[BaseRoute]:
    """Health, figures and webhooks. `troubles` are those this process knows of itself; `folder` is where files go."""

    async def healthz(request: Request) -> Response:
        return _told(await health_of(store, now()), troubles(), _receiving(channels))

    async def metrics(request: Request) -> Response:
        shown = await store.read(lambda session: figures(session, now(), folder))
        return Response(shown, media_type="text/plain; version=0.0.4")

    async def telegram(request: Request) -> Response:
        channel = channels.get("telegram")
        if not isinstance(channel, Telegram) or not channel.is_webhook_secret(request.headers.get(SECRET_HEADER, "")):
            return PlainTextResponse("not for you\n", status_code=403)
        try:
            update = await _body(request)
            if update is None:
                return PlainTextResponse("too big\n", status_code=413)
            await intake.keep(channel, [update])
        except Exception as error:
            log.error("web: an update could not be kept (%s)", type(error).__name__)
            return PlainTextResponse("not kept, please bring it again\n", status_code=503)
        return PlainTextResponse("kept\n")

    return [
        Route("/healthz", healthz),
        Route("/metrics", metrics),
        # The path of the webhook is whatever HRO_TELEGRAM_WEBHOOK_URL ends with; the secret is what counts.
        Route("/{path:path}", telegram, methods=["POST"]),
    ]


async def health_of(store: Store, now: datetime) -> Health:
    """What the database says of itself; a database that does not say anything is what is wrong."""
    try:
        async with asyncio.timeout(ANSWER_S):
            return await store.read(lambda session: look(session, now))
    except Exception as error:
        return Health((f"the database cannot be read ({type(error).__name__})",), ())


def _told(health: Health, troubles: list[str], receiving: list[str]) -> Response:
    """One line for each thing: what is wrong first, then the warnings. 503 only for what is wrong."""
    wrong = [*troubles, *health.wrong]
    warned = [*(one for one in receiving if one not in wrong), *health.warnings]
    lines = [*wrong, *(f"warning: {one}" for one in warned)]
    return PlainTextResponse("\n".join(lines or ["all is well"]) + "\n", status_code=503 if wrong else 200)


def _receiving(channels: Mapping[str, Channel]) -> list[str]:
    """What each channel says of its receiving, however short it lasts."""
    told = ((channel.name, getattr(channel, "trouble", "")) for channel in channels.values())
    return [f"{name}: {trouble}" for name, trouble in told if trouble]


async def _body(request: Request) -> bytes | None:
    """What was brought; nothing when it is too big, whatever it says about its own length."""
    update = b""
    async for piece in request.stream():
        update += piece
        if len(update) > LARGEST_UPDATE:
            return None
    return update


def check_free(host: str, port: int) -> None:
    """Raises `SettingsError` when the web server cannot listen there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as error:
            why = error.strerror or type(error).__name__
            raise SettingsError(f"HRO_WEB_LISTEN {host}:{port} cannot be used: {why}.") from error


class Server(uvicorn.Server):
    """Serves inside our own event loop; signals are ours."""

    def __init__(self, routes: Sequence[BaseRoute], host: str, port: int) -> None:
        config = uvicorn.Config(
            Starlette(routes=list(routes)),
            host=host,
            port=port,
            log_level="warning",
            access_log=False,
            lifespan="off",
            timeout_graceful_shutdown=2,
        )
        super().__init__(config)

    def install_signal_handlers(self) -> None:
        """None: the program stops the server."""
