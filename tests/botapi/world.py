"""Everything the server knows, in memory: one bot, its people, chats, files and updates."""

from dataclasses import dataclass, field
from typing import Any

from .chats import Chat
from .clock import Clock
from .faults import Faults
from .files import Files
from .limits import Limits
from .updates import UpdateQueue
from .webhook import Webhook
from .wire import Json, Refused, bad


@dataclass(slots=True)
class Noted:
    """One call the bot made, as `GET /control/sent` shows it."""

    n: int
    method: str
    params: Json
    files: dict[str, Json]
    time: float
    outcome: str = "open"
    result: Any = None

    def described(self) -> Json:
        """As JSON; `outcome` is "ok", "lost" (done, but the answer never came), "dropped", or what was refused."""
        names = ("n", "method", "params", "files", "time", "outcome", "result")
        return {name: getattr(self, name) for name in names}


@dataclass
class World:
    """The state of the server; a reset makes a new one."""

    token: str
    clock: Clock = field(default_factory=Clock)

    def __post_init__(self) -> None:
        """Make the parts that need the clock or one another."""
        self.me: Json = {
            "id": int(self.token.partition(":")[0]) if self.token.partition(":")[0].isdigit() else 1,
            "is_bot": True,
            "first_name": "HRO",
            "username": "hro_test_bot",
        }
        self.queue = UpdateQueue(self.clock)
        self.webhook = Webhook(self.queue)
        self.files = Files(self.clock)
        self.faults = Faults()
        self.limits = Limits(self.clock)
        self.chats: dict[tuple[str, int], Chat] = {}
        self.connections: dict[str, Json] = {}
        self.members: dict[int, int] = {}
        self.presses: dict[str, tuple[float, Chat]] = {}
        self.texts: dict[tuple[str, str, str], Any] = {}
        self.calls: list[Noted] = []
        self.polls = 0

    def meet(self, chat_id: int, business: str = "", about: Json | None = None) -> Chat:
        """The chat with this id, made if it is new; `about` refreshes what is known of it."""
        chat = self.chats.get((business, chat_id))
        if chat is None:
            kind: Json = {"type": "private"} if chat_id > 0 else {"type": "supergroup", "title": "Group"}
            chat = self.chats[(business, chat_id)] = Chat({"id": chat_id, **kind}, business)
        if about:
            chat.about.update(about)
        return chat

    def chat(self, params: Json) -> Chat:
        """The chat a call is about, as Telegram would find it: known, and still willing."""
        business = params.get("business_connection_id") or ""
        if business:
            self.connection(business)
        if "chat_id" not in params or params["chat_id"] == "":
            raise bad("chat_id is empty")
        chat = self.chats.get((business, params["chat_id"]))
        if chat is None:
            raise bad("chat not found")
        if chat.state == "blocked":
            raise Refused(403, "Forbidden: bot was blocked by the user")
        if chat.state == "deactivated":
            raise Refused(403, "Forbidden: user is deactivated")
        return chat

    def connection(self, business: str) -> Json:
        """An enabled business connection."""
        connection = self.connections.get(business)
        if connection is None:
            raise bad("business connection not found")
        if not connection["is_enabled"]:
            raise bad("BUSINESS_CONNECTION_NOT_ALLOWED")
        return connection

    async def close(self) -> None:
        """End what is running: deliveries and the long poll."""
        self.queue.end_poll("reset")
        await self.webhook.close()
