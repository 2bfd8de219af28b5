"""Webhook delivery: chat by chat in order, chats side by side, again and again until the bot says 2xx."""

import asyncio
import re
from collections import deque

import aiohttp

from .updates import Queued, UpdateQueue
from .wire import Json, bad

FIRST_DELAY = 0.2
LONGEST_DELAY = 2.0
PATIENCE = aiohttp.ClientTimeout(total=60)
LOOPBACK = ("http://127.0.0.1", "http://localhost", "http://[::1]")


class Webhook:
    """Where updates are delivered, if anywhere; one task per chat that has something waiting."""

    def __init__(self, queue: UpdateQueue) -> None:
        self.queue = queue
        self.url = ""
        self.secret = ""
        self.max_connections = 40
        self.last_error: tuple[int, str] | None = None
        self.lanes: dict[str, deque[Queued]] = {}
        self.tasks: dict[str, asyncio.Task[None]] = {}
        self.free = asyncio.Semaphore(40)
        self.session: aiohttp.ClientSession | None = None
        queue.on_push.append(self.enqueue)

    def set(self, url: str, secret: str, max_connections: int) -> None:
        """Start delivering to this address; an empty one stops delivering."""
        if url and not url.startswith(("https://", *LOOPBACK)):
            raise bad("bad webhook: An HTTPS URL must be provided for webhook")
        if secret and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
            raise bad("secret token contains unallowed characters")
        self.stop()
        self.url, self.secret = url, secret
        self.max_connections = min(100, max(1, max_connections))
        self.free = asyncio.Semaphore(self.max_connections)
        self.last_error = None
        if url:
            self.queue.end_poll("setWebhook request")
            self.queue.expire()
            for queued in list(self.queue.pending.values()):
                self.enqueue(queued)

    def stop(self) -> None:
        """End all deliveries under way; what was not confirmed stays in the queue."""
        for task in self.tasks.values():
            task.cancel()
        self.tasks, self.lanes, self.url = {}, {}, ""

    async def close(self) -> None:
        """Stop, and let go of the connections."""
        self.stop()
        if self.session is not None:
            await self.session.close()
            self.session = None

    def enqueue(self, queued: Queued) -> None:
        """Line an update up behind the others of its chat."""
        if not self.url:
            return
        self.lanes.setdefault(queued.lane, deque()).append(queued)
        if queued.lane not in self.tasks:
            self.tasks[queued.lane] = asyncio.create_task(self._run(queued.lane))

    async def _run(self, lane: str) -> None:
        waiting = self.lanes[lane]
        while waiting:
            await self._deliver(waiting[0])
            waiting.popleft()
        del self.lanes[lane], self.tasks[lane]

    async def _deliver(self, queued: Queued) -> None:
        delay = FIRST_DELAY
        while queued.serial in self.queue.pending:
            asked = 0.0
            async with self.free:
                done, asked = await self._post(queued)
            if done:
                self.queue.confirm(queued)
                return
            await asyncio.sleep(asked or delay)
            delay = min(LONGEST_DELAY, delay * 2)
            self.queue.expire()

    async def _post(self, queued: Queued) -> tuple[bool, float]:
        """Whether it was taken, and how many seconds the bot asked us to wait."""
        if self.session is None:
            self.session = aiohttp.ClientSession(timeout=PATIENCE, connector=aiohttp.TCPConnector(limit=0))
        headers = {"Content-Type": "application/json"}
        if self.secret:
            headers["X-Telegram-Bot-Api-Secret-Token"] = self.secret
        try:
            async with self.session.post(self.url, data=queued.raw, headers=headers, allow_redirects=False) as answer:
                await answer.read()
                if 200 <= answer.status < 300:
                    return True, 0.0
                self._note(f"Wrong response from the webhook: {answer.status} {answer.reason}")
                after = answer.headers.get("Retry-After", "")
                return False, min(3600.0, float(after)) if re.fullmatch(r"\d+(\.\d+)?", after) else 0.0
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            self._note(f"Connection failed: {type(error).__name__}")
            return False, 0.0

    def _note(self, message: str) -> None:
        self.last_error = (self.queue.clock.today(), message)

    def info(self) -> Json:
        """What getWebhookInfo answers."""
        self.queue.expire()
        info: Json = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self.queue.pending),
        }
        if self.url:
            info["max_connections"] = self.max_connections
        if self.last_error and self.url:
            info["last_error_date"], info["last_error_message"] = self.last_error
        if self.queue.allowed_given:
            info["allowed_updates"] = self.queue.allowed_given
        return info
