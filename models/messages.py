"""What comes in and what goes out, as plain data. Channels and handlers share nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What an incoming thing means to us, whatever the messenger calls it."""

    TEXT = "text"
    PRESS = "press"
    MEDIA = "media"
    PLACE = "place"
    CONTACT = "contact"
    EDIT = "edit"
    DELETION = "deletion"
    REACTION = "reaction"
    BLOCKED = "blocked"
    UNBLOCKED = "unblocked"
    CONNECTION = "connection"
    MEMBERS = "members"
    UNKNOWN = "unknown"


BUSINESS = "business:"
"""How the address of a chat of the phone's own account begins; then come whose it is, a colon, and the chat."""


OWN = "own "
"""How `Outbound.replies_to` begins where it names what the receiver wrote herself: a quote at Signal has an author."""


def fit(text: str, limit: int) -> str:
    """A text from outside as a column takes it: without NUL (PostgreSQL refuses it), at most `limit` letters."""
    return text.replace("\x00", "")[:limit]


@dataclass(frozen=True, slots=True)
class Pin:
    """A point on the map as the messenger sent it (WGS 84 degrees, accuracy in metres, live period in seconds)."""

    latitude: float
    longitude: float
    accuracy_m: float | None = None
    live_s: int | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that somebody sent, before it is fetched.

    `kind` is how it was sent: photo, voice, audio, video, video_note, animation, document or sticker.
    `size` is in bytes and `seconds` the length of sound or film; both are the messenger's claim.
    """

    kind: str
    file_id: str
    unique_id: str = ""
    size: int | None = None
    mime: str = ""
    name: str = ""
    seconds: int | None = None


@dataclass(frozen=True, slots=True)
class Connection:
    """How an account of the phone is connected to the bot: the id of the connection, whose it is, what it allows.

    `rights` are called as the messenger calls them. `asked`: we asked for it, it was not told by itself.
    """

    id: str
    user: str
    name: str
    enabled: bool
    rights: frozenset[str] = frozenset()
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Inbound:
    """One thing that somebody did on a messenger.

    `address` is the chat to answer to, `account` the account of ours that it was sent to, `sender` who wrote when
    that is somebody else than the chat. `wire_id` names the message at the messenger; `target` names the older
    message that a press, an edit, a deletion, a reaction or a reply is about. `sent_at` is UTC and a claim.
    `option` is what the pressed button carries. `business` is the connection by which a message to the phone's own
    account reached us; `from_us` marks what was written by our own side of such a chat, `automatic` what no human wrote
    there; `room` marks a group. `connection` tells of such a connection itself. `also` is another name by which the
    messenger knew the same chat before. `notice` says what she and the team have to be told beside what she sent (see
    handlers/notices.py). In a `shared` chat a human of ours may write too, as the same account. `members` are those who
    came into a room, or whose place in it changed: `text` then says what they are there now ("muted": may not write).
    """

    channel: str
    account: str
    address: str
    kind: Kind
    wire_id: str = ""
    sender: str = ""
    text: str = ""
    option: str = ""
    target: str = ""
    album: str = ""
    attachments: tuple[Attachment, ...] = ()
    pin: Pin | None = None
    language_code: str = ""
    forwarded: bool = False
    sent_at: datetime | None = None
    business: str = ""
    from_us: bool = False
    automatic: bool = False
    room: bool = False
    connection: Connection | None = None
    also: str = ""
    notice: str = ""
    shared: bool = False
    members: tuple[str, ...] = ()


class Button(NamedTuple):
    """Something to press: `label` is shown, `option` comes back (at most 64 bytes: Telegram's callback_data)."""

    label: str
    option: str


@dataclass(frozen=True, slots=True)
class FileRef:
    """A file to send: the id of its evidence row, how it was sent to us, and its name.

    What the bot has made itself (a picture of the rota) has no such row: it travels along, as `content` in base64.
    `clean`: a picture that leaves without what it says of its place, time and camera.
    """

    evidence: int
    kind: str
    name: str = ""
    mime: str = ""
    content: str = ""
    clean: bool = False


@dataclass(frozen=True, slots=True)
class Outbound:
    """One message to one chat.

    `slot` names a message that may be changed later: a message with `edit` set replaces the last one sent under the
    same slot, or is sent anew when there is none. `urgent` overtakes everything but what is urgent and older.
    `protect` asks the messenger to forbid forwarding and saving. `locate` is the label of a button that sends the
    person's place, where the messenger has one. `language` decides the direction of the text. `about` is the id of the
    report whose words it shows to somebody of the team, or that it shows several (models/outbox.py). `replies_to` is
    the wire id of the message in the same chat under which it is shown, behind `OWN` where the receiver wrote that one.
    With `remove` nothing is sent: the message with this wire id is taken out of the chat. `silent` shows nothing: it
    asks only whether the chat can be reached. `cases` are the case codes in it that whoever reads it may open, where
    the messenger has links.
    """

    text: str = ""
    rows: tuple[tuple[Button, ...], ...] = ()
    slot: str = ""
    edit: bool = False
    urgent: bool = False
    protect: bool = False
    locate: str = ""
    pin: Pin | None = None
    file: FileRef | None = None
    language: str = ""
    about: int = 0
    replies_to: str = ""
    remove: str = ""
    silent: bool = False
    cases: tuple[str, ...] = ()
