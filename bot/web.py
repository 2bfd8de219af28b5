"""The web server: health, figures, and the messengers' webhooks. The demo adds its page."""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable, Mapping, Sequence

import uvicorn
from prometheus_client import CollectorRegistry, Gauge, generate_latest
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from bot.channels.base import Channel
from bot.channels.telegram import Telegram
from bot.intake import Intake
from bot.settings import SettingsError
from bot.store import Store
from models.alert import Alert
from models.inbox import KEPT, Inbox
from models.outbox import WAITING, Outbox

log = logging.getLogger(__name__)
LARGEST_UPDATE = 1024 * 1024
SECRET_HEADER = "x-telegram-bot-api-secret-token"


def app_routes(
    store: Store, intake: Intake, channels: Mapping[str, Channel], troubles: Callable[[], list[str]]
) -> list[BaseRoute]:
    """Health, figures and webhooks."""

    async def healthz(request: Request) -> Response:
        found = troubles()
        return PlainTextResponse("\n".join(found or ["all is well"]) + "\n", status_code=503 if found else 200)

    async def metrics(request: Request) -> Response:
        return Response(await store.read(figures), media_type="text/plain; version=0.0.4")

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


async def _body(request: Request) -> bytes | None:
    """What was brought; nothing when it is too big, whatever it says about its own length."""
    update = b""
    async for piece in request.stream():
        update += piece
        if len(update) > LARGEST_UPDATE:
            return None
    return update


def figures(session: Session) -> bytes:
    """Counts for Prometheus; no words, no names."""
    registry = CollectorRegistry()
    counts = {
        "hro_messages_waiting": select(func.count()).select_from(Inbox).where(Inbox.state == KEPT),
        "hro_outbox_waiting": select(func.count()).select_from(Outbox).where(Outbox.state == WAITING),
        "hro_alerts_open": select(func.count()).select_from(Alert).where(Alert.taken_by.is_(None)),
    }
    for name, query in counts.items():
        Gauge(name, name.replace("_", " "), registry=registry).set(session.scalar(query) or 0)
    return generate_latest(registry)


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
