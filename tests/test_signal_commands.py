"""python -m bot signal, and what doctor says of Signal: as programs, against the daemon of the tests."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.channels import CHANNELS
from bot.channels.signal import JOURNAL
from bot.channels.signal_journal import Reader
from bot.commands.doctor_signal import _ask
from bot.commands.signal import qr_code
from bot.keyfile import make_key
from bot.settings import SettingsError
from tests.bot_process import ROOT, bare_environment
from tests.conftest import make_settings
from tests.signald.server import ACCOUNT, Fault, Signald

SAID = {"envelope": {"sourceUuid": "a", "timestamp": 1, "dataMessage": {"message": "help"}}, "account": ACCOUNT}


def environment(folder: Path, **more: str) -> dict[str, str]:
    given = {"HRO_DATA_DIR": str(folder / "data"), "HRO_KEY_FILE": str(folder / "key"), "PYTHONPATH": str(ROOT)}
    return {**bare_environment(), **given, **more}


async def program(folder: Path, *words: str, **more: str) -> tuple[int, str]:
    """What a command says; both outputs."""
    done = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-m", "bot", *words],
        cwd=folder,
        env=environment(folder, **more),
        capture_output=True,
        timeout=60,
        check=False,
    )
    return done.returncode, (done.stdout + done.stderr).decode()


@pytest.mark.asyncio
async def test_link_shows_the_code_and_says_which_account_to_set(tmp_path: Path) -> None:
    async with Signald(account="") as daemon:
        code, said = await program(tmp_path, "signal", "link", HRO_SIGNAL_URL=daemon.url)

    assert code == 0
    assert qr_code("sgnl://linkdevice?uuid=abc&pub_key=def").strip() in said
    assert f"HRO_SIGNAL_ACCOUNT={ACCOUNT}" in said


@pytest.mark.asyncio
async def test_link_without_a_daemon_is_one_clear_sentence(tmp_path: Path) -> None:
    code, said = await program(tmp_path, "signal", "link", HRO_SIGNAL_URL="http://127.0.0.1:9")
    assert code == 2
    assert said.strip() == "The daemon at http://127.0.0.1:9 could not link: ConnectError."
    code, said = await program(tmp_path, "signal", "link")
    assert code == 2
    assert "HRO_SIGNAL_URL is not set" in said


def test_the_journal_waits_for_the_key_and_loses_nothing_to_a_kill(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    running = subprocess.Popen(
        [sys.executable, "-m", "bot", "signal", "journal"],
        cwd=tmp_path,
        env=environment(tmp_path),
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert running.stdin is not None
    assert running.stderr is not None
    running.stdin.write(json.dumps(SAID).encode() + b"\n")
    running.stdin.flush()
    assert b"The journal waits." in running.stderr.readline()
    reader = Reader(tmp_path / "data" / JOURNAL, make_key(tmp_path / "key"))
    for _moment in range(200):
        if reader.lines():
            break
        os.sched_yield()
        subprocess.run(["sleep", "0.05"], check=True)
    running.kill()
    running.communicate()
    assert reader.lines() == [json.dumps(SAID).encode()]


def test_a_journal_that_waits_ends_with_the_daemon(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    running = subprocess.Popen(
        [sys.executable, "-m", "bot", "signal", "journal"],
        cwd=tmp_path,
        env=environment(tmp_path),
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert running.stderr is not None
    assert b"The journal waits." in running.stderr.readline()
    assert running.poll() is None

    running.communicate(timeout=30)
    assert running.returncode == 0


@pytest.mark.asyncio
async def test_doctor_says_what_is_wrong_with_signal(tmp_path: Path) -> None:
    async def said(account: str = ACCOUNT) -> str:
        settings = make_settings(tmp_path, signal_url=daemon.url, signal_account=account)
        return "\n".join(finding.text for finding in await _ask(settings))

    async with Signald() as daemon:
        assert await said() == (
            "signal-cli 0.14.7 answers and the account is linked.\n"
            "A group of the Signal account: Triage. "
            "As triage room: HRO_TRIAGE_CHAT=signal:group.AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n"
            "The Signal daemon's journal is not written: see docs/signal.md."
        )
        (tmp_path / JOURNAL).mkdir()
        assert await said("+33600000000") == "The Signal account is not linked. Run: python -m bot signal link"
        unregistered = {"code": -1, "message": "User +33639980001 is not registered.", "data": None}
        daemon.faults.append(Fault("listDevices", error=unregistered))
        assert "not linked" in await said()
        daemon.version = "0.12.8"
        assert "signal-cli 0.12.8 is too old. Install 0.14 or newer." in await said()
        await daemon.stop()
        assert await said() == (
            f"The Signal daemon at {daemon.url} does not answer (ConnectError). Start it: see docs/signal.md."
        )


def test_signal_is_set_up_with_both_settings(tmp_path: Path) -> None:
    assert CHANNELS["signal"](make_settings(tmp_path)) is None
    with pytest.raises(SettingsError):
        CHANNELS["signal"](make_settings(tmp_path, signal_url="http://127.0.0.1:8080"))
    made = CHANNELS["signal"](make_settings(tmp_path, signal_url="http://127.0.0.1:8080", signal_account=ACCOUNT))
    assert made is not None
    assert made.account == ACCOUNT
