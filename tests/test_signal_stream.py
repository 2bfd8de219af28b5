"""The real front end of Signal (tests/signalcli): its stream of events and its journal, and what is lost when."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.signalcli.client import Person, SignalCli, until
from tests.signalcli.distribution import needed_jars
from tests.signalcli.folder import Json
from tests.signalcli.samples import AMAL, T

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


def words(lines: list[Json]) -> list[str]:
    return [line["envelope"]["dataMessage"]["message"] for line in lines]


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
    until(lambda: len(cli.journalled()) == 3)
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
    until(lambda: len(cli.journalled()) == 31)

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
        until(cli.journalled)

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


def test_what_the_program_was_killed_over_comes_once_more(stopped: SignalCli) -> None:
    reading, writing = os.pipe()
    stopped.launch(journal=writing)
    os.close(writing)
    until(stopped.answers)
    stream = stopped.events()
    for number in range(20):
        stopped.says(AMAL, f"{number:02d}" + "x" * 20_000)
    last = ""
    while stream.waits():
        last = (stream.texts(1)[0] or "")[:2]
    stopped.kill()  # while it writes that one into the journal, which nobody reads
    os.close(reading)

    stopped.start()

    assert (stopped.events().texts(1)[0] or "")[:2] == last


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
