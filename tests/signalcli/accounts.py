"""`MultiAccountManager`, answered by us: the daemon without `-a`, which is the one that can link a device."""

from __future__ import annotations

import json
import uuid
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from jpype import JClass

from tests.signalcli.folder import Folder, Json
from tests.signalcli.manager import Account, answered_by

MULTI = "org.asamk.signal.manager.MultiAccountManager"
PROVISIONING = "org.asamk.signal.manager.ProvisioningManager"


class Accounts:
    """Every account whose folder is there and not unlinked."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.proxy = answered_by(self, MULTI)
        self._accounts: dict[str, Account] = {}
        self._added: list[Any] = []
        self._links: dict[str, Any] = {}
        for path in sorted(folder.glob("+*")):
            if not (path / "unlinked").exists():
                self.add(path.name)

    def add(self, number: str) -> None:
        """One more account, as after linking; it goes when it is closed."""
        one = self._accounts[number] = Account(Folder(self.folder / number))
        one.addClosedListener(SimpleNamespace(run=lambda: self._accounts.pop(number, None)))
        for handler in self._added:
            handler.accept(one.proxy)

    def getAccountNumbers(self) -> Any:
        return _list(self._accounts)

    def getManagers(self) -> Any:
        return _list([one.proxy for one in self._accounts.values()])

    def getManager(self, number: Any) -> Any:
        found = self._accounts.get(str(number))
        return None if found is None else found.proxy

    def addOnManagerAddedHandler(self, handler: Any) -> None:
        self._added.append(handler)

    def addOnManagerRemovedHandler(self, handler: Any) -> None:
        """Only the other transports ask for this."""

    def getNewProvisioningDeviceLinkUri(self) -> Any:
        link = f"sgnl://linkdevice?uuid={uuid.uuid4()}&pub_key=BQ{uuid.uuid4().hex}"
        self._links[link] = answered_by(Provisioning(self), PROVISIONING)
        return JClass("java.net.URI")(link)

    def getProvisioningManagerFor(self, link: Any) -> Any:
        return self._links.pop(str(link), None)

    def close(self) -> None:
        for one in list(self._accounts.values()):
            one.close()


class Provisioning:
    """Waits for the phone: `link.json` says what it does."""

    def __init__(self, accounts: Accounts) -> None:
        self._accounts = accounts

    def finishDeviceLink(self, name: Any) -> Any:
        path = self._accounts.folder / "link.json"
        phone: Json = json.loads(path.read_text()) if path.exists() else {}
        if "number" not in phone:
            raise JClass("java.util.concurrent.TimeoutException")()
        Folder(self._accounts.folder / phone["number"]).unlinked.unlink(missing_ok=True)
        self._accounts.add(phone["number"])
        return phone["number"]


def _list(of: Any) -> Any:
    made = JClass("java.util.ArrayList")()
    for one in of:
        made.add(one)
    return made
