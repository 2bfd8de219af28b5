"""What the envelopes of signal-cli mean. Pure: raw JSON in, plain data out (signal-cli 0.13 and 0.14, src/.../json).

{"envelope": {"sourceUuid": "11111111-...", "sourceNumber": null, "timestamp": 1795335598223,
 "dataMessage": {"timestamp": 1795335598223, "message": "help", "expiresInSeconds": 0}}, "account": "+33639980001"}

A chat is named by the person's uuid; by her number only where no uuid is known; a group by `group.` and its id. The
wire id of a message is its timestamp (milliseconds), which with the sender is all that names it at Signal.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from bot.channels.base import Label
from bot.channels.map_links import pin_of
from bot.channels.signal_files import files_of
from models.messages import Inbound, Kind

GROUP = "group."
"""How the address of a group begins; then comes its id (base64)."""
VIEW_ONCE, UNTRUSTED, CALL, DISAPPEARING = "view once", "untrusted", "call", "disappearing"
"""The notices of an `Inbound`: what she and the team have to be told beside what she sent."""
NOT_AS_DOCUMENTED = (LookupError, TypeError, ValueError, AttributeError, ArithmeticError, OSError, RecursionError)
"""What reading an envelope raises that is not as signal-cli documents it."""
NOTHING = "(?)"
QUIET_CALLS = ("answerMessage", "busyMessage", "hangupMessage", "iceUpdateMessages", "opaqueMessage")
OF_AN_APP = ("typingMessage", "receiptMessage")
Json = dict[str, Any]


def parse(raw: bytes) -> Json:
    """The envelope with what stands beside it, however signal-cli wrapped it. Raises one of `NOT_AS_DOCUMENTED`."""
    # JSON can carry half of a surrogate pair; no database takes it.
    text = json.dumps(json.loads(raw), ensure_ascii=False).encode("utf-8", "replace")
    document: Json = json.loads(text)
    if "params" in document:
        document = document["params"]
        document = document.get("result", document)
    if not isinstance(document["envelope"], dict):
        raise TypeError("no envelope")
    return document


def label_envelope(raw: bytes, own: str = "") -> Label:
    """Under which id and for whom an envelope is to be kept. Never raises."""
    try:
        document = parse(raw)
        envelope = document["envelope"]
        address, sender = _address(envelope), _sender(envelope)
        # The same envelope by the stream and by the journal: what was noted on the way may differ.
        same = {key: value for key, value in envelope.items() if not key.startswith(("server", "sourceName"))}
        content = json.dumps([same, document.get("exception")], sort_keys=True)
        answerable = not address.startswith(GROUP) and not _from_us(envelope) and address != own
        return Label(f"{sender}:{int(envelope['timestamp'])}", address, content, answerable=answerable)
    except NOT_AS_DOCUMENTED:
        return Label("", "", raw.decode(errors="replace"))


def says_nothing(raw: bytes) -> bool:
    """Whether an application sent this by itself, and nobody meant anything by it: typing, receipts, syncing.

    Such envelopes come several for every message and would only tell who was online when: they are not kept.
    """
    try:
        document = parse(raw)
        envelope = document["envelope"]
        if document.get("exception"):
            return False
        if (sync := envelope.get("syncMessage")) is not None:
            return not isinstance(sync, dict) or not sync.get("sentMessage")
        call = envelope.get("callMessage")
        if call and not call.get("offerMessage") and any(call.get(key) for key in QUIET_CALLS):
            return True
        return any(envelope.get(key) for key in OF_AN_APP)
    except NOT_AS_DOCUMENTED:
        return False


def read_envelope(document: Json, account: str) -> Inbound:
    """An envelope as an `Inbound`. Raises one of `NOT_AS_DOCUMENTED`."""
    envelope = document["envelope"]
    address = _address(envelope)
    if not address:
        raise ValueError("from nobody")
    stamp = int(envelope["timestamp"])
    common: Json = {
        "channel": "signal",
        "account": account,
        "address": address,
        "wire_id": str(stamp),
        "sender": _sender(envelope),
        # A group is not whoever writes there.
        "also": "" if _from_us(envelope) or address.startswith(GROUP) else str(envelope.get("sourceNumber") or ""),
        "sent_at": datetime.fromtimestamp(stamp / 1000, UTC),
        "from_us": _from_us(envelope),
        "room": address.startswith(GROUP),
        "shared": not address.startswith(GROUP),
    }
    if document.get("exception"):
        untrusted = "untrusted" in str(document["exception"].get("type", "")).casefold()
        return Inbound(**common, kind=Kind.UNKNOWN, text="(?)", notice=UNTRUSTED if untrusted else "")
    if envelope.get("callMessage"):
        return Inbound(**common, kind=Kind.UNKNOWN, text="(call)", notice=CALL)
    if envelope.get("storyMessage"):
        return Inbound(**common, kind=Kind.MEMBERS, text="(story)")
    target, data = _edit_and_data(envelope)
    if not data:
        known = [key for key, value in envelope.items() if key.endswith("Message") and value]
        # An envelope without content: her application did something, she did not.
        kind = Kind.UNKNOWN if known else Kind.MEMBERS
        return Inbound(**common, kind=kind, text=f"({', '.join(known) or '?'})")
    return _message(data, common, target)


def _edit_and_data(envelope: Json) -> tuple[str, Json]:
    """What is edited, if anything, and the message itself: hers, or what a human of ours sent on the phone."""
    sent = (envelope.get("syncMessage") or {}).get("sentMessage")
    whole: Json = sent if sent is not None else envelope
    if edit := whole.get("editMessage"):
        return str(int(edit["targetSentTimestamp"])), edit["dataMessage"]
    return "", whole if sent is not None else envelope.get("dataMessage") or {}


def _message(data: Json, common: Json, edits: str) -> Inbound:
    """A message, new or edited."""
    if special := _special(data, common):
        return special
    text = str(data.get("message") or "") or _told(data)
    files = () if data.get("viewOnce") else files_of(data, common["address"])
    pin = pin_of(text)
    quote = data.get("quote") or {}
    target = edits or str(quote.get("id") or "")
    if edits:
        kind = Kind.EDIT
    elif pin is not None:
        kind = Kind.PLACE
    elif files:
        kind = Kind.MEDIA
    elif data.get("contacts"):
        kind = Kind.CONTACT
    elif text == NOTHING:
        kind = Kind.MEMBERS  # a profile key, a session that was ended, a call in a group: all look like this
    else:
        kind = Kind.TEXT if data.get("message") or data.get("pollCreate") else Kind.UNKNOWN
    seconds = int(data.get("expiresInSeconds") or 0)
    notice = VIEW_ONCE if data.get("viewOnce") else f"{DISAPPEARING}:{seconds}" if seconds else ""
    return Inbound(**common, kind=kind, text=text, target=target, attachments=files, pin=pin, notice=notice)


def _special(data: Json, common: Json) -> Inbound | None:
    """What is about another message, or about the chat itself."""
    if delete := data.get("remoteDelete"):
        stamp = str(int(delete["timestamp"]))
        return Inbound(**common, kind=Kind.DELETION, target=stamp, text=stamp)
    if reaction := data.get("reaction"):
        emoji = "" if reaction.get("isRemove") else str(reaction["emoji"])
        return Inbound(**common, kind=Kind.REACTION, target=str(int(reaction["targetSentTimestamp"])), text=emoji)
    if vote := data.get("pollVote"):
        # Choosing by poll is choosing by number: the same as quoting the question.
        numbers = " ".join(str(int(index) + 1) for index in vote["optionIndexes"])
        return Inbound(**common, kind=Kind.TEXT, target=str(int(vote["targetSentTimestamp"])), text=numbers)
    if end := data.get("pollTerminate"):
        stamp = str(int(end["targetSentTimestamp"]))
        return Inbound(**common, kind=Kind.EDIT, target=stamp, text="(poll closed)")
    group = data.get("groupInfo") or {}
    if str(group.get("type", "DELIVER")) != "DELIVER" or data.get("groupCallUpdate"):
        return Inbound(**common, kind=Kind.MEMBERS, text="(group changed)")
    if data.get("isExpirationUpdate"):
        seconds = int(data.get("expiresInSeconds") or 0)
        notice = f"{DISAPPEARING}:{seconds}"
        return Inbound(**common, kind=Kind.MEMBERS, text=f"(disappearing: {seconds} s)", notice=notice)
    return None


def _told(data: Json) -> str:
    """Words for what has none: a poll, a contact, what was seen only once, the name of an unknown kind."""
    if data.get("viewOnce"):
        return "(view once)"
    if poll := data.get("pollCreate"):
        options = [f"{number}. {option}" for number, option in enumerate(poll["options"], 1)]
        return "\n".join([str(poll["question"]), *options])
    if contacts := data.get("contacts"):
        return "\n".join(filter(None, (_contact(one) for one in contacts)))
    if data.get("attachments"):
        return ""
    not_said = ("timestamp", "message", "expiresInSeconds", "viewOnce", "isExpirationUpdate", "groupInfo", "quote",
                "mentions", "textStyles", "previews", "profileKeyUpdate", "destination", "destinationNumber",
                "destinationUuid")  # fmt: skip
    return f"({', '.join(key for key, value in data.items() if value and key not in not_said) or '?'})"


def _contact(contact: Json) -> str:
    name = contact.get("name") or {}
    given = str(name.get("display") or name.get("nickname") or "") or " ".join(
        str(name[key]) for key in ("given", "family") if name.get(key)
    )
    phones = [str(phone["value"]) for phone in contact.get("phone") or () if phone.get("value")]
    return " ".join([given, *phones]).strip()


def _from_us(envelope: Json) -> bool:
    return bool((envelope.get("syncMessage") or {}).get("sentMessage"))


def _sender(envelope: Json) -> str:
    return str(envelope.get("sourceUuid") or envelope.get("sourceNumber") or envelope.get("source") or "")


def _address(envelope: Json) -> str:
    """The chat an envelope belongs to: a group, whom a human of ours wrote to, or who wrote to us."""
    sent = (envelope.get("syncMessage") or {}).get("sentMessage") or {}
    _target, data = _edit_and_data(envelope)
    if group := (data.get("groupInfo") or sent.get("groupInfo") or {}).get("groupId"):
        return f"{GROUP}{group}"
    if sent:
        return str(sent.get("destinationUuid") or sent.get("destinationNumber") or sent.get("destination") or "")
    return _sender(envelope)
