"""What the front end gives to send: kept in the folder, answered as Signal's servers would."""

from __future__ import annotations

import base64
import os
import threading
import time
from typing import Any

from jpype import JClass

from tests.signalcli.failures import result, thrown
from tests.signalcli.folder import Folder, Json
from tests.signalcli.records import API, told

NO_UUID = "00000000-0000-0000-0000-000000000000"


class Sending:
    """The sending half of `Manager`. Every call becomes one line of `sent.jsonl`, with what became of it."""

    folder: Folder

    def __init__(self) -> None:
        self._one_at_a_time = threading.Lock()
        self._last = 0

    def sendMessage(self, message: Any, recipients: Any, notify_self: bool) -> Any:
        return self._send("sendMessage", recipients, message=_message(message))

    def sendEditMessage(self, message: Any, recipients: Any, target: int) -> Any:
        return self._send("sendEditMessage", recipients, message=_message(message), target=int(target))

    def sendRemoteDeleteMessage(self, target: int, recipients: Any) -> Any:
        return self._send("sendRemoteDeleteMessage", recipients, target=int(target))

    def sendMessageReaction(
        self, emoji: Any, is_remove: bool, author: Any, target: int, recipients: Any, is_story: bool
    ) -> Any:
        said = {"emoji": str(emoji), "remove": bool(is_remove), "author": told(author), "target": int(target)}
        return self._send("sendMessageReaction", recipients, **said)

    def sendTypingMessage(self, action: Any, recipients: Any) -> Any:
        return self._send("sendTypingMessage", recipients, action=told(action))

    def sendReadReceipt(self, recipient: Any, targets: Any) -> Any:
        return self._send("sendReadReceipt", [recipient], targets=told(targets))

    def sendViewedReceipt(self, recipient: Any, targets: Any) -> Any:
        return self._send("sendViewedReceipt", [recipient], targets=told(targets))

    def submitRateLimitRecaptchaChallenge(self, challenge: Any, captcha: Any) -> None:
        # signal-cli takes the scheme of the link off, in the half that is not there
        said = {"challenge": str(challenge), "captcha": str(captcha).replace("signalcaptcha://", "")}
        self._whole("submitRateLimitRecaptchaChallenge", {"params": said, "outcomes": {}})

    def _send(self, method: str, recipients: Any, **params: Any) -> Any:
        with self._one_at_a_time:
            timestamp = self._last = max(self._last + 1, time.time_ns() // 1_000_000)
        results, outcomes = JClass("java.util.HashMap")(), {}
        for recipient in recipients:
            several = JClass("java.util.ArrayList")()
            for to in self._addresses(recipient):
                fault = self.folder.fault(method, to["uuid"] or to["number"])
                if fault is None and to["uuid"] is None:
                    fault = {"kind": "unregistered"}
                outcomes[to["uuid"] or to["number"]] = fault["kind"] if fault else "ok"
                several.add(result(to, fault))
            results.put(recipient, several)
        said = {"to": [told(one) for one in recipients], "timestamp": timestamp, "params": params}
        self._whole(method, {**said, "outcomes": outcomes})
        return JClass(API + "SendMessageResults")(timestamp, results)

    def _addresses(self, recipient: Any) -> list[Json]:
        """Whom it goes to. A number nobody has registered has no uuid; a uuid is always tried."""
        identifier = str(recipient.getIdentifier())
        if isinstance(recipient, JClass(API + "RecipientIdentifier$Group")):
            group = self.folder.known("groups").get(identifier)
            if group is None:
                raise JClass(API + "GroupNotFoundException")(recipient.groupId())
            return [one for member in group["members"] for one in [self._address(member)]]
        return [self._address(identifier)]

    def _address(self, identifier: str) -> Json:
        known = self.folder.person(identifier)
        if known is not None:
            return {"uuid": known["uuid"], "number": known.get("number")}
        is_number = identifier.startswith("+")
        return {"uuid": None if is_number else identifier, "number": identifier if is_number else None}

    def _whole(self, method: str, said: Json) -> None:
        """Notes a call, unless it fails as a whole; may then be late, or the last thing the program does."""
        fault = self.folder.fault(method, None) or {"kind": None}
        error = thrown(fault)
        self.folder.note({"method": method, **said, "failed": fault["kind"] if error else None})
        if error is not None:
            raise error
        if fault["kind"] == "late":
            time.sleep(fault["seconds"])
        if fault["kind"] == "killed":
            os._exit(137)


def _message(message: Any) -> Json:
    """A message with the bytes of its attachments, read by signal-cli's own code: a path, or a `data:` URI."""
    said: Json = told(message)
    said["attachments"] = [_attachment(one) for one in message.attachments()]
    return said


def _attachment(given: Any) -> Json:
    try:
        pair = JClass("org.asamk.signal.manager.util.Utils").createStreamDetails(given)
    except JClass("java.io.IOException") as error:
        raise JClass(API + "AttachmentInvalidException")(given, error) from None
    details, name = pair.first(), pair.second()
    data = bytes(details.getStream().readAllBytes())
    shown = base64.b64encode(data).decode()
    return {"contentType": told(details.getContentType()), "name": told(name), "data": shown}
