"""What the account knows of people, groups, keys and files: read from the folder at every question."""

from __future__ import annotations

import hashlib
import threading
from typing import Any

from jpype import JArray, JByte, JClass

from tests.signalcli.failures import thrown
from tests.signalcli.folder import Folder, Json
from tests.signalcli.records import API, address


class Knowing:
    """The half of `Manager` that answers questions."""

    folder: Folder
    try_again: threading.Event

    def getSelfNumber(self) -> str:
        return self.folder.number

    def getContactOrProfileName(self, recipient: Any) -> str | None:
        return (self.folder.person(str(recipient.getIdentifier())) or {}).get("name")

    def isContactBlocked(self, recipient: Any) -> bool:
        return bool((self.folder.person(str(recipient.getIdentifier())) or {}).get("blocked"))

    def getRecipients(self, only_contacts: bool, blocked: Any, recipients: Any, name: Any) -> Any:
        asked = {str(one.getIdentifier()) for one in recipients}
        found = JClass("java.util.ArrayList")()
        for uuid, one in self.folder.known("people").items():
            if asked and not asked & {uuid, one.get("number")}:
                continue
            found.add(_recipient({"uuid": uuid, **one}))
        return found

    def getUserStatus(self, numbers: Any) -> Any:
        found = JClass("java.util.HashMap")()
        self._ask("getUserStatus")
        for number in numbers:
            one = self.folder.person(str(number))
            uuid = JClass("java.util.UUID").fromString(one["uuid"]) if one else None
            found.put(number, JClass(API + "UserStatus")(number, uuid, False))
        return found

    def getLinkedDevices(self) -> Any:
        self._ask("getLinkedDevices")
        found = JClass("java.util.ArrayList")()
        for number, name in ((1, None), (2, "HRO bot")):
            found.add(JClass(API + "Device")(number, name, 1795330000000, 1795335000000, number == 2))
        return found

    def _ask(self, method: str) -> None:
        """A question to Signal's servers, which may fail."""
        fault = self.folder.fault(method, None)
        if fault is not None and (error := thrown(fault)) is not None:
            raise error

    def getGroup(self, group_id: Any) -> Any:
        known = self.folder.known("groups").get(str(group_id.toBase64()))
        return None if known is None else _group(group_id, known)

    def getGroups(self, wanted: Any = None) -> Any:
        found = JClass("java.util.ArrayList")()
        for key, known in self.folder.known("groups").items():
            group_id = JClass(API + "GroupId").fromBase64(key)
            if wanted is None or wanted.isEmpty() or wanted.contains(group_id):
                found.add(_group(group_id, known))
        return found

    def getIdentities(self, recipient: Any = None) -> Any:
        asked = None if recipient is None else str(recipient.getIdentifier())
        found = JClass("java.util.ArrayList")()
        for uuid, one in self.folder.known("people").items():
            if asked in (None, uuid, one.get("number")):
                found.add(_identity({"uuid": uuid, **one}))
        return found

    def trustIdentityAllKeys(self, recipient: Any) -> bool:
        one = self.folder.person(str(recipient.getIdentifier()))
        if one is None:
            return False
        uuid = one.pop("uuid")
        self.folder.change("people", **{uuid: {**one, "trusted": True}})
        self.try_again.set()
        return True

    def retrieveAttachment(self, name: Any) -> Any:
        return JClass("java.io.FileInputStream")(str(self.folder.attachments / str(name)))


def _recipient(one: Json) -> Any:
    contact = JClass(API + "Contact").newBuilder().withGivenName(one.get("name")).build()
    builder = JClass(API + "Recipient").newBuilder()
    return builder.withAddress(address(one)).withContact(contact).build()


def _group(group_id: Any, known: Json) -> Any:
    members = JClass("java.util.LinkedHashSet")()
    for uuid in known["members"]:
        members.add(address({"uuid": uuid}))
    nobody = JClass("java.util.Set").of()
    everybody = JClass(API + "GroupPermission").EVERY_MEMBER
    parts = (group_id, known["name"], "", None, members, nobody, nobody, nobody, nobody, False, 0)
    return JClass(API + "Group")(*parts, everybody, everybody, everybody, True, False)


def _identity(one: Json) -> Any:
    """A key of a person: made of her uuid and of how often it has changed (`keys`)."""
    secret = hashlib.sha512(f"{one['uuid']}{one.get('keys', 0)}".encode()).digest()
    number = "".join(str(byte % 10) for byte in secret[:60])
    trust = JClass(API + "TrustLevel")
    level = trust.UNTRUSTED if one.get("keys") and not one.get("trusted") else trust.TRUSTED_UNVERIFIED
    key = JArray(JByte)(secret[:33])
    return JClass(API + "Identity")(address(one), key, number, JArray(JByte)(secret[:40]), level, 1795335000000)
