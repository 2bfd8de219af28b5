"""The real front end of Signal (tests/signalcli): its HTTP, JSON-RPC and errors, as the channel relies on them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.bot_process import ROOT, bare_environment, free_port
from tests.signalcli.client import ACCOUNT, DidNotStart, SignalCli, until
from tests.signalcli.distribution import needed_jars
from tests.signalcli.samples import AMAL, DATA, GROUP, LEA, SAMPLES, SEND, T, record

pytestmark = pytest.mark.prove


@pytest.fixture
def cli(tmp_path: Path) -> Iterator[SignalCli]:
    needed_jars()
    with SignalCli(tmp_path) as started:
        yield started


def test_every_sample_is_what_the_front_end_says(tmp_path: Path) -> None:
    needed_jars()

    for name, sample in record(tmp_path):
        assert sample == json.loads((SAMPLES / f"{name}.json").read_text()), name


def test_the_line_of_the_guide_starts_it(tmp_path: Path) -> None:
    needed_jars()
    guide = (ROOT / "docs" / "signal.md").read_text()
    line = guide[guide.index("signal-cli --scrub-log") : guide.index("| { .venv/bin/python")].replace("\\\n", " ")
    # What 0.13 does not know is named in the guide, to be left out there.
    newer = re.findall(r"knows\s+neither `(\S+)` nor `(\S+)`", guide)[0]
    words = [word for word in line.split()[1:] if word not in newer]
    port = free_port()
    words[words.index("--http") + 1] = f"127.0.0.1:{port}"
    program = [sys.executable, "-m", "tests.signalcli", str(tmp_path), *words]
    with subprocess.Popen(program, cwd=ROOT, env=bare_environment(), stdout=subprocess.DEVNULL) as daemon:
        try:
            until(lambda: daemon.poll() is not None or _answers(port))
            assert daemon.poll() is None
        finally:
            daemon.kill()


def _answers(port: int) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/api/v1/check", timeout=5).status_code == 200
    except httpx.HTTPError:
        return False


def test_http_answers_as_the_channel_expects(cli: SignalCli) -> None:
    with httpx.Client(base_url=cli.url, timeout=60) as client:
        assert client.get("/api/v1/check").status_code == 200
        assert client.get("/api/v1/rpc").status_code == 405
        assert client.get("/api/v2/rpc").status_code == 404
    assert cli.post(b"{}", kind="text/plain")[0] == 415
    assert cli.post(b'{"jsonrpc":"2.0","method":"version"}') == (201, b"")
    assert json.loads(cli.post(b"garbage")[1])["error"]["code"] == -32700
    assert json.loads(cli.post(b'{"jsonrpc":"2.0","id":1}')[1])["error"]["code"] == -32600
    batch = b'[{"jsonrpc":"2.0","method":"version","id":1},{"jsonrpc":"2.0","method":"nonsense","id":2}]'
    # The answers to a batch come in any order (JSON-RPC 2.0, section 6): whoever asks matches them by their id.
    assert sorted(one["id"] for one in json.loads(cli.post(batch)[1])) == [1, 2]


def test_what_is_sent_arrives_as_it_was_given(cli: SignalCli) -> None:
    more = {"textStyle": ["0:2:BOLD"], "quoteTimestamp": T, "quoteAuthor": LEA.uuid, "quoteMessage": "x"}
    result = cli.rpc("send", {**SEND, **more, "attachments": [DATA]})["result"]
    cli.rpc("send", {**SEND, "message": "anew", "editTimestamp": T})
    cli.rpc("sendReaction", {"recipient": AMAL.uuid, "emoji": "✅", "targetAuthor": AMAL.uuid, "targetTimestamp": T})
    cli.rpc("remoteDelete", {"recipient": AMAL.uuid, "targetTimestamp": T})
    cli.rpc("sendReceipt", {"recipient": AMAL.uuid, "targetTimestamp": [T], "type": "read"})
    cli.rpc("sendTyping", {"recipient": AMAL.uuid})

    message, edit, reaction, deletion, receipt, typing = cli.sent()
    assert message.timestamp == result["timestamp"]
    assert message.text == "hi"
    assert message.params["message"]["attachments"] == [{"contentType": "text/plain", "name": "a.txt", "data": "aGk="}]
    assert message.params["message"]["quote"]["timestamp"] == T
    assert message.params["message"]["textStyles"] == [{"style": "BOLD", "start": 0, "length": 2}]
    assert (edit.method, edit.text, edit.params["target"]) == ("sendEditMessage", "anew", T)
    assert reaction.params == {"emoji": "✅", "remove": False, "author": AMAL.uuid, "target": T}
    assert deletion.params == {"target": T}
    assert receipt.params == {"targets": [T]}
    assert typing.params == {"action": "START"}


def test_a_quote_of_our_own_needs_no_text(cli: SignalCli) -> None:
    cli.rpc("send", {**SEND, "quoteTimestamp": T, "quoteAuthor": ACCOUNT})

    (message,) = cli.sent()
    assert (message.text, message.params["message"]["quote"]["timestamp"]) == ("hi", T)


def test_failures_come_as_often_as_asked_and_to_whom(cli: SignalCli) -> None:
    cli.fails("rate_limit", AMAL, times=2, token="proof")
    both = {"recipient": [AMAL.uuid, LEA.uuid], "message": "hi"}

    kinds = [{one["type"] for one in cli.rpc("send", both)["result"]["results"]} for _ in range(3)]

    assert kinds == [{"RATE_LIMIT_FAILURE", "SUCCESS"}, {"RATE_LIMIT_FAILURE", "SUCCESS"}, {"SUCCESS"}]
    assert [call.outcomes[AMAL.uuid] for call in cli.sent()] == ["rate_limit", "rate_limit", "ok"]


def test_a_message_may_go_out_without_an_answer(cli: SignalCli) -> None:
    cli.fails("late", seconds=3)
    with pytest.raises(TimeoutError):
        cli.rpc("send", SEND, timeout=1)
    cli.fails("killed")
    with pytest.raises(OSError):
        cli.rpc("send", SEND)

    assert [call.text for call in cli.sent()] == ["hi", "hi"]


def test_the_daemon_of_an_unlinked_account_ends_and_does_not_start_again(cli: SignalCli) -> None:
    cli.events()
    cli.unlink()

    assert cli.ended() == 0
    with pytest.raises(DidNotStart, match="is not registered"):
        cli.start()


def test_a_daemon_for_many_accounts_links_one_and_needs_no_name_for_it(tmp_path: Path) -> None:
    needed_jars()
    with SignalCli(tmp_path, account=None) as cli:
        assert cli.rpc("listAccounts")["result"] == []
        assert cli.rpc("send", SEND)["error"]["code"] == -32602
        link = cli.rpc("startLink")["result"]["deviceLinkUri"]
        assert link.startswith("sgnl://linkdevice?uuid=")
        unanswered = cli.rpc("finishLink", {"deviceLinkUri": link, "deviceName": "HRO bot"})
        assert unanswered["error"] == {"code": -1, "message": "Link request timed out, please try again.", "data": None}

        link = cli.rpc("startLink")["result"]["deviceLinkUri"]
        cli.links()
        assert cli.rpc("finishLink", {"deviceLinkUri": link})["result"] == {"number": ACCOUNT}

        assert cli.rpc("listAccounts")["result"] == [{"number": ACCOUNT}]
        assert "result" in cli.rpc("send", SEND)
        assert "result" in cli.rpc("send", {**SEND, "account": ACCOUNT})
        assert cli.rpc("send", {**SEND, "account": "+33639980002"})["error"]["code"] == -32602
        stream = cli.events()
        cli.says(AMAL, "hello")
        assert stream.next()["account"] == ACCOUNT
        cli.unlink()
        until(lambda: cli.rpc("listAccounts")["result"] == [])
        assert cli.answers()


def test_what_the_tests_do_not_imitate_is_refused(cli: SignalCli) -> None:
    error = cli.rpc("listStickerPacks")["error"]

    assert error["code"] == -32603
    assert error["message"].endswith("(UnsupportedOperationException)")


def test_a_group_gets_one_result_per_member(cli: SignalCli) -> None:
    cli.group(GROUP, "Triage", AMAL, LEA)

    results = cli.rpc("send", {"groupId": GROUP, "message": "who can go?"})["result"]["results"]

    assert [(one["groupId"], one["recipientAddress"]["uuid"]) for one in results] == [
        (GROUP, AMAL.uuid),
        (GROUP, LEA.uuid),
    ]
