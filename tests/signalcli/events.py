"""A client of the event stream, in a thread of its own, so that a test can look at what has come so far."""

from __future__ import annotations

import contextlib
import json
import queue
import threading
import time

import httpx
from httpx_sse import connect_sse

from tests.signalcli.folder import Json


class EventStream:
    """Reads from the moment it is made, until `cut`."""

    def __init__(self, url: str, timeout: float) -> None:
        self._url, self._timeout = url, timeout
        self._got: queue.Queue[Json | None] = queue.Queue()
        self._response: httpx.Response | None = None
        self._open = threading.Event()
        threading.Thread(target=self._read, daemon=True).start()
        assert self._open.wait(timeout), "the front end did not open a stream"

    def next(self) -> Json:
        """The next event."""
        event = self._got.get(timeout=self._timeout)
        assert event is not None, "the stream has ended"
        return event

    def texts(self, many: int) -> list[str | None]:
        """The words of the next so many messages."""
        return [self.next()["envelope"]["dataMessage"]["message"] for _ in range(many)]

    def waits(self) -> bool:
        """Whether something has come, or comes within a moment."""
        end = time.monotonic() + 1.5
        while self._got.empty() and time.monotonic() < end:
            time.sleep(0.02)
        return not self._got.empty()

    def so_far(self) -> list[str]:
        """The words of what has come, waiting a moment for what is on its way."""
        found: list[str] = []
        while True:
            try:
                event = self._got.get(timeout=1)
            except queue.Empty:
                return found
            assert event is not None, "the stream has ended"
            found.append(event["envelope"]["dataMessage"]["message"])

    def ended(self) -> bool:
        """Waits for the end of the stream; what came before it is dropped."""
        while self._got.get(timeout=self._timeout) is not None:
            pass
        return True

    def cut(self) -> None:
        """Closes the connection, as a client that dies; events that were read already can still be taken."""
        assert self._response is not None
        stream = self._response.extensions["network_stream"]
        stream.get_extra_info("socket").close()

    def _read(self) -> None:
        try:
            # The stream is cut, which tests do on purpose: whoever reads gets the end mark below.
            with (
                contextlib.suppress(httpx.HTTPError, OSError, ValueError),
                httpx.Client(timeout=httpx.Timeout(5, read=40)) as client,
                connect_sse(client, "GET", f"{self._url}/api/v1/events") as source,
            ):
                self._response = source.response
                self._open.set()
                for event in source.iter_sse():
                    self._got.put(json.loads(event.data))
        finally:
            self._got.put(None)
