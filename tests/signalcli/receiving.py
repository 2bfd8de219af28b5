"""How envelopes reach the listeners: as `ManagerImpl` and `ReceiveHelper` of signal-cli 0.13.19 do it.

Strong listeners (a client of the event stream, or the journal in the mode on-start) make it receive, weak ones (the
journal otherwise) only listen. An envelope is handed to all of them, strong ones first, and is gone from the server
afterwards, whether they could write it or not. Only one whose sender is not trusted is held, until she is.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
import traceback
from pathlib import Path
from typing import Any

from jpype import JClass

from tests.signalcli.folder import Folder, Json
from tests.signalcli.records import API, address, record

LOOK_S = 0.01
"""How often it looks for what has arrived."""


class Receiving:
    """The listeners of an account, and the thread that receives while there are any."""

    folder: Folder

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._strong: list[Any] = []
        self._weak: list[Any] = []
        self._closed: list[Any] = []
        self._thread: threading.Thread | None = None
        self._stop = threading.Event()
        self._pulling = False
        self._leaving = 0
        self.try_again = threading.Event()
        """Set when somebody was trusted. signal-cli looks after its next envelope, or within a minute; here at once."""

    def addReceiveHandler(self, handler: Any, is_weak: bool = False) -> None:
        with self._lock:
            if is_weak:
                self._weak.append(handler)
            else:
                self._strong.append(handler)
                self._start()

    def removeReceiveHandler(self, handler: Any) -> None:
        self._leaving += 1  # Python's locks are unfair: the next envelope waits until this one is gone
        with self._lock:
            self._leaving -= 1
            self._weak = [one for one in self._weak if not one.equals(handler)]
            self._strong = [one for one in self._strong if not one.equals(handler)]
            thread = self._thread
            if self._strong or thread is None or self._pulling:
                return
            self._thread = None
        self._stop.set()
        if thread is not threading.current_thread():
            thread.join()

    def isReceiving(self) -> bool:
        return self._pulling or bool(self._strong)

    def receiveMessages(self, timeout: Any, maximum: Any, handler: Any) -> None:
        with self._lock:
            if self.isReceiving():
                raise JClass(API + "AlreadyReceivingException")("Already receiving message.")
            self._pulling = True
        left = int(maximum.get()) if maximum.isPresent() else -1
        wait_s = timeout.get().toMillis() / 1000 if timeout.isPresent() else 60.0
        try:
            end = time.monotonic() + wait_s
            while left and time.monotonic() < end:
                for path in self.folder.all("waiting")[: left if left > 0 else None]:
                    self._take(path, handler)
                    left -= 1
                    end = time.monotonic() + wait_s
                time.sleep(LOOK_S)
        finally:
            with self._lock:
                self._pulling = False
                self._start()

    def stopReceiveMessages(self) -> None:
        """Only called when the program ends."""

    def setReceiveConfig(self, config: Any) -> None:
        """Stories, attachments, receipts: matters to the network only."""

    def addClosedListener(self, listener: Any) -> None:
        self._closed.append(listener)

    def addAddressChangedListener(self, listener: Any) -> None:
        """The number of the account does not change here."""

    def close(self) -> None:
        with self._lock:
            self._strong, self._weak = [], []
            closed, self._closed = self._closed, []
        self._stop.set()
        for listener in closed:
            listener.run()

    def _start(self) -> None:
        if self._thread is None and self._strong and not self._pulling:
            self._stop = threading.Event()
            self._thread = threading.Thread(target=self._receive, args=(self._stop,), daemon=True)
            self._thread.start()

    def _receive(self, stop: threading.Event) -> None:
        try:
            self.try_again.set()
            while not stop.is_set():
                if self.try_again.is_set():
                    self.try_again.clear()
                    self._retry()
                for path in self.folder.all("waiting"):
                    if stop.is_set():
                        return
                    self._take(path)
                if self.folder.unlinked.exists():
                    self.close()
                    return
                stop.wait(LOOK_S)
        except BaseException:
            traceback.print_exc(file=sys.stderr)
            os._exit(70)  # the test gave something that cannot be: it shall see so, not wait

    def _take(self, path: Path, pulled: Any = None) -> None:
        arrival: Json = json.loads(path.read_text())
        untrusted = not self._opens(arrival)
        if untrusted:  # it is kept for later before anybody hears of it
            path = path.rename(path.parents[1] / "held" / path.name)
        while self._leaving:
            time.sleep(0.001)
        envelope, error = _envelope(arrival, untrusted), _untrusted(arrival) if untrusted else None
        with self._lock:
            for handler in (*self._strong, *self._weak, *([pulled] if pulled is not None else [])):
                try:
                    handler.handleMessage(envelope, error)
                except JClass("java.lang.Throwable") as failed:
                    print(f"WARN  Message handler failed, ignoring: {failed}", file=sys.stderr)
        if not untrusted:
            path.unlink()

    def _retry(self) -> None:
        """What was held comes if it can be opened by now; nothing is said of the rest."""
        for path in self.folder.all("held"):
            if self._opens(json.loads(path.read_text())):
                self._take(path)

    def _opens(self, arrival: Json) -> bool:
        """Whether a person's key is the old one, or somebody has said that the new one is right."""
        return not arrival["untrusted"] or bool((self.folder.person(arrival["from"]["uuid"]) or {}).get("trusted"))


def _envelope(arrival: Json, untrusted: bool) -> Any:
    """Of a person who is not trusted nothing can be read, not even who she is: that is in the exception."""
    given = dict(arrival["envelope"])
    if untrusted:
        for part in ("data", "edit", "sync", "call", "typing", "receipt", "story"):
            given.pop(part, None)
    else:
        given["sourceAddress"] = arrival["from"]
        given["sourceDevice"] = arrival["device"]
    return record("MessageEnvelope", given)


def _untrusted(arrival: Json) -> Any:
    return JClass(API + "UntrustedIdentityException")(address(arrival["from"]), arrival["device"])
