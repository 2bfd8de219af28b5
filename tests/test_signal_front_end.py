"""The real front end of Signal (tests/signalcli): what the channel relies on, proved on signal-cli's own code."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from tests.signalcli.client import ACCOUNT, DidNotStart, Person, SignalCli
from tests.signalcli.distribution import needed_jars
from tests.signalcli.samples import AMAL, DATA, GROUP, LEA, SAMPLES, SEND, T, record

pytestmark = pytest.mark.prove


@pytest.fixture
def cli(tmp_path: Path) -> Iterator[SignalCli]:
    needed_jars()
    with SignalCli(tmp_path) as started:
        yield started


@pytest.fixture
def stopped(tmp_path: Path) -> Iterator[SignalCli]:
    needed_jars()
    made = SignalCli(tmp_path)
    yield made
    made.kill()


def until(true: Callable[[], object], timeout: float = 30) -> None:
    end = time.monotonic() + timeout
    while not true():
        assert time.monotonic() < end, "it does not come"
        time.sleep(0.02)


def words(lines: list[dict[str, dict[str, dict[str, str]]]]) -> list[str]:
    return [line["envelope"]["dataMessage"]["message"] for line in lines]


def test_every_sample_is_what_the_front_end_says(tmp_path: Path) -> None:
    needed_jars()

    for name, sample in record(tmp_path):
        assert sample == json.loads((SAMPLES / f"{name}.json").read_text()), name


def test_http_answers_as_the_channel_expects(cli: SignalCli) -> None:
    with httpx.Client(base_url=cli.url, timeout=10) as client:
        assert client.get("/api/v1/check").status_code == 200
        assert client.get("/api/v1/rpc").status_code == 405
        assert client.get("/api/v2/rpc").status_code == 404
    assert cli.post(b"{}", kind="text/plain")[0] == 415
    assert cli.post(b'{"jsonrpc":"2.0","method":"version"}') == (201, b"")
    assert json.loads(cli.post(b"garbage")[1])["error"]["code"] == -32700
    assert json.loads(cli.post(b'{"jsonrpc":"2.0","id":1}')[1])["error"]["code"] == -32600
    batch = b'[{"jsonrpc":"2.0","method":"version","id":1},{"jsonrpc":"2.0","method":"nonsense","id":2}]'
    assert [one["id"] for one in json.loads(cli.post(batch)[1])] == [1, 2]


def test_the_stream_is_kept_alive_every_fifteen_seconds(cli: SignalCli) -> None:
    with (
        httpx.Client(timeout=httpx.Timeout(5, read=40)) as client,
        client.stream("GET", f"{cli.url}/api/v1/events") as answer,
    ):
        before = time.monotonic()
        first = next(answer.iter_raw())
        waited = time.monotonic() - before

    assert answer.headers["content-type"] == "text/event-stream"
    assert first == b":\n"
    assert 14 < waited < 25


def test_nothing_is_taken_from_the_servers_while_nobody_listens(cli: SignalCli) -> None:
    for number in range(3):
        cli.says(AMAL, f"word {number}")
    time.sleep(1)
    assert cli.waiting() == 3
    assert cli.journalled() == []

    stream = cli.events()

    assert stream.texts(3) == ["word 0", "word 1", "word 2"]
    until(lambda: cli.waiting() == 0)
    assert words(cli.journalled()) == ["word 0", "word 1", "word 2"]
    stream.cut()


def test_what_comes_while_the_program_is_down_is_there_when_it_is_back(cli: SignalCli) -> None:
    stream = cli.events()
    cli.says(AMAL, "before")
    assert stream.texts(1) == ["before"]
    until(lambda: cli.waiting() == 0)
    cli.kill()
    assert stream.ended()
    cli.says(AMAL, "meanwhile")
    cli.start()

    assert cli.events().texts(1) == ["meanwhile"]


def test_what_a_torn_stream_swallows_stands_in_the_journal(cli: SignalCli) -> None:
    first = cli.events()
    cli.says(AMAL, "0")
    assert first.texts(1) == ["0"]
    first.cut()
    for number in range(1, 31):
        cli.says(AMAL, str(number))
    time.sleep(1)  # the daemon has had its writes refused by now

    second = cli.events()
    until(lambda: cli.waiting() == 0)

    swallowed = set(words(cli.journalled())) - {"0", *second.so_far()}
    assert "1" in swallowed
    assert words(cli.journalled()) == [str(number) for number in range(31)]


def test_two_clients_of_the_stream_get_everything_both(cli: SignalCli) -> None:
    one, other = cli.events(), cli.events()
    cli.says(AMAL, "to all")

    assert one.texts(1) == other.texts(1) == ["to all"]


def test_in_the_mode_on_start_the_journal_alone_receives(tmp_path: Path) -> None:
    needed_jars()
    with SignalCli(tmp_path, mode="on-start") as cli:
        cli.says(AMAL, "مرحبا\u2028ሰላም")
        until(lambda: cli.waiting() == 0)

        assert words(cli.journalled()) == ["مرحبا\u2028ሰላም"]


def test_a_journal_whose_reader_is_gone_is_not_noticed(stopped: SignalCli) -> None:
    reading, writing = os.pipe()
    stopped.launch(journal=writing)
    os.close(writing)
    os.close(reading)
    until(stopped.answers)
    stream = stopped.events()
    for number in range(5):
        stopped.says(AMAL, str(number))

    assert stream.texts(5) == list("01234")
    until(lambda: stopped.waiting() == 0)
    assert "WARN" not in stopped.log.read_text()


def test_a_journal_that_is_not_read_holds_everything_back_and_loses_nothing(stopped: SignalCli) -> None:
    reading, writing = os.pipe()
    stopped.launch(journal=writing)
    os.close(writing)
    until(stopped.answers)
    stream = stopped.events()
    for number in range(60):
        stopped.says(AMAL, f"{number}" + "x" * 5000)
    time.sleep(5)
    assert stopped.waiting() > 30

    with os.fdopen(reading, "rb") as pipe:
        lines = [json.loads(pipe.readline()) for _ in range(60)]

    assert [said.rstrip("x") for said in words(lines)] == [str(number) for number in range(60)]
    assert len(stream.texts(60)) == 60


def test_a_new_phone_comes_without_words_and_with_them_after_trust(cli: SignalCli) -> None:
    stream = cli.events()
    cli.arrives(AMAL, untrusted=True, timestamp=T, data={"body": "it is me"})
    event = stream.next()
    assert event["exception"]["type"] == "UntrustedIdentityException"
    assert event["envelope"]["sourceUuid"] == AMAL.uuid
    assert "dataMessage" not in event["envelope"]

    assert cli.rpc("trust", {"recipient": AMAL.uuid, "trustAllKnownKeys": True})["result"] == {}

    event = stream.next()
    assert (event["envelope"]["timestamp"], event["envelope"]["dataMessage"]["message"]) == (T, "it is me")
    assert "exception" not in event


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
    error = cli.rpc("listDevices")["error"]

    assert error["code"] == -32603
    assert error["message"].endswith("(UnsupportedOperationException)")


def test_an_envelope_that_cannot_be_is_noticed(cli: SignalCli) -> None:
    cli.arrives(AMAL, data={"bodi": "?"})
    cli.events()

    assert cli.ended() == 70
    assert "Data has no bodi" in cli.log.read_text()


def test_it_ends_politely(cli: SignalCli) -> None:
    stream = cli.events()

    assert cli.stop() in (0, 143)
    assert stream.ended()


def test_many_envelopes_come_in_order(cli: SignalCli) -> None:
    people = [Person(f"{number:08d}-0000-4000-8000-000000000000") for number in range(5)]
    stream = cli.events(timeout=60)
    for number in range(500):
        cli.says(people[number % 5], str(number))

    assert stream.texts(500) == [str(number) for number in range(500)]


def test_a_group_gets_one_result_per_member(cli: SignalCli) -> None:
    cli.group(GROUP, "Triage", AMAL, LEA)

    results = cli.rpc("send", {"groupId": GROUP, "message": "who can go?"})["result"]["results"]

    assert [(one["groupId"], one["recipientAddress"]["uuid"]) for one in results] == [
        (GROUP, AMAL.uuid),
        (GROUP, LEA.uuid),
    ]
