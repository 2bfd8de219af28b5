"""`MultiAccountManager`, answered by us: the daemon without `-a`, which is the one that can link a device."""

from __future__ import annotations

import json
import uuid
from pathlib import Path
from typing import Any

from jpype import JClass, JProxy

from tests.signalcli.folder import Folder, Json
from tests.signalcli.manager import Refusing, manager

MULTI = "org.asamk.signal.manager.MultiAccountManager"
PROVISIONING = "org.asamk.signal.manager.ProvisioningManager"


class Accounts(Refusing):
    """Every account whose folder is there and not unlinked."""

    interface = MULTI

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.proxy = JProxy(MULTI, inst=self)
        self._managers: dict[str, Any] = {}
        self._added: list[Any] = []
        self._links: dict[str, Any] = {}
        for path in sorted(folder.glob("+*")):
            if not (path / "unlinked").exists():
                self.add(path.name)

    def add(self, number: str) -> None:
        """One more account, as after linking."""
        one = self._managers[number] = manager(Folder(self.folder / number))
        one.addClosedListener(JProxy("java.lang.Runnable", dict={"run": lambda: self._managers.pop(number, None)}))
        for handler in self._added:
            handler.accept(one)

    def getAccountNumbers(self) -> Any:
        return JClass("java.util.List").of(*self._managers)

    def getManagers(self) -> Any:
        return JClass("java.util.List").of(*self._managers.values())

    def getManager(self, number: Any) -> Any:
        return self._managers.get(str(number))

    def addOnManagerAddedHandler(self, handler: Any) -> None:
        self._added.append(handler)

    def addOnManagerRemovedHandler(self, handler: Any) -> None:
        """Only the other transports ask for this."""

    def getNewProvisioningDeviceLinkUri(self) -> Any:
        link = f"sgnl://linkdevice?uuid={uuid.uuid4()}&pub_key=BQ{uuid.uuid4().hex}"
        self._links[link] = JProxy(PROVISIONING, inst=Provisioning(self))
        return JClass("java.net.URI")(link)

    def getProvisioningManagerFor(self, link: Any) -> Any:
        return self._links.pop(str(link), None)

    def close(self) -> None:
        for one in list(self._managers.values()):
            one.close()


class Provisioning(Refusing):
    """Waits for the phone: `link.json` says what it does."""

    interface = PROVISIONING

    def __init__(self, accounts: Accounts) -> None:
        self._accounts = accounts

    def finishDeviceLink(self, name: Any) -> Any:
        path = self._accounts.folder / "link.json"
        phone: Json = json.loads(path.read_text()) if path.exists() else {}
        if "number" not in phone:
            raise JClass("java.util.concurrent.TimeoutException")()
        (self._accounts.folder / phone["number"]).mkdir(exist_ok=True)
        (self._accounts.folder / phone["number"] / "unlinked").unlink(missing_ok=True)
        self._accounts.add(phone["number"])
        return phone["number"]
