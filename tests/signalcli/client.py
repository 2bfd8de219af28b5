"""`SignalCli`: what a test holds of the front end, of Signal's servers behind it and of the people's phones."""

from __future__ import annotations

import itertools
import json
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.bot_process import ROOT, bare_environment, free_port
from tests.signalcli.events import EventStream
from tests.signalcli.folder import SINGLE, WHOLE, Folder, Json, Person, Sent

__all__ = ["ACCOUNT", "DidNotStart", "Person", "Sent", "SignalCli", "until"]
ACCOUNT = "+33639980001"
"""The HRO phone's number; from France's block for films."""


class DidNotStart(AssertionError):
    """The program ended or did not answer in time; the message holds the end of its log."""


class SignalCli:
    """The front end on a folder; `with` starts it and kills it. Everything but the process outlives a `kill`.

    `mode` is the daemon's --receive-mode. With `account=None` it runs for whatever accounts the folder has, which is
    the only way to link one. Its standard output is appended to `journal.jsonl`, unless `launch` gets another place.
    """

    def __init__(
        self, folder: Path, *, account: str | None = ACCOUNT, mode: str = "on-connection", more: Sequence[str] = ()
    ) -> None:
        self.folder, self.log, self.journal = folder, folder / "signal-cli.log", folder / "journal.jsonl"
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None
        folder.mkdir(parents=True, exist_ok=True)
        given = [] if account is None else ["-a", account]
        http = f"127.0.0.1:{self.port}"
        self._arguments = [*given, "-o", "json", "daemon", "--http", http, "--receive-mode", mode, *more]
        self._servers = Folder(folder / (account or ACCOUNT)) if account else None
        self._ids = itertools.count(1)

    def __enter__(self) -> Self:
        """Starts it."""
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Kills it if it still runs."""
        self.kill()

    @property
    def url(self) -> str:
        """Where it answers, as in the bot's settings."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def servers(self) -> Folder:
        """Signal's servers and the account's own store."""
        if self._servers is None:
            self._servers = Folder(self.folder / ACCOUNT)
        return self._servers

    def start(self, timeout: float = 60) -> None:
        """Starts the process and waits until it answers at /api/v1/check. Raises `DidNotStart`."""
        self.launch()
        end = time.monotonic() + timeout
        while not self.answers():
            if self.process is None or self.process.poll() is not None or time.monotonic() > end:
                raise DidNotStart(f"signal-cli did not start:\n{self.log.read_text()[-2000:]}")
            time.sleep(0.05)

    def launch(self, journal: int | None = None) -> None:
        """Starts the process without waiting. `journal` is a file descriptor for its standard output."""
        assert self.process is None, "it runs already"
        program = [sys.executable, "-m", "tests.signalcli", str(self.folder), *self._arguments]
        with self.log.open("ab") as log, self.journal.open("ab") as lines:
            self.process = subprocess.Popen(
                program,
                cwd=ROOT,
                env=bare_environment(),
                stdin=subprocess.DEVNULL,
                stdout=lines if journal is None else journal,
                stderr=log,
            )

    def kill(self) -> None:
        """Ends it as a power cut would (SIGKILL)."""
        process, self.process = self.process, None
        if process is not None:
            process.kill()
            process.wait()

    def stop(self, timeout: float = 30) -> int:
        """Ends it politely (SIGTERM); gives its exit code."""
        assert self.process is not None, "it does not run"
        self.process.send_signal(signal.SIGTERM)
        return self.ended(timeout)

    def ended(self, timeout: float = 30) -> int:
        """Waits until it has ended by itself; gives its exit code."""
        assert self.process is not None, "it does not run"
        code = self.process.wait(timeout)
        self.process = None
        return code

    def answers(self) -> bool:
        """Whether its health check answers."""
        try:
            with urllib.request.urlopen(f"{self.url}/api/v1/check", timeout=5) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def events(self, timeout: float = 20) -> EventStream:
        """A client of the event stream, who makes the front end receive; closed by its `cut`."""
        return EventStream(self.url, timeout)

    def rpc(self, method: str, params: Mapping[str, Any] | None = None, timeout: float = 30) -> Json:
        """One JSON-RPC call; gives the whole answer, `result` or `error`."""
        asked: Json = {"jsonrpc": "2.0", "method": method, "id": str(next(self._ids))}
        if params is not None:
            asked["params"] = dict(params)
        status, answer = self.post(json.dumps(asked).encode(), timeout=timeout)
        assert status == 200, status
        return dict(json.loads(answer))

    def post(self, body: bytes, kind: str = "application/json", timeout: float = 30) -> tuple[int, bytes]:
        """Any bytes to /api/v1/rpc; gives the status and the bytes of the answer."""
        request = urllib.request.Request(f"{self.url}/api/v1/rpc", body, {"Content-Type": kind})
        try:
            with urllib.request.urlopen(request, timeout=timeout) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read()

    def knows(self, person: Person, **more: Any) -> None:
        """A person's profile reaches the account; `keys=1` after she came back on a new phone."""
        self.servers.change("people", **{person.uuid: {"number": person.number, "name": person.name, **more}})

    def group(self, group_id: str, name: str, *members: Person) -> None:
        """The account is in a group. The id is 32 bytes in base64."""
        self.servers.change("groups", **{group_id: {"name": name, "members": [one.uuid for one in members]}})

    def file(self, name: str, data: bytes) -> None:
        """An attachment that has been downloaded, under the id it has in the event."""
        (self.servers.attachments / name).write_bytes(data)

    def says(self, person: Person, text: str | None, *, timestamp: int | None = None, **data: Any) -> int:
        """A message; `data` are further parts of `MessageEnvelope$Data`. Gives its timestamp."""
        return self.arrives(person, timestamp=timestamp, data={"body": text, **data})

    def arrives(self, person: Person, *, timestamp: int | None = None, untrusted: bool = False, **parts: Any) -> int:
        """An envelope reaches Signal's servers, whether or not the front end runs; gives its timestamp.

        `parts` are what `MessageEnvelope` has: data, edit, receipt, typing, sync, call, story; all by the names of the
        Java records. `untrusted`: her safety number has changed and nobody has trusted it yet.
        """
        sent = timestamp or time.time_ns() // 1_000_000
        for part in ("data", "typing"):
            if part in parts:
                parts[part] = {"timestamp": sent, **parts[part]}
        envelope = {
            "timestamp": sent,
            "serverReceivedTimestamp": sent + 100,
            "serverDeliveredTimestamp": sent + 200,
            **parts,
        }
        if person.uuid not in self.servers.known("people"):
            self.knows(person)
        arrival = {"from": person.address, "device": person.device, "untrusted": untrusted, "envelope": envelope}
        self.servers.put("waiting", arrival)
        return sent

    def waiting(self) -> int:
        """How many envelopes are still on Signal's servers."""
        return len(self.servers.all("waiting"))

    def fails(
        self,
        kind: str,
        to: Person | str | None = None,
        *,
        method: str | None = None,
        times: int | None = 1,
        **more: Any,
    ) -> None:
        """The next `times` sends fail (always, with None); see folder.py for the kinds and what `more` they take.

        Of a person (uuid) or of everybody; of one method of `Manager` (such as sendMessage) or of all.
        """
        if kind not in (*SINGLE, *WHOLE):
            raise ValueError(f"{kind} is no failure: {', '.join((*SINGLE, *WHOLE))}")
        aimed = to.uuid if isinstance(to, Person) else to
        fault = {"kind": kind, "to": aimed, "method": method, "times": times, "whole": kind in WHOLE, **more}
        self.servers.put("faults", fault)

    def works_again(self) -> None:
        """Nothing fails any more."""
        for path in self.servers.all("faults"):
            path.unlink(missing_ok=True)

    def sent(self, method: str | None = None, *, since: int = 0) -> list[Sent]:
        """What the front end gave to send, from its first start on."""
        noted = itertools.islice(self.servers.noted(), since, None)
        calls = (Sent(**{"to": [], "timestamp": 0, **line}) for line in noted)
        return [call for call in calls if method in (None, call.method)]

    def journalled(self) -> list[Json]:
        """The lines of its standard output: they end with a line feed and with nothing else that Unicode has."""
        return [json.loads(line) for line in self.journal.read_text().split("\n")[:-1]]

    def unlink(self) -> None:
        """The phone removes the bot from its linked devices."""
        self.servers.unlinked.touch()

    def links(self, number: str = ACCOUNT) -> None:
        """The phone will scan the next code."""
        (self.folder / "link.json").write_text(json.dumps({"number": number}))


def until(true: Callable[[], object], timeout: float = 30) -> None:
    """Waits for something to be true."""
    end = time.monotonic() + timeout
    while not true():
        assert time.monotonic() < end, "it does not come"
        time.sleep(0.02)
