"""The samples of Signal's real front end, as they stand in the repository."""

from __future__ import annotations

import json

from tests.signalcli.samples import CALLS, EVENTS, SAMPLES


def test_every_sample_of_the_real_front_end_has_its_file_and_no_other() -> None:
    names = [*(f"event_{name}" for name in (*EVENTS, "untrusted")), *(f"rpc_{name}" for name in CALLS)]

    assert sorted(path.stem for path in SAMPLES.glob("*.json")) == sorted(names)


def test_every_event_names_the_account_and_a_sender_by_uuid() -> None:
    for path in SAMPLES.glob("event_*.json"):
        event = json.loads(path.read_text())

        assert event["account"] == "+33639980001", path.name
        assert len(event["envelope"]["sourceUuid"]) == 36, path.name
