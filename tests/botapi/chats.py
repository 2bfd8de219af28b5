"""A conversation, as both sides hold it."""

from dataclasses import dataclass, field

from .wire import Json

# What a message can be, in the order in which we look; animation before document, because it carries both.
CONTENTS = [
    "text",
    "photo",
    "voice",
    "audio",
    "video",
    "video_note",
    "animation",
    "document",
    "sticker",
    "location",
    "contact",
    "venue",
]


@dataclass(slots=True)
class Chat:
    """One chat; the same person has another one for each business account they write to."""

    about: Json
    business: str = ""
    messages: dict[int, Json] = field(default_factory=dict)
    last_id: int = 0
    state: str = "open"
    keyboard: list[list[str]] = field(default_factory=list)
    plain_keyboards: set[int] = field(default_factory=set)
    toasts: list[str] = field(default_factory=list)
    actions: list[str] = field(default_factory=list)
    reactions: dict[int, str] = field(default_factory=dict)
    heard_at: float = 0.0

    @property
    def id(self) -> int:
        """The chat's number; negative for groups."""
        chat_id: int = self.about["id"]
        return chat_id

    def next_id(self) -> int:
        """The number of the next message in this chat."""
        self.last_id += 1
        return self.last_id

    def view(self) -> Json:
        """The conversation as the person would see it now."""
        return {
            "chat": self.about,
            "business": self.business,
            "state": self.state,
            "messages": [self._shown(message) for message in self.messages.values()],
            "keyboard": self.keyboard,
            "toasts": self.toasts,
            "actions": self.actions,
        }

    def _shown(self, message: Json) -> Json:
        markup = message.get("reply_markup") or {}
        kind = next((name for name in CONTENTS if name in message), "other")
        return {
            "message_id": message["message_id"],
            "from_bot": bool(message["from"]["is_bot"] or message.get("sender_business_bot")),
            "kind": kind,
            "text": message.get("text", message.get("caption", "")),
            "buttons": [[shown_button(button) for button in row] for row in markup.get("inline_keyboard", [])],
            "edited": "edit_date" in message,
            "reaction": self.reactions.get(message["message_id"], ""),
            "content": message.get(kind) if kind != "text" else None,
        }


def shown_button(button: Json) -> Json:
    """A button's label and what pressing it gives."""
    return {"text": button["text"], "data": button.get("callback_data", ""), "url": button.get("url", "")}
