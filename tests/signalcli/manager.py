"""`org.asamk.signal.manager.Manager`, answered by us. What is not written here is refused, never pretended."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jpype import JClass, JProxy

from tests.signalcli.folder import Folder
from tests.signalcli.knowing import Knowing
from tests.signalcli.receiving import Receiving
from tests.signalcli.sending import Sending

MANAGER = "org.asamk.signal.manager.Manager"


class Refusing:
    """Answers every method of a Java interface that nobody has written with UnsupportedOperationException."""

    interface: str

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name not in {str(method.getName()) for method in JClass(self.interface).class_.getMethods()}:
            raise AttributeError(name)

        def refuse(*_: Any) -> Any:
            raise JClass("java.lang.UnsupportedOperationException")(
                f"{name} is not part of the tests' {self.interface}"
            )

        return refuse


class Account(Knowing, Receiving, Sending, Refusing):
    """One account of the front end, on its folder."""

    interface = MANAGER

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        Receiving.__init__(self)
        Sending.__init__(self)


def manager(folder: Folder) -> Any:
    """The account as the Java object that the front end takes it for."""
    return JProxy(MANAGER, inst=Account(folder))
