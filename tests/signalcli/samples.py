"""What the real front end answers, recorded. `python -m tests.signalcli.samples` writes `tests/wire/signal_real` anew.

`event_NAME.json` is the JSON of one event of the stream (and one line of the journal); `rpc_NAME.json` holds a request
and its answer. The times of answers are replaced by one fixed time; nothing else is touched. A proof holds them true.
"""

from __future__ import annotations

import base64
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.signalcli.client import Person, SignalCli, until
from tests.signalcli.folder import Json

SAMPLES = Path(__file__).resolve().parents[1] / "wire" / "signal_real"
T = 1795335600000
"""22 November 2026, 08:20 UTC, in the milliseconds that Signal counts in."""
AMAL = Person("11111111-2222-4333-8444-555555555555", "Amal")
LEA = Person("99999999-8888-4777-8666-555555555555", "Léa", "+33639980077")
PHONE = Person("aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee", "HRO", "+33639980001")
GROUP = base64.b64encode(bytes(range(32))).decode()
VOICE = {"id": "voice1.aac", "contentType": "audio/aac", "size": 4321, "uploadTimestamp": T - 900, "isVoiceNote": True}
PHOTO = {
    "id": "abc.jpg", "contentType": "image/jpeg", "fileName": "p.jpg", "size": 999, "width": 640, "height": 480,
    "uploadTimestamp": T - 900,
}  # fmt: skip
FILE = {
    "id": "paper.pdf",
    "contentType": "application/pdf",
    "fileName": "convocation.pdf",
    "size": 3,
    "caption": "read",
}
QUOTE = {"id": T - 5000, "author": PHONE.address, "text": "1. Danger now\n2. Later"}
TICK = {"targetSentTimestamp": T - 5000, "targetAuthor": PHONE.address, "emoji": "✅"}
MAP = "https://maps.google.com/maps?q=50.9513%2C1.8587"
GROUP_HERE = {"groupId": GROUP, "revision": 3}


def said(text: str | None = None, **data: Any) -> Json:
    """A person's message."""
    return {"data": {"body": text, "timestamp": T, **data}}


def by_hand(text: str | None = None, **data: Any) -> Json:
    """What a human writes on the phone to Amal."""
    message = {"timestamp": T, "body": text, **data}
    return {"sync": {"sent": {"timestamp": T, "destination": AMAL.address, "message": message}}}


EVENTS: dict[str, tuple[Person, Json]] = {
    "text": (AMAL, said("مرحبا")),
    "text_with_number": (LEA, said("salut")),
    "text_lines": (AMAL, said("one\ntwo\u2028three \x0b \x85 🆘")),
    "text_expiring": (AMAL, said("soon gone", expiresInSeconds=3600)),
    "expiration_changed": (AMAL, said(expiresInSeconds=86400, isExpirationUpdate=True)),
    "text_styled": (AMAL, said("very bold", textStyles=[{"style": "BOLD", "start": 0, "length": 4}])),
    "mention": (AMAL, said("￼ look", mentions=[{"recipient": LEA.address, "start": 0, "length": 1}])),
    "map_link": (AMAL, said(MAP, attachments=[PHOTO], previews=[{"title": "", "description": "", "url": MAP}])),
    "voice": (AMAL, said(attachments=[VOICE])),
    "photo": (AMAL, said("look", attachments=[PHOTO])),
    "album": (AMAL, said(attachments=[PHOTO, {**PHOTO, "id": "def.jpg"}])),
    "file": (AMAL, said(attachments=[FILE])),
    "view_once": (AMAL, said(attachments=[PHOTO], isViewOnce=True)),
    "quote": (AMAL, said("2", quote=QUOTE)),
    "reaction": (AMAL, said(reaction=TICK)),
    "reaction_removed": (AMAL, said(reaction={**TICK, "isRemove": True})),
    "remote_delete": (AMAL, said(remoteDeleteId=T - 5000)),
    "edit": (AMAL, {"edit": {"targetSentTimestamp": T - 5000, "dataMessage": {"timestamp": T, "body": "edited"}}}),
    "contact": (
        AMAL,
        said(sharedContacts=[{"name": {"given": "Omar"}, "phone": [{"value": "+33639980055", "type": "MOBILE"}]}]),
    ),
    "sticker": (AMAL, said(sticker={"packId": "AAECAw==", "packKey": "BAUG", "stickerId": 7})),
    "end_session": (AMAL, said(isEndSession=True)),
    "profile_key": (AMAL, said(isProfileKeyUpdate=True, hasProfileKey=True)),
    "group_text": (LEA, said("who can go?", groupContext=GROUP_HERE)),
    "group_update": (LEA, said(groupContext={**GROUP_HERE, "isGroupUpdate": True})),
    "group_reaction": (LEA, said(groupContext=GROUP_HERE, reaction=TICK)),
    "group_call": (LEA, said(groupContext=GROUP_HERE, groupCallUpdate={"eraId": "era"})),
    "typing": (AMAL, {"typing": {"timestamp": T, "type": "STARTED"}}),
    "typing_stopped": (AMAL, {"typing": {"timestamp": T, "type": "STOPPED"}}),
    "receipt_delivered": (AMAL, {"receipt": {"when": T, "type": "DELIVERY", "timestamps": [T - 5000]}}),
    "receipt_read": (AMAL, {"receipt": {"when": T, "type": "READ", "timestamps": [T - 5000, T - 4000]}}),
    "call_offer": (AMAL, {"call": {"offer": {"id": 77, "type": "AUDIO_CALL", "opaque": "AAEC"}, "isUrgent": True}}),
    "call_hangup": (AMAL, {"call": {"hangup": {"id": 77, "type": "NORMAL", "deviceId": 1}}}),
    "call_busy": (AMAL, {"call": {"busy": {"id": 77}}}),
    "story": (AMAL, {"story": {"allowsReplies": True, "textAttachment": {"text": "a story"}}}),
    "sync_sent": (PHONE, by_hand("I am on my way")),
    "sync_sent_photo": (PHONE, by_hand(attachments=[PHOTO])),
    "sync_sent_reaction": (
        PHONE,
        by_hand(reaction={"targetSentTimestamp": T - 5000, "targetAuthor": AMAL.address, "emoji": "👍"}),
    ),
    "sync_sent_delete": (PHONE, by_hand(remoteDeleteId=T - 5000)),
    "sync_sent_group": (PHONE, {"sync": {"sent": {"timestamp": T, "message": {
        "timestamp": T, "body": "I go", "groupContext": GROUP_HERE}}}}),
    "sync_sent_edit": (PHONE, {"sync": {"sent": {"timestamp": T, "destination": AMAL.address, "editMessage": {
        "targetSentTimestamp": T - 5000, "dataMessage": {"timestamp": T, "body": "I am there"}}}}}),
    "sync_read": (PHONE, {"sync": {"read": [{"sender": AMAL.address, "timestamp": T - 5000}]}}),
    "sync_viewed": (PHONE, {"sync": {"viewed": [{"sender": AMAL.address, "timestamp": T - 5000}]}}),
    "sync_contacts": (PHONE, {"sync": {"contacts": {"isComplete": True}}}),
    "sync_blocked": (PHONE, {"sync": {"blocked": {"recipients": [AMAL.address], "groupIds": []}}}),
    "empty": (AMAL, {}),
}  # fmt: skip
"""Name: who, and the parts of the envelope."""

TO = {"recipient": [AMAL.uuid]}
SEND = {**TO, "message": "hi"}
DATA = "data:text/plain;filename=a.txt;base64,aGk="
NOBODY = "+33639980099"
Call = tuple[str, Json | None, list[tuple[str, Json]]]
CALLS: dict[str, Call] = {
    "version": ("version", None, []),
    "send": ("send", SEND, []),
    "send_styled": ("send", {**SEND, "textStyle": ["0:2:BOLD"]}, []),
    "send_attachment": ("send", {**SEND, "attachments": [DATA]}, []),
    "send_quote": ("send", {**SEND, "quoteTimestamp": T, "quoteAuthor": AMAL.uuid, "quoteMessage": "x"}, []),
    "send_edit": ("send", {**SEND, "editTimestamp": T}, []),
    "send_to_known_number": ("send", {**SEND, "recipient": [LEA.number]}, []),
    "send_to_group": ("send", {"groupId": GROUP, "message": "grp"}, []),
    "send_to_two": ("send", {**SEND, "recipient": [AMAL.uuid, NOBODY]}, []),
    "send_rate_limit": ("send", SEND, [("rate_limit", {})]),
    "send_rate_limit_captcha": ("send", SEND, [("rate_limit", {"token": "challenge-token-123"})]),
    "send_unregistered": ("send", SEND, [("unregistered", {})]),
    "send_unregistered_number": ("send", {**SEND, "recipient": [NOBODY]}, []),
    "send_untrusted": ("send", SEND, [("untrusted", {})]),
    "send_network": ("send", SEND, [("network", {})]),
    "send_prekeys": ("send", SEND, [("prekeys", {})]),
    "send_io": ("send", SEND, [("io", {})]),
    "send_io_prekeys": ("send", SEND, [("io", {"text": "No prekeys available"})]),
    "send_unauthorized": ("send", SEND, [("unauthorized", {})]),
    "send_bug": ("send", SEND, [("bug", {})]),
    "send_empty": ("send", {**TO, "message": ""}, []),
    "send_nobody": ("send", {"message": "hi"}, []),
    "send_bad_number": ("send", {**SEND, "recipient": ["12"]}, []),
    "send_bad_group": ("send", {"groupId": "xx", "message": "hi"}, []),
    "send_unknown_group": ("send", {"groupId": base64.b64encode(bytes(32)).decode(), "message": "hi"}, []),
    "send_bad_attachment": ("send", {**SEND, "attachments": ["/nowhere/a.jpg"]}, []),
    "send_unknown_param": ("send", {**SEND, "nonsense": 1}, []),
    "send_with_account": ("send", {**SEND, "account": PHONE.number}, []),
    "send_poll": ("sendPollCreate", {**TO, "question": "Q", "option": ["A", "B"]}, []),
    "reaction": ("sendReaction", {**TO, "emoji": "✅", "targetAuthor": AMAL.uuid, "targetTimestamp": T}, []),
    "reaction_network": (
        "sendReaction",
        {**TO, "emoji": "✅", "targetAuthor": AMAL.uuid, "targetTimestamp": T},
        [("network", {})],
    ),
    "typing": ("sendTyping", TO, []),
    "typing_io": ("sendTyping", TO, [("io", {})]),
    "receipt": ("sendReceipt", {"recipient": AMAL.uuid, "targetTimestamp": [T], "type": "read"}, []),
    "receipt_network": ("sendReceipt", {"recipient": AMAL.uuid, "targetTimestamp": [T]}, [("network", {})]),
    "remote_delete": ("remoteDelete", {**TO, "targetTimestamp": T}, []),
    "remote_delete_io": ("remoteDelete", {**TO, "targetTimestamp": T}, [("io", {})]),
    "attachment": ("getAttachment", {"id": "paper.pdf", "recipient": AMAL.uuid}, []),
    "attachment_gone": ("getAttachment", {"id": "gone.pdf", "recipient": AMAL.uuid}, []),
    "captcha": ("submitRateLimitChallenge", {"challenge": "t", "captcha": "signalcaptcha://solved"}, []),
    "captcha_rejected": ("submitRateLimitChallenge", {"challenge": "t", "captcha": "old"}, [("captcha", {})]),
    "captcha_io": ("submitRateLimitChallenge", {"challenge": "t", "captcha": "x"}, [("io", {})]),
    "user_status": ("getUserStatus", {"recipient": [LEA.number, NOBODY]}, []),
    "user_status_limit": ("getUserStatus", {"recipient": [NOBODY]}, [("lookup_limit", {})]),
    "devices": ("listDevices", None, []),
    "devices_unauthorized": ("listDevices", None, [("unauthorized", {})]),
    "identities": ("listIdentities", None, []),
    "trust": ("trust", {"recipient": AMAL.uuid, "trustAllKnownKeys": True}, []),
    "trust_unknown": ("trust", {"recipient": NOBODY, "trustAllKnownKeys": True}, []),
    "contacts": ("listContacts", {"allRecipients": True}, []),
    "groups": ("listGroups", None, []),
    "accounts_single": ("listAccounts", None, []),
    "link_single": ("startLink", None, []),
    "unknown_method": ("nonsense", None, []),
}
"""Name: method, parameters, and what fails meanwhile."""


def record(folder: Path) -> Iterator[tuple[str, Json]]:
    """Every sample by its name, from a front end of its own."""
    with SignalCli(folder, mode="on-start") as cli:  # so that the journal holds what the stream would
        for person in (AMAL, LEA, PHONE):
            cli.knows(person)
        cli.group(GROUP, "Triage", LEA, PHONE)
        cli.file("paper.pdf", b"%PDF")
        for person, parts in EVENTS.values():
            cli.arrives(person, timestamp=T, **parts)
        cli.arrives(AMAL, timestamp=T, untrusted=True, data={"body": "on my new phone"})
        names = [*EVENTS, "untrusted"]
        # Taken from the servers is not yet written down.
        until(lambda: len(cli.journalled()) >= len(names))
        for name, event in zip(names, cli.journalled(), strict=True):
            yield f"event_{name}", event
        for name, (method, params, faults) in CALLS.items():
            for kind, more in faults:
                cli.fails(kind, **more)
            answer = cli.rpc(method, params)
            cli.works_again()
            request = {"method": method} if params is None else {"method": method, "params": params}
            yield f"rpc_{name}", {"request": request, "answer": steady(answer)}


def steady(answer: Json) -> Json:
    """An answer with the fixed time and without the number of the request."""
    for holder in (answer.get("result"), (answer.get("error") or {}).get("data")):
        place = holder.get("response", holder) if isinstance(holder, dict) else {}
        if isinstance(place, dict) and "timestamp" in place:
            place["timestamp"] = T
    return {key: value for key, value in answer.items() if key not in ("id", "jsonrpc")}


def main() -> None:
    """Writes them."""
    SAMPLES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for name, sample in record(Path(folder)):
            text = json.dumps(sample, ensure_ascii=False, indent=2, sort_keys=True)
            (SAMPLES / f"{name}.json").write_text(text + "\n")


if __name__ == "__main__":
    main()
