"""The bot, as a process, on the real front end of Signal with the network behind it replaced (tests/signalcli)."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.bot_process import ROOT, BotProcess
from tests.botapi.client import BotApi
from tests.signalcli.client import ACCOUNT, Person, SignalCli
from tests.signalcli.distribution import needed_jars

pytestmark = [
    pytest.mark.prove,
]
AMAL = Person("11111111-2222-4333-8444-555555555555", "Amal")
ROSA = Person("22222222-2222-4333-8444-555555555555", "Rosa", "+33639980078")
JOURNAL = ("-m", "bot", "signal", "journal")


class Night:
    """The bot, the front end, and the process that writes the journal down, started in the order of the guide."""

    def __init__(self, folder: Path) -> None:
        self.cli = SignalCli(folder / "signal")
        self.bot = BotProcess(
            BotApi(),
            folder / "bot",
            coordinators=f"signal:{ROSA.uuid}",
            more={"HRO_SIGNAL_URL": self.cli.url, "HRO_SIGNAL_ACCOUNT": ACCOUNT, "HRO_TELEGRAM_TOKEN": ""},
        )
        self.journal: subprocess.Popen[bytes] | None = None

    async def start(self) -> None:
        """The bot makes its key first; then the daemon with its journal."""
        await self.bot.start()
        reading, writing = os.pipe()
        self.journal = subprocess.Popen(
            [sys.executable, *JOURNAL], cwd=self.bot.folder, env=self.bot.environment, stdin=reading
        )
        os.close(reading)
        self.cli.launch(journal=writing)
        os.close(writing)
        await self.until(self.cli.answers)

    def end(self) -> None:
        """Kills all three."""
        self.bot.kill()
        self.cli.kill()
        if self.journal is not None:
            self.journal.kill()
            self.journal.wait()

    async def until(self, true: object, timeout: float = 60) -> None:
        """Waits for something to be true."""
        assert callable(true)
        end = asyncio.get_running_loop().time() + timeout
        while not true():
            assert asyncio.get_running_loop().time() < end, self.bot.log.read_text()[-2000:]
            await asyncio.sleep(0.05)

    async def hears(self, person: Person, words: str) -> None:
        """Waits until a person has got a message with these words."""
        await self.until(lambda: any(words in text for text in self.heard(person)))

    def heard(self, person: Person) -> list[str]:
        """What a person has got, oldest first."""
        sent = self.cli.sent("sendMessage")
        return [call.text for call in sent if call.outcomes.get(person.uuid) == "ok"]

    def receipts(self) -> list[int]:
        """Which messages were told as read."""
        return [stamp for call in self.cli.sent("sendReadReceipt") for stamp in call.params["targets"]]


@pytest_asyncio.fixture
async def night(tmp_path: Path) -> AsyncIterator[Night]:
    needed_jars()
    made = Night(tmp_path)
    await made.start()
    yield made
    made.end()


@pytest.mark.asyncio
async def test_a_person_is_answered_and_told_that_it_was_read(night: Night) -> None:
    stamp = night.cli.says(AMAL, "Good morning, we need help please")

    await night.hears(AMAL, "What do you want to do?")
    await night.until(lambda: stamp in night.receipts())
    assert night.cli.waiting() == 0
    assert (await night.bot.health() or (0, ""))[0] == 200
    log = night.bot.log.read_text()
    assert "Amal" not in log
    assert AMAL.uuid not in log


@pytest.mark.asyncio
async def test_what_the_stream_swallowed_when_the_bot_was_killed_comes_from_the_journal(night: Night) -> None:
    night.cli.says(AMAL, "Good morning, we need help please")
    await night.hears(AMAL, "What do you want to do?")
    night.bot.kill()
    stamps = [night.cli.says(AMAL, f"They took tent {number}") for number in range(8)]
    await asyncio.sleep(1)
    swallowed = 8 - night.cli.waiting()
    await night.bot.start()

    await night.until(lambda: set(stamps) <= set(night.receipts()))
    assert swallowed > 0
    assert night.cli.waiting() == 0


@pytest.mark.asyncio
async def test_the_daemon_is_killed_and_comes_back_and_nothing_is_missing(night: Night) -> None:
    night.cli.says(AMAL, "Good morning, we need help please")
    await night.hears(AMAL, "What do you want to do?")
    night.cli.kill()
    stamp = night.cli.says(AMAL, "Are you there?")
    night.cli.launch()
    await night.until(night.cli.answers)

    await night.until(lambda: stamp in night.receipts())


@pytest.mark.asyncio
async def test_a_message_whose_answer_was_lost_is_sent_again(night: Night) -> None:
    night.cli.fails("io", method="sendMessage", times=2)
    night.cli.says(AMAL, "Good morning, we need help please")

    await night.hears(AMAL, "What do you want to do?")
    assert [call.failed for call in night.cli.sent("sendMessage")][:2] == ["io", "io"]


@pytest.mark.asyncio
async def test_who_has_a_new_phone_is_trusted_and_her_words_are_read(night: Night) -> None:
    night.cli.arrives(AMAL, untrusted=True, data={"body": "Good morning, we need help please"})

    await night.hears(AMAL, "What do you want to do?")


@pytest.mark.asyncio
async def test_a_file_is_fetched_through_the_daemon(night: Night) -> None:
    night.cli.file("a.jpg", bytes(range(256)) * 4000)
    picture = {"id": "a.jpg", "contentType": "image/jpeg", "size": 1_024_000}
    night.cli.says(AMAL, "Good morning, we need help please")
    await night.hears(AMAL, "What do you want to do?")
    night.cli.says(AMAL, None, attachments=[picture])

    await night.until(
        lambda: any(path.stat().st_size > 1_000_000 for path in night.bot.data.rglob("*") if path.is_file())
    )


@pytest.mark.asyncio
async def test_what_an_application_does_by_itself_is_answered_to_nobody(night: Night) -> None:
    phone = Person("aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee", "HRO", ACCOUNT)
    night.cli.arrives(phone, sync={"viewed": [{"sender": AMAL.address, "timestamp": 1795335600000}]})
    night.cli.arrives(phone, sync={"contacts": {"isComplete": True}})
    night.cli.says(AMAL, None, isProfileKeyUpdate=True)
    night.cli.says(AMAL, None, isEndSession=True)
    night.cli.arrives(AMAL)
    stamp = night.cli.says(ROSA, "hello")
    await night.until(lambda: stamp in night.receipts())
    await asyncio.sleep(2)

    assert night.heard(phone) == []
    assert night.heard(AMAL) == []


@pytest.mark.asyncio
async def test_the_account_is_linked_by_the_command(tmp_path: Path) -> None:
    needed_jars()
    with SignalCli(tmp_path / "signal", account=None) as cli:
        cli.links()
        environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "HRO_SIGNAL_URL": cli.url,
            "HRO_SIGNAL_ACCOUNT": ACCOUNT,
        }
        done = await asyncio.to_thread(
            subprocess.run,
            [sys.executable, "-m", "bot", "signal", "link"],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

        assert done.returncode == 0, done.stderr
        assert "▀" in done.stdout or "█" in done.stdout
        assert f"Linked. Set HRO_SIGNAL_ACCOUNT={ACCOUNT}" in done.stdout
        assert json.dumps(cli.rpc("listAccounts")["result"]) == f'[{{"number": "{ACCOUNT}"}}]'
