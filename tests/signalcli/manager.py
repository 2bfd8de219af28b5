"""`org.asamk.signal.manager.Manager`, answered by us. What is not written here is refused, never pretended."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from typing import Any

from jpype import JClass, JException, JProxy

from tests.signalcli.folder import Folder
from tests.signalcli.knowing import Knowing
from tests.signalcli.receiving import Receiving
from tests.signalcli.sending import Sending

MANAGER = "org.asamk.signal.manager.Manager"


class Account(Knowing, Receiving, Sending):
    """One account of the front end, on its folder; `proxy` is what the front end takes for it."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        Receiving.__init__(self)
        Sending.__init__(self)
        self.proxy = answered_by(self, MANAGER)


def answered_by(ours: object, interface: str) -> Any:
    """A Java object of an interface whose methods are ours; UnsupportedOperationException for those we have not."""
    names = {str(method.getName()) for method in JClass(interface).class_.getMethods()}
    methods = {name: _loud(getattr(ours, name)) if hasattr(ours, name) else _refusal(interface, name) for name in names}
    return JProxy(interface, dict=methods)


def _loud(method: Callable[..., Any]) -> Callable[..., Any]:
    """Java would tell nothing of a mistake in Python: its traceback goes to the log."""

    def call(*given: Any) -> Any:
        try:
            return method(*given)
        except JException:
            raise
        except Exception:
            traceback.print_exc(file=sys.stderr)
            raise

    return call


def _refusal(interface: str, name: str) -> Callable[..., Any]:
    def refuse(*_: Any) -> Any:
        raise JClass("java.lang.UnsupportedOperationException")(f"{name} is not part of the tests' {interface}")

    return refuse
